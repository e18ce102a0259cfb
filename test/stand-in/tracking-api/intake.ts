import { randomUUID } from 'node:crypto';

import type { Answer } from '../faults';
import {
	discardCode,
	isObject,
	isText,
	MEANINGS,
	type DiscardCode,
	type JsonObject,
} from './discard-rules';
import { isGoodFor } from './oauth';
import type { Outcome, RequestRecord, TrackingState } from './state';

/** Limits of Segment's HTTP API (docs, "HTTP API Source", Max request size); KB = 1024 bytes. */
export const MAX_MESSAGE_BYTES = 32 * 1024;
export const MAX_BATCH_BYTES = 500 * 1024;
export const MAX_BATCH_MESSAGES = 2_500;

const SUCCESS: Answer = { status: 200, body: { success: true } };

/** An error in Segment's envelope. */
export const refusal = (status: number, message: string, code: string): Answer => ({
	status,
	body: { success: false, message, code },
});
export const invalid = (message: string) => refusal(400, message, 'invalid_request');

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
	const codeForAll = sourceCode(state, request) ?? lengthCode(items);
	request.messages = items.length;
	for (const item of items) {
		const type = typeOf(request, item);
		state.record(request, type, item, outcomeOf(state, request, item, type, codeForAll));
	}
	if (isBatch(request)) state.recordBatch(request, batchCode(request));
	return SUCCESS;
}

function outcomeOf(
	state: TrackingState,
	request: RequestRecord,
	item: unknown,
	type: string | undefined,
	codeForAll: DiscardCode | undefined,
): Outcome {
	const code = codeForAll ?? discardCode(item, type) ?? settingsCode(state, item);
	if (code || !isObject(item)) return discarded(code ?? 'bad_request');
	const messageId = isText(item.messageId) ? item.messageId : randomUUID();
	if (state.deliveries.add(messageId) > 1) return { outcome: 'duplicate', messageId };
	// Composing is the costly part, so a stand-in that only counts does without.
	const message = state.keep === 0 ? item : stored({ ...item, type, messageId }, request);
	return { outcome: 'accepted', message };
}

const discarded = (code: DiscardCode): Outcome => ({
	outcome: 'discarded',
	code,
	reason: MEANINGS[code],
});

const isBatch = ({ path }: RequestRecord) => path === '/v1/batch' || path === '/v1/import';

/** The messages of a body, as they came. */
export function itemsOf(request: RequestRecord): unknown[] {
	const { body } = request;
	if (!isObject(body)) return [];
	if (!isBatch(request)) return [body];
	return Array.isArray(body.batch) ? body.batch : [];
}

/** A single call's type is its path's; an item of a batch names its own. */
function typeOf(request: RequestRecord, item: unknown): string | undefined {
	if (!isBatch(request)) return request.path.slice('/v1/'.length);
	return isObject(item) && isText(item.type) ? item.type : undefined;
}

function hasToken(state: TrackingState, header: unknown): boolean {
	return isGoodFor(state, String(header).replace(/^Bearer\s+/i, ''), 'tracking_api:write');
}

const isTooLarge = (item: unknown) =>
	mostBytes(item) > MAX_MESSAGE_BYTES &&
	Buffer.byteLength(JSON.stringify(item) ?? '', 'utf8') > MAX_MESSAGE_BYTES;

/** As many bytes as a value's JSON can have at most; told sooner than how many it has. */
function mostBytes(value: unknown): number {
	if (typeof value === 'string') return 6 * value.length + 3;
	if (typeof value !== 'object' || value === null) return 25;
	let bytes = 2;
	for (const key in value) bytes += 6 * key.length + 4 + mostBytes((value as JsonObject)[key]);
	return bytes;
}

function sourceCode(state: TrackingState, request: RequestRecord): DiscardCode | undefined {
	const source = state.source(request.writeKey ?? '');
	if (!source) return 'project_not_found';
	if (state.isElsewhere(source)) return 'wrong_region';
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

/** The message as Segment stores it (spec, "Common fields"); of a clash with the envelope the item wins. */
function stored(item: JsonObject, request: RequestRecord): JsonObject {
	const { writeKey: _, ...message } = item;
	const receivedAt = request.at;
	const envelope = isBatch(request) && isObject(request.body) ? request.body : {};
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
