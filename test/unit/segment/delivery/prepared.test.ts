import fc from 'fast-check';

import { prepareMessage as prepareOwn } from '../../../../nodes/Segment/delivery/prepared';
import { MAX_MESSAGE_BYTES } from '../../../../nodes/Segment/message/limits';
import { createMessageIds, type MessageIdMode } from '../../../../nodes/Segment/message/messageId';
import type { Message } from '../../../../nodes/Segment/message/types';

const origin = {
	writeKey: 'key',
	instanceId: 'instance',
	workflowId: 'workflow',
	executionId: '1',
	nodeId: 'node',
	runIndex: 0,
	sharedByCalls: false,
};
const message = { type: 'track', event: 'Order Completed', userId: 'u-1' } as const;

function prepareMessage(
	content: Message,
	item: number,
	mode: MessageIdMode,
	{ sharedByCalls, ...run }: typeof origin,
	bytesAdded?: number,
) {
	const own = { ...content };
	const newMessageId = createMessageIds(mode, run, sharedByCalls);
	return prepareOwn(own, item, () => newMessageId(String(item), own), bytesAdded);
}

const idOf = (item: number, changes: Partial<typeof origin> = {}, content: Message = message) =>
	prepareMessage(content, item, 'perExecution', { ...origin, ...changes }).messageId;

describe('a prepared message', () => {
	it('is its JSON text with the message ID, and the bytes of that', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), fc.nat(), (text, item) => {
				const properties = { text };
				const prepared = prepareMessage({ ...message, properties }, item, 'perExecution', origin);
				const { messageId, json, bytes } = prepared;
				expect(JSON.parse(json)).toEqual({ ...message, properties, messageId });
				expect(bytes).toBe(Buffer.byteLength(json, 'utf8'));
				expect(prepared).toMatchObject({ kind: 'message', item, type: 'track' });
			}),
		);
	});

	it('keeps the ID that it brings', () => {
		for (const mode of ['perExecution', 'fromContent', 'custom'] as const) {
			const prepared = prepareMessage({ ...message, messageId: 'mine' }, 0, mode, origin);
			expect(prepared.messageId).toBe('mine');
			expect(JSON.parse(prepared.json)).toEqual({ ...message, messageId: 'mine' });
		}
	});

	it('may weigh as much as Segment takes, to the byte', () => {
		const empty = prepareMessage(
			{ ...message, properties: { text: '' } },
			0,
			'fromContent',
			origin,
		);
		const room = MAX_MESSAGE_BYTES - empty.bytes;
		const withText = (length: number) => ({ ...message, properties: { text: 'x'.repeat(length) } });
		expect(prepareMessage(withText(room), 0, 'fromContent', origin).bytes).toBe(MAX_MESSAGE_BYTES);
		expect(() => prepareMessage(withText(room + 1), 0, 'fromContent', origin)).toThrow(
			/has 32,733 bytes, and Segment takes at most 32 KB/,
		);
		const shared = (bytes: number) =>
			prepareMessage(withText(room - 100), 0, 'fromContent', origin, bytes);
		expect(shared(100).bytes).toBe(MAX_MESSAGE_BYTES - 100);
		expect(() => shared(101)).toThrow(/has 32,733 bytes/);
	});
});

describe('the message ID', () => {
	it('per execution is the same when the item is sent again, whatever its content', () => {
		expect(idOf(3)).toBe(idOf(3));
		expect(idOf(3)).toBe(idOf(3, {}, { ...message, properties: { changed: true } }));
		expect(idOf(3)).toMatch(
			/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
		);
	});

	it('per execution is another for whatever is another message', () => {
		const ids = [
			idOf(0),
			idOf(1),
			idOf(0, { executionId: '2' }),
			idOf(0, { nodeId: 'other' }),
			idOf(0, { runIndex: 1 }),
			idOf(0, { workflowId: 'other' }),
			idOf(0, { writeKey: 'other' }),
		];
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('never collides among the items, runs and executions of a workflow', () => {
		const place = fc.record({
			item: fc.nat({ max: 20 }),
			runIndex: fc.nat({ max: 20 }),
			executionId: fc.nat({ max: 20 }).map(String),
		});
		fc.assert(
			fc.property(place, place, (a, b) => {
				const same = JSON.stringify(a) === JSON.stringify(b);
				expect(idOf(a.item, a) === idOf(b.item, b)).toBe(same);
			}),
		);
	});

	it('of an agent’s tool also depends on the content, because calls share all numbers', () => {
		const tool = { sharedByCalls: true };
		expect(idOf(0, tool)).toBe(idOf(0, tool));
		expect(idOf(0, tool)).not.toBe(idOf(0, tool, { ...message, event: 'Other' }));
	});

	it('from content depends on nothing but the write key and the content', () => {
		const fromContent = (content: Message, changes: Partial<typeof origin> = {}) =>
			prepareMessage(content, 0, 'fromContent', { ...origin, ...changes }).messageId;
		const reordered = { userId: 'u-1', event: 'Order Completed', type: 'track' } as const;
		const elsewhere = { executionId: '9', nodeId: 'other', runIndex: 5, workflowId: 'other' };
		expect(fromContent(message)).toBe(fromContent(reordered, elsewhere));
		expect(fromContent(message)).not.toBe(fromContent(message, { writeKey: 'other' }));
		expect(fromContent(message)).not.toBe(fromContent({ ...message, event: 'Other' }));
	});

	it('must be given when it is custom', () => {
		expect(() => prepareMessage(message, 0, 'custom', origin)).toThrow('Message ID is empty');
	});
});
