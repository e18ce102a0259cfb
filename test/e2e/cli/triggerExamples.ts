/** The example workflows of the trigger, with what a person sets up in their other nodes. */
import { DEMO_SOURCES, type StandIn } from '../../stand-in/server';
import type { Credential, Workflow } from '../../support/n8n/n8n';
import type { Postgres } from './services';
import { readExample } from './workflows';

const FILES = {
	forward: 'trigger-forward-workspace.json',
	erase: 'trigger-deletion-erase.json',
	chat: 'trigger-audience-entered-chat.json',
};

export type TriggerExample = keyof typeof FILES;

const POSTGRES = { id: 'ExamplePostgres1', name: 'Customers' };
const SLACK = { id: 'ExampleSlack0001', name: 'Slack' };

/** By the nodes' names. */
const CHOSEN: Record<string, Workflow['nodes'][number]['credentials']> = {
	'Erase in Postgres': { postgres: POSTGRES },
	Slack: { slackApi: SLACK },
};

export async function readTriggerExamples(): Promise<Record<TriggerExample, Workflow>> {
	const read = Object.entries(FILES).map(async ([name, file]) => {
		const example = await readExample(file);
		const nodes = example.nodes.map((node) => ({
			...node,
			...(node.name in CHOSEN && { credentials: CHOSEN[node.name], disabled: false }),
		}));
		return [name, { ...example, nodes }];
	});
	return Object.fromEntries(await Promise.all(read)) as Record<TriggerExample, Workflow>;
}

/** The credentials that the examples name. */
export function exampleCredentials({
	secret,
	segment,
	customers,
}: {
	secret: string;
	/** The workspace that events are forwarded to. */
	segment: StandIn;
	/** The database that people are erased from. */
	customers: Postgres;
}): Credential[] {
	return [
		{
			id: 'SegmentExampleTr',
			name: 'Segment webhook secret',
			type: 'segmentTriggerApi',
			data: { sharedSecret: secret },
		},
		{
			id: 'SegmentExampleCr',
			name: 'Segment account',
			type: 'segmentApi',
			data: { writekey: DEMO_SOURCES.us.writeKey, region: 'custom', host: segment.url },
		},
		{
			...POSTGRES,
			type: 'postgres',
			data: {
				host: '127.0.0.1',
				port: customers.port,
				...{ database: 'postgres', user: 'n8n', password: 'none', ssl: 'disable' },
			},
		},
		{ ...SLACK, type: 'slackApi', data: { accessToken: 'xoxb-of-the-test' } },
	];
}
