import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';

import { faultyAnswer, respond, takesMessages, type Answer, type Faults } from '../faults';
import { isObject, MESSAGE_TYPES } from './discard-rules';
import { itemsOf, MAX_BATCH_BYTES, refusal, refuse, take } from './intake';
import { issueToken } from './oauth';
import type { RequestRecord, TrackingState } from './state';

const CALLS = [...MESSAGE_TYPES, 'batch', 'import'].map((call) => `/v1/${call}`);

/** Reads a little more than a batch may have, so that the answer, not a broken pipe, tells the limit. */
const READ_LIMIT = MAX_BATCH_BYTES + 100 * 1024;

/** The Tracking API, the CDN's settings address and the OAuth server, over one state. */
export function createTrackingApi(state: TrackingState, faults: Faults): Router {
	const router = Router();

	router.post(
		CALLS,
		express.raw({ type: () => true, limit: READ_LIMIT }),
		(req: Request, res: Response) => {
			const body = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
			const request = open(state, req, body.length, readJson(body));
			const fault = faults.take('POST', request.path);
			const answer =
				fault && !takesMessages(fault)
					? refusal(500, 'not processed', 'fault')
					: (refuse(state, request) ?? take(state, request));
			close(state, request, fault ? faultyAnswer(answer, fault, state.settings.now()) : answer);
			if (fault) request.fault = fault;
			respond(res, answer, fault);
		},
		unreadable(state),
	);

	// Segment's "Segment" destination tests a write key here; so does the node's credential.
	router.get('/v1/projects/:writeKey/settings', (req, res) => {
		const source = state.source(req.params.writeKey);
		const wrongRegion = source?.region && source.region !== state.settings.region;
		const apiHost = `${wrongRegion ? 'another-region.invalid' : req.headers.host}/v1`;
		const answer: Answer = source
			? { status: 200, body: settingsOf(source.writeKey, apiHost) }
			: { status: 404, body: { success: false, message: 'unknown write key' } };
		respond(res, answer, faults.take('GET', req.path));
	});

	router.post('/token', express.urlencoded({ extended: false }), (req: Request, res: Response) => {
		const form: unknown = req.body;
		respond(res, issueToken(state, isObject(form) ? form : {}), faults.take('POST', req.path));
	});

	return router;
}

const settingsOf = (apiKey: string, apiHost: string) => ({
	integrations: { 'Segment.io': { apiKey, apiHost, unbundledIntegrations: [] } },
	plan: { track: {}, identify: {}, group: {} },
});

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

function close(state: TrackingState, request: RequestRecord, answer: Answer | undefined): void {
	request.status = answer?.status;
	if (!answer || answer.status >= 400) {
		state.counts.refused++;
		const { body } = answer ?? {};
		request.refusal = body && 'message' in body ? String(body.message) : 'connection reset';
	}
	state.counts.bytes += request.bytes;
	state.requests.add(request, request.bytes);
	state.events.emit('change');
}

/** A body that could not be read: too long, or compressed in a way that does not decode. */
const unreadable =
	(state: TrackingState): ErrorRequestHandler =>
	(error: { type?: string }, req, res, _next) => {
		const tooLarge = error.type === 'entity.too.large';
		const message = tooLarge ? 'batch exceeds the limit of 500 KB' : 'malformed JSON';
		const answer = refusal(400, message, 'invalid_request');
		close(state, open(state, req, Number(req.headers['content-length'] ?? 0), undefined), answer);
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
