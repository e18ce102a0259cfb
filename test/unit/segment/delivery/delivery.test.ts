import fc from 'fast-check';
import { setImmediate as turn } from 'node:timers/promises';

import { Delivery, type Outcome } from '../../../../nodes/Segment/delivery/delivery';
import type { PreparedMessage } from '../../../../nodes/Segment/delivery/prepared';
import type { TrackingRequest } from '../../../../nodes/Segment/delivery/request';
import { LIBRARY } from '../../../../nodes/Segment/message/library';
import { clock } from '../../../../nodes/shared/clock';
import { Problem } from '../../../../nodes/shared/problem';
import type { HttpRequest } from '../../../../nodes/shared/send/client';
import type { Reply } from '../../../../nodes/shared/send/reply';
import { Sender } from '../../../../nodes/shared/send/sender';
import { CancelledError } from '../../../../nodes/shared/wait';
import { useFastClock } from '../../../support/clock';
import { prepared } from '../../../support/messages';

const MINUTE = 60_000;
const HOST = 'https://api.segment.io';

const answer = (status: number, headers: Record<string, string> = {}, body?: unknown): Reply => ({
	kind: 'answer',
	status,
	headers,
	body,
});
const ACCEPTED = answer(200, {}, { success: true });

interface Sent {
	url: string;
	headers: Record<string, unknown>;
	body: string;
	/** Milliseconds since the start. */
	at: number;
}

interface Settings {
	atOnce?: number;
	maxRetries?: number;
	stopsOnError?: boolean;
	signal?: AbortSignal;
	messagesPerSecond?: number;
}

afterEach(() => jest.restoreAllMocks());

/** A delivery in fast time, whose attempts are answered by `reply`. */
function deliveryAnsweredBy(
	reply: (sent: Sent) => Reply | Promise<Reply>,
	{ atOnce = 4, maxRetries = 5, stopsOnError = false, signal, ...more }: Settings = {},
) {
	useFastClock();
	const start = clock.now();
	const sent: Sent[] = [];
	const sender = new Sender({ atOnce, maxRetries, signal });
	const attempt = async ({ url, headers = {}, body }: HttpRequest) => {
		sent.push({ url, headers, body: String(body), at: clock.now() - start });
		return await reply(sent[sent.length - 1]);
	};
	const delivery = new Delivery(sender, attempt, { host: HOST, stopsOnError, ...more });
	const deliver = async (...requests: TrackingRequest[]) =>
		await delivery.deliverAll(requests, false);
	return { delivery, deliver, sender, sent, start };
}

/** Replies one after the other; the last one stays. */
function inTurn(...replies: Reply[]) {
	let next = 0;
	return () => replies[Math.min(next++, replies.length - 1)];
}

const batch = (first: number, count: number): TrackingRequest => ({
	path: count === 1 ? '/v1/track' : '/v1/batch',
	messages: Array.from({ length: count }, (_, index) => prepared(first + index)),
});

const singles = (count: number) => Array.from({ length: count }, (_, index) => batch(index, 1));

const messagesOf = (body: string) => {
	const json = JSON.parse(body) as { batch?: Array<{ messageId: string }>; messageId: string };
	return json.batch ?? [json];
};

const messages = (outcomes: Outcome[]): PreparedMessage[] => outcomes.map(({ message }) => message);

/** What was wrong with each; undefined for those that Segment took. */
const problems = (outcomes: Outcome[]) =>
	outcomes.map((outcome) => (outcome.kind === 'refused' ? outcome.problem : undefined));

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

describe('a request that may pass later', () => {
	it.each<Reply>([
		answer(503),
		answer(429),
		{ kind: 'fault', fault: 'ECONNRESET', retryable: true },
	])(
		'carries the same messages each time, its number and the time of each attempt: %j',
		async (reply) => {
			const { delivery, deliver, sent, start } = deliveryAnsweredBy(inTurn(reply, reply, ACCEPTED));
			const outcomes = await deliver(batch(0, 3));
			expect(outcomes).toMatchObject(
				[1, 2, 3].map(() => ({ kind: 'accepted', request: 1, attempts: 3 })),
			);
			expect(new Set(sent.map(({ body }) => JSON.stringify(messagesOf(body)))).size).toBe(1);
			expect(sent.map(({ headers }) => headers['X-Retry-Count'])).toEqual([undefined, '1', '2']);
			expect(sent.map(({ body }) => (JSON.parse(body) as { sentAt: string }).sentAt)).toEqual(
				[0, 1_000, 3_000].map((wait) => new Date(start + wait).toISOString()),
			);
			const bytes = sent.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
			expect(delivery.totals).toEqual({ requests: 1, retries: 2, bytes });
		},
	);

	it.each([0, 1, 10])('is given up after %i retries', async (maxRetries) => {
		const { deliver, sent } = deliveryAnsweredBy(() => answer(503), { maxRetries });
		const outcomes = await deliver(batch(0, 1));
		expect(outcomes).toMatchObject([{ kind: 'refused', attempts: maxRetries + 1 }]);
		expect(sent).toHaveLength(maxRetries + 1);
	});

	it('is given up when its waits would add up to more than ten minutes', async () => {
		const { deliver, sent } = deliveryAnsweredBy(() => answer(503, { 'retry-after': '300' }), {
			maxRetries: 10,
		});
		expect(await deliver(batch(0, 1))).toMatchObject([{ kind: 'refused', attempts: 3 }]);
		expect(sent.map(({ at }) => at)).toEqual([0, 5 * MINUTE, 10 * MINUTE]);
	});
});

describe('a rate limit', () => {
	const limitedOnce = () => inTurn(answer(429, { 'retry-after': '30' }), ACCEPTED);

	it('pauses every request of the run', async () => {
		const { deliver, sent } = deliveryAnsweredBy(limitedOnce(), { atOnce: 1 });
		await deliver(...singles(3));
		expect(sent.map(({ at }) => at)).toEqual([0, 30_000, 30_000, 30_000]);
	});

	it('pauses the others also when the limited request itself is given up', async () => {
		const { deliver, sent } = deliveryAnsweredBy(limitedOnce(), { atOnce: 1, maxRetries: 0 });
		await deliver(...singles(3));
		expect(sent.map(({ at }) => at)).toEqual([0, 30_000, 30_000]);
	});

	it('lets nothing leave while it lasts, however many requests meet it', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(
					fc.record({
						latency: fc.integer({ min: 0, max: 5_000 }),
						status: fc.constantFrom(200, 429, 429, 503),
						retryAfter: fc.integer({ min: 1, max: 10 }),
					}),
					{ minLength: 1, maxLength: 20 },
				),
				fc.integer({ min: 1, max: 6 }),
				async (faults, atOnce) => {
					// one that is accepted now and then, so that the run is not given up
					const plans = [...faults, { latency: 0, status: 200, retryAfter: 1 }];
					const pauses: Array<{ from: number; to: number }> = [];
					let next = 0;
					const { deliver, sent, start } = deliveryAnsweredBy(
						async () => {
							const { latency, status, retryAfter } = plans[next++ % plans.length];
							await clock.pause(latency);
							await turn();
							const from = clock.now() - start;
							if (status === 429) pauses.push({ from, to: from + retryAfter * 1_000 });
							return answer(status, { 'retry-after': String(retryAfter) });
						},
						{ atOnce },
					);
					await deliver(...singles(20));
					for (const { from, to } of pauses) {
						expect(sent.filter(({ at }) => at > from && at < to)).toEqual([]);
					}
				},
			),
			{ numRuns: 50 },
		);
	});
});

describe('trouble that does not end', () => {
	it('holds a run up for ten minutes, not ten minutes for each request', async () => {
		const { delivery, deliver, sent } = deliveryAnsweredBy(
			() => answer(503, { 'retry-after': '300' }),
			{ atOnce: 1, maxRetries: 10 },
		);
		const outcomes = await deliver(...singles(50));
		expect(problems(outcomes).every((problem) => problem?.details.status === 503)).toBe(true);
		// the first is repeated until the time is up; the others are not even tried
		expect(sent.map(({ at }) => at)).toEqual([0, 5 * MINUTE, 10 * MINUTE]);
		expect(outcomes[1]).toMatchObject({ request: 0, attempts: 0 });
		expect(problems(outcomes)[1]?.message).toContain('took nothing for ten minutes (503)');
		expect(delivery.totals.requests).toBe(1);
	});

	it('holds a run up no longer by pauses', async () => {
		const { deliver, sent } = deliveryAnsweredBy(() => answer(429, { 'retry-after': '300' }), {
			atOnce: 1,
			maxRetries: 0,
		});
		await deliver(...singles(50));
		expect(sent.map(({ at }) => at)).toEqual([0, 5 * MINUTE]);
	});

	it('holds a run up no longer by time-outs', async () => {
		const { deliver, sent } = deliveryAnsweredBy(
			async () => {
				await clock.pause(5 * MINUTE);
				return { kind: 'fault', fault: 'ETIMEDOUT', retryable: true };
			},
			{ atOnce: 1, maxRetries: 0 },
		);
		const outcomes = await deliver(...singles(50));
		expect(sent.map(({ at }) => at)).toEqual([0, 5 * MINUTE, 10 * MINUTE]);
		expect(problems(outcomes)[49]?.message).toBe('Segment could not be reached for ten minutes');
	});

	it('is over once a request is accepted', async () => {
		let attempts = 0;
		const { deliver, sent } = deliveryAnsweredBy(
			() => (++attempts % 2 === 1 ? answer(503, { 'retry-after': '300' }) : ACCEPTED),
			{ atOnce: 1 },
		);
		const outcomes = await deliver(...singles(5));
		expect(outcomes).toMatchObject(singles(5).map(() => ({ kind: 'accepted', attempts: 2 })));
		expect(sent[sent.length - 1].at).toBe(25 * MINUTE);
	});

	it('does not last longer by the pauses that the user asked for', async () => {
		const { deliver, sender, sent } = deliveryAnsweredBy(inTurn(answer(503), ACCEPTED), {
			maxRetries: 0,
		});
		const [first, second] = singles(2);
		expect(await deliver(first)).toMatchObject([{ kind: 'refused' }]);
		await sender.rest(11 * MINUTE);
		expect(await deliver(second)).toMatchObject([{ kind: 'accepted' }]);
		expect(sent.map(({ at }) => at)).toEqual([0, 11 * MINUTE]);
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

describe('requests at a time', () => {
	it('are never more than the user allows, in whichever order answers and waits end', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.scheduler(),
				fc.integer({ min: 1, max: 6 }),
				fc.boolean(),
				fc.array(fc.constantFrom(200, 401, 429, 503, 400, 413, 'throws'), {
					minLength: 1,
					maxLength: 30,
				}),
				async (scheduler, atOnce, stopsOnError, replies) => {
					let underWay = 0;
					let most = 0;
					let next = 0;
					const { deliver } = deliveryAnsweredBy(
						async () => {
							most = Math.max(most, ++underWay);
							const reply = replies[next++ % replies.length];
							await scheduler.schedule(Promise.resolve(), `answer ${reply}`);
							underWay--;
							if (reply === 'throws') throw new Error('not sent');
							return answer(reply as number);
						},
						{ atOnce, maxRetries: 2, stopsOnError },
					);
					const pauseAtOnce = jest.mocked(clock.pause).getMockImplementation();
					jest.mocked(clock.pause).mockImplementation(async (ms, signal) => {
						await scheduler.schedule(Promise.resolve(), `wait ${ms}`);
						await pauseAtOnce?.(ms, signal);
					});
					const requests = Array.from({ length: 12 }, (_, index) => batch(index * 2, 2));
					const [end] = await scheduler.waitFor(Promise.allSettled([deliver(...requests)]));
					expect(most).toBeLessThanOrEqual(atOnce);
					// nothing is left behind, whichever way it ended
					expect(underWay).toBe(0);
					if (end.status === 'rejected') return;
					const expected = requests.flatMap((request) => request.messages);
					expect(messages(end.value)).toEqual(expected);
				},
			),
			{ numRuns: 100 },
		);
	});

	it.each([1, 4, 50])('are as many as the user allows: %i', async (atOnce) => {
		let underWay = 0;
		let most = 0;
		const { deliver } = deliveryAnsweredBy(
			async () => {
				most = Math.max(most, ++underWay);
				await turn();
				underWay--;
				return ACCEPTED;
			},
			{ atOnce },
		);
		await deliver(...singles(100));
		expect(most).toBe(atOnce);
	});

	it('go one by one until the first is answered, where that is asked for', async () => {
		const order: string[] = [];
		const { delivery } = deliveryAnsweredBy(async ({ body }) => {
			const [{ messageId }] = messagesOf(body);
			order.push(messageId);
			await turn();
			order.push(`${messageId} answered`);
			return ACCEPTED;
		});
		const outcomes = await delivery.deliverAll(singles(3), true);
		expect(messages(outcomes).map(({ messageId }) => messageId)).toEqual([
			'message-0',
			'message-1',
			'message-2',
		]);
		expect(order.slice(0, 4)).toEqual([
			'message-0',
			'message-0 answered',
			'message-1',
			'message-2',
		]);
	});
});

describe('the end of a run', () => {
	it.each([401, 403])('comes with a refused write key, after one request (%i)', async (status) => {
		const { delivery, sent } = deliveryAnsweredBy(() => answer(status));
		const outcomes = await delivery.deliverAll(singles(50), true);
		expect(sent).toHaveLength(1);
		expect(outcomes.map(({ attempts }) => attempts)).toEqual([1, ...Array<number>(49).fill(0)]);
		for (const problem of problems(outcomes)) expect(problem?.details.status).toBe(status);
		expect(delivery.isOver).toBe(true);
	});

	it.each([400, 404, 422])('does not come with a %i where the run goes on', async (status) => {
		const { delivery, deliver, sent } = deliveryAnsweredBy(inTurn(answer(status), ACCEPTED), {
			atOnce: 1,
		});
		const outcomes = await deliver(...singles(3));
		expect(outcomes.map(({ kind }) => kind)).toEqual(['refused', 'accepted', 'accepted']);
		expect(sent).toHaveLength(3);
		expect(delivery.isOver).toBe(false);
	});

	it.each<Reply>([
		answer(400),
		answer(413),
		answer(503),
		answer(200, {}, '<html>'),
		{ kind: 'fault', fault: 'ECONNRESET', retryable: true },
	])(
		'comes with any failure where it stops on errors; nothing that waited is sent: %j',
		async (reply) => {
			const { delivery, deliver, sent } = deliveryAnsweredBy(inTurn(ACCEPTED, reply), {
				atOnce: 1,
				maxRetries: 0,
				stopsOnError: true,
			});
			const outcomes = await deliver(...singles(30));
			expect(sent).toHaveLength(2);
			expect(delivery.accepted).toBe(1);
			expect(outcomes.map(({ attempts }) => attempts)).toEqual([
				1,
				1,
				...Array<number>(28).fill(0),
			]);
			// also for the batches of n8n that come later
			expect(await deliver(batch(30, 5))).toMatchObject(
				[1, 2, 3, 4, 5].map(() => ({ attempts: 0 })),
			);
			expect(sent).toHaveLength(2);
		},
	);

	it('lets those that are under way come to theirs', async () => {
		const { deliver, sent } = deliveryAnsweredBy(
			async ({ body }) => {
				const isFirst = messagesOf(body)[0].messageId === 'message-0';
				if (!isFirst) for (let turns = 0; turns < 3; turns++) await turn();
				return isFirst ? answer(400) : ACCEPTED;
			},
			{ atOnce: 4, stopsOnError: true },
		);
		const outcomes = await deliver(...singles(30));
		expect(sent).toHaveLength(4);
		expect(outcomes.slice(0, 4).map(({ kind }) => kind)).toEqual([
			'refused',
			'accepted',
			'accepted',
			'accepted',
		]);
		expect(outcomes.slice(4).every(({ attempts }) => attempts === 0)).toBe(true);
	});

	it('comes with what keeps n8n from sending at all', async () => {
		const noCredential = new Problem('Credentials not found', '', {}, true);
		const { deliver, sent } = deliveryAnsweredBy(
			() => {
				throw noCredential;
			},
			{ atOnce: 1 },
		);
		const outcomes = await deliver(...singles(3));
		expect(sent).toHaveLength(1);
		expect(problems(outcomes)).toEqual([noCredential, noCredential, noCredential]);
	});
});

describe('a cancelled execution', () => {
	it('ends every request and sends nothing more', async () => {
		const cancelling = new AbortController();
		const { deliver, sent } = deliveryAnsweredBy(
			() => {
				if (sent.length === 2) cancelling.abort();
				return answer(503);
			},
			{ atOnce: 2, signal: cancelling.signal },
		);
		await expect(deliver(...singles(10))).rejects.toThrow(CancelledError);
		expect(sent).toHaveLength(2);
	});
});
