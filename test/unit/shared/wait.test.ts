import {
	CancelledError,
	throwIfCancelled,
	unlessCancelled,
	wait,
} from '../../../nodes/shared/wait';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Whether a promise has ended once `ms` have passed. */
async function endedAfter(work: Promise<unknown>, ms: number): Promise<boolean> {
	let ended = false;
	const end = () => (ended = true);
	work.then(end, end);
	await jest.advanceTimersByTimeAsync(ms);
	return ended;
}

describe('wait', () => {
	it.each([1, 250, 1_000, 60_000])('lasts as long as it is told to: %i ms', async (ms) => {
		const work = wait(ms, new AbortController().signal);
		expect(await endedAfter(work, ms - 1)).toBe(false);
		expect(await endedAfter(work, 1)).toBe(true);
		await expect(work).resolves.toBeUndefined();
	});

	it('needs no signal', async () => {
		expect(await endedAfter(wait(500, undefined), 500)).toBe(true);
	});

	it('of nothing sets no timer', async () => {
		await wait(0, undefined);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('ends within a second of the execution being cancelled', async () => {
		const execution = new AbortController();
		const work = wait(300_000, execution.signal);
		expect(await endedAfter(work, 12_345)).toBe(false);
		execution.abort();
		expect(await endedAfter(work, 1_000)).toBe(true);
		await expect(work).rejects.toThrow(CancelledError);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('does not begin in a cancelled execution', async () => {
		await expect(wait(0, AbortSignal.abort())).rejects.toThrow(CancelledError);
		await expect(wait(1_000, AbortSignal.abort())).rejects.toThrow(CancelledError);
	});
});

it('throwIfCancelled throws only then', () => {
	expect(() => throwIfCancelled(AbortSignal.abort())).toThrow('The execution was canceled');
	expect(() => throwIfCancelled(new AbortController().signal)).not.toThrow();
	expect(() => throwIfCancelled(undefined)).not.toThrow();
});

describe('unlessCancelled', () => {
	it('gives what the task does, and lets go of the signal', async () => {
		const { signal } = new AbortController();
		const removed = jest.spyOn(signal, 'removeEventListener');
		await expect(unlessCancelled(async () => 1, signal)).resolves.toBe(1);
		await expect(unlessCancelled(async () => 2, undefined)).resolves.toBe(2);
		expect(removed).toHaveBeenCalledTimes(1);
	});

	it('leaves a task that goes on to itself', async () => {
		const execution = new AbortController();
		const work = unlessCancelled(async () => await new Promise(() => {}), execution.signal);
		execution.abort();
		await expect(work).rejects.toThrow(CancelledError);
	});

	it('begins nothing in a cancelled execution', async () => {
		const task = jest.fn(async () => 1);
		await expect(unlessCancelled(task, AbortSignal.abort())).rejects.toThrow(CancelledError);
		expect(task).not.toHaveBeenCalled();
	});
});
