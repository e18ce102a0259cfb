import fc from 'fast-check';
import { setImmediate as turn } from 'node:timers/promises';
import { clock } from '../../../../nodes/shared/clock';
import type { Reply } from '../../../../nodes/shared/send/reply';
import {
	ACCEPTED,
	answer,
	batch,
	deliveryAnsweredBy,
	inTurn,
	messagesOf,
	problems,
	singles,
} from './deliverySupport';

const MINUTE = 60_000;
afterEach(() => jest.restoreAllMocks());

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
		expect(problems(outcomes)[1]?.message).toContain('had trouble for ten minutes (503)');
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
