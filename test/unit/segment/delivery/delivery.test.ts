import fc from 'fast-check';
import { LIBRARY } from '../../../../nodes/Segment/message/library';
import type { Reply } from '../../../../nodes/shared/send/reply';
import {
	ACCEPTED,
	answer,
	batch,
	deliveryAnsweredBy,
	HOST,
	messages,
	messagesOf,
	problems,
} from './deliverySupport';

afterEach(() => jest.restoreAllMocks());

describe('an accepted request', () => {
	it.each([200, 201, 202, 204])('is sent once (%i)', async (status) => {
		const { delivery, deliver, sent, start } = deliveryAnsweredBy(() => answer(status));
		const request = batch(0, 2);
		expect(await deliver(request)).toEqual(
			request.messages.map((message) => ({ kind: 'accepted', message, request: 1, attempts: 1 })),
		);
		const [first, second] = request.messages.map(({ json }) => json);
		const sentAt = new Date(start).toISOString();
		expect(sent).toEqual([
			{
				url: `${HOST}/v1/batch`,
				headers: {
					'Content-Type': 'application/json',
					'User-Agent': `${LIBRARY.name}/${LIBRARY.version}`,
				},
				body: `{"batch":[${first},${second}],"sentAt":"${sentAt}"}`,
				at: 0,
			},
		]);
		expect(delivery.accepted).toBe(2);
		expect(delivery.totals).toEqual({
			requests: 1,
			retries: 0,
			bytes: Buffer.byteLength(sent[0].body),
		});
	});

	it.each([
		{ success: false },
		{ success: 'false' },
		{ error: 'unauthorized' },
		{ errors: [] },
		'<html>Sign in</html>',
	])('is none when its body is %j', async (body) => {
		const { delivery, deliver, sent } = deliveryAnsweredBy(() => answer(200, {}, body));
		const [problem] = problems(await deliver(batch(0, 2)));
		expect(problem).toMatchObject({
			message: "This is not Segment's answer (200)",
			details: { status: 200 },
		});
		expect(sent).toHaveLength(1);
		expect(delivery.accepted).toBe(0);
	});
});

describe('a refused request', () => {
	it.each([301, 302, 400, 401, 403, 404, 405, 413, 422, 501, 505, 511])(
		'is not repeated after a %i',
		async (status) => {
			const { deliver, sent } = deliveryAnsweredBy(() => answer(status));
			const outcomes = await deliver(batch(0, 1));
			expect(outcomes).toMatchObject([{ kind: 'refused', request: 1, attempts: 1 }]);
			expect(problems(outcomes)[0]?.details.status).toBe(status);
			expect(sent).toHaveLength(1);
		},
	);

	it('is not repeated when the certificate is refused', async () => {
		const { deliver, sent } = deliveryAnsweredBy(() => ({
			kind: 'fault',
			fault: 'CERT_HAS_EXPIRED',
			retryable: false,
		}));
		const [problem] = problems(await deliver(batch(0, 1)));
		expect(problem?.advice).toContain('CERT_HAS_EXPIRED');
		expect(sent).toHaveLength(1);
	});
});

describe('a batch that is too large', () => {
	const TOO_LARGE: Array<[string, Reply]> = [
		['413', answer(413)],
		['400', answer(400, {}, { message: 'batch exceeds the limit of 500 KB' })],
	];

	it.each(TOO_LARGE)('is halved until it is taken (%s)', async (_name, tooLarge) => {
		const { deliver, sent } = deliveryAnsweredBy(({ body }) =>
			messagesOf(body).length > 3 ? tooLarge : ACCEPTED,
		);
		const request = batch(0, 10);
		const outcomes = await deliver(request);
		expect(messages(outcomes)).toEqual(request.messages);
		expect(outcomes.every(({ kind }) => kind === 'accepted')).toBe(true);
		expect(sent.map(({ body }) => messagesOf(body).length)).toEqual([10, 5, 3, 2, 5, 3, 2]);
		expect(new Set(outcomes.map(({ request: number }) => number))).toEqual(new Set([3, 4, 6, 7]));
		expect(sent.every(({ headers }) => !('X-Retry-Count' in headers))).toBe(true);
	});

	it.each(TOO_LARGE)(
		'is halved down to single messages, which fail alone (%s)',
		async (_name, tooLarge) => {
			const heavy = new Set(['message-2', 'message-9']);
			const { deliver, sent } = deliveryAnsweredBy(({ body }) =>
				messagesOf(body).some(({ messageId }) => heavy.has(messageId)) ? tooLarge : ACCEPTED,
			);
			const request = batch(0, 16);
			const outcomes = await deliver(request);
			expect(messages(outcomes)).toEqual(request.messages);
			for (const { kind, message } of outcomes) {
				expect(kind).toBe(heavy.has(message.messageId) ? 'refused' : 'accepted');
			}
			expect(problems(outcomes)[2]?.message).toMatch(/too large/);
			const alone = sent.filter(({ body }) => messagesOf(body).length === 1);
			expect(alone.every(({ url }) => url === `${HOST}/v1/track`)).toBe(true);
		},
	);

	it.each([
		'<h1>400 Bad Request</h1>Request Header Or Cookie Too Large',
		'<font size="2">Bad Request</font>',
		{ message: 'quota exceeded for this API key' },
	])('is not what a 400 with %j speaks of: one request for 500 messages', async (body) => {
		const { deliver, sent } = deliveryAnsweredBy(() => answer(400, {}, body));
		const outcomes = await deliver(batch(0, 500));
		expect(sent).toHaveLength(1);
		expect(outcomes).toHaveLength(500);
		expect(outcomes.every(({ kind }) => kind === 'refused')).toBe(true);
	});

	it('loses and doubles nothing, whatever else fails on the way', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 40 }),
				fc.integer({ min: 1, max: 40 }),
				fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }),
				async (count, most, stumbles) => {
					const taken: string[] = [];
					let next = 0;
					const { deliver } = deliveryAnsweredBy(
						({ body }) => {
							// no two stumbles in a row, so that the retries suffice
							if (stumbles[next++ % stumbles.length] && next % 2 === 1) return answer(503);
							const ids = messagesOf(body).map(({ messageId }) => messageId);
							if (ids.length > most) return answer(413);
							taken.push(...ids);
							return ACCEPTED;
						},
						{ maxRetries: 10 },
					);
					const request = batch(0, count);
					const outcomes = await deliver(request);
					expect(outcomes.every(({ kind }) => kind === 'accepted')).toBe(true);
					expect(messages(outcomes)).toEqual(request.messages);
					expect(taken).toEqual(request.messages.map(({ messageId }) => messageId));
				},
			),
			{ numRuns: 50 },
		);
	});
});
