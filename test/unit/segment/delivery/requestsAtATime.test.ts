import fc from 'fast-check';
import { setImmediate as turn } from 'node:timers/promises';
import { clock } from '../../../../nodes/shared/clock';
import { Problem } from '../../../../nodes/shared/problem';
import type { Reply } from '../../../../nodes/shared/send/reply';
import { CancelledError } from '../../../../nodes/shared/wait';
import {
	ACCEPTED,
	answer,
	batch,
	deliveryAnsweredBy,
	inTurn,
	messages,
	messagesOf,
	problems,
	singles,
} from './deliverySupport';

afterEach(() => jest.restoreAllMocks());

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
