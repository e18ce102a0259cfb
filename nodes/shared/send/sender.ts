/** Repeats requests while that can help, and keeps all requests of a run in step. */
import { clock } from '../clock';
import { Slots } from '../run/slots';
import { backoffMs, retryAfterMs } from './retry';
import { didNothing, header, isRetryable, type Answer, type Reply } from './reply';

/** Ten minutes: an execution that waits longer for an answer helps nobody. */
export const MAX_TROUBLE_MS = 10 * 60_000;

export const DEFAULT_MAX_RETRIES = 5;

/** How long a host is tried that cannot be reached at all: most often its name is misspelt. */
export const MAX_UNREACHABLE_MS = 5_000;

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

	/** Whether the other side has answered at all. */
	private isThere = false;

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
			this.isThere ||= reply.kind === 'answer' || !didNothing(reply);
			if (!isRetryable(reply)) {
				this.trouble = undefined;
				return { reply, attempts, doubtful };
			}
			const delay = waitAsked(reply, now, rules.waitHint) ?? backoffMs(attempts, clock.random());
			const isInTime = this.noteTrouble(reply, now, delay) && waited + delay <= MAX_TROUBLE_MS;
			const mayRepeat =
				attempts <= this.settings.maxRetries && (rules.repeatable || didNothing(reply));
			if (!isInTime || !mayRepeat) return { reply, attempts, doubtful };
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

	/**
	 * Notes a reply that was none, for all requests of the run.
	 *
	 * @returns whether there is time for another attempt after the delay
	 */
	private noteTrouble(reply: Reply, now: number, delay: number): boolean {
		this.trouble = { since: this.trouble?.since ?? now, reply };
		const longest = this.isThere ? MAX_TROUBLE_MS : MAX_UNREACHABLE_MS;
		const isInTime = now + delay <= this.trouble.since + longest;
		if (isInTime && isRateLimit(reply)) {
			this.pausedUntil = Math.max(this.pausedUntil, now + delay);
		}
		return isInTime;
	}

	private async waitOutPause(): Promise<void> {
		for (;;) {
			const left = this.pausedUntil - clock.now();
			if (left <= 0) return;
			await clock.pause(left, this.settings.signal);
		}
	}
}

function isRateLimit(reply: Reply): boolean {
	return reply.kind === 'answer' && reply.status === RATE_LIMITED;
}

/** Milliseconds to wait, where the answer says how long. */
function waitAsked(reply: Reply, now: number, hint: SendRules['waitHint']): number | undefined {
	if (reply.kind === 'fault') return undefined;
	return retryAfterMs(header(reply, 'retry-after'), now) ?? hint?.(reply, now);
}
