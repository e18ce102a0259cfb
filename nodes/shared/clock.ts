import { wait } from './wait';

/** Time as the nodes see it; one object, so that a test can put its own time in place. */
export const clock = {
	/** Milliseconds since 1970. */
	now: (): number => Date.now(),

	/** A number from 0 up to 1, to spread retries. */
	random: (): number => Math.random(),

	/** Waits a number of milliseconds, unless the execution is cancelled. */
	pause: async (ms: number, signal?: AbortSignal): Promise<void> => await wait(ms, signal),
};
