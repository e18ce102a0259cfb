import { ApiError } from './errors';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
export const MONTH = 30 * DAY;

export interface Bucket {
	/** What is counted together, e.g. one token's calls of one endpoint. */
	key: string;
	limit: number;
	/** Milliseconds until the count starts again at zero. */
	window: number;
	points?: number;
}

export interface Consumption {
	consumed: number;
	remaining: number;
	/** Epoch milliseconds. */
	resetAt: number;
}

/** Counts points in fixed windows on the stand-in's clock. */
export class RateLimits {
	private readonly windows = new Map<string, { consumed: number; resetAt: number }>();

	constructor(private readonly now: () => number) {}

	consume({ key, limit, window, points = 1 }: Bucket): Consumption & { allowed: boolean } {
		let current = this.windows.get(key);
		if (!current || current.resetAt <= this.now()) {
			current = { consumed: 0, resetAt: this.now() + window };
			this.windows.set(key, current);
		}
		current.consumed += points;
		const { consumed, resetAt } = current;
		return {
			consumed,
			resetAt,
			remaining: Math.max(0, limit - consumed),
			allowed: consumed <= limit,
		};
	}
}

/** `X-RateLimit-Reset` of the Public API is an RFC 5322 date, unlike the Tracking API's seconds. */
export function rateLimitHeaders({
	consumed,
	remaining,
	resetAt,
}: Consumption): Record<string, string> {
	return {
		'X-RateLimit-Consumed': String(consumed),
		'X-RateLimit-Remaining': String(remaining),
		'X-RateLimit-Reset': new Date(resetAt).toUTCString(),
	};
}

/** @param ofToken whether the token itself is limited: only then Segment sends `Retry-After` */
export function tooManyRequests(used: Consumption, now: number, ofToken: boolean): ApiError {
	const msBeforeNext = used.resetAt - now;
	const data = { remainingPoints: 0, msBeforeNext, consumedPoints: used.consumed };
	return new ApiError(429, [{ type: 'RequestError', message: 'Too many requests', data }], {
		...rateLimitHeaders(used),
		...(ofToken ? { 'Retry-After': String(Math.ceil(msBeforeNext / 1000)) } : {}),
	});
}
