import express, { type NextFunction, type Request, type Response, type Router } from 'express';

import { inOrder, routeOf } from './areas';
import { dispatcherOf } from './dispatch';
import { accessOf, type Caller } from './http/access';
import { ApiError, envelopeOf } from './http/errors';
import { Faults, type Fault } from './http/faults';
import { parseQuery } from './http/query';
import {
	MINUTE,
	RateLimits,
	rateLimitHeaders,
	tooManyRequests,
	type Bucket,
	type Consumption,
} from './http/rate-limits';
import { seed } from './seed';
import type { State } from './state';

export { tokens } from './http/access';
export type { Fault } from './http/faults';
export { known } from './seed';
export type { State } from './state';

/** Segment does not publish the size it refuses; this leaves room for 5,000 long ids. */
const BODY_LIMIT = '1mb';
const REQUESTS_KEPT = 10_000;

const dispatchers = inOrder.map((operation) => ({
	operation,
	carryOut: dispatcherOf(operation, routeOf(operation)),
}));

export interface PublicApiOptions {
	/** Whether the OAuth server issued this access token and it has not expired. */
	isValidToken?: (token: string) => boolean;
	/** Epoch milliseconds; a test that meets limits gives its own clock. */
	now?: () => number;
	/** Calls a minute and token (Segment's own number is not published). */
	perMinute?: number;
}

/** A request that reached the stand-in, for assertions. */
export interface RecordedRequest {
	method: string;
	/** Below the mount point, without the query. */
	path: string;
	/** The query as it was sent, still encoded. */
	search: string;
	query: Record<string, unknown>;
	headers: Request['headers'];
	body: unknown;
	/** Status answered; 0 when the connection was cut. */
	status: number;
}

export interface PublicApi {
	router: Router;
	/** The workspace and its switches; a test may change both. Replaced by `reset`. */
	readonly state: State;
	/** The newest 10,000, oldest first. */
	readonly requests: RecordedRequest[];
	/** Makes the next matching requests fail. */
	fault(fault: Fault): void;
	/** Back to the seeded workspace: no changes, limits, faults or recorded requests. */
	reset(): void;
}

/** Segment's Public API over one seeded workspace, as a router to be mounted anywhere. */
export function createPublicApi({
	isValidToken = () => false,
	now = Date.now,
	perMinute = 200,
}: PublicApiOptions = {}): PublicApi {
	let state = seed(now());
	let limits = new RateLimits(now);
	const faults = new Faults();
	const requests: RecordedRequest[] = [];

	function consume(bucket: Bucket, ofToken: boolean): Consumption {
		const used = limits.consume(bucket);
		if (!used.allowed) throw tooManyRequests(used, now(), ofToken);
		return used;
	}

	const router = express.Router();
	router.use(express.json({ limit: BODY_LIMIT, type: ['application/json', 'application/*+json'] }));
	router.use((req, res, next) => {
		const [path, search = ''] = req.url.split('?');
		const { method, headers, body } = req;
		const entry = { method, path, search, query: parseQuery(req.url), headers, body, status: 0 };
		requests.push(entry);
		if (requests.length > REQUESTS_KEPT) requests.shift();
		res.on('finish', () => (entry.status = res.statusCode));

		const fault = faults.take(method, path);
		if (!fault) return next();
		if (fault.reset === 'before') return void req.socket.destroy();
		res.locals.loseAnswer = fault.reset === 'after';
		if (fault.status === undefined) return next();
		res.status(fault.status).set(fault.headers ?? {});
		return void res.send(fault.body ?? envelopeOf(fault.status));
	});
	router.use((req, res, next) => {
		const caller = accessOf(req.headers.authorization, isValidToken);
		res.locals.caller = caller;
		const bucket = { key: caller.token, limit: perMinute, window: MINUTE };
		res.set(rateLimitHeaders(consume(bucket, true)));
		next();
	});
	for (const { operation, carryOut } of dispatchers) {
		const method = operation.method.toLowerCase() as 'delete' | 'get' | 'patch' | 'post' | 'put';
		router[method](operation.path.replace(/\{(\w+)\}/g, ':$1'), (req, res) => {
			const data = carryOut(req, res, {
				caller: res.locals.caller as Caller,
				state,
				now: now(),
				consume: (bucket) => consume(bucket, false),
			});
			if (res.locals.loseAnswer) req.socket.destroy();
			else res.status(operation.status).json({ data });
		});
	}
	router.use(() => {
		throw new ApiError(404, envelopeOf(404, 'Resource not found.').errors);
	});
	router.use((error: unknown, _req: Request, res: Response, _next: NextFunction) => {
		if (error instanceof ApiError) {
			res.status(error.status).set(error.headers).json({ errors: error.errors });
			return;
		}
		// what express.json and the router throw: too large, malformed JSON, malformed path
		const { status = 500, message } = error as { status?: number; message?: string };
		res.status(status).json(envelopeOf(status, message));
	});

	return {
		router,
		get state() {
			return state;
		},
		requests,
		fault: (fault) => faults.add(fault),
		reset() {
			state = seed(now());
			limits = new RateLimits(now);
			faults.clear();
			requests.length = 0;
		},
	};
}
