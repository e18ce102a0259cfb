/** Max Messages per Second: how a big table leaves slowly, and what a run says about its IDs. */
import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';

import { useFastClock } from '../../support/clock';
import { eventItems, MAP_FIELDS } from '../../support/runSegment';
import { runCaught } from './support';

afterEach(() => jest.restoreAllMocks());

const capped = (messagesPerSecond: unknown, more: INodeParameters = {}): INodeParameters => ({
	...MAP_FIELDS,
	options: { messagesPerSecond: messagesPerSecond as number },
	...more,
});

const sizesOf = (requests: Array<{ body: Record<string, unknown> }>) =>
	requests.map(({ body }) => (Array.isArray(body.batch) ? body.batch.length : 1));

it('leaves a second between requests of as many messages as a second may have', async () => {
	const waits = useFastClock();
	const { requests, json } = await runCaught(capped(1_000, { output: 'summary' }), {
		items: eventItems(3_500),
	});
	expect(sizesOf(requests)).toEqual([1_000, 1_000, 1_000, 500]);
	expect(waits).toEqual([1_000, 1_000, 1_000]);
	expect(json).toEqual([
		expect.objectContaining({ sent: 3_500, failed: 0, requests: 4, milliseconds: 3_000 }),
	]);
});

it.each([
	[
		'one request per message',
		{ resource: 'track', operation: 'event', userId: 'u', event: 'E' },
		2,
	],
	['a single item', {}, 1],
])('holds for %s', async (_what, parameters, count) => {
	const waits = useFastClock();
	const options = { messagesPerSecond: 4, delivery: 'single' };
	const { requests, error } = await runCaught(
		{ ...MAP_FIELDS, ...parameters, options },
		{ items: eventItems(count) },
	);
	expect(error).toBeUndefined();
	expect(requests).toHaveLength(count);
	expect(waits).toEqual(count === 2 ? [250] : []);
});

it('is off until it is added', async () => {
	const waits = useFastClock();
	const { requests } = await runCaught(MAP_FIELDS, { items: eventItems(3_500) });
	expect(sizesOf(requests)[0]).toBe(2_500);
	expect(waits).toEqual([]);
});

it.each([
	[0, 'Max Messages per Second is 0'],
	['fast', 'Max Messages per Second is “fast”, not a number'],
])('refuses %j', async (given, message) => {
	const { requests, error } = await runCaught(capped(given), { items: eventItems(1) });
	expect(error?.message).toContain(message);
	expect(requests).toEqual([]);
});

it('ends within a second when the execution is cancelled while it waits', async () => {
	const started = Date.now();
	const { requests } = await runCaught(capped(1), {
		items: eventItems(100),
		onStart: ({ cancel }) => setTimeout(cancel, 300),
	});
	expect(Date.now() - started).toBeLessThan(1_300);
	expect(requests).toHaveLength(1);
});

describe('warnings', () => {
	const person = (id: string, count: number): IDataObject[] =>
		Array.from({ length: count }, () => ({ userId: id, event: 'Viewed' }));
	const others = eventItems(50);

	const warned = async (items: IDataObject[], parameters: INodeParameters = MAP_FIELDS) => {
		useFastClock();
		const { json, error } = await runCaught(parameters, { items: items as never });
		expect(error).toBeUndefined();
		return json;
	};

	it('tell of an ID that gets more than 25 in a second, on its items', async () => {
		const json = await warned([...person('busy', 26), ...others]);
		const warning = expect.stringMatching(
			/^One ID had more than 25 messages in a second: “busy” had 26\. .*'Max Messages per Second'/,
		) as string;
		expect(json.slice(0, 26)).toEqual(
			Array.from(
				{ length: 26 },
				() => expect.objectContaining({ success: true, warning }) as object,
			),
		);
		expect(json.slice(26).some((each) => 'warning' in each)).toBe(false);
	});

	it('are shown above the output in the editor', async () => {
		useFastClock();
		const { run } = await runCaught(MAP_FIELDS, { items: person('only', 30) as never });
		expect(hintsOf(run)).toEqual([
			{
				message: expect.stringContaining('have the ID “only”') as string,
				type: 'warning',
				location: 'outputPane',
			},
		]);
	});

	it('say of a Dry Run that nothing was sent', async () => {
		const parameters = { ...MAP_FIELDS, options: { dryRun: true } };
		const { run } = await runCaught(parameters, { items: person('only', 2) as never });
		expect(hintsOf(run)).toEqual([
			{ message: 'Dry Run: nothing was sent.', type: 'info', location: 'outputPane' },
		]);
	});

	it('name the three busiest', async () => {
		const items = ['a', 'b', 'c', 'd'].flatMap((id, index) => person(id, 30 + index));
		const [summary] = await warned(items, { ...MAP_FIELDS, output: 'summary' });
		expect(summary.warnings).toEqual([
			expect.stringContaining(
				'4 IDs had more than 25 messages in a second: “d” had 33, “c” had 32, “b” had 31 and 1 more.',
			),
		]);
	});

	it('tell of one ID that gets everything, however slowly', async () => {
		const [first] = await warned(person('undefined-user', 40), capped(10));
		expect(first.warning).toBe(
			'All messages of the run have the ID “undefined-user”. Is it a fixed text where a field of the item was meant?',
		);
	});

	it.each([
		['25 in a second', [...person('calm', 25), ...others], MAP_FIELDS],
		['25 alone', person('calm', 25), MAP_FIELDS],
		['more over several seconds', [...person('calm', 50), ...others], capped(10)],
		['a run of other people', others, MAP_FIELDS],
	])('do not come for %s', async (_what, items, parameters) => {
		const json = await warned(items, parameters);
		expect(json.some((each) => 'warning' in each)).toBe(false);
	});

	it('come where each message is a request of its own, too', async () => {
		const [first] = await warned([...person('busy', 30), ...eventItems(1)], {
			resource: 'track',
			operation: 'event',
			userId: '={{ $json.userId }}',
			event: '={{ $json.event }}',
			options: { delivery: 'single' },
		});
		expect(first.warning).toContain('“busy” had 30');
	});
});

const hintsOf = (run: IRun) =>
	Object.values(run.data.resultData.runData).flatMap((runs) =>
		runs.flatMap((each) => each.hints ?? []),
	);
