import { join } from 'node:path';

import express, { type Response, Router } from 'express';

import type { Faults } from '../faults';
import { isObject } from '../tracking-api/discard-rules';
import type { MessageRecord, RequestRecord, TrackingState } from '../tracking-api/state';

/** A flood reaches the page at this pace, and at most so many of each outcome at a time. */
const PACE_MS = 100;
const MAX_PER_UPDATE = 500;
const MAX_BODY_BYTES = 40 * 1024;

/** The page that shows what arrives while it arrives: static files and their stream of events. */
export function createLivePage(state: TrackingState, faults: Faults): Router {
	const router = Router();
	router.get('/stand-in/events', (_req, res) => stream(res, state, faults));
	router.use(
		express.static(join(__dirname, 'public'), {
			setHeaders: (res) => res.setHeader('Content-Security-Policy', "default-src 'self'"),
		}),
	);
	return router;
}

/** Sends `reset` at first and after each reset, then `update` with all that is new. */
function stream(res: Response, state: TrackingState, faults: Faults): void {
	let seenMessage = 0;
	let seenRequest = 0;
	let timer: NodeJS.Timeout | undefined;
	const send = (event: string, data: unknown) =>
		res.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);

	const update = () => {
		timer = undefined;
		const { counts, settings } = state;
		const messages = newestOfEach(
			state.messages.newestWhile((m) => m.number > seenMessage),
			({ outcome }) => outcome,
		);
		const requests = newestOfEach(
			state.requests.newestWhile((r) => r.number > seenRequest),
			({ status }) => status === 200,
		);
		seenMessage = counts.messages;
		seenRequest = counts.requests;
		const sources = settings.sources.map(({ writeKey, name }) => ({ writeKey, name }));
		send('update', {
			counts,
			sources,
			faults: faults.list(),
			requests: requests.map(requestView),
			messages: messages.map((message) => messageView(state, message)),
		});
	};
	const schedule = () => (timer ??= setTimeout(update, PACE_MS));
	const restart = () => {
		seenMessage = 0;
		seenRequest = 0;
		send('reset', {});
		update();
	};

	res.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
	restart();
	state.events.on('change', schedule).on('reset', restart);
	res.on('close', () => {
		clearTimeout(timer);
		state.events.off('change', schedule).off('reset', restart);
	});
}

/** Of each kind the newest, oldest first, so that a few refusals are not lost in a flood. */
function newestOfEach<T>(records: T[], kindOf: (record: T) => unknown): T[] {
	const taken = new Map<unknown, number>();
	return records
		.reverse()
		.filter((record) => {
			const count = (taken.get(kindOf(record)) ?? 0) + 1;
			taken.set(kindOf(record), count);
			return count <= MAX_PER_UPDATE;
		})
		.reverse();
}

function messageView(state: TrackingState, { writeKey, ...message }: MessageRecord) {
	const source = state.source(writeKey)?.name ?? `Unknown (${shorten(writeKey)})`;
	return { ...message, source, sent: withoutKey(message.sent) };
}

/** A request without its secrets; with its body where no message of it is shown. */
function requestView({ body, writeKey: _, headers, ...request }: RequestRecord) {
	const { authorization: __, ...shown } = headers;
	const isShown = request.messages === 0 && request.bytes <= MAX_BODY_BYTES;
	return { ...request, headers: shown, ...(isShown && { body: withoutKey(body) }) };
}

function withoutKey(value: unknown): unknown {
	if (!isObject(value) || typeof value.writeKey !== 'string') return value;
	return { ...value, writeKey: shorten(value.writeKey) };
}

const shorten = (writeKey: string) => `${writeKey.slice(0, 4)}…`;
