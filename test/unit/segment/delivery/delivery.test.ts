import fc from 'fast-check';

import {
	Delivery,
	type DeliverySettings,
	type Outcome,
} from '../../../../nodes/Segment/delivery/delivery';
import type { Reply } from '../../../../nodes/Segment/delivery/failure';
import type { PreparedMessage } from '../../../../nodes/Segment/delivery/prepared';
import type { TrackingRequest } from '../../../../nodes/Segment/delivery/request';
import { prepared } from '../../../support/messages';

const START = Date.parse('2026-11-21T12:00:00.000Z');
const MINUTE = 60_000;

const ACCEPTED: Reply = { status: 200, headers: {}, body: { success: true } };
const answer = (status: number, headers: Record<string, unknown> = {}, body?: unknown): Reply => ({
	status,
	headers,
	body,
});

interface Sent {
	body: string;
	/** Milliseconds since the start. */
	at: number;
	retry: number;
	path: string;
}

beforeEach(() => jest.useFakeTimers({ now: START }));
afterEach(() => jest.useRealTimers());

/** A delivery in fake time, whose attempts are answered by `reply`. */
function deliveryAnsweredBy(
	reply: (sent: Sent) => Reply | Promise<Reply>,
	settings: Partial<DeliverySettings> = {},
) {
	const sent: Sent[] = [];
	const waits: number[] = [];
	const delivery = new Delivery(
		{ concurrentRequests: 4, maxRetries: 5, ...settings },
		{
			async post(path, body, retry) {
				const attempt = { path, body: String(body), retry, at: Date.now() - START };
				sent.push(attempt);
				return await reply(attempt);
			},
			async wait(ms) {
				if (ms > 0) waits.push(ms);
				await later(ms);
			},
			now: () => Date.now(),
			random: () => 0.5,
		},
	);
	return { delivery, sent, waits };
}

const later = async (ms: number) => await new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Replies one after the other; the last one stays. */
function inTurn(...replies: Reply[]) {
	let next = 0;
	return () => replies[Math.min(next++, replies.length - 1)];
}

async function inFakeTime<Value>(work: Promise<Value>): Promise<Value> {
	work.catch(() => undefined);
	await jest.runAllTimersAsync();
	return await work;
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

describe('an accepted request', () => {
	it.each([200, 201, 202, 204])('is sent once (%i)', async (status) => {
		const { delivery, sent } = deliveryAnsweredBy(() => answer(status));
		const request = batch(0, 2);
		expect(await inFakeTime(delivery.deliver(request))).toEqual([
			{ message: request.messages[0], request: 1, attempts: 1 },
			{ message: request.messages[1], request: 1, attempts: 1 },
		]);
		expect(sent).toHaveLength(1);
		expect(delivery.totals).toEqual({
			requests: 1,
			retries: 0,
			bytes: Buffer.byteLength(sent[0].body),
		});
	});

	it('is none when its body says so', async () => {
		const { delivery, sent } = deliveryAnsweredBy(() => answer(200, {}, { success: false }));
		const [outcome] = await inFakeTime(delivery.deliver(batch(0, 1)));
		expect(outcome.failure).toMatchObject({ status: 200 });
		expect(sent).toHaveLength(1);
	});
});

describe('a refused request', () => {
	it.each([301, 302, 400, 401, 403, 404, 405, 413, 422, 501, 505, 511])(
		'is not repeated after a %i',
		async (status) => {
			const { delivery, sent, waits } = deliveryAnsweredBy(() => answer(status));
			const [outcome] = await inFakeTime(delivery.deliver(batch(0, 1)));
			expect(outcome).toMatchObject({ attempts: 1, failure: { status } });
			expect(sent).toHaveLength(1);
			expect(waits).toEqual([]);
		},
	);

	it('is not repeated when the certificate is refused', async () => {
		const { delivery, sent } = deliveryAnsweredBy(() => ({
			fault: 'CERT_HAS_EXPIRED',
			retryable: false,
		}));
		const [outcome] = await inFakeTime(delivery.deliver(batch(0, 1)));
		expect(outcome.failure?.advice).toContain('CERT_HAS_EXPIRED');
		expect(sent).toHaveLength(1);
	});
});

describe('a request that may pass later', () => {
	const passing: Reply[] = [
		...[408, 410, 429, 460, 500, 502, 503, 504, 520, 529].map((status) => answer(status)),
		{ fault: 'ECONNRESET', retryable: true },
	];

	it.each(passing)('is repeated after %j', async (reply) => {
		const { delivery, sent, waits } = deliveryAnsweredBy(inTurn(reply, reply, ACCEPTED));
		const outcomes = await inFakeTime(delivery.deliver(batch(0, 2)));
		expect(outcomes).toMatchObject([
			{ request: 1, attempts: 3 },
			{ request: 1, attempts: 3 },
		]);
		expect(outcomes.some(({ failure }) => failure)).toBe(false);
		expect(sent.map(({ retry }) => retry)).toEqual([0, 1, 2]);
		expect(waits).toEqual([1_000, 2_000]);
		expect(delivery.totals).toMatchObject({ requests: 1, retries: 2 });
	});

	it('carries the same messages each time, and the time of each attempt', async () => {
		const { delivery, sent } = deliveryAnsweredBy(inTurn(answer(503), answer(503), ACCEPTED));
		await inFakeTime(delivery.deliver(batch(0, 3)));
		expect(new Set(sent.map(({ body }) => JSON.stringify(messagesOf(body)))).size).toBe(1);
		expect(sent.map(({ body }) => (JSON.parse(body) as { sentAt: string }).sentAt)).toEqual([
			'2026-11-21T12:00:00.000Z',
			'2026-11-21T12:00:01.000Z',
			'2026-11-21T12:00:03.000Z',
		]);
	});

	it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
		'is given up after %i retries, when the user allows so many',
		async (maxRetries) => {
			const { delivery, sent } = deliveryAnsweredBy(() => answer(503), { maxRetries });
			const [outcome] = await inFakeTime(delivery.deliver(batch(0, 1)));
			expect(outcome).toMatchObject({ attempts: maxRetries + 1, failure: { status: 503 } });
			expect(sent).toHaveLength(maxRetries + 1);
		},
	);

	it.each<[string, Record<string, unknown>, number]>([
		['seconds', { 'retry-after': '7' }, 7_000],
		['a date', { 'retry-after': 'Sat, 21 Nov 2026 12:00:30 GMT' }, 30_000],
		['nothing', {}, 1_000],
		['0', { 'retry-after': '0' }, 1_000],
		['a week', { 'retry-after': '604800' }, 300_000],
		['nonsense', { 'retry-after': 'soon' }, 1_000],
	])('waits as long as Retry-After says: %s', async (_text, headers, wait) => {
		for (const status of [408, 429, 503]) {
			const { delivery, waits } = deliveryAnsweredBy(inTurn(answer(status, headers), ACCEPTED));
			await inFakeTime(delivery.deliver(batch(0, 1)));
			expect(waits).toEqual([wait]);
			jest.setSystemTime(START);
		}
	});

	it('is given up when its waits would add up to more than ten minutes', async () => {
		const { delivery, sent } = deliveryAnsweredBy(() => answer(503, { 'retry-after': '300' }), {
			maxRetries: 10,
		});
		const [outcome] = await inFakeTime(delivery.deliver(batch(0, 1)));
		expect(outcome).toMatchObject({ attempts: 3, failure: { status: 503 } });
		expect(sent.map(({ at }) => at)).toEqual([0, 5 * MINUTE, 10 * MINUTE]);
	});
});

describe('a rate limit', () => {
	it('pauses every request of the run', async () => {
		let limited = false;
		const { delivery, sent } = deliveryAnsweredBy(
			async () => {
				if (limited) return ACCEPTED;
				limited = true;
				return answer(429, { 'retry-after': '30' });
			},
			{ concurrentRequests: 1 },
		);
		await inFakeTime(
			Promise.all(singles(3).map(async (request) => await delivery.deliver(request))),
		);
		expect(sent.map(({ at }) => at)).toEqual([0, 30_000, 30_000, 30_000]);
	});

	it('pauses the others also when the limited request itself is given up', async () => {
		const { delivery, sent } = deliveryAnsweredBy(
			inTurn(answer(429, { 'retry-after': '30' }), ACCEPTED),
			{ concurrentRequests: 1, maxRetries: 0 },
		);
		await inFakeTime(
			Promise.all(singles(3).map(async (request) => await delivery.deliver(request))),
		);
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
				async (faults, concurrentRequests) => {
					// one that is accepted now and then, so that the run is not given up
					const plans = [...faults, { latency: 0, status: 200, retryAfter: 1 }];
					const pauses: Array<{ from: number; to: number }> = [];
					let next = 0;
					const { delivery, sent } = deliveryAnsweredBy(
						async () => {
							const { latency, status, retryAfter } = plans[next++ % plans.length];
							await later(latency);
							const from = Date.now() - START;
							if (status === 429) pauses.push({ from, to: from + retryAfter * 1_000 });
							return answer(status, { 'retry-after': String(retryAfter) });
						},
						{ concurrentRequests },
					);
					const work = singles(20).map(async (request) => await delivery.deliver(request));
					await inFakeTime(Promise.all(work));
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
		const { delivery, sent } = deliveryAnsweredBy(() => answer(503, { 'retry-after': '300' }), {
			concurrentRequests: 1,
			maxRetries: 10,
		});
		const work = singles(50).map(async (request) => await delivery.deliver(request));
		const outcomes = (await inFakeTime(Promise.all(work))).flat();
		expect(outcomes.every(({ failure }) => failure?.status === 503)).toBe(true);
		expect(Math.max(...sent.map(({ at }) => at))).toBe(10 * MINUTE);
		// the first is repeated until the time is up; the others are not even tried
		expect(sent).toHaveLength(3);
		expect(outcomes[1]).toMatchObject({ request: 0, attempts: 0 });
		expect(outcomes[1].failure?.message).toContain('took nothing for ten minutes (503)');
		expect(delivery.totals.requests).toBe(1);
	});

	it('holds a run up no longer by pauses', async () => {
		const { delivery, sent } = deliveryAnsweredBy(() => answer(429, { 'retry-after': '300' }), {
			concurrentRequests: 1,
			maxRetries: 0,
		});
		const work = singles(50).map(async (request) => await delivery.deliver(request));
		await inFakeTime(Promise.all(work));
		expect(sent.map(({ at }) => at)).toEqual([0, 5 * MINUTE]);
	});

	it('holds a run up no longer by time-outs', async () => {
		const { delivery, sent } = deliveryAnsweredBy(
			async () => {
				await later(5 * MINUTE);
				return { fault: 'ETIMEDOUT', retryable: true };
			},
			{ maxRetries: 0 },
		);
		const work = singles(50).map(async (request) => await delivery.deliver(request));
		const outcomes = (await inFakeTime(Promise.all(work))).flat();
		expect(Math.max(...sent.map(({ at }) => at))).toBe(10 * MINUTE);
		expect(sent).toHaveLength(4 * 3);
		expect(outcomes[49].failure?.message).toBe('Segment could not be reached for ten minutes');
	});

	it('is over once a request is accepted', async () => {
		let attempts = 0;
		const { delivery, sent } = deliveryAnsweredBy(
			() => (++attempts % 2 === 1 ? answer(503, { 'retry-after': '300' }) : ACCEPTED),
			{ concurrentRequests: 1 },
		);
		const work = singles(5).map(async (request) => await delivery.deliver(request));
		const outcomes = (await inFakeTime(Promise.all(work))).flat();
		expect(outcomes.every(({ attempts, failure }) => attempts === 2 && !failure)).toBe(true);
		expect(Math.max(...sent.map(({ at }) => at))).toBe(25 * MINUTE);
	});
});

describe('a batch that is too large', () => {
	const TOO_LARGE: Array<[string, Reply]> = [
		['413', answer(413)],
		['400', answer(400, {}, { message: 'batch exceeds the limit of 500 KB' })],
	];

	it.each(TOO_LARGE)('is halved until it is taken (%s)', async (_name, tooLarge) => {
		const { delivery, sent } = deliveryAnsweredBy(({ body }) =>
			messagesOf(body).length > 3 ? tooLarge : ACCEPTED,
		);
		const request = batch(0, 10);
		const outcomes = await inFakeTime(delivery.deliver(request));
		expect(messages(outcomes)).toEqual(request.messages);
		expect(outcomes.some(({ failure }) => failure)).toBe(false);
		expect(sent.map(({ body }) => messagesOf(body).length)).toEqual([10, 5, 3, 2, 5, 3, 2]);
		expect(new Set(outcomes.map(({ request: number }) => number))).toEqual(new Set([3, 4, 6, 7]));
		expect(sent.every(({ retry }) => retry === 0)).toBe(true);
	});

	it.each(TOO_LARGE)(
		'is halved down to single messages, which fail alone (%s)',
		async (_name, tooLarge) => {
			const heavy = new Set(['message-2', 'message-9']);
			const { delivery, sent } = deliveryAnsweredBy(({ body }) =>
				messagesOf(body).some(({ messageId }) => heavy.has(messageId)) ? tooLarge : ACCEPTED,
			);
			const request = batch(0, 16);
			const outcomes = await inFakeTime(delivery.deliver(request));
			expect(messages(outcomes)).toEqual(request.messages);
			for (const { message, failure } of outcomes) {
				expect(failure !== undefined).toBe(heavy.has(message.messageId));
			}
			const failures = outcomes.filter(({ failure }) => failure);
			expect(failures[0].failure?.message).toMatch(/too large/);
			const alone = sent.filter(({ body }) => messagesOf(body).length === 1);
			expect(alone.every(({ path }) => path === '/v1/track')).toBe(true);
		},
	);

	it('loses and doubles nothing, whatever else fails on the way', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 40 }),
				fc.integer({ min: 1, max: 40 }),
				fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }),
				async (count, most, stumbles) => {
					const taken: string[] = [];
					let next = 0;
					const { delivery } = deliveryAnsweredBy(
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
					const outcomes = await inFakeTime(delivery.deliver(request));
					expect(outcomes.some(({ failure }) => failure)).toBe(false);
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
		jest.useRealTimers();
		await fc.assert(
			fc.asyncProperty(
				fc.scheduler(),
				fc.integer({ min: 1, max: 6 }),
				fc.array(fc.constantFrom(200, 429, 503, 400, 413, 'throws'), {
					minLength: 1,
					maxLength: 30,
				}),
				async (scheduler, concurrentRequests, replies) => {
					let underWay = 0;
					let most = 0;
					let next = 0;
					let now = START;
					const delivery = new Delivery(
						{ concurrentRequests, maxRetries: 2 },
						{
							async post() {
								most = Math.max(most, ++underWay);
								const reply = replies[next++ % replies.length];
								await scheduler.schedule(Promise.resolve(), `answer ${reply}`);
								underWay--;
								if (reply === 'throws') throw new Error('not sent');
								return answer(reply as number);
							},
							async wait(ms) {
								await scheduler.schedule(Promise.resolve(), `wait ${ms}`);
								now += ms;
							},
							now: () => now,
							random: () => 0.5,
						},
					);
					const requests = Array.from({ length: 12 }, (_, index) => batch(index * 2, 2));
					const ended = await scheduler.waitFor(
						Promise.allSettled(requests.map(async (request) => await delivery.deliver(request))),
					);
					expect(most).toBeLessThanOrEqual(concurrentRequests);
					for (const [index, end] of ended.entries()) {
						if (end.status === 'rejected') continue;
						expect(messages(end.value)).toEqual(requests[index].messages);
					}
				},
			),
			{ numRuns: 100 },
		);
	});

	it.each([1, 4, 50])('are as many as the user allows: %i', async (concurrentRequests) => {
		let underWay = 0;
		let most = 0;
		const { delivery, sent } = deliveryAnsweredBy(
			async () => {
				most = Math.max(most, ++underWay);
				await later(100);
				underWay--;
				return ACCEPTED;
			},
			{ concurrentRequests },
		);
		const work = singles(100).map(async (request) => await delivery.deliver(request));
		await inFakeTime(Promise.all(work));
		expect(most).toBe(concurrentRequests);
		expect(Math.max(...sent.map(({ at }) => at))).toBe((100 / concurrentRequests - 1) * 100);
	});

	it('go on when one could not be sent at all', async () => {
		let first = true;
		const { delivery, sent } = deliveryAnsweredBy(
			() => {
				if (!first) return ACCEPTED;
				first = false;
				throw new Error('no credential');
			},
			{ concurrentRequests: 1 },
		);
		const work = singles(3).map(async (request) => await delivery.deliver(request));
		const ended = await inFakeTime(Promise.allSettled(work));
		expect(ended.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
		expect(sent).toHaveLength(3);
	});
});

describe('a cancelled execution', () => {
	it('ends every request and sends nothing more', async () => {
		let cancelled = false;
		const sent: string[] = [];
		const delivery = new Delivery(
			{ concurrentRequests: 2, maxRetries: 5 },
			{
				async post(path) {
					sent.push(path);
					return answer(503);
				},
				async wait() {
					if (cancelled) throw new Error('cancelled');
					cancelled = sent.length === 2;
				},
				now: () => START,
				random: () => 0.5,
			},
		);
		const ended = await Promise.allSettled(
			singles(10).map(async (request) => await delivery.deliver(request)),
		);
		expect(ended.every(({ status }) => status === 'rejected')).toBe(true);
		expect(sent).toHaveLength(2);
	});
});
