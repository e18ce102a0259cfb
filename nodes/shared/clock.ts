import { sleep } from 'n8n-workflow';

/** How long a cancelled execution may keep waiting. */
const CANCEL_CHECK_MS = 250;

/** Time as the nodes see it; one object, so that a test can put its own time in place. */
export const clock = {
	/** Milliseconds since 1970. */
	now: (): number => Date.now(),

	/** A number from 0 up to 1, to spread retries. */
	random: (): number => Math.random(),

	/**
	 * Waits, unless the execution is cancelled.
	 *
	 * @throws the signal's reason within a quarter of a second after it was aborted
	 */
	async pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
		signal?.throwIfAborted();
		for (let left = milliseconds; left > 0; left -= CANCEL_CHECK_MS) {
			await sleep(Math.min(left, CANCEL_CHECK_MS));
			signal?.throwIfAborted();
		}
	},
};
