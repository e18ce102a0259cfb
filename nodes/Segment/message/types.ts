import type { Fields } from '../../shared/read/describe';

/** The six calls of Segment's spec (Segment docs, "The Segment Spec"). */
export const MESSAGE_TYPES = ['identify', 'group', 'track', 'page', 'screen', 'alias'] as const;

export type MessageType = (typeof MESSAGE_TYPES)[number];

/** One message as it goes to Segment (Segment docs, "Spec: Common Fields"). */
export type Message = {
	type: MessageType;
	userId?: string;
	anonymousId?: string;
	groupId?: string;
	previousId?: string;
	event?: string;
	name?: string;
	category?: string;
	traits?: Fields;
	properties?: Fields;
	context?: Fields;
	integrations?: Fields;
	timestamp?: string;
	messageId?: string;
};

export function isMessageType(value: unknown): value is MessageType {
	return MESSAGE_TYPES.includes(value as MessageType);
}
