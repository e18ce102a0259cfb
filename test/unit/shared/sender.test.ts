import { clock } from '../../../nodes/shared/clock';
import type { Answer, Reply } from '../../../nodes/shared/send/reply';
import {
	MAX_TROUBLE_MS,
	MAX_UNREACHABLE_MS,
	Sender,
	type SendRules,
} from '../../../nodes/shared/send/sender';
import { CancelledError } from '../../../nodes/shared/wait';
import { useFastClock } from '../../support/clock';

const READ: SendRules = { repeatable: true };
const CREATE: SendRules = { repeatable: false };

let waits: number[];

beforeEach(() => (waits = useFastClock()));
afterEach(() => jest.restoreAllMocks());

const answer = (status: number, headers: Answer['headers'] = {}): Answer => ({
	kind: 'answer',
	status,
	headers,
	body: {},
});
const fault = (notSent?: true): Reply => ({
	kind: 'fault',
	fault: notSent ? 'ECONNREFUSED' : 'ECONNRESET',
	retryable: true,
	...(notSent && { notSent }),
});
const OK = answer(200);

const sender = (more: Partial<ConstructorParameters<typeof Sender>[0]> = {}) =>
	new Sender({ atOnce: 10, maxRetries: 5, signal: undefined, ...more });

/** Sends one request that gets the replies in turn, the last one from then on. */
async function send(replies: Reply[], rules: SendRules, by = sender()) {
	let tried = 0;
	const sent = await by.send(async (retry) => {
		expect(retry).toBe(tried);
		return replies[Math.min(tried++, replies.length - 1)];
	}, rules);
	return { ...sent, tried };
}

describe('what is repeated', () => {
	it.each([408, 429, 500, 502, 503, 504])('a read after a %i', async (status) => {
		const { reply, attempts, tried } = await send([answer(status), OK], READ);
		expect([reply, attempts, tried]).toEqual([OK, 2, 2]);
	});

	it.each([200, 302, 400, 401, 403, 404, 409, 422, 501])(
		'not a read after a %i',
		async (status) => {
			const { reply, attempts } = await send([answer(status), OK], READ);
			expect([reply, attempts]).toEqual([answer(status), 1]);
			expect(waits).toEqual([]);
		},
	);

	it('a create after a 429, because nothing was created', async () => {
		const { reply, doubtful } = await send([answer(429), answer(201)], CREATE);
		expect(reply).toEqual(answer(201));
		expect(doubtful).toBe(false);
	});

	it.each([500, 502, 503, 504])('not a create after a %i', async (status) => {
		const { reply, attempts } = await send([answer(status), answer(201)], CREATE);
		expect([reply, attempts]).toEqual([answer(status), 1]);
	});

	it('a create that never left', async () => {
		expect(await send([fault(true), answer(201)], CREATE)).toMatchObject({
			reply: answer(201),
			attempts: 2,
			doubtful: false,
		});
	});

	it('a read, but not a create, whose connection broke', async () => {
		expect((await send([fault(), OK], READ)).attempts).toBe(2);
		expect((await send([fault(), OK], CREATE)).attempts).toBe(1);
	});

	it('nothing after a fault that will not pass', async () => {
		const certificate: Reply = { kind: 'fault', fault: 'CERT_HAS_EXPIRED', retryable: false };
		expect((await send([certificate, OK], READ)).attempts).toBe(1);
	});

	it('nothing that failed before it was sent, such as a credential that is not set', async () => {
		const attempt = jest.fn().mockRejectedValue(new Error('no credential'));
		await expect(sender().send(attempt, READ)).rejects.toThrow('no credential');
		expect(attempt).toHaveBeenCalledTimes(1);
	});

	it('at most five times, and then the last reply is returned', async () => {
		const { reply, attempts } = await send([answer(503)], READ);
		expect([reply, attempts]).toEqual([answer(503), 6]);
		expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
	});

	it('for seconds only, where the other side was never there', async () => {
		const { reply, attempts } = await send([fault(true)], READ);
		expect([reply, attempts]).toEqual([fault(true), 3]);
		expect(waits.reduce((sum, each) => sum + each, 0)).toBeLessThan(MAX_UNREACHABLE_MS);
	});

	it('as often as ever, where it was there once', async () => {
		const by = sender();
		await send([OK], READ, by);
		expect((await send([fault(true)], READ, by)).attempts).toBe(6);
		expect((await send([fault(), fault(true)], READ)).attempts).toBe(6);
	});

	it('never, where there are no retries', async () => {
		expect((await send([answer(503)], READ, sender({ maxRetries: 0 }))).attempts).toBe(1);
	});

	it('and counted', async () => {
		const by = sender();
		await send([answer(503), answer(503), OK], READ, by);
		await send([answer(503), OK], READ, by);
		expect(by.retries).toBe(3);
	});

	it('in doubt once an attempt without an answer may have been carried out', async () => {
		expect((await send([answer(503), answer(404)], READ)).doubtful).toBe(true);
		expect((await send([fault(), answer(404)], READ)).doubtful).toBe(true);
		expect((await send([answer(429), answer(404)], READ)).doubtful).toBe(false);
		expect((await send([answer(404)], READ)).doubtful).toBe(false);
	});
});

describe('how long it waits', () => {
	it('as Retry-After says, before anything else', async () => {
		const rules = { ...READ, waitHint: () => 50_000 };
		await send([answer(429, { 'retry-after': '7' }), OK], rules);
		expect(waits).toEqual([7_000]);
	});

	it('as the service says elsewhere', async () => {
		await send([answer(429), OK], { ...READ, waitHint: () => 57_647 });
		expect(waits).toEqual([57_647]);
	});

	it('not at all when it would be for longer than ten minutes', async () => {
		const { attempts } = await send([answer(429)], { ...READ, waitHint: () => 86_400_000 });
		expect(waits).toEqual([]);
		expect(attempts).toBe(1);
	});

	it('no more when the waits of one request add up to ten minutes', async () => {
		const slow = answer(503, { 'retry-after': '290' });
		const { attempts } = await send([slow], READ, sender({ maxRetries: 99 }));
		expect(waits).toEqual([290_000, 290_000]);
		expect(attempts).toBe(3);
	});
});

describe('what the requests of a run share', () => {
	it('a pause when Segment limits the rate', async () => {
		const by = sender();
		const starts: number[] = [];
		const begin = clock.now();
		const first = send([answer(429, { 'retry-after': '60' }), OK], READ, by);
		await Promise.resolve();
		await by.send(async () => {
			starts.push(clock.now() - begin);
			return OK;
		}, READ);
		await first;
		expect(starts).toEqual([60_000]);
	});

	it('the end of patience: after ten minutes of trouble the others are not tried', async () => {
		const by = sender({ maxRetries: 0 });
		await send([answer(503)], READ, by);
		await clock.pause(MAX_TROUBLE_MS);
		const { reply, attempts, tried } = await send([OK], READ, by);
		expect([reply, attempts, tried]).toEqual([answer(503), 0, 0]);
	});

	it('new patience once one was answered well', async () => {
		const by = sender({ maxRetries: 0 });
		await send([answer(503)], READ, by);
		await send([answer(404)], READ, by);
		await clock.pause(MAX_TROUBLE_MS);
		expect((await send([OK], READ, by)).attempts).toBe(1);
	});

	it('no loss of patience in a pause that the user asked for', async () => {
		const by = sender({ maxRetries: 0 });
		await send([answer(503)], READ, by);
		await by.rest(MAX_TROUBLE_MS + 60_000);
		expect((await send([OK], READ, by)).attempts).toBe(1);
	});

	it('a number of requests at once', async () => {
		const by = sender({ atOnce: 3 });
		let open = 0;
		let most = 0;
		const each = async () => {
			most = Math.max(most, ++open);
			await new Promise(setImmediate);
			open--;
			return OK;
		};
		await Promise.all(Array.from({ length: 20 }, async () => await by.send(each, READ)));
		expect(most).toBe(3);
	});
});

describe('a cancelled execution', () => {
	it('sends nothing more after a wait', async () => {
		const abort = new AbortController();
		jest.mocked(clock.pause).mockImplementation(async (_ms, signal) => {
			abort.abort();
			if (signal?.aborted) throw new CancelledError();
		});
		const attempt = jest.fn().mockResolvedValue(answer(503));
		const sending = sender({ signal: abort.signal }).send(attempt, READ);
		await expect(sending).rejects.toThrow(CancelledError);
		expect(attempt).toHaveBeenCalledTimes(1);
	});

	it.each<[string, (by: Sender) => Promise<unknown>]>([
		[
			'between attempts',
			async (by) => await send([answer(503, { 'retry-after': '300' })], READ, by),
		],
		[
			'of a rate limit',
			async (by) => await send([answer(429, { 'retry-after': '300' })], READ, by),
		],
		['that the user asked for', async (by) => await by.rest(3_600_000)],
	])('ends a wait %s within a second', async (_name, wait) => {
		jest.mocked(clock.pause).mockRestore();
		const abort = new AbortController();
		const waiting = wait(sender({ signal: abort.signal }));
		const ended = expect(waiting).rejects.toThrow(CancelledError);
		await new Promise((resolve) => setTimeout(resolve, 20));
		const since = performance.now();
		abort.abort();
		await ended;
		expect(performance.now() - since).toBeLessThan(1_000);
	});

	it('does not begin what waited for its turn', async () => {
		const abort = new AbortController();
		const by = sender({ atOnce: 1, signal: abort.signal });
		let answerFirst = (_reply: Reply) => {};
		const first = by.send(
			async () => await new Promise<Reply>((resolve) => (answerFirst = resolve)),
			READ,
		);
		const attempt = jest.fn().mockResolvedValue(OK);
		const second = by.send(attempt, READ);
		await Promise.resolve();
		abort.abort();
		answerFirst(OK);
		await first;
		await expect(second).rejects.toThrow(CancelledError);
		expect(attempt).not.toHaveBeenCalled();
	});
});
