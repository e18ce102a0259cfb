/** A workspace with a tracking plan, which the stand-in for Segment serves, and runs of Segment in it. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SegmentApi } from '../../../credentials/SegmentApi.credentials';
import { SegmentPublicApi } from '../../../credentials/SegmentPublicApi.credentials';
import { Segment } from '../../../nodes/Segment/Segment.node';
import { clock } from '../../../nodes/shared/clock';
import { known, tokens } from '../../stand-in/public-api';
import { DEMO_SOURCES, startStandIn, type StandIn } from '../../stand-in/server';
import { runNode, type NodeRunOptions } from '../../support/engine';
import { planOf, schemaOf } from '../../support/trackingPlan';

export let segment: StandIn;

beforeAll(async () => {
	segment = await startStandIn();
});
afterAll(async () => await segment.close());
afterEach(() => jest.restoreAllMocks());

let run = 0;
beforeEach(() => {
	segment.reset();
	setRules(
		track('Order Completed', {
			type: 'object',
			properties: {
				order_id: { type: 'string', description: 'Its number' },
				total: { type: 'number', minimum: 0 },
				currency: { type: 'string', enum: ['EUR', 'USD'] },
				products: {
					type: 'array',
					items: { type: 'object', properties: { sku: { type: 'string' } }, required: ['sku'] },
				},
			},
			required: ['order_id', 'total'],
		}),
		{ type: 'IDENTIFY', ...traits({ email: { type: 'string' }, seats: { type: 'integer' } }) },
		{
			type: 'GROUP',
			...traits({ name: { type: 'string' }, since: { type: 'string', format: 'date-time' } }),
		},
		{
			type: 'COMMON',
			version: 1,
			jsonSchema: {
				type: 'object',
				properties: { context: { type: 'object', required: ['library'] } },
				required: ['userId', 'messageId', 'timestamp'],
			},
		},
	);
	// a plan is kept for ten minutes: each test comes an hour after the one before
	const start = Date.now() + ++run * 3_600_000;
	jest.spyOn(clock, 'now').mockImplementation(() => start);
});

interface RuleGiven {
	type: string;
	key?: string;
	version: number;
	jsonSchema: unknown;
}

export function track(key: string, properties: object, version = 1): RuleGiven {
	return { type: 'TRACK', key, version, jsonSchema: schemaOf({ properties }) };
}
export function traits(properties: object): Pick<RuleGiven, 'version' | 'jsonSchema'> {
	return { version: 1, jsonSchema: schemaOf({ traits: { type: 'object', properties } }) };
}

export function setRules(...rules: RuleGiven[]): void {
	const at = new Date().toISOString();
	planOf(segment).rules = rules.map((rule) => ({ ...rule, createdAt: at, updatedAt: at }));
}

export const planChosen = { __rl: true, mode: 'list', value: known.trackingPlanId };
export const rows = (value: object) => ({ mappingMode: 'defineBelow', value, schema: [] });
export const AUTOMATIC = { mappingMode: 'autoMapInputData', value: null, schema: [] };

type Options = Partial<NodeRunOptions> & { public?: boolean };

export async function send(parameters: object, items: IDataObject[], options: Options = {}) {
	const { public: hasPublic = true, ...others } = options;
	const result = await runNode({
		nodeType: new Segment(),
		credentialTypes: [new SegmentApi(), new SegmentPublicApi()],
		credentials: {
			segmentApi: { writekey: DEMO_SOURCES.us.writeKey, region: 'custom', host: segment.url },
			...(hasPublic && {
				segmentPublicApi: {
					token: tokens.owner,
					region: 'custom',
					host: `${segment.url}/public-api`,
				},
			}),
		},
		parameters: parameters as INodeParameters,
		items,
		executionId: `execution-${run}-${Math.random()}`,
		...others,
	});
	return { ...result, sent: segment.received.map(({ message }) => message as IDataObject) };
}

export const BATCH = {
	resource: 'batch',
	operation: 'send',
	mode: 'mapFields',
	messageType: 'track',
};
export const checked = (mode: string, options: object = {}) => ({
	options: { trackingPlan: planChosen, checkAgainstTrackingPlan: mode, ...options },
});
export const goesOn = { settings: { onError: 'continueRegularOutput' as const } };
