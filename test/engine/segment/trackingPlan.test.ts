/** Events, traits and the check of a tracking plan, which the stand-in for Segment serves. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SegmentApi } from '../../../credentials/SegmentApi.credentials';
import { SegmentPublicApi } from '../../../credentials/SegmentPublicApi.credentials';
import { Segment } from '../../../nodes/Segment/Segment.node';
import { clock } from '../../../nodes/shared/clock';
import { known, tokens } from '../../stand-in/public-api';
import { DEMO_SOURCES, startStandIn, type StandIn } from '../../stand-in/server';
import { runNode, type NodeRunOptions } from '../../support/engine';
import { planOf, schemaOf } from '../../support/trackingPlan';

let segment: StandIn;

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

function track(key: string, properties: object, version = 1): RuleGiven {
	return { type: 'TRACK', key, version, jsonSchema: schemaOf({ properties }) };
}
function traits(properties: object): Pick<RuleGiven, 'version' | 'jsonSchema'> {
	return { version: 1, jsonSchema: schemaOf({ traits: { type: 'object', properties } }) };
}

function setRules(...rules: RuleGiven[]): void {
	const at = new Date().toISOString();
	planOf(segment).rules = rules.map((rule) => ({ ...rule, createdAt: at, updatedAt: at }));
}

const planChosen = { __rl: true, mode: 'list', value: known.trackingPlanId };
const rows = (value: object) => ({ mappingMode: 'defineBelow', value, schema: [] });
const AUTOMATIC = { mappingMode: 'autoMapInputData', value: null, schema: [] };

type Options = Partial<NodeRunOptions> & { public?: boolean };

async function send(parameters: object, items: IDataObject[], options: Options = {}) {
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

const BATCH = { resource: 'batch', operation: 'send', mode: 'mapFields', messageType: 'track' };
const checked = (mode: string, options: object = {}) => ({
	options: { trackingPlan: planChosen, checkAgainstTrackingPlan: mode, ...options },
});
const goesOn = { settings: { onError: 'continueRegularOutput' as const } };

const GOOD = { userId: 'u-1', event: 'Order Completed', order_id: 'o-1', total: 27.5 };
const WRONG = { userId: 'u-2', event: 'Order Completed', total: '27.50', color: 'red' };
const VIOLATIONS = [
	{
		type: 'Required',
		field: 'properties.order_id',
		description: 'properties.order_id is required',
	},
	{
		type: 'Invalid Type',
		field: 'properties.total',
		description: 'properties.total must be a number',
	},
	{
		type: 'Unplanned Property',
		field: 'properties.color',
		description: 'properties.color is not in the tracking plan',
	},
];

describe('the check', () => {
	it('reports what each message breaks, and sends all', async () => {
		const { json, sent, error } = await send({ ...BATCH, ...checked('report') }, [GOOD, WRONG]);
		expect(error).toBeUndefined();
		expect(json).toEqual([
			expect.objectContaining({ success: true, violations: [] }),
			expect.objectContaining({ success: true, violations: VIOLATIONS }),
		]);
		expect(sent.map(({ userId }) => userId)).toEqual(['u-1', 'u-2']);
	});

	it('refuses what breaks it, before anything is sent', async () => {
		const { sent, error } = await send({ ...BATCH, ...checked('refuse') }, [GOOD, WRONG]);
		expect(sent).toEqual([]);
		expect(error?.message).toBe(
			'Nothing was sent: The message breaks the tracking plan in 1 of 2 items',
		);
		expect(error?.description).toContain(
			'Item 1: properties.order_id is required; properties.total must be a number; properties.color is not in the tracking plan. Correct',
		);
	});

	it('gives a refused item its violations, where the run goes on', async () => {
		const { json, sent } = await send(
			{ ...BATCH, ...checked('refuse') },
			[GOOD, WRONG, { userId: 'u-3', event: 'order completed' }],
			goesOn,
		);
		expect(sent.map(({ userId }) => userId)).toEqual(['u-1']);
		expect(json[1]).toMatchObject({ details: { sent: false, violations: VIOLATIONS } });
		expect(json[2]).toMatchObject({
			error: 'The message breaks the tracking plan',
			message: expect.stringContaining('event “order completed” is not in the tracking plan.'),
			details: { violations: [{ type: 'Unplanned Event', field: 'event' }] },
		});
	});

	it('lets through what Allow Unplanned names', async () => {
		const { json } = await send(
			{ ...BATCH, ...checked('report', { allowUnplanned: ['events', 'fields'] }) },
			[WRONG, { userId: 'u-3', event: 'Something Else' }],
		);
		expect(json.map(({ violations }) => violations)).toEqual([VIOLATIONS.slice(0, 2), []]);
	});

	it('holds for the context and every call by the common rule', async () => {
		const messages = [
			{ type: 'alias', userId: 'u-1', previousId: 'a-1', context: {} },
			{ type: 'page', anonymousId: 'a-1', context: { library: { name: 'x' } } },
		];
		const { json } = await send(
			{ ...BATCH, mode: 'itemsAreMessages', ...checked('report') },
			messages,
		);
		expect(json.map(({ violations }) => violations)).toEqual([
			[expect.objectContaining({ field: 'context.library', type: 'Required' })],
			[expect.objectContaining({ field: 'userId', type: 'Required' })],
		]);
	});

	it.each([
		['identify', 'create', { traits: { title: 'Countess' }, userId: 'u-1' }, 'traits.title'],
		[
			'group',
			'add',
			{ groupTraits: { plan: 'pro' }, userId: 'u-1', groupId: 'g-1' },
			'traits.plan',
		],
	])('holds for %s', async (resource, operation, fields, field) => {
		const { json, error } = await send({ resource, operation, ...fields, ...checked('report') }, [
			{},
		]);
		expect(error).toBeUndefined();
		expect(json[0].violations).toEqual([
			expect.objectContaining({ type: 'Unplanned Trait', field }),
		]);
	});

	it('takes the version that the context names, or else the oldest', async () => {
		setRules(
			track('Order Completed', { required: ['subtotal'], properties: { subtotal: {} } }, 2),
			track('Order Completed', { required: ['total'], properties: { total: {} } }, 1),
		);
		const of = (event_version: unknown) => ({
			type: 'track',
			userId: 'u-1',
			event: 'Order Completed',
			context: { protocols: { event_version } },
		});
		const { json } = await send({ ...BATCH, mode: 'itemsAreMessages', ...checked('report') }, [
			of(2),
			of(3.2),
		]);
		expect(json.map(({ violations }) => (violations as IDataObject[])[0].field)).toEqual([
			'properties.subtotal',
			'properties.total',
		]);
	});

	it('shows in a Dry Run and in the summary', async () => {
		const dry = await send({ ...BATCH, ...checked('report', { dryRun: true }) }, [WRONG]);
		expect(dry.json[0]).toMatchObject({ dryRun: true, violations: VIOLATIONS });
		expect(dry.sent).toEqual([]);
		const { json } = await send({ ...BATCH, ...checked('report'), output: 'summary' }, [
			GOOD,
			WRONG,
		]);
		expect(json).toEqual([
			expect.objectContaining({
				sent: 2,
				violating: 1,
				violations: [{ item: 1, messageId: expect.any(String), violations: VIOLATIONS }],
			}),
		]);
	});

	it('lets nothing pass unseen that a wrong rule is about', async () => {
		setRules(track('Order Completed', { properties: { total: { type: 'strin' } } }));
		const { json } = await send({ ...BATCH, ...checked('report') }, [GOOD]);
		expect((json[0].violations as IDataObject[])[0]).toEqual({
			type: 'Unreadable Rule',
			field: '(root)',
			description: expect.stringContaining('type is “strin”, which JSON Schema does not know'),
		});
	});
});

describe('the rules', () => {
	const asked = () => segment.publicApi.requests.map(({ path }) => path);
	const parameters = { ...BATCH, ...checked('report') };

	it('are read page by page, once for a run, and kept for ten minutes', async () => {
		const many = Array.from({ length: 420 }, (_, index) => track(`Event ${index}`, {}));
		setRules(...many);
		const items = [
			{ userId: 'u-1', event: 'Event 419' },
			{ userId: 'u-1', event: 'Event 0' },
		];
		const first = await send(parameters, items);
		expect(first.json.map(({ violations }) => violations)).toEqual([[], []]);
		expect(asked()).toEqual(Array(3).fill(`/tracking-plans/${known.trackingPlanId}/rules`));
		await send(parameters, items);
		expect(asked()).toHaveLength(3);
		const now = clock.now();
		jest.spyOn(clock, 'now').mockImplementation(() => now + 600_001);
		await send(parameters, items);
		expect(asked()).toHaveLength(6);
	});

	it('end the run where they cannot be read, before anything is sent', async () => {
		const { error, sent } = await send(
			{ ...BATCH, ...checked('report', { trackingPlan: { ...planChosen, value: 'tp_other' } }) },
			[GOOD],
		);
		expect(error?.message).toBe(
			'The tracking plan could not be read: Segment does not know the tracking plan in this workspace',
		);
		expect(sent).toEqual([]);
	});

	it('are asked for only where the form needs them', async () => {
		const { error } = await send({ ...BATCH, options: {} }, [GOOD], { public: false });
		expect(error).toBeUndefined();
		expect(asked()).toEqual([]);
	});

	it('need the second credential, and say so', async () => {
		const { error, sent } = await send(parameters, [GOOD], { public: false });
		expect(error?.message).toMatch(/^The tracking plan could not be read: .*segmentPublicApi/);
		expect(sent).toEqual([]);
	});
});

describe('the form', () => {
	const options = { trackingPlan: planChosen };
	const TRACK = { resource: 'track', operation: 'event', eventFrom: 'trackingPlan', options };

	it('sends an event of the plan, each property in its type', async () => {
		const { sent, error } = await send(
			{
				...TRACK,
				planEvent: { __rl: true, mode: 'list', value: 'Order Completed' },
				userId: 'u-1',
				planProperties: rows({
					order_id: '={{ $json.number }}',
					total: '27.5',
					currency: 'eur',
					products: '={{ $json.lines }}',
				}),
			},
			[{ number: 471, lines: [{ sku: 7 }] }],
		);
		expect(error).toBeUndefined();
		expect(sent).toEqual([
			expect.objectContaining({
				type: 'track',
				event: 'Order Completed',
				userId: 'u-1',
				properties: { order_id: '471', total: 27.5, currency: 'EUR', products: [{ sku: '7' }] },
			}),
		]);
	});

	it('maps the input automatically, and checks what comes of it', async () => {
		const { sent, json } = await send(
			{
				...TRACK,
				options: { ...options, checkAgainstTrackingPlan: 'refuse' },
				planEvent: { __rl: true, mode: 'name', value: '={{ $json.what }}' },
				userId: 'u-1',
				planProperties: AUTOMATIC,
			},
			[
				{ what: 'Order Completed', orderId: 'o-1', Total: '5' },
				{ what: 'Order Completed', orderId: 'o-2', total: -5 },
				{ what: 'Unknown' },
			],
			goesOn,
		);
		expect(sent.map(({ properties }) => properties)).toEqual([{ order_id: 'o-1', total: 5 }]);
		expect(json[1].message).toContain('properties.total must be at least 0');
		expect(json[2].error).toBe('Event is “Unknown”, which the tracking plan does not have');
	});

	it.each([
		[
			'identify',
			'create',
			{ planTraits: rows({ email: 'ada@example.com', seats: '12' }) },
			{ email: 'ada@example.com', seats: 12 },
		],
		[
			'group',
			'add',
			{ groupId: 'g-1', planTraits: rows({ name: 'Initech', since: '2026-01-31' }) },
			{ name: 'Initech', since: '2026-01-31T00:00:00.000Z' },
		],
	])('sends the traits of the plan with %s', async (resource, operation, fields, expected) => {
		const { sent, error } = await send(
			{
				resource,
				operation,
				userId: 'u-1',
				specifyTraits: 'trackingPlan',
				options,
				...fields,
			},
			[{}],
		);
		expect(error).toBeUndefined();
		expect(sent[0].traits).toEqual(expected);
	});
});
