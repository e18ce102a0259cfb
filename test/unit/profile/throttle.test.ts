import * as fc from 'fast-check';

import { ITEMS_AT_ONCE, Throttle } from '../../../nodes/SegmentProfile/lookup/throttle';
import { clock } from '../../../nodes/shared/clock';

/** Time that passes only in `finish`, from one end of a pause to the next. */
let now: number;
let pauses: Array<{ until: number; end: () => void }>;

beforeEach(() => {
	now = 0;
	pauses = [];
	jest.spyOn(clock, 'now').mockImplementation(() => now);
	jest.spyOn(clock, 'pause').mockImplementation(async (milliseconds, signal) => {
		await new Promise<void>((end) => pauses.push({ until: now + milliseconds, end }));
		signal?.throwIfAborted();
	});
});

afterEach(() => jest.restoreAllMocks());

const nextTick = async () => await new Promise(setImmediate);

/** Lets time pass until all of them are done. */
async function finish(promises: Array<Promise<unknown>>): Promise<void> {
	let done = false;
	void Promise.allSettled(promises).then(() => (done = true));
	for (await nextTick(); !done; await nextTick()) {
		now = Math.min(...pauses.map(({ until }) => until));
		const ended = pauses.filter(({ until }) => until === now);
		pauses = pauses.filter(({ until }) => until > now);
		for (const { end } of ended) end();
	}
	await Promise.all(promises);
}

describe('the rate', () => {
	const nothing = async () => {};

	it('lets 100 requests go at once, and the next one a second after the first answer', async () => {
		const throttle = new Throttle();
		for (let request = 0; request < 100; request++) await throttle.request(nothing);
		expect(clock.now()).toBe(0);
		await finish([throttle.request(nothing)]);
		expect(clock.now()).toBe(1_001);
	});

	it('never lets more than 100 requests arrive within a second, however long each is on its way', async () => {
		const traffic = fc.array(
			fc.record({
				start: fc.integer({ min: 0, max: 1_500 }),
				there: fc.integer({ min: 0, max: 1_200 }),
				back: fc.integer({ min: 0, max: 100 }),
			}),
			{ minLength: 110, maxLength: 300, size: 'max' },
		);
		await fc.assert(
			fc.asyncProperty(traffic, async (requests) => {
				now = 0;
				const throttle = new Throttle();
				const arrived: number[] = [];
				const sent = requests.map(async ({ start, there, back }) => {
					await clock.pause(start);
					await throttle.request(async () => {
						await clock.pause(there);
						arrived.push(clock.now());
						await clock.pause(back);
					});
				});
				await finish(sent);
				expect(arrived).toHaveLength(requests.length);
				for (let index = 100; index < arrived.length; index++) {
					expect(arrived[index] - arrived[index - 100]).toBeGreaterThanOrEqual(1_000);
				}
			}),
			{ numRuns: 20 },
		);
	});

	it('ends a wait when the execution is cancelled', async () => {
		const throttle = new Throttle();
		for (let request = 0; request < 100; request++) await throttle.request(nothing);
		const cancel = new AbortController();
		const request = throttle.request(nothing, cancel.signal);
		cancel.abort(new Error('cancelled'));
		await expect(finish([request])).rejects.toThrow('cancelled');
	});
});

describe('the items', () => {
	it('are looked up in order, ten at a time', async () => {
		const throttle = new Throttle();
		const started: number[] = [];
		const finish: Array<() => void> = [];
		const items = Array.from({ length: 25 }, async (_, item) => {
			return await throttle.run(async () => {
				started.push(item);
				await new Promise<void>((resolve) => finish.push(resolve));
				return item;
			});
		});
		await nextTick();
		expect(started).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

		finish[3]();
		await nextTick();
		expect(started).toHaveLength(ITEMS_AT_ONCE + 1);

		while (started.length < 25) {
			finish[started.length - 1]();
			await nextTick();
		}
		for (const resolve of finish) resolve();
		expect(await Promise.all(items)).toEqual([...Array(25).keys()]);
		expect(started).toEqual([...Array(25).keys()]);
	});

	it('go on after one of them failed', async () => {
		const throttle = new Throttle();
		const items = Array.from({ length: 30 }, async (_, item) => {
			return await throttle.run(async () => {
				if (item % 2 === 0) throw new Error(`item ${item}`);
				return item;
			});
		});
		const outcomes = await Promise.allSettled(items);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(15);
	});

	it('that wait can be given up, those that run and those that come later are not', async () => {
		const throttle = new Throttle();
		let finish = () => {};
		const held = new Promise<void>((resolve) => (finish = resolve));
		const items = Array.from({ length: 12 }, async (_, item) => {
			return await throttle.run(async () => {
				await held;
				return item;
			});
		});
		throttle.dropWaiting(new Error('the run has failed'));
		finish();
		const outcomes = await Promise.allSettled(items);
		expect(outcomes.map(({ status }) => status)).toEqual([
			...Array<string>(10).fill('fulfilled'),
			'rejected',
			'rejected',
		]);
		expect(await throttle.run(async () => 'later')).toBe('later');
	});
});
