import { checkMessage, checkSize } from '../message/check';
import type { Message, MessageType } from '../message/types';
import type { Violation } from '../trackingPlan/violation';

/** A message that is checked and ready to travel. */
export interface PreparedMessage {
	kind: 'message';
	/** Index of its input item. */
	item: number;
	type: MessageType;
	messageId: string;
	/** The User ID, or else the Anonymous ID. */
	person: string;
	/** The message's JSON text, made once and sent as it is. */
	json: string;
	/** UTF-8 bytes of `json`. */
	bytes: number;
	/** What it breaks of the tracking plan, where that is reported. */
	violations?: Violation[];
}

/**
 * Checks a message, gives it its ID and serialises it.
 *
 * @param message the caller's own copy: the ID is written into it
 * @param newMessageId makes the ID of a message that has none
 * @param bytesAdded UTF-8 bytes that its request adds to it
 * @throws Problem for the first rule of Segment that it breaks
 */
export function prepareMessage(
	message: Message,
	item: number,
	newMessageId: () => string,
	bytesAdded = 0,
): PreparedMessage {
	checkMessage(message);
	const messageId = (message.messageId ??= newMessageId());
	const json = JSON.stringify(message);
	const bytes = Buffer.byteLength(json);
	checkSize(bytes + bytesAdded);
	const person = message.userId ?? message.anonymousId ?? '';
	return { kind: 'message', item, type: message.type, messageId, person, json, bytes };
}
