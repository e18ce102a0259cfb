import { checkMessage, checkSize } from '../message/check';
import {
	messageIdFromContent,
	messageIdPerExecution,
	type MessageIdMode,
	type MessageOrigin,
} from '../message/messageId';
import { MessageProblem } from '../message/problem';
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
 * @throws MessageProblem for the first rule of Segment that it breaks
 */
export function prepareMessage(
	message: Fields,
	item: number,
	mode: MessageIdMode,
	origin: MessageOrigin,
): PreparedMessage {
	const type = checkMessage(message);
	const messageId = (message.messageId as string | undefined) ?? newMessageId();
	const json = JSON.stringify(
		message.messageId === undefined ? { ...message, messageId } : message,
	);
	const bytes = Buffer.byteLength(json);
	checkSize(bytes);
	return { item, type, messageId, json, bytes };

	function newMessageId(): string {
		if (mode === 'perExecution') return messageIdPerExecution(origin, item, message);
		if (mode === 'fromContent') return messageIdFromContent(origin.writeKey, message);
		throw new MessageProblem(
			'Message ID is empty',
			'Fill it in, or choose another way under Options → Message IDs.',
		);
	}
}
