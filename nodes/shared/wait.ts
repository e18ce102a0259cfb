import { sleep } from 'n8n-workflow';

/** How long a cancelled execution may go unnoticed. */
const SLICE_MS = 250;

/**
 * The execution was cancelled while something waited or was about to be sent. n8n marks an execution
 * as cancelled, not as failed, when it finds the word “canceled”, spelt so, in the error's message.
 */
export class CancelledError extends Error {
	constructor() {
		super('The execution was canceled');
	}
}

/**
 * Waits, in slices so that a cancelled execution stops within a quarter of a second and no long
 * timer is left behind (n8n-workflow 2.41 has no sleep that can be aborted).
 *
 * @param ms milliseconds
 * @throws CancelledError as soon as the signal is seen to be aborted
 */
export async function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
	// counted down, since the time of day may be set back meanwhile
	for (let left = ms; left > 0; left -= SLICE_MS) {
		throwIfCancelled(signal);
		await sleep(Math.min(left, SLICE_MS));
	}
	throwIfCancelled(signal);
}

export function throwIfCancelled(signal: AbortSignal | undefined): void {
	if (signal?.aborted) throw new CancelledError();
}

/**
 * What a task comes to, unless the execution is cancelled before: then the task is left to itself,
 * since n8n has no way to tell it.
 *
 * @throws CancelledError as soon as the signal is aborted, and what the task throws
 */
export async function unlessCancelled<T>(
	task: () => Promise<T>,
	signal: AbortSignal | undefined,
): Promise<T> {
	throwIfCancelled(signal);
	let stop = (): void => undefined;
	const cancelled = new Promise<never>((_resolve, reject) => {
		stop = () => reject(new CancelledError());
	});
	signal?.addEventListener('abort', stop);
	try {
		return await Promise.race([task(), cancelled]);
	} finally {
		signal?.removeEventListener('abort', stop);
	}
}
