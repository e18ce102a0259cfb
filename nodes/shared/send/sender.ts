/** Repeats requests while that can help, and keeps all requests of a run in step. */
import { clock } from '../clock';
import { Slots } from '../run/slots';
import { backoffMs, retryAfterMs } from './retry';
import { didNothing, header, isRetryable, type Answer, type Reply } from './reply';

/** Ten minutes: an execution that waits longer for an answer helps nobody. */
export const MAX_TROUBLE_MS = 10 * 60_000;

export const DEFAULT_MAX_RETRIES = 5;

const RATE_LIMITED = 429;

export interface SenderSettings {
	/** Requests under way at a time. */
	atOnce: number;
	/** Attempts after the first. */
	maxRetries: number;
	signal: AbortSignal | undefined;
}

export interface SendRules {
	/**
	 * Whether sending it twice does no harm: true for reads, for writes that set a state, and for
	 * messages with an ID. Another request is repeated only when the first one certainly did nothing.
	 */
	repeatable: boolean;
	/** Milliseconds the service asks to wait, where it says so elsewhere than in `Retry-After`. */
	waitHint?: (answer: Answer, now: number) => number | undefined;
}

/** What became of a request. */
export interface Sent {
	/** The last reply, whatever it says. */
	reply: Reply;
	/** 0 when it was not tried, because others had that reply for ten minutes. */
	attempts: number;
	/** Whether an attempt before the last one may have been carried out without an answer. */
	doubtful: boolean;
}

/**
 * Sends the requests of one run: a few at a time, each repeated while that can help, and all paused
 * together when Segment limits the rate. Rules: those of Segment's own SDK
 * (@segment/analytics-node 3.1, `publisher.ts`).
 */
export class Sender {
	/** Attempts after the first ones. */
	retries = 0;

	private readonly slots: Slots;

	private pausedUntil = 0;

	/** Since when requests fail that may pass later, and none is answered well; and the last such reply. */
	private trouble: { since: number; reply: Reply } | undefined;

	constructor(private readonly settings: SenderSettings) {
		this.slots = new Slots(settings.atOnce);
	}

	/**
	 * Sends one request, when fewer than `atOnce` are under way.
	 *
	 * @param attempt sends it once; told how many attempts came before
	 * @throws CancelledError, and what `attempt` throws
	 */
	async send(attempt: (retry: number) => Promise<Reply>, rules: SendRules): Promise<Sent> {
		return await this.inTurn(async () => await this.sendNow(attempt, rules));
	}

	/** Keeps one turn for a task, which may send one request after the other with `sendNow`. */
	async inTurn<T>(task: () => Promise<T>): Promise<T> {
		return await this.slots.run(task, this.settings.signal);
	}

	async sendNow(attempt: (retry: number) => Promise<Reply>, rules: SendRules): Promise<Sent> {
		await this.waitOutPause();
		const { trouble } = this;
		if (trouble && clock.now() >= trouble.since + MAX_TROUBLE_MS) {
			return { reply: trouble.reply, attempts: 0, doubtful: false };
		}
		let waited = 0;
		let doubtful = false;
		for (let attempts = 1; ; attempts++) {
			const reply = await attempt(attempts - 1);
			const now = clock.now();
			if (!isRetryable(reply)) {
				this.trouble = undefined;
				return { reply, attempts, doubtful };
			}
			this.noteTrouble(reply, now);
			const delay = this.delayAfter(reply, attempts, rules, now);
			if (delay === undefined || waited + delay > MAX_TROUBLE_MS) {
				return { reply, attempts, doubtful };
			}
			doubtful ||= !didNothing(reply);
			this.retries++;
			waited += delay;
			await clock.pause(delay, this.settings.signal);
			await this.waitOutPause();
		}
	}

	/** A pause that the user asked for does not count as trouble of Segment's. */
	async rest(ms: number): Promise<void> {
		await clock.pause(ms, this.settings.signal);
		if (this.trouble) this.trouble.since += ms;
	}

	private noteTrouble(reply: Reply, now: number): void {
		this.trouble = { since: this.trouble?.since ?? now, reply };
	}

	/** Milliseconds until the next attempt; undefined when there is none. */
	private delayAfter(
		reply: Reply,
		attempts: number,
		{ repeatable, waitHint }: SendRules,
		now: number,
	): number | undefined {
		const asked = reply.kind === 'answer' ? waitAsked(reply, now, waitHint) : undefined;
		const delay = asked ?? backoffMs(attempts, clock.random());
		const isTooLong = now + delay > (this.trouble?.since ?? now) + MAX_TROUBLE_MS;
		if (isTooLong) return undefined;
		if (reply.kind === 'answer' && reply.status === RATE_LIMITED) {
			this.pausedUntil = Math.max(this.pausedUntil, now + delay);
		}
		const mayRepeat = attempts <= this.settings.maxRetries && (repeatable || didNothing(reply));
		return mayRepeat ? delay : undefined;
	}

	private async waitOutPause(): Promise<void> {
		for (;;) {
			const left = this.pausedUntil - clock.now();
			if (left <= 0) return;
			await clock.pause(left, this.settings.signal);
		}
	}
}

function waitAsked(answer: Answer, now: number, hint: SendRules['waitHint']): number | undefined {
	return retryAfterMs(header(answer, 'retry-after'), now) ?? hint?.(answer, now);
}
