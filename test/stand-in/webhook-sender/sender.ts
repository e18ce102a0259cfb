/** Delivers events to a webhook as Segment does: in batches, and again for what got no answer. */
import { setTimeout as sleep } from 'node:timers/promises';

import type { Payload } from './payloads';
import { buildRequest, isBatched, type RequestOptions, type WebhookRequest } from './request';

export interface DeliveryOptions extends RequestOptions {
	url: string;
	/** Events in one request; Segment's own maximum is 4,000. Modes without batches send one. */
	batchSize?: number;
	/** Segment gives a webhook five seconds. */
	timeoutMs?: number;
	/** How often an event is tried. Segment stops after four hours. */
	maxAttempts?: number;
	/** Requests under way at the same time. */
	concurrency?: number;
	/** A number from 0 up to 1, which mixes batches and spreads retries. */
	random?: () => number;
	/** Waits before a round of retries. */
	pause?: (milliseconds: number) => Promise<unknown>;
	/** Changes a request on its way out, to make a forged one. */
	tamper?: (request: WebhookRequest) => WebhookRequest;
}

export interface Attempt {
	round: number;
	events: Payload[];
	/** HTTP status, or why there is none. */
	outcome: number | 'network' | 'timeout';
	/** The body of the answer. */
	answer: string;
	milliseconds: number;
}

export interface DeliveryReport {
	attempts: Attempt[];
	delivered: Payload[];
	/** Refused for good. */
	discarded: Payload[];
	/** Tried as often as allowed, and never confirmed. */
	givenUp: Payload[];
}

const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 600_000;

/** Delivers the events and returns when each one is confirmed, refused or given up. */
export async function deliver(
	events: Payload[],
	options: DeliveryOptions,
): Promise<DeliveryReport> {
	const { batchSize = 1000, maxAttempts = 5, concurrency = 4 } = options;
	const { random = Math.random, pause = sleep } = options;
	const report: DeliveryReport = { attempts: [], delivered: [], discarded: [], givenUp: [] };

	let waiting = events;
	for (let round = 1; waiting.length > 0; round++) {
		if (round > maxAttempts) {
			report.givenUp.push(...waiting);
			break;
		}
		if (round > 1) {
			await pause(random() * Math.min(FIRST_RETRY_MS * 2 ** round, MAX_RETRY_MS));
			waiting = shuffled(waiting, random);
		}
		const size = isBatched(options.mode) ? reformedSize(batchSize, round, random) : 1;
		const queue = chunks(waiting, size);
		waiting = [];
		const work = async () => {
			for (let batch = queue.shift(); batch; batch = queue.shift()) {
				const attempt = { round, events: batch, ...(await post(batch, options)) };
				report.attempts.push(attempt);
				const verdict = verdictOn(attempt.outcome);
				if (verdict === 'retry') waiting.push(...batch);
				else report[verdict].push(...batch);
			}
		};
		await Promise.all(Array.from({ length: concurrency }, work));
	}
	return report;
}

async function post(events: Payload[], options: DeliveryOptions) {
	const { url, timeoutMs = 5_000, tamper = (request) => request } = options;
	const { headers, body } = tamper(buildRequest(events, options));
	const started = performance.now();
	const signal = AbortSignal.timeout(timeoutMs);
	const result = async (): Promise<Pick<Attempt, 'answer' | 'outcome'>> => {
		try {
			const response = await fetch(url, { method: 'POST', headers, body, signal });
			return { outcome: response.status, answer: await response.text() };
		} catch {
			return { outcome: signal.aborted ? 'timeout' : 'network', answer: '' };
		}
	};
	return { ...(await result()), milliseconds: performance.now() - started };
}

/** No answer, a rate limit and the server's own trouble may pass; all else is final. */
function verdictOn(outcome: Attempt['outcome']): 'delivered' | 'discarded' | 'retry' {
	if (typeof outcome === 'string' || outcome === 429 || outcome >= 500) return 'retry';
	return outcome >= 200 && outcome < 300 ? 'delivered' : 'discarded';
}

/** A retried event seldom comes in the batch it was in before. */
function reformedSize(batchSize: number, round: number, random: () => number): number {
	return round === 1 ? batchSize : 1 + Math.floor(random() * batchSize);
}

function chunks<T>(items: T[], size: number): T[][] {
	const result: T[][] = [];
	for (let at = 0; at < items.length; at += size) result.push(items.slice(at, at + size));
	return result;
}

function shuffled<T>(items: T[], random: () => number): T[] {
	return items
		.map((item) => ({ item, at: random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ item }) => item);
}
