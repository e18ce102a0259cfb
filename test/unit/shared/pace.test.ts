import * as fc from 'fast-check';

import { clock } from '../../../nodes/shared/clock';
import { Pace } from '../../../nodes/shared/send/pace';

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
const nothing = async () => {};

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

it('lets 100 requests go at once, and the next one a second after the first answer', async () => {
	const pace = new Pace(100, 1_000);
	for (let request = 0; request < 100; request++) await pace.keep(nothing, undefined);
	expect(clock.now()).toBe(0);
	await finish([pace.keep(nothing, undefined)]);
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
			const pace = new Pace(100, 1_000);
			const arrived: number[] = [];
			const sent = requests.map(async ({ start, there, back }) => {
				await clock.pause(start);
				await pace.keep(async () => {
					await clock.pause(there);
					arrived.push(clock.now());
					await clock.pause(back);
				}, undefined);
			});
			await finish(sent);
			expect(arrived).toHaveLength(requests.length);
			for (let index = 100; index < arrived.length; index++) {
				expect(arrived[index] - arrived[index - 100]).toBeGreaterThanOrEqual(1_000);
			}
		}),
		{ numRuns: 20 },
	);
}, 60_000);

it('counts a request that failed, and throws what it threw', async () => {
	const pace = new Pace(1, 1_000);
	const failing = pace.keep(async () => await Promise.reject(new Error('broken')), undefined);
	await expect(failing).rejects.toThrow('broken');
	await finish([pace.keep(nothing, undefined)]);
	expect(clock.now()).toBe(1_001);
});

it('ends a wait when the execution is cancelled', async () => {
	const pace = new Pace(100, 1_000);
	for (let request = 0; request < 100; request++) await pace.keep(nothing, undefined);
	const cancel = new AbortController();
	const request = pace.keep(nothing, cancel.signal);
	cancel.abort(new Error('cancelled'));
	await expect(finish([request])).rejects.toThrow('cancelled');
});

it('is not held up by a clock that was put back', async () => {
	const pace = new Pace(1, 1_000);
	now = 3_600_000;
	await pace.keep(nothing, undefined);
	now = 0;
	await pace.keep(nothing, undefined);
	expect(clock.now()).toBe(0);
});
