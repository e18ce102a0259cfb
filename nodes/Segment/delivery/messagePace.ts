import { clock } from '../../shared/clock';

/** Spreads the messages of a run over time, so that no second has more than so many of them. */
export class MessagePace {
	private nextAt = -Infinity;

	/** How long the messages that left last take. */
	private lastMs = 0;

	/** The last of those that wait for their turn. */
	private turn: Promise<void> = Promise.resolve();

	/**
	 * @param perSecond messages in one second
	 * @param rest waits a number of milliseconds, unless the execution is cancelled
	 */
	constructor(
		private readonly perSecond: number,
		private readonly rest: (ms: number) => Promise<void>,
	) {}

	/**
	 * Waits until so many messages may leave; one after the other.
	 *
	 * @throws what `rest` throws, for all that wait
	 */
	async take(count: number): Promise<void> {
		this.turn = this.turn.then(async () => {
			// the time of day may be set back meanwhile
			const wait = Math.min(this.nextAt - clock.now(), this.lastMs);
			if (wait > 0) await this.rest(wait);
			this.lastMs = (count / this.perSecond) * 1_000;
			this.nextAt = Math.max(this.nextAt, clock.now()) + this.lastMs;
		});
		await this.turn;
	}
}
