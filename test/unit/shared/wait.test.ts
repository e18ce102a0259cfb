import { CancelledError, throwIfCancelled, wait } from '../../../nodes/shared/wait';

beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
});

/** Tells how a wait has ended, as far as it has. */
function follow(waiting: Promise<void>) {
	const state: { ended?: 'done' | Error } = {};
	waiting.then(
		() => (state.ended = 'done'),
		(error: Error) => (state.ended = error),
	);
	return state;
}

it('waits as long as it was told', async () => {
	const state = follow(wait(1_000, undefined));
	await jest.advanceTimersByTimeAsync(999);
	expect(state.ended).toBeUndefined();
	await jest.advanceTimersByTimeAsync(1);
	expect(state.ended).toBe('done');
});

it.each([0, -5])('does not wait for %d milliseconds', async (ms) => {
	await wait(ms, undefined);
	expect(jest.getTimerCount()).toBe(0);
});

it('ends within a quarter of a second of a cancellation, and leaves no timer behind', async () => {
	const controller = new AbortController();
	const state = follow(wait(300_000, controller.signal));
	await jest.advanceTimersByTimeAsync(1_000);
	controller.abort();
	await jest.advanceTimersByTimeAsync(250);
	expect(state.ended).toBeInstanceOf(CancelledError);
	expect(jest.getTimerCount()).toBe(0);
});

it('does not begin in a cancelled execution', async () => {
	const state = follow(wait(1_000, AbortSignal.abort()));
	await jest.advanceTimersByTimeAsync(250);
	expect(state.ended).toBeInstanceOf(CancelledError);
	expect(() => throwIfCancelled(AbortSignal.abort())).toThrow('The execution was cancelled');
	expect(() => throwIfCancelled(new AbortController().signal)).not.toThrow();
});
