import fc from 'fast-check';

import {
	halve,
	planDelivery,
	planRequests,
	requestBody,
} from '../../../../nodes/Segment/delivery/request';
import { prepared, preparedMessages } from '../../../support/messages';

const sentAt = new Date('2026-11-21T12:00:00.123Z');

describe('the body of a request', () => {
	it('of a batch is the messages as they are, and when it leaves', () => {
		const [request] = planDelivery([prepared(0, { text: 'Grüße 👋' }), prepared(1)], false);
		expect(request.path).toBe('/v1/batch');
		expect(requestBody(request, sentAt).toString()).toBe(
			'{"batch":[' +
				'{"type":"track","event":"E","userId":"u","properties":{"text":"Grüße 👋"},"messageId":"message-0"},' +
				'{"type":"track","event":"E","userId":"u","properties":{},"messageId":"message-1"}' +
				'],"sentAt":"2026-11-21T12:00:00.123Z"}',
		);
	});

	it('of a single message is the message, and when it leaves', () => {
		const [request] = planDelivery([prepared(0)], false);
		expect(request.path).toBe('/v1/track');
		expect(requestBody(request, sentAt).toString()).toBe(
			'{"type":"track","event":"E","userId":"u","properties":{},"messageId":"message-0","sentAt":"2026-11-21T12:00:00.123Z"}',
		);
	});

	it('has what all messages have in common once, beside them', () => {
		const context = { library: { name: 'n' } };
		const common = '"context":{"library":{"name":"n"}},"sentAt":"2026-11-21T12:00:00.123Z"}';
		const [batch] = planDelivery([prepared(0), prepared(1)], false, context);
		expect(requestBody(batch, sentAt).toString()).toBe(
			`{"batch":[${prepared(0).json},${prepared(1).json}],${common}`,
		);
		const halves = halve(batch).map((half) => requestBody(half, sentAt).toString());
		expect(halves).toEqual([0, 1].map((item) => `${prepared(item).json.slice(0, -1)},${common}`));
	});

	it('stays within 480 KB with what all messages have in common', () => {
		const messages = Array.from({ length: 200 }, (_, item) =>
			prepared(item, { text: 'x'.repeat(4_000) }),
		);
		for (let length = 0; length < 4_200; length += 350) {
			for (const request of planDelivery(messages, false, { note: 'ü'.repeat(length) })) {
				expect(requestBody(request, sentAt).length).toBeLessThanOrEqual(480 * 1_024);
			}
		}
	});

	it('is JSON that holds each message unchanged', () => {
		fc.assert(
			fc.property(preparedMessages(20), fc.boolean(), (messages, oneEach) => {
				const bodies = planDelivery(messages, oneEach).map(
					(request) =>
						JSON.parse(requestBody(request, sentAt).toString()) as Record<string, unknown>,
				);
				for (const body of bodies) expect(body.sentAt).toBe('2026-11-21T12:00:00.123Z');
				const sent = bodies.flatMap(({ sentAt: _, ...body }) => body.batch ?? body);
				expect(sent).toEqual(messages.map(({ json }) => JSON.parse(json) as unknown));
			}),
		);
	});
});

describe('planDelivery', () => {
	it.each(['identify', 'group', 'track', 'page', 'screen', 'alias'] as const)(
		'sends a lone %s to its own endpoint',
		(type) => {
			expect(planDelivery([{ ...prepared(0), type }], false)[0].path).toBe(`/v1/${type}`);
		},
	);

	it('sends each message alone when asked to', () => {
		const messages = [prepared(0), prepared(1)];
		expect(planDelivery(messages, true)).toEqual(
			messages.map((message) => ({ path: '/v1/track', messages: [message] })),
		);
	});
});

describe('halve', () => {
	it('splits until single messages remain, losing none and keeping their order', () => {
		fc.assert(
			fc.property(preparedMessages(40), (messages) => {
				fc.pre(messages.length > 0);
				let requests = planDelivery(messages, false);
				while (requests.some((request) => request.messages.length > 1)) {
					requests = requests.flatMap((request) =>
						request.messages.length > 1 ? halve(request) : [request],
					);
				}
				expect(requests.flatMap((request) => request.messages)).toEqual(messages);
				expect(requests.every(({ path }) => path === '/v1/track')).toBe(true);
			}),
		);
	});

	it('has nothing to split in a single message', () => {
		expect(halve({ path: '/v1/track', messages: [prepared(0)] })).toEqual([]);
	});
});

describe('planRequests', () => {
	it('tells the bytes that a request will have', () => {
		fc.assert(
			fc.property(preparedMessages(20), fc.boolean(), (messages, oneEach) => {
				const requests = planDelivery(messages, oneEach);
				expect(planRequests(requests)).toEqual(
					requests.map((request, index) => ({
						number: index + 1,
						path: request.path,
						messages: request.messages.length,
						bytes: requestBody(request, sentAt).length,
					})),
				);
			}),
		);
	});
});
