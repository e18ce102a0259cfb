import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { clock } from '../../nodes/shared/clock';
import type { Fault } from '../stand-in/faults';
import { startStandIn, type StandIn } from '../stand-in/server';
import { useFastClock } from '../support/clock';
import {
	eventItems,
	ITEMS_ARE_MESSAGES,
	MAP_FIELDS,
	runSegment,
	TRACK,
	type SegmentRunOptions,
} from '../support/runSegment';

jest.setTimeout(180_000);

/** Milliseconds that the node waits for an answer here. */
const TIMEOUT = 1_000;

/** What goes wrong, in turn. */
const FAULTS: Record<string, Fault> = {
	'429 with seconds': { status: 429, retryAfter: 2 },
	'429 with a date': { status: 429, retryAfter: 3, retryAfterAs: 'date' },
	'429 without a time': { status: 429 },
	'503': { status: 503 },
	'a reset in the middle of the answer': { reset: 'mid-answer' },
	'a time-out': { status: 503, delayMs: 3 * TIMEOUT },
	'a 200 after the time-out': { delayMs: 3 * TIMEOUT },
};

let standIn: StandIn;

beforeEach(async () => {
	useFastClock();
	standIn = await startStandIn({ now: () => clock.now() });
});
afterEach(async () => {
	jest.restoreAllMocks();
	await standIn.close();
});

/**
 * Makes one request in so many fail, each time in the next way.
 *
 * @returns how often each way was met
 */
function failOneIn(every: number, most = Infinity): Record<string, number> {
	const names = Object.keys(FAULTS);
	const met: Record<string, number> = {};
	let failed = 0;
	standIn.events.on('change', () => {
		if (standIn.counts.requests % every !== every - 1 || failed === most) return;
		const name = names[failed++ % names.length];
		standIn.faults.add(FAULTS[name]);
		met[name] = (met[name] ?? 0) + 1;
	});
	return met;
}

/** Items of about 2 KB, so that 10,000 of them need more than forty batches. */
const items = (count: number) => eventItems(count, () => ({ note: 'ü'.repeat(900) }));

const MODES: Record<string, { parameters: INodeParameters; count: number }> = {
	Batched: {
		parameters: {
			...TRACK,
			specifyProperties: 'json',
			customPropertiesJson: '={{ ({ note: $json.note }) }}',
			options: { maxRetries: 10 },
		},
		count: 10_000,
	},
	// fewer: each is a request of its own, which takes n8n and the stand-in milliseconds
	'One Request per Message': {
		parameters: {
			...TRACK,
			options: { maxRetries: 10, delivery: 'single', concurrentRequests: 20 },
		},
		count: 500,
	},
	'Batch, Map Fields': {
		parameters: { ...MAP_FIELDS, options: { maxRetries: 10 } },
		count: 10_000,
	},
	'Batch, Items Are Messages': {
		parameters: { ...ITEMS_ARE_MESSAGES, options: { maxRetries: 10 } },
		count: 10_000,
	},
};

const itemsFor = (mode: string, count: number) =>
	mode === 'Batch, Items Are Messages'
		? items(count).map(({ userId, event, ...properties }) => ({
				type: 'track',
				userId,
				event,
				properties,
			}))
		: items(count);

const run = async ({ parameters, ...options }: SegmentRunOptions) =>
	await runSegment(standIn, {
		parameters: { ...parameters, requestOptions: { timeout: TIMEOUT } },
		...options,
	});

/** Every item has an outcome of its own, and Segment counts each of their messages exactly once. */
function expectEachToCountOnce(outputs: IDataObject[], count: number): void {
	expect(outputs.filter(({ success }) => success !== true)).toEqual([]);
	const ids = new Set(outputs.map(({ messageId }) => String(messageId)));
	expect([outputs.length, ids.size]).toEqual([count, count]);
	expect([...ids].filter((id) => standIn.deliveries(id) === 0)).toEqual([]);
}

describe.each(Object.entries(MODES))(
	'%s, with one request in five failing',
	(mode, { parameters, count }) => {
		it(`counts each of ${count} messages exactly once`, async () => {
			const met = failOneIn(5);
			const { json, error } = await run({ parameters, items: itemsFor(mode, count) });
			expect(error).toBeUndefined();
			expectEachToCountOnce(json, count);
			expect(standIn.counts).toMatchObject({ accepted: count, discarded: 0 });
			expect(Object.keys(met)).toEqual(Object.keys(FAULTS));
			// what was taken and not confirmed came twice, and was dropped the second time
			expect(standIn.counts.duplicates).toBeGreaterThan(0);
		});

		it("counts none twice when n8n's Retry On Fail repeats the whole node", async () => {
			failOneIn(2, 3);
			const few = mode === 'One Request per Message' ? 20 : 600;
			const { json, error } = await run({
				parameters: {
					...parameters,
					options: { ...(parameters.options as IDataObject), maxRetries: 0 },
				},
				items: itemsFor(mode, few),
				settings: { retryOnFail: true, maxTries: 5, waitBetweenTries: 1 },
			});
			expect(error).toBeUndefined();
			expectEachToCountOnce(json, few);
			expect(standIn.counts).toMatchObject({ accepted: few, discarded: 0 });
			expect(standIn.counts.duplicates).toBeGreaterThan(0);
		});
	},
);

it('keeps two executions at once apart while requests fail', async () => {
	failOneIn(5);
	const runs = await Promise.all(
		['1', '2'].map(
			async (executionId) =>
				await run({
					parameters: { ...MAP_FIELDS, options: { maxRetries: 10 } },
					items: items(5_000),
					executionId,
				}),
		),
	);
	for (const { json } of runs) expectEachToCountOnce(json, 5_000);
	const [first, second] = runs.map(({ json }) => json.map(({ messageId }) => messageId));
	expect(new Set([...first, ...second]).size).toBe(10_000);
	expect(standIn.counts).toMatchObject({ accepted: 10_000, discarded: 0 });
});

it('keeps two nodes of one execution apart while requests fail', async () => {
	failOneIn(5);
	const { run: whole } = await run({
		parameters: { ...MAP_FIELDS, options: { maxRetries: 10 } },
		twin: { ...MAP_FIELDS, options: { maxRetries: 10 }, requestOptions: { timeout: TIMEOUT } },
		items: items(5_000),
	});
	expect(whole.status).toBe('success');
	const { Segment: one, 'Segment 2': two } = whole.data.resultData.runData;
	const outputs = [one, two].map(([{ data }]) => (data?.main[0] ?? []).map(({ json }) => json));
	for (const output of outputs) expectEachToCountOnce(output, 5_000);
	expect(standIn.counts).toMatchObject({ accepted: 10_000, discarded: 0 });
});
