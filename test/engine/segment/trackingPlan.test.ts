/** The check of a tracking plan, and how its rules are read. */
import type { IDataObject } from 'n8n-workflow';

import { clock } from '../../../nodes/shared/clock';
import { known } from '../../stand-in/public-api';
import {
	BATCH,
	checked,
	goesOn,
	planChosen,
	segment,
	send,
	setRules,
	track,
} from './trackingPlanSupport';

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

	it('says above the output how many break it, of which n8n shows a page', async () => {
		expect(await hintsFor([GOOD, WRONG, WRONG])).toEqual([
			'2 messages of 3 break the tracking plan, such as: properties.order_id is required. The field “violations” lists all.',
		]);
		expect(await hintsFor([GOOD])).toEqual([]);

		async function hintsFor(items: IDataObject[]): Promise<string[]> {
			const { run } = await send({ ...BATCH, ...checked('report') }, items);
			return Object.values(run.data.resultData.runData)
				.flat()
				.flatMap(({ hints = [] }) => hints.map(({ message }) => message));
		}
	});

	it('refuses what breaks it, before anything is sent', async () => {
		const { sent, error } = await send({ ...BATCH, ...checked('refuse') }, [GOOD, WRONG]);
		expect(sent).toEqual([]);
		expect(error?.message).toBe(
			'Nothing was sent: The message breaks the tracking plan: properties.order_id is required; properties.total must be a number; properties.color is not in the tracking plan, in 1 of 2 items',
		);
		expect(error?.description).toContain('Item 1: Correct the fields or the plan');
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
			error:
				'The message breaks the tracking plan: event “order completed” is not in the tracking plan',
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

	it.each<[operation: string, parameters: object]>([
		['event', { resource: 'track', operation: 'event', event: 'Nope', userId: 'u-1' }],
		['page', { resource: 'track', operation: 'page', anonymousId: 'a-1' }],
		['screen', { resource: 'track', operation: 'screen', anonymousId: 'a-1' }],
		['identify', { resource: 'identify', operation: 'create', anonymousId: 'a-1' }],
		['group', { resource: 'group', operation: 'add', groupId: 'g-1', anonymousId: 'a-1' }],
		['alias', { resource: 'alias', operation: 'create', userId: 'u-1', previousId: 'a-1' }],
	])('refuses with every operation: %s', async (operation, parameters) => {
		setRules({
			type: 'COMMON',
			version: 1,
			jsonSchema: { required: operation === 'alias' ? ['anonymousId'] : ['userId', 'previousId'] },
		});
		const { sent, json } = await send({ ...parameters, ...checked('refuse') }, [{}], goesOn);
		expect(sent).toEqual([]);
		expect(json).toEqual([
			expect.objectContaining({
				error: expect.stringMatching(/^The message breaks the tracking plan: .* is required/),
			}),
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

	it.each([
		[401, 'Segment does not accept the credential for this'],
		[403, "The credential's token is not allowed to do this"],
		[404, 'Segment does not know the tracking plan in this workspace'],
	])('are not taken for none where Segment answers %i', async (status, reason) => {
		segment.publicApi.fault({ status, times: 99 });
		for (const mode of ['report', 'refuse']) {
			const { error, sent } = await send({ ...BATCH, ...checked(mode) }, [GOOD]);
			expect(error?.message).toBe(`The tracking plan could not be read: ${reason}`);
			expect(sent).toEqual([]);
		}
	});

	it.each<[what: string, fault: object, message: string]>([
		['a page that fails', { status: 500 }, 'Segment could not complete the request (HTTP 500)'],
		[
			'an answer without a list',
			{ status: 200, body: { data: {} } },
			"Segment's answer lacks “rules”",
		],
		[
			'a list of what is no rule',
			{ status: 200, body: { data: { rules: [null] } } },
			'lacks “rules → 0”',
		],
		['a sign-in page', { status: 200, body: '<html>' }, 'The tracking plan could not be read: '],
	])('are not cut short by %s', async (_, fault, message) => {
		jest.spyOn(clock, 'pause').mockResolvedValue(undefined);
		setRules(...Array.from({ length: 420 }, (_each, index) => track(`Event ${index}`, {})));
		segment.publicApi.fault({ path: /rules/ });
		segment.publicApi.fault({ ...fault, times: 99, path: /rules/ });
		const { error, sent } = await send(parameters, [GOOD]);
		expect(error?.message).toContain(message);
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
