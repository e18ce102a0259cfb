import { backoffMs, retryAfterMs } from '../../shared/retry';
import {
	describeFailure,
	isAccepted,
	isRetryable,
	isTooLarge,
	type Failure,
	type Reply,
} from './failure';
import type { PreparedMessage } from './prepared';
import { halve, requestBody, type TrackingRequest } from './request';

/** Ten minutes: an execution that waits longer helps nobody. */
const MAX_TOTAL_WAIT_MS = 10 * 60_000;

const RATE_LIMITED = 429;

export interface DeliverySettings {
	/** Requests under way at a time. */
	concurrentRequests: number;
	/** Attempts after the first. */
	maxRetries: number;
}

/** What delivery needs from outside; tests bring their own. */
export interface DeliveryTools {
	/**
	 * Sends one attempt.
	 *
	 * @param body JSON
	 * @param retry 0 for the first attempt
	 * @throws only what no retry can mend: a missing credential, a cancelled execution
	 */
	post(path: string, body: Buffer, retry: number): Promise<Reply>;
	/** Waits milliseconds; throws when the execution is cancelled. */
	wait(ms: number): Promise<void>;
	/** Milliseconds since 1970. */
	now(): number;
	/** From 0 up to 1. */
	random(): number;
}

/** What became of one message. */
export interface Outcome {
	message: PreparedMessage;
	/** Which request of the run it went with, from 1; 0 when it was not tried. */
	request: number;
	attempts: number;
	/** Absent when Segment accepted the message. */
	failure?: Failure;
}

/**
 * Sends the requests of one node run: a few at a time, each repeated while that can help, and all
 * paused together when Segment limits the rate. Rules: those of Segment's own SDK
 * (@segment/analytics-node 3.1, `publisher.ts`).
 */
export class Delivery {
	readonly totals = { requests: 0, retries: 0, bytes: 0 };

	/** Messages that Segment took so far. */
	accepted = 0;

	private underWay = 0;

	private readonly queue: Array<() => void> = [];

	private pausedUntil = 0;

	/** Since when requests fail that may pass later, and none is accepted; and the last such reply. */
	private trouble: { since: number; reply: Reply } | undefined;

	constructor(
		private readonly settings: DeliverySettings,
		private readonly tools: DeliveryTools,
	) {}

	/**
	 * Delivers one request.
	 *
	 * @returns the outcome of each of its messages, in their order
	 * @throws when the execution is cancelled or n8n cannot send at all
	 */
	async deliver(request: TrackingRequest): Promise<Outcome[]> {
		await this.takeSlot();
		try {
			return await this.send(request);
		} finally {
			this.freeSlot();
		}
	}

	private async send(request: TrackingRequest): Promise<Outcome[]> {
		await this.waitOutPause();
		const { trouble } = this;
		if (trouble && this.tools.now() >= trouble.since + MAX_TOTAL_WAIT_MS) {
			return outcomesOf(request, 0, 0, describeFailure(trouble.reply, 0));
		}
		const number = ++this.totals.requests;
		let waited = 0;
		for (let attempt = 1; ; attempt++) {
			const body = requestBody(request, new Date(this.tools.now()));
			this.totals.bytes += body.length;
			const reply = await this.tools.post(request.path, body, attempt - 1);
			if (isAccepted(reply)) {
				this.trouble = undefined;
				this.accepted += request.messages.length;
				return outcomesOf(request, number, attempt);
			}

			const halves = isTooLarge(reply) ? halve(request) : [];
			if (halves.length > 0) return await this.sendInTurn(halves);

			const delay = this.delayBeforeRetry(reply, attempt);
			if (delay === undefined || waited + delay > MAX_TOTAL_WAIT_MS) {
				return outcomesOf(request, number, attempt, describeFailure(reply, attempt));
			}
			this.totals.retries++;
			waited += delay;
			await this.tools.wait(delay);
			await this.waitOutPause();
		}
	}

	private async sendInTurn(requests: TrackingRequest[]): Promise<Outcome[]> {
		const all: Outcome[] = [];
		for (const request of requests) all.push(...(await this.send(request)));
		return all;
	}

	/** Milliseconds until the next attempt; undefined when there is none. */
	private delayBeforeRetry(reply: Reply, attempt: number): number | undefined {
		if (!isRetryable(reply)) return undefined;
		const { now, random } = this.tools;
		const asked = 'fault' in reply ? undefined : retryAfterMs(reply.headers['retry-after'], now());
		const delay = asked ?? backoffMs(attempt, random());
		this.trouble = { since: this.trouble?.since ?? now(), reply };
		if (now() + delay > this.trouble.since + MAX_TOTAL_WAIT_MS) return undefined;
		if ('status' in reply && reply.status === RATE_LIMITED) {
			this.pausedUntil = Math.max(this.pausedUntil, now() + delay);
		}
		return attempt > this.settings.maxRetries ? undefined : delay;
	}

	private async waitOutPause(): Promise<void> {
		for (;;) {
			const left = this.pausedUntil - this.tools.now();
			await this.tools.wait(Math.max(left, 0));
			if (left <= 0) return;
		}
	}

	private async takeSlot(): Promise<void> {
		if (this.underWay < this.settings.concurrentRequests) {
			this.underWay++;
			return;
		}
		await new Promise<void>((resolve) => this.queue.push(resolve));
	}

	/** Hands the slot to the next in line, or gives it back. */
	private freeSlot(): void {
		const next = this.queue.shift();
		if (next) next();
		else this.underWay--;
	}
}

/** The same outcome for each message of a request. */
export function outcomesOf(
	{ messages }: TrackingRequest,
	request: number,
	attempts: number,
	failure?: Failure,
): Outcome[] {
	return messages.map((message) =>
		failure ? { message, request, attempts, failure } : { message, request, attempts },
	);
}
