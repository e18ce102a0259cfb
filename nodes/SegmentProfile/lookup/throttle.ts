import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { clock } from '../../shared/clock';

/** n8n starts all items of a declarative node at once; this many are looked up at a time. */
export const ITEMS_AT_ONCE = 10;

/** Requests a space may receive in one second (Segment docs, "Profile API", "Rate limit"). */
export const REQUESTS_PER_SECOND = 100;

const SECOND_MS = 1_000;

/** What the items of one node run share, so that together they keep within Segment's limit. */
export class Throttle {
	private running = 0;
	private waiting: Array<{ start: () => void; drop: (reason: unknown) => void }> = [];
	private open = 0;
	/** When each of the last requests was answered, oldest first. */
	private answered: number[] = [];

	/**
	 * Looks up one item, in the order in which the items came.
	 *
	 * @throws what the look-up throws, or the reason given to `dropWaiting`
	 */
	async run<T>(lookUp: () => Promise<T>): Promise<T> {
		if (this.running < ITEMS_AT_ONCE) this.running++;
		else await new Promise<void>((start, drop) => this.waiting.push({ start, drop }));
		try {
			return await lookUp();
		} finally {
			const next = this.waiting.shift();
			if (next) next.start();
			else this.running--;
		}
	}

	/** Gives up the items that have not started. Those that have are not disturbed. */
	dropWaiting(reason: unknown): void {
		for (const { drop } of this.waiting.splice(0)) drop(reason);
	}

	/**
	 * Sends one request as soon as the limit allows it. A request counts from when it is sent until
	 * a second after its answer, so that the limit holds where Segment counts, however long each
	 * takes on its way.
	 *
	 * @throws what `send` throws, or the signal's reason when the execution was cancelled
	 */
	async request<T>(send: () => Promise<T>, signal?: AbortSignal): Promise<T> {
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
		this.answered = this.answered.filter((time) => time >= now - SECOND_MS);
		if (this.open + this.answered.length < REQUESTS_PER_SECOND) return 0;
		const [oldest = now] = this.answered;
		return oldest + SECOND_MS + 1 - now;
	}
}

const throttles = new WeakMap<object, Map<string, Throttle>>();

/** The throttle of the run that this item belongs to; the tools of one agent share its execute data. */
export function throttleOf(context: IExecuteSingleFunctions): Throttle {
	const execution = context.getExecuteData();
	const runs = throttles.get(execution) ?? new Map<string, Throttle>();
	throttles.set(execution, runs);
	const run = `${context.getNode().id} ${context.getWorkflowDataProxy(context.getItemIndex()).$runIndex}`;
	const throttle = runs.get(run) ?? new Throttle();
	runs.set(run, throttle);
	return throttle;
}
