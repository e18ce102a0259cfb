import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';

import { respond, takesMessages, type Answer, type Fault, type Faults } from '../faults';
import { isObject, MESSAGE_TYPES } from './discard-rules';
import { invalid, itemsOf, MAX_BATCH_BYTES, refusal, refuse, take } from './intake';
import { issueToken } from './oauth';
import type { RequestRecord, TrackingState } from './state';

const CALLS = [...MESSAGE_TYPES, 'batch', 'import'].map((call) => `/v1/${call}`);

/** Reads a little more than a batch may have, so that the answer, not a broken pipe, tells the limit. */
const READ_LIMIT = MAX_BATCH_BYTES + 100 * 1024;

/** Stands in for an answer when a fault keeps the request from being processed. */
const UNPROCESSED = refusal(500, 'not processed', 'fault');

/** What the settings address names for a source of the other region. */
const HOSTS = { us: 'api.segment.io', eu: 'events.eu1.segmentapis.com' };
const CDN = 'cdn.segment.com';

/** The Tracking API, the CDN's settings address and the OAuth server, over one state. */
export function createTrackingApi(state: TrackingState, faults: Faults): Router {
	const router = Router({ strict: true, caseSensitive: true });

	router.post(
		CALLS,
		express.raw({ type: () => true, limit: READ_LIMIT }),
		(req: Request, res: Response) => {
			const body = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
			const request = open(state, req, body.length, readJson(body));
			const fault = faults.take(req.method, req.path);
			const isTaken = !fault || takesMessages(fault);
			const processed = isTaken ? (refuse(state, request) ?? take(state, request)) : UNPROCESSED;
			const answer = faults.alter(processed, fault);
			close(state, request, answer, fault);
			respond(res, answer, fault);
		},
		refuseUnreadable(state),
	);

	// Segment's "Segment" destination tests a write key here; so does the node's credential.
	router.get('/v1/projects/:writeKey/settings', (req, res) => {
		reply(req, res, settingsOf(state, req.params.writeKey, String(req.headers.host)));
	});

	router.post('/token', express.urlencoded({ extended: false }), (req: Request, res: Response) => {
		const form: unknown = req.body;
		reply(req, res, issueToken(state, isObject(form) ? form : {}));
	});

	function reply({ method, path }: Request, res: Response, answer: Answer): void {
		const fault = faults.take(method, path);
		respond(res, faults.alter(answer, fault), fault);
	}

	return router;
}

/** What a source's own libraries read: its Tracking API, its destinations, its consent categories. */
function settingsOf(state: TrackingState, writeKey: string, host: string): Answer {
	const source = state.source(writeKey);
	if (!source) return { status: 404, body: { success: false, message: 'unknown write key' } };
	const { destinations = [], consentCategories: allCategories = [] } = source;
	const region = source.region ?? state.settings.region;
	// a client that came to the stand-in by its address is to come back to it
	const isHere = !state.isElsewhere(source) && host !== CDN;
	const segment = {
		apiKey: writeKey,
		apiHost: `${isHere ? host : HOSTS[region]}/v1`,
		unbundledIntegrations: destinations,
	};
	return {
		status: 200,
		body: {
			integrations: { 'Segment.io': segment },
			...(allCategories.length > 0 && { consentSettings: { allCategories } }),
		},
	};
}

/** Puts a request on record; what becomes of it is filled in later. */
function open(state: TrackingState, req: Request, bytes: number, body: unknown): RequestRecord {
	const { scheme, user } = readAuthorization(req.headers.authorization);
	const inBody = isObject(body) && typeof body.writeKey === 'string' ? body.writeKey : '';
	const retryCount = req.headers['x-retry-count'];
	const request: RequestRecord = {
		number: ++state.counts.requests,
		at: new Date(state.settings.now()).toISOString(),
		method: req.method,
		path: req.path,
		headers: req.headers,
		bytes,
		body,
		writeKey: inBody || user || undefined,
		authorization: scheme,
		...(retryCount !== undefined && { retryCount: Number(retryCount) }),
		attempt: 1,
		...(isObject(body) && body.sentAt !== undefined && { sentAt: body.sentAt }),
		messages: 0,
		accepted: 0,
		duplicates: 0,
		discarded: 0,
	};
	const [first] = itemsOf(request);
	if (isObject(first) && typeof first.messageId === 'string') {
		request.attempt = state.firstIds.add(first.messageId);
	}
	return request;
}

/** Fills in what the client is about to see. */
function close(state: TrackingState, request: RequestRecord, answer: Answer, fault?: Fault): void {
	request.status = fault?.reset ? undefined : answer.status;
	if (fault) request.fault = fault;
	if (fault?.reset || answer.status >= 300) {
		state.counts.refused++;
		request.refusal = fault?.reset
			? 'the connection was reset'
			: String('message' in answer.body ? answer.body.message : answer.status);
	}
	state.counts.bytes += request.bytes;
	state.requests.add(request, request.bytes);
	state.events.emit('change');
}

/** For a body that cannot be read: too long, or compressed in a way that does not decode. */
const refuseUnreadable =
	(state: TrackingState): ErrorRequestHandler =>
	(error: { type?: string }, req, res, _next) => {
		if (error.type === 'request.aborted') return;
		const tooLarge = error.type === 'entity.too.large';
		const answer = invalid(tooLarge ? 'request exceeds the limit of 500 KB' : 'malformed JSON');
		const bytes = Number(req.headers['content-length'] ?? 0);
		close(state, open(state, req, bytes, undefined), answer);
		respond(res, answer);
	};

function readJson(body: Buffer): unknown {
	const text = body.toString('utf8');
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

/** Basic with the write key as user name, with or without the colon; or an OAuth bearer token. */
function readAuthorization(header = ''): { scheme: RequestRecord['authorization']; user?: string } {
	const [, scheme = '', value = ''] = /^(\S+)\s+(.*)$/.exec(header) ?? [];
	if (/^basic$/i.test(scheme)) {
		const [user] = Buffer.from(value, 'base64').toString('utf8').split(':');
		return { scheme: 'basic', user };
	}
	if (/^bearer$/i.test(scheme)) return { scheme: 'bearer' };
	return { scheme: header ? 'other' : 'none' };
}
