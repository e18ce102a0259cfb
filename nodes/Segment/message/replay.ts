import { Problem } from '../../shared/problem';
import { isFields, type Fields } from '../../shared/read/describe';
import { mergeFields, setKey, toPlainData } from '../../shared/read/json';
import { readTime } from '../../shared/read/values';
import { readContextGroupId, readMessageId, readTextField, readType } from './fieldValues';
import { messageIdFromOther } from './messageId';
import { TEXT_FIELDS, type TextField } from './shape';
import type { Message } from './types';

/** What Segment itself writes into a message; a message that is sent again must not bring it along. */
const SET_BY_SEGMENT = new Set([
	'originalTimestamp',
	'projectId',
	'receivedAt',
	'sentAt',
	'writeKey',
]);

/** A time that needs no other form: ISO 8601 as RFC 3339 has it, with its zone. */
const WITH_ZONE = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** What errors call the other fields. */
const LABELS = new Map([
	['context', 'Context'],
	['integrations', 'Destinations'],
	['properties', 'Properties'],
	['traits', 'Traits'],
]);

export interface ReplayOptions {
	/** The write key that new message ids are made for; without it, messages keep theirs. */
	newIdsFor: string | undefined;
	/** The zone of a timestamp that names none. */
	timezone: string;
}

/**
 * The messages of an item: it is one, or a whole body for Segment's `/v1/batch`, whose context and
 * destinations hold for each of its messages.
 *
 * @throws Problem when the body holds no message
 */
export function messagesIn(item: Fields): Fields[] {
	if (!isWholeBatch(item)) return [item];
	const { batch, context, integrations } = item;
	if (batch.length === 0) {
		throw new Problem('The batch is an empty list', 'Leave out items that hold no message.');
	}
	return batch.map((message: unknown): Fields => {
		if (!isFields(message)) return { message };
		return {
			...message,
			...(isFields(context) && { context: over(context, message.context) }),
			...(isFields(integrations) && { integrations: over(integrations, message.integrations) }),
		};
	});
}

/** Whether an item is a body for `/v1/batch` and no message by itself. */
export function isWholeBatch(item: Fields): item is Fields & { batch: unknown[] } {
	return Array.isArray(item.batch) && item.type === undefined;
}

const over = (shared: Fields, own: unknown): unknown =>
	own === undefined || own === null || isFields(own)
		? mergeFields(toPlainData(shared, 'The batch') as Fields, (own ?? {}) as Fields)
		: own;

/**
 * A message that already exists, as it is but for what Segment writes into it. A warehouse and
 * Segment's browser library give `null` where there is nothing: that is left out.
 *
 * @throws Problem naming what in it cannot be sent
 */
export function replayMessage(item: Fields, { newIdsFor, timezone }: ReplayOptions): Message {
	const type = readType(item.type, 'Type');
	const message: Fields = { type };
	for (const [key, value] of Object.entries(item)) {
		if (key === 'type' || value === null || value === undefined || SET_BY_SEGMENT.has(key))
			continue;
		const read = readField(key, value, timezone);
		if (read !== undefined) setKey(message, key, read);
	}
	if (newIdsFor !== undefined && typeof message.messageId === 'string') {
		message.messageId = messageIdFromOther(newIdsFor, message.messageId);
	}
	if (isFields(message.context)) message.context = readContextGroupId(message.context);
	return message as Message;
}

function readField(key: string, value: unknown, timezone: string): unknown {
	if (Object.hasOwn(TEXT_FIELDS, key)) {
		return readTextField(key as TextField, value, TEXT_FIELDS[key as TextField]);
	}
	switch (key) {
		case 'messageId':
			return readMessageId(value, 'Message ID');
		case 'timestamp': {
			const time = readTime(value, 'Timestamp', timezone);
			return typeof value === 'string' && WITH_ZONE.test(value.trim()) ? value.trim() : time;
		}
		default:
			return toPlainData(value, LABELS.get(key) ?? key);
	}
}
