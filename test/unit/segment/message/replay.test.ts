import { replayMessage } from '../../../../nodes/Segment/message/replay';

const STORED = {
	type: 'track',
	event: 'Order Completed',
	userId: null,
	anonymousId: 'a-1',
	messageId: 'ajs-next-1',
	timestamp: '2026-01-31T09:30:00.000Z',
	properties: { coupon: null },
	originalTimestamp: '2026-01-31T09:30:01.000Z',
	receivedAt: '2026-01-31T09:30:02.000Z',
	sentAt: '2026-01-31T09:30:03.000Z',
	writeKey: 'secret',
	projectId: 'p-1',
};
const MESSAGE = {
	type: 'track',
	event: 'Order Completed',
	anonymousId: 'a-1',
	messageId: 'ajs-next-1',
	timestamp: '2026-01-31T09:30:00.000Z',
	properties: { coupon: null },
};

it('drops what Segment writes into a message, and what is null', () => {
	expect(replayMessage(STORED, undefined)).toEqual(MESSAGE);
});

it('gives a new id instead of the old one, the same each time', () => {
	const { messageId, ...rest } = replayMessage(STORED, 'write-key');
	expect(rest).toEqual({ ...MESSAGE, messageId: undefined });
	expect(messageId).toMatch(/^[\da-f-]{36}$/);
	expect(replayMessage(STORED, 'write-key').messageId).toBe(messageId);
});

it('leaves a message without an id without one', () => {
	expect(replayMessage({ type: 'page', userId: 'u-1' }, 'write-key')).toEqual({
		type: 'page',
		userId: 'u-1',
	});
});

it('leaves the item as it was', () => {
	const item = Object.freeze({ ...STORED });
	replayMessage(item, 'write-key');
	expect(item).toEqual(STORED);
});
