/**
 * Segment's Profile API as its documentation describes it: an Express router over its own state.
 * Nothing here leaves the process; `reset` brings back the profiles of `seed.ts`.
 */
import { randomUUID } from 'node:crypto';

import { Router, type NextFunction, type Request, type Response } from 'express';

import { answer, InvalidRequestError } from './answers';
import { seed } from './seed';
import { toStoredProfile, type NewProfile, type StoredProfile } from './store';

export type { NewProfile } from './store';

export interface ProfileApiOptions {
	spaceId?: string;
	accessToken?: string;
	/** Requests per second before 429; Segment's default is 100. */
	requestsPerSecond?: number;
	/** Whether an identifier with a character that is not percent-encoded is answered with 500. */
	strictEncoding?: boolean;
	/** Milliseconds since 1970. */
	now?: () => number;
}

/** An answer that the next requests get in place of their own. */
export interface ProfileApiFault {
	status: number;
	/** How many requests get it; default 1. */
	times?: number;
	/** Seconds for the header Retry-After. */
	retryAfter?: number;
	/** The error in the body; default: what Segment says with this status. */
	error?: { code: string; message: string };
}

export interface ProfileApiRequest {
	method: string;
	/** Path and query, undecoded, without the place where the router is mounted. */
	url: string;
	at: number;
	status: number;
}

export interface ProfileApi {
	router: Router;
	/** Every request, oldest first. */
	requests: ProfileApiRequest[];
	/** The most requests that were open at the same time. */
	mostAtOnce: () => number;
	/** From now on holds every request until this many are open, and then answers them together. */
	answerTogether: (count: number) => void;
	faults: ProfileApiFault[];
	add: (profile: NewProfile) => void;
	reset: () => void;
}

/** What works unless the options say something else. */
export const DEFAULT_SPACE_ID = 'spa_demo';
export const DEFAULT_ACCESS_TOKEN = 'demo-access-token';

const COLLECTIONS = ['users', 'accounts'];
const RATE_WINDOW_MS = 1_000;

export function createProfileApi(options: ProfileApiOptions = {}): ProfileApi {
	const {
		spaceId = DEFAULT_SPACE_ID,
		accessToken = DEFAULT_ACCESS_TOKEN,
		requestsPerSecond = 100,
		strictEncoding = true,
		now = () => Date.now(),
	} = options;
	const profiles: StoredProfile[] = [];
	const requests: ProfileApiRequest[] = [];
	const faults: ProfileApiFault[] = [];
	let open = 0;
	let mostOpen = 0;
	let together = 1;
	const held: NextFunction[] = [];

	function record(req: Request, res: Response, next: NextFunction) {
		const request = { method: req.method, url: req.url, at: now(), status: 0 };
		requests.push(request);
		mostOpen = Math.max(mostOpen, ++open);
		res.set('Request-Id', randomUUID());
		res.once('close', () => {
			open--;
			request.status = res.statusCode;
		});
		held.push(next);
		if (held.length >= together) release();
	}

	function release() {
		for (const next of held.splice(0)) next();
	}

	function injectFault(_req: Request, res: Response, next: NextFunction) {
		const fault = faults[0];
		if (!fault) return next();
		fault.times = (fault.times ?? 1) - 1;
		if (fault.times <= 0) faults.shift();
		if (fault.retryAfter !== undefined) res.set('Retry-After', String(fault.retryAfter));
		const { code, message } = fault.error ?? {
			code: codeFor(fault.status),
			message: 'The stand-in was told to answer so.',
		};
		refuse(res, fault.status, code, message);
	}

	function limitRate(_req: Request, res: Response, next: NextFunction) {
		const since = now() - RATE_WINDOW_MS;
		const recent = requests.slice(-requestsPerSecond - 1).filter(({ at }) => at > since);
		if (recent.length <= requestsPerSecond) return next();
		refuse(res, 429, 'rate_limit_error', 'Too many requests hit the API too quickly.');
	}

	function authenticate(req: Request, res: Response, next: NextFunction) {
		const expected = `Basic ${Buffer.from(`${accessToken}:`).toString('base64')}`;
		if (req.get('authorization') === expected) return next();
		refuse(res, 401, 'authentication_error', 'The access token is not valid.');
	}

	function read(req: Request<Record<string, string>>, res: Response) {
		const { space, collection, identifier, route } = req.params;
		if (space !== spaceId) return refuse(res, 404, 'not_found', 'Space was not found.');
		if (!COLLECTIONS.includes(collection)) {
			const message = 'The parameter `collection` is neither users nor accounts';
			return refuse(res, 400, 'validation_error', message);
		}
		if (strictEncoding && !isEncoded(req.path.split('/')[7])) {
			return refuse(res, 500, 'internal_error', 'The identifier is not percent-encoded.');
		}
		const [type, ...value] = identifier.split(':');
		const profile = profiles.find(
			(stored) =>
				stored.collection === collection &&
				stored.external_ids.some((id) => id.type === type && id.id === value.join(':')),
		);
		if (!profile) return refuse(res, 404, 'not_found', 'Profile was not found.');
		const body = answer(route, profile, req.query, req.originalUrl, now());
		if (!body) return refuse(res, 404, 'not_found', 'The route does not exist.');
		res.json(body);
	}

	function reset() {
		profiles.splice(0);
		requests.splice(0);
		faults.splice(0);
		mostOpen = open;
		together = 1;
		release();
		profiles.push(...seed(now()).map(toStoredProfile));
	}

	const router = Router();
	router.use(record, injectFault, limitRate, authenticate);
	router.get('/v1/spaces/:space/collections/:collection/profiles/:identifier/:route', read);
	router.use((_req: Request, res: Response) => refuse(res, 404, 'not_found', 'No such address.'));
	// Express tells an error handler by its four parameters
	router.use((error: Error, _req: Request, res: Response, _next: NextFunction) => {
		const status = error instanceof InvalidRequestError ? 400 : 500;
		refuse(res, status, codeFor(status), error.message);
	});

	reset();
	return {
		router,
		requests,
		mostAtOnce: () => mostOpen,
		answerTogether: (count) => (together = count),
		faults,
		add: (profile) => profiles.push(toStoredProfile(profile)),
		reset,
	};
}

/** Only what RFC 3986 leaves unreserved, percent-encoded bytes, and the colon after the type. */
function isEncoded(identifier: string): boolean {
	return /^[\w.~%-]+:[\w.~%-]*$/.test(identifier);
}

function refuse(res: Response, status: number, code: string, message: string): void {
	res.status(status).json({ error: { code, message } });
}

function codeFor(status: number): string {
	if (status === 429) return 'rate_limit_error';
	if (status === 401) return 'authentication_error';
	return status < 500 ? 'invalid_request_error' : 'internal_error';
}
