import { throwIfCancelled } from '../wait';

/** Lets a few tasks run at a time, in the order in which they came. */
export class Slots {
	private running = 0;

	private readonly waiting: Array<() => void> = [];

	constructor(private readonly atOnce: number) {}

	/** @throws what the task throws, or CancelledError where the signal was aborted before its turn */
	async run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
		if (this.running < this.atOnce) this.running++;
		else await new Promise<void>((start) => this.waiting.push(start));
		try {
			throwIfCancelled(signal);
			return await task();
		} finally {
			const next = this.waiting.shift();
			if (next) next();
			else this.running--;
		}
	}
}
