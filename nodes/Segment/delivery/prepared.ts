import { checkMessage, checkSize } from '../message/check';
import type { Fields, MessageType } from '../message/types';

/** A message that is checked and ready to travel. */
export interface PreparedMessage {
	/** Index of its input item. */
	item: number;
	type: MessageType;
	messageId: string;
	/** The message's JSON text, made once and sent as it is. */
	json: string;
	/** UTF-8 bytes of `json`. */
	bytes: number;
}

/**
 * Checks a message, gives it its ID and serialises it.
 *
 * @param message the caller's own copy: the ID is written into it
 * @param newMessageId makes the ID of a message that has none
 * @param bytesAdded UTF-8 bytes that its request adds to it
 * @throws MessageProblem for the first rule of Segment that it breaks
 */
export function prepareMessage(
	message: Fields,
	item: number,
	newMessageId: (item: number, message: Fields) => string,
	bytesAdded = 0,
): PreparedMessage {
	const type = checkMessage(message);
	message.messageId ??= newMessageId(item, message);
	const json = JSON.stringify(message);
	const bytes = Buffer.byteLength(json);
	checkSize(bytes + bytesAdded);
	return { item, type, messageId: message.messageId as string, json, bytes };
}
