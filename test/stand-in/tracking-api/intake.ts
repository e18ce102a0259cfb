import { randomUUID } from 'node:crypto';

import type { Answer } from '../faults';
import {
	discardCode,
	isObject,
	MEANINGS,
	type DiscardCode,
	type JsonObject,
} from './discard-rules';
import type { RequestRecord, TrackingState } from './state';

/** Limits of Segment's HTTP API (docs, "HTTP API Source", Max request size); KB = 1024 bytes. */
export const MAX_MESSAGE_BYTES = 32 * 1024;
export const MAX_BATCH_BYTES = 500 * 1024;
export const MAX_BATCH_MESSAGES = 2_500;

const SUCCESS: Answer = { status: 200, body: { success: true } };

export const refusal = (status: number, message: string, code: string): Answer => ({
	status,
	body: { success: false, message, code },
});
const invalid = (message: string) => refusal(400, message, 'invalid_request');

/**
 * What Segment answers to a tracking request before it looks at the messages.
 *
 * @returns an answer that ends the request, or undefined when its messages are to be taken
 */
export function refuse(state: TrackingState, request: RequestRecord): Answer | undefined {
	const { body, headers, bytes, writeKey, authorization } = request;
	if (!/^application\/json\b/i.test(String(headers['content-type'] ?? ''))) {
		return invalid('malformed JSON');
	}
	if (isBatch(request)) {
		if (bytes > MAX_BATCH_BYTES) return invalid('batch exceeds the limit of 500 KB');
	} else if (bytes > MAX_MESSAGE_BYTES) return invalid('message exceeds the limit of 32 KB');
	if (!isObject(body)) return invalid('malformed JSON');
	if (authorization === 'bearer') {
		if (!hasToken(state, headers.authorization)) {
			return refusal(401, 'invalid access token', 'unauthorized');
		}
		if (!body.writeKey) return invalid('missing writeKey');
	}
	if (!writeKey) return invalid('missing writeKey');
	if (authorization !== 'bearer' && state.source(writeKey)?.oauthEnforced) {
		return refusal(401, 'this source needs an access token', 'unauthorized');
	}
	if (state.settings.oversizeItem === 'reject' && isBatch(request)) {
		const tooLarge = itemsOf(request).findIndex(isTooLarge);
		if (tooLarge >= 0) return invalid(`batch[${tooLarge}] exceeds the limit of 32 KB`);
	}
	return undefined;
}

/** Takes the messages of a request as Segment does after it has answered: keeps, drops, discards. */
export function take(state: TrackingState, request: RequestRecord): Answer {
	const items = itemsOf(request);
	const envelope = isBatch(request) && isObject(request.body) ? request.body : undefined;
	const codeForAll = sourceCode(state, request) ?? lengthCode(items);
	const bytesEach = request.bytes / Math.max(items.length, 1);
	request.messages = items.length;
	for (const item of items) {
		const code = codeForAll ?? discardCode(item) ?? settingsCode(state, item);
		if (code) discard(state, request, item, bytesEach, code);
		else keep(state, request, item as JsonObject, bytesEach, envelope);
	}
	if (envelope) request.batchCode = batchCode(request);
	state.counts.messages += items.length;
	return SUCCESS;
}

const isBatch = ({ path }: RequestRecord) => path === '/v1/batch' || path === '/v1/import';

/** The messages of a body. A single call's type is its path's. */
export function itemsOf(request: RequestRecord): unknown[] {
	const { body, path } = request;
	if (!isObject(body)) return [];
	if (!isBatch(request)) return [{ ...body, type: path.slice('/v1/'.length) }];
	return Array.isArray(body.batch) ? body.batch : [];
}

function hasToken({ tokens, settings }: TrackingState, header: unknown): boolean {
	const expiry = tokens.get(String(header).replace(/^Bearer\s+/i, ''));
	return expiry !== undefined && expiry > settings.now();
}

const isTooLarge = (item: unknown) =>
	Buffer.byteLength(JSON.stringify(item) ?? '', 'utf8') > MAX_MESSAGE_BYTES;

function sourceCode(state: TrackingState, request: RequestRecord): DiscardCode | undefined {
	const source = state.source(request.writeKey ?? '');
	if (!source) return 'project_not_found';
	if (source.region && source.region !== state.settings.region) return 'wrong_region';
	if (source.status === 'disabled') return 'source_disabled';
	if (source.status === 'locked') return 'locked_workspace';
	return undefined;
}

const lengthCode = (items: unknown[]): DiscardCode | undefined =>
	items.length > MAX_BATCH_MESSAGES ? 'batch_too_long' : undefined;

function settingsCode({ settings }: TrackingState, item: unknown): DiscardCode | undefined {
	if (isObject(item) && settings.suppressedUserIds.includes(String(item.userId))) {
		return 'suppressed_user';
	}
	return settings.oversizeItem === 'discard' && isTooLarge(item) ? 'message_too_large' : undefined;
}

function batchCode({ messages, accepted, duplicates, discarded }: RequestRecord) {
	if (messages === 0) return 'empty_batch';
	if (discarded === 0) return undefined;
	return accepted + duplicates === 0 ? 'empty_batch_result' : 'multi_user_error';
}

function base(state: TrackingState, request: RequestRecord, sent: unknown) {
	const { counts } = state;
	return {
		number: counts.accepted + counts.duplicates + counts.discarded,
		request: request.number,
		writeKey: request.writeKey ?? '',
		receivedAt: request.at,
		sent,
	};
}

function discard(
	state: TrackingState,
	request: RequestRecord,
	item: unknown,
	bytes: number,
	code: DiscardCode,
): void {
	request.discarded++;
	state.counts.discarded++;
	state.counts.byCode[code] = (state.counts.byCode[code] ?? 0) + 1;
	const record = base(state, request, item);
	state.messages.add({ ...record, outcome: 'discarded', code, reason: MEANINGS[code] }, bytes);
}

function keep(
	state: TrackingState,
	request: RequestRecord,
	item: JsonObject,
	bytes: number,
	envelope?: JsonObject,
): void {
	const messageId =
		typeof item.messageId === 'string' && item.messageId ? item.messageId : randomUUID();
	if (state.deliveries.add(messageId) > 1) {
		request.duplicates++;
		state.counts.duplicates++;
		const record = base(state, request, item);
		state.messages.add({ ...record, outcome: 'duplicate', messageId }, bytes);
		return;
	}
	request.accepted++;
	state.counts.accepted++;
	const type = String(item.type);
	state.counts.byType[type] = (state.counts.byType[type] ?? 0) + 1;
	if (state.settings.keep === 0) return;
	const record = base(state, request, item);
	const message = stored({ ...item, messageId }, request, envelope);
	state.messages.add({ ...record, outcome: 'accepted', message }, bytes);
}

/** The message as Segment stores it (spec, "Common fields"); of a clash with the envelope the item wins. */
function stored(item: JsonObject, { at: receivedAt }: RequestRecord, envelope: JsonObject = {}) {
	const { writeKey: _, ...message } = item;
	for (const field of ['context', 'integrations']) {
		const shared = envelope[field];
		if (!isObject(shared)) continue;
		const own = message[field];
		message[field] = isObject(own) ? { ...shared, ...own } : shared;
	}
	const sentAt = message.sentAt ?? envelope.sentAt;
	return {
		...message,
		...(sentAt !== undefined && { sentAt }),
		...times(message.timestamp, sentAt, receivedAt),
		receivedAt,
		version: 2,
	};
}

/** timestamp = receivedAt - (sentAt - originalTimestamp): corrects a client's wrong clock. */
function times(given: unknown, sentAt: unknown, receivedAt: string) {
	const original = time(given);
	if (original === undefined) return { timestamp: receivedAt, originalTimestamp: receivedAt };
	const sent = time(sentAt);
	const corrected = sent === undefined ? original : Date.parse(receivedAt) - (sent - original);
	return { timestamp: new Date(corrected).toISOString(), originalTimestamp: given };
}

function time(value: unknown): number | undefined {
	const parsed = typeof value === 'string' ? Date.parse(value) : NaN;
	return Number.isNaN(parsed) ? undefined : parsed;
}
