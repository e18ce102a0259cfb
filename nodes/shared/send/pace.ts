import { clock } from '../clock';

/**
 * Keeps a rate limit: so many requests in a window of time. A request counts from when it is sent
 * until a window after its answer, so that the limit holds where Segment counts, however long each
 * takes on its way.
 */
export class Pace {
	private open = 0;

	/** When each of the last requests was answered, oldest first. */
	private answered: number[] = [];

	/**
	 * @param count requests in one window
	 * @param windowMs length of the window in milliseconds
	 */
	constructor(
		private readonly count: number,
		private readonly windowMs: number,
	) {}

	/**
	 * Sends as soon as the limit allows it.
	 *
	 * @throws what `send` throws, or CancelledError
	 */
	async keep<T>(send: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
		for (let wait = this.waitMs(); wait > 0; wait = this.waitMs()) await clock.pause(wait, signal);
		this.open++;
		try {
			return await send();
		} finally {
			this.open--;
			this.answered.push(clock.now());
		}
	}

	private waitMs(): number {
		const now = clock.now();
		// a time still to come was noted before the system's clock was put back
		this.answered = this.answered.filter((time) => time >= now - this.windowMs && time <= now);
		if (this.open + this.answered.length < this.count) return 0;
		const [oldest = now] = this.answered;
		return oldest + this.windowMs + 1 - now;
	}
}
