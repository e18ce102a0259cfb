import { throwIfCancelled } from '../wait';

/** Lets a few tasks run at a time, in the order in which they came. */
export class Slots {
	private running = 0;

	/** In the order in which they came; `shift` would move all of them up each time. */
	private waiting: Array<() => void> = [];

	/** How many of them have started. */
	private begun = 0;

	constructor(private readonly atOnce: number) {}

	/** @throws what the task throws, or CancelledError where the signal was aborted before its turn */
	async run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
		if (this.running < this.atOnce) this.running++;
		else await new Promise<void>((start) => this.waiting.push(start));
		try {
			throwIfCancelled(signal);
			return await task();
		} finally {
			this.startNext();
		}
	}

	private startNext(): void {
		if (this.begun < this.waiting.length) return this.waiting[this.begun++]();
		this.waiting = [];
		this.begun = 0;
		this.running--;
	}
}
