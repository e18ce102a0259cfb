import { messagesIn, replayMessage } from '../../../../nodes/Segment/message/replay';
import type { Fields } from '../../../../nodes/shared/read/describe';
import { problemOf } from './support';

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

const replay = (item: Fields, newIdsFor?: string) =>
	replayMessage(item, { newIdsFor, timezone: 'Europe/Berlin' });

it('drops what Segment writes into a message, and what is null', () => {
	expect(replay(STORED)).toEqual(MESSAGE);
});

it('gives a new id instead of the old one, the same each time', () => {
	const { messageId, ...rest } = replay(STORED, 'write-key');
	expect(rest).toEqual({ ...MESSAGE, messageId: undefined });
	expect(messageId).toMatch(/^[\da-f-]{36}$/);
	expect(replay(STORED, 'write-key').messageId).toBe(messageId);
	expect(replay(STORED, 'other-key').messageId).not.toBe(messageId);
});

it('leaves a message without an id without one', () => {
	const message = { type: 'page', userId: 'u-1' };
	for (const messageId of [undefined, null, '', ' ']) {
		expect(replay({ ...message, messageId }, 'write-key')).toEqual(message);
	}
});

it('leaves the item as it was', () => {
	const item = Object.freeze({
		...STORED,
		context: Object.freeze({ groupId: 19, app: Object.freeze({ name: 'Shop' }) }),
	});
	expect(replay(item, 'write-key').context).toEqual({ groupId: '19', app: { name: 'Shop' } });
	expect(item).toMatchObject(STORED);
});

it('reads ids, names and the type by the rule of the form', () => {
	expect(
		replay({ type: ' Group ', userId: 42, anonymousId: ' ', groupId: ' g-1\n', name: '' }),
	).toEqual({ type: 'group', userId: '42', groupId: 'g-1' });
});

it('leaves out an empty Group ID of the context', () => {
	const message = { type: 'track', event: 'E', userId: 'u-1' };
	expect(replay({ ...message, context: { groupId: '', ip: '203.0.113.7' } }).context).toEqual({
		ip: '203.0.113.7',
	});
});

it.each([
	['2026-01-31T09:30:00.123456+05:30', '2026-01-31T09:30:00.123456+05:30'],
	['2026-01-31T09:30:00Z', '2026-01-31T09:30:00Z'],
	[' 2026-01-31T09:30:00+01:00\n', '2026-01-31T09:30:00+01:00'],
	['Sat, 31 Jan 2026 10:00:00 +0200', '2026-01-31T08:00:00.000Z'],
	['2026-01-31 10:00:00 +0200', '2026-01-31T08:00:00.000Z'],
	['2026-01-31T10:00+0200', '2026-01-31T08:00:00.000Z'],
	['2026-01-31T10:00:00,5Z', '2026-01-31T10:00:00.500Z'],
	['2026-01-31T24:00:00+02:00', '2026-01-31T22:00:00.000Z'],
	['2026-W05-6T10:00:00+02:00', '2026-01-31T08:00:00.000Z'],
	['2026-031T10:00:00Z', '2026-01-31T10:00:00.000Z'],
	['20260131T100000Z', '2026-01-31T10:00:00.000Z'],
	['2026-01-31T09:30:00', '2026-01-31T08:30:00.000Z'],
	['2026-01-31', '2026-01-30T23:00:00.000Z'],
	[1_769_851_800, '2026-01-31T09:30:00.000Z'],
	[new Date('2026-01-31T09:30:00Z'), '2026-01-31T09:30:00.000Z'],
])('sends the timestamp %p as %s', (timestamp, sent) => {
	expect(replay({ type: 'screen', userId: 'u-1', timestamp }).timestamp).toBe(sent);
});

const circular: Fields = {};
circular.self = circular;

it('takes a field called __proto__ for one that it does not know', () => {
	const item = JSON.parse(
		'{"type":"track","event":"E","__proto__":{"userId":"x","messageId":"m-x"}}',
	) as Fields;
	const message = replay(item);
	expect(message.userId).toBeUndefined();
	expect(message.messageId).toBeUndefined();
	expect(JSON.stringify(message)).toBe(JSON.stringify(item));
});

it.each<[Fields, string]>([
	[{}, 'Type is empty, not a message type'],
	[{ type: 'order' }, 'Type is “order”, not a message type'],
	[{ type: 'track', userId: 'undefined' }, 'User ID is the text “undefined”, not an ID'],
	[
		{ type: 'track', userId: 9007199254740993 },
		'User ID is the number 9007199254740992, which has lost digits',
	],
	[{ type: 'track', messageId: new Date(NaN) }, 'Message ID is an invalid date, not text'],
	[
		{ type: 'track', timestamp: '2026-02-30T00:00:00Z' },
		'Timestamp is “2026-02-30T00:00:00Z”, not a time',
	],
	[{ type: 'track', properties: { total: NaN } }, 'Properties → total is NaN'],
	[{ type: 'track', properties: new Map() }, 'Properties is a Map, which JSON cannot carry'],
	[
		{ type: 'track', properties: circular },
		'Properties is nested more than 100 levels deep, or contains itself',
	],
	[
		{ type: 'track', context: { groupId: 'g'.repeat(501) } },
		'Context → Group ID has 501 characters, and Segment takes at most 500',
	],
])('names the field of %p', (item, message) => {
	expect(problemOf(() => replay(item)).message).toBe(message);
});

describe('messagesIn', () => {
	it('takes an item for a message', () => {
		expect(messagesIn(MESSAGE)).toEqual([MESSAGE]);
		const withList = { ...MESSAGE, batch: [1] };
		expect(messagesIn(withList)).toEqual([withList]);
	});

	it('unpacks a whole body for /v1/batch', () => {
		const batch = [MESSAGE, { type: 'page', userId: 'u-1' }];
		expect(messagesIn({ batch, sentAt: '2026-01-31T09:30:03.000Z', writeKey: 'secret' })).toEqual(
			batch,
		);
	});

	it('gives each message what the body has for all of them, under its own', () => {
		const body = {
			batch: [
				{ type: 'page' },
				{ type: 'page', context: null, integrations: null },
				{
					type: 'page',
					context: { ip: '203.0.113.8', app: { version: '2' } },
					integrations: { All: true },
				},
			],
			context: { ip: '203.0.113.7', app: { name: 'Shop' } },
			integrations: { All: false, Slack: true },
		};
		const before = structuredClone(body);
		const { context, integrations } = body;
		expect(messagesIn(body)).toEqual([
			{ type: 'page', context, integrations },
			{ type: 'page', context, integrations },
			{
				type: 'page',
				context: { ip: '203.0.113.8', app: { name: 'Shop', version: '2' } },
				integrations: { All: true, Slack: true },
			},
		]);
		expect(body).toEqual(before);
	});

	it('leaves an odd context to the check of its message', () => {
		const [message] = messagesIn({ batch: [{ type: 'page', context: 'x' }], context: {} });
		expect(message.context).toBe('x');
	});

	it('refuses a body without messages, and what is no message in it', () => {
		expect(problemOf(() => messagesIn({ batch: [] })).message).toBe('The batch is an empty list');
		const [message] = messagesIn({ batch: ['text'] });
		expect(problemOf(() => replay(message)).message).toBe('Type is empty, not a message type');
	});
});
