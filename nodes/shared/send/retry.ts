/**
 * When a request to Segment is worth repeating, and how long to wait before it is.
 * The rules are those of Segment's own SDK (@segment/analytics-node 3.1, `publisher.ts`), with
 * `Retry-After` honoured on every retryable status and jitter over the whole wait.
 */

/** First backoff step: the wait before retry 1 is drawn from 0 to twice this, one second on average. */
const BASE_DELAY_MS = 1_000;
const MAX_BACKOFF_MS = 60_000;
const MIN_RETRY_AFTER_MS = 1_000;
const MAX_RETRY_AFTER_MS = 300_000;

/** Every form of an HTTP date begins with its weekday; Date.parse would also take -5 for a date. */
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /i;

/** Client errors that pass: time-out, gone from this server, rate limit, and a load balancer's 460. */
const RETRYABLE_CLIENT_ERRORS = new Set([408, 410, 429, 460]);
/** Server errors that will not pass: not implemented, HTTP version, network authentication. */
const FINAL_SERVER_ERRORS = new Set([501, 505, 511]);

/** Whether an answer with this HTTP status may be followed by a success without changing the request. */
export function isRetryableStatus(status: number): boolean {
	if (status >= 500) return status < 600 && !FINAL_SERVER_ERRORS.has(status);
	return RETRYABLE_CLIENT_ERRORS.has(status);
}

/**
 * Reads a `Retry-After` header: whole seconds or an HTTP date (RFC 9110, section 10.2.3).
 *
 * @returns milliseconds to wait, between one second and five minutes; undefined when it says nothing usable
 */
export function retryAfterMs(header: unknown, now: number): number | undefined {
	const text = String(Array.isArray(header) ? header[0] : (header ?? '')).trim();
	if (!text) return undefined;
	const isDate = HTTP_DATE.test(text);
	if (!isDate && !/^\d+$/.test(text)) return undefined;
	const wait = isDate ? Date.parse(text) - now : Number(text) * 1_000;
	if (Number.isNaN(wait)) return undefined;
	return Math.min(Math.max(wait, MIN_RETRY_AFTER_MS), MAX_RETRY_AFTER_MS);
}

/**
 * Exponential backoff with full jitter.
 *
 * @param retry 1 for the first retry
 * @param random a number from 0 up to 1
 * @returns milliseconds to wait, at most 60 seconds
 */
export function backoffMs(retry: number, random: number): number {
	return Math.round(random * Math.min(2 * BASE_DELAY_MS * 2 ** (retry - 1), MAX_BACKOFF_MS));
}
