import { messageIdFromOther } from './messageId';
import type { Fields } from './types';

/** What Segment itself writes into a message; a message that is sent again must not bring it along. */
const SET_BY_SEGMENT = ['originalTimestamp', 'projectId', 'receivedAt', 'sentAt', 'writeKey'];

/**
 * A message that already exists, as it is but for what Segment writes into it. A warehouse and
 * Segment's browser library give `null` where there is nothing: that is left out.
 *
 * @param newIdsFor the write key that new message ids are made for; without it, messages keep theirs
 */
export function replayMessage(item: Fields, newIdsFor: string | undefined): Fields {
	const message = Object.fromEntries(
		Object.entries(item).filter(([key, value]) => value !== null && !SET_BY_SEGMENT.includes(key)),
	);
	if (newIdsFor !== undefined && typeof item.messageId === 'string') {
		message.messageId = messageIdFromOther(newIdsFor, item.messageId);
	}
	return message;
}
