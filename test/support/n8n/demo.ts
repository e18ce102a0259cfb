/** What `npm start` puts into its n8n: the examples, and a credential of each kind for the stand-in. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { INode } from 'n8n-workflow';

import { DEFAULT_ACCESS_TOKEN, DEFAULT_SPACE_ID } from '../../stand-in/profile-api';
import { tokens } from '../../stand-in/public-api';
import { DEMO_SOURCES, type StandIn } from '../../stand-in/server';
import type { KnownTrigger } from '../../stand-in/webhook-sender';
import {
	importCredentials,
	importWorkflows,
	type Credential,
	type N8nHome,
	type Workflow,
} from './n8n';
import { REPOSITORY } from './package';

export const DOCUMENTED_EXAMPLE = 'SegmentExample01';

/** Known to everybody, as all that it signs stays on this machine. */
const DEMO_SECRET = 'the shared secret of the demonstration';
const EXAMPLES = join(REPOSITORY, 'examples');

/** The credentials that the examples name, by their IDs. */
export const demoCredentials = ({ url }: Pick<StandIn, 'url'>): Credential[] => [
	{
		id: 'SegmentExampleCr',
		name: 'Segment account',
		type: 'segmentApi',
		data: { writekey: DEMO_SOURCES.us.writeKey, region: 'custom', host: url },
	},
	{
		id: 'SegmentExamplePr',
		name: 'Segment Profile account',
		type: 'segmentProfileApi',
		data: {
			spaceId: DEFAULT_SPACE_ID,
			accessToken: DEFAULT_ACCESS_TOKEN,
			region: 'custom',
			host: `${url}/profile-api`,
		},
	},
	{
		id: 'SegmentPublicExm',
		name: 'Segment Public API account',
		type: 'segmentPublicApi',
		data: { token: tokens.owner, region: 'custom', host: `${url}/public-api` },
	},
	{
		id: 'SegmentExampleTr',
		name: 'Segment webhook secret',
		type: 'segmentTriggerApi',
		data: { sharedSecret: DEMO_SECRET },
	},
];

/** The example workflows, by the names of their files. */
export async function readExamples(): Promise<Record<string, Workflow>> {
	const files = (await readdir(EXAMPLES)).filter((file) => file.endsWith('.json')).sort();
	const entries = files.map(async (file): Promise<[string, Workflow]> => {
		return [file, JSON.parse(await readFile(join(EXAMPLES, file), 'utf8')) as Workflow];
	});
	return Object.fromEntries(await Promise.all(entries));
}

/** Imports them; no server of this home may be running. */
export async function importDemo(home: N8nHome, standIn: StandIn): Promise<void> {
	await importCredentials(home, demoCredentials(standIn));
	await importWorkflows(home, Object.values(await readExamples()));
}

/** The triggers of the examples in an n8n at this address, for the stand-in's page to call. */
export async function demoTriggers(n8nUrl: string): Promise<KnownTrigger[]> {
	return Object.values(await readExamples()).flatMap(({ name, nodes }) =>
		nodes.filter(isTrigger).map(({ webhookId }) => ({
			name,
			url: `${n8nUrl}/webhook-test/${webhookId}/segment`,
			secret: DEMO_SECRET,
		})),
	);
}

const isTrigger = ({ type }: INode): boolean => type === 'n8n-nodes-segment.segmentTrigger';
