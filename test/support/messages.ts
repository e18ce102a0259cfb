import fc from 'fast-check';

import type { PreparedMessage } from '../../nodes/Segment/delivery/prepared';

/** A prepared track message around the given properties. */
export function prepared(item: number, properties: Record<string, unknown> = {}): PreparedMessage {
	const messageId = `message-${item}`;
	const json = JSON.stringify({ type: 'track', event: 'E', userId: 'u', properties, messageId });
	return {
		kind: 'message',
		item,
		type: 'track',
		messageId,
		person: 'u',
		json,
		bytes: Buffer.byteLength(json),
	};
}

/** Prepared messages whose text has characters of one to four UTF-8 bytes. */
export function preparedMessages(maxLength: number) {
	return fc
		.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength })
		.map((texts) => texts.map((text, item) => prepared(item, { text })));
}
