import type { AddressInfo } from 'node:net';

import axios from 'axios';
import express from 'express';

import { basic, get, post, WRITE_KEY } from './client';
import type { Fault } from './faults';
import { startStandIn, type StandIn } from './server';

const NOW = Date.parse('2026-01-02T03:04:10.000Z');
const MESSAGE = { userId: 'u-1', event: 'Song Played', messageId: 'm-1' };

let standIn: StandIn;

beforeAll(async () => (standIn = await startStandIn({ writeKeys: [WRITE_KEY], now: () => NOW })));
beforeEach(() => standIn.reset());
afterAll(async () => await standIn.close());

const track = async () => await post(standIn, '/v1/track', MESSAGE);

describe('a status', () => {
	test.each([408, 410, 413, 429, 460, 500, 501, 503, 505])('%i comes once', async (status) => {
		standIn.faults.add({ status });

		expect(await track()).toMatchObject({ status, data: { success: false } });
		expect(standIn.received).toEqual([]);
		expect(await track()).toMatchObject({ status: 200 });
		expect(standIn.requests).toMatchObject([
			{ status, attempt: 1, fault: { status }, messages: 0 },
			{ status: 200, attempt: 2, accepted: 1 },
		]);
		expect(standIn.counts).toMatchObject({ requests: 2, refused: 1, accepted: 1 });
	});

	test('comes as often as told, one fault after the other', async () => {
		standIn.faults.add({ status: 429, times: 3 });
		standIn.faults.add({ status: 503 });
		const statuses: number[] = [];
		for (let i = 0; i < 5; i++) statuses.push((await track()).status);

		expect(statuses).toEqual([429, 429, 429, 503, 200]);
	});

	test('429 tells the wait in seconds, as a date, or not at all', async () => {
		standIn.faults.add({ status: 429, retryAfter: 2 });
		standIn.faults.add({ status: 429, retryAfter: 30, retryAfterAs: 'date' });
		standIn.faults.add({ status: 429 });

		expect((await track()).headers).toMatchObject({ 'retry-after': '2', 'x-ratelimit-reset': '2' });
		expect((await track()).headers).toMatchObject({
			'retry-after': 'Fri, 02 Jan 2026 03:04:40 GMT',
			'x-ratelimit-reset': '30',
		});
		const { headers } = await track();
		expect(headers).not.toHaveProperty('retry-after');
		expect(headers).not.toHaveProperty('x-ratelimit-reset');
	});

	test('may come although the messages were taken', async () => {
		standIn.faults.add({ status: 503, accept: true });

		expect(await track()).toMatchObject({ status: 503 });
		expect(standIn.received).toHaveLength(1);
		expect(await track()).toMatchObject({ status: 200 });
		expect(standIn.counts).toMatchObject({ accepted: 1, duplicates: 1 });
	});
});

describe('a reset connection', () => {
	test.each([
		['before', 0],
		['after', 1],
		['mid-answer', 1],
	] as const)('%s: %i messages are taken', async (reset, accepted) => {
		standIn.faults.add({ reset });

		await expect(track()).rejects.toMatchObject({
			code: expect.stringMatching(/^(ECONNRESET|ERR_BAD_RESPONSE|ECONNABORTED)$/),
		});
		expect(standIn.counts).toMatchObject({ accepted, refused: 1 });
		expect(standIn.requests).toMatchObject([{ fault: { reset }, accepted }]);
		expect(standIn.requests[0].status).toBeUndefined();
	});

	test('mid-answer: status and headers arrive, half of the body does', async () => {
		standIn.faults.add({ reset: 'mid-answer' });
		const { status, headers, data } = await axios.post(`${standIn.url}/v1/track`, MESSAGE, {
			headers: basic(WRITE_KEY),
			responseType: 'stream',
		});
		let text = '';
		const read = async () => {
			for await (const chunk of data as AsyncIterable<Buffer>) text += chunk.toString();
		};

		await expect(read()).rejects.toThrow('aborted');
		expect({ status, length: headers['content-length'], text }).toEqual({
			status: 200,
			length: '16',
			text: '{"succes',
		});
	});
});

describe('a late answer', () => {
	test('comes after the client gave up, though the message was taken', async () => {
		standIn.faults.add({ delayMs: 60_000 });
		const request = axios.post(`${standIn.url}/v1/track`, MESSAGE, {
			headers: basic(WRITE_KEY),
			timeout: 50,
		});

		await expect(request).rejects.toMatchObject({ code: 'ECONNABORTED' });
		expect(standIn.counts).toMatchObject({ accepted: 1 });
		expect(standIn.requests).toMatchObject([{ status: 200, fault: { delayMs: 60_000 } }]);
	});

	test('is the usual answer', async () => {
		standIn.faults.add({ delayMs: 1 });

		expect(await track()).toMatchObject({ status: 200, data: { success: true } });
	});
});

describe('which requests meet a fault', () => {
	test('by default those to the tracking addresses only', async () => {
		standIn.faults.add({ status: 500 });

		expect(await get(standIn, `/v1/projects/${WRITE_KEY}/settings`)).toMatchObject({ status: 200 });
		expect(await post(standIn, '/token', '')).toMatchObject({ status: 400 });
		expect(await track()).toMatchObject({ status: 500 });
	});

	test.each([
		['/v1/projects', async () => await get(standIn, `/v1/projects/${WRITE_KEY}/settings`)],
		['/token', async () => await post(standIn, '/token', '')],
		['/v1/batch', async () => await post(standIn, '/v1/batch', { batch: [] })],
	])('with the path %s that one only', async (path, request) => {
		standIn.faults.add({ path, status: 429, retryAfter: 1 });

		expect(await track()).toMatchObject({ status: 200 });
		expect(await request()).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
		expect(standIn.faults.list()).toEqual([]);
	});
});

describe('a part behind the middleware', () => {
	const users = { data: { users: [] } };
	let calls = 0;
	const app = express()
		.use('/public-api', (req, res, next) => standIn.faults.middleware()(req, res, next))
		.get('/public-api/users', (_req, res) => {
			calls++;
			res.status(201).json(users);
		});
	const server = app.listen(0, '127.0.0.1');
	afterAll(() => server.close());
	beforeEach(() => (calls = 0));
	const path = '/public-api';

	const getUsers = async () =>
		await axios.get(`http://127.0.0.1:${(server.address() as AddressInfo).port}/public-api/users`, {
			validateStatus: () => true,
		});

	test.each([
		['is answered with a status instead', { path, status: 429, retryAfter: 3 }, 429, 0],
		['is answered with a status after all', { path, status: 503, accept: true }, 503, 1],
		['is answered late', { path, delayMs: 1 }, 201, 1],
		['does not meet a fault of another path', { path: '/profile-api', status: 500 }, 201, 1],
	])('%s', async (_name, fault, status, expectedCalls) => {
		standIn.faults.add(fault);

		expect(await getUsers()).toMatchObject({
			status,
			data: status === 201 ? users : { code: 'fault' },
		});
		expect(calls).toBe(expectedCalls);
	});

	test.each([
		['before', 0],
		['after', 1],
		['mid-answer', 1],
	] as const)('loses its connection %s the call', async (reset, expectedCalls) => {
		standIn.faults.add({ path, reset });

		await expect(getUsers()).rejects.toMatchObject({
			message: expect.stringMatching(/aborted|hang up|RESET/),
		});
		expect(calls).toBe(expectedCalls);
	});
});

describe('over HTTP', () => {
	test('faults are added, listed and removed', async () => {
		const fault: Fault = { status: 429, retryAfter: 2, times: 2 };

		expect(await post(standIn, '/stand-in/faults', fault)).toMatchObject({
			status: 201,
			data: [fault],
		});
		expect(await track()).toMatchObject({ status: 429 });
		expect(await get(standIn, '/stand-in/faults')).toMatchObject({
			data: [{ ...fault, times: 1 }],
		});
		expect(await axios.delete(`${standIn.url}/stand-in/faults`)).toMatchObject({ data: [] });
		expect(await track()).toMatchObject({ status: 200 });
	});

	test.each([
		[{}, 'needs a status, a reset or a delayMs'],
		[{ status: 500, reset: 'after' }, 'a status or a reset, not both'],
		[{ status: 99 }, 'status must be'],
		[{ status: 500, times: 0 }, 'times must be'],
		[{ status: 500, path: 'v1' }, 'path must be'],
		[{ status: 500, retryAfter: '2' }, 'retryAfter must be'],
		[{ status: 500, retryAfterAs: 'minutes' }, 'retryAfterAs must be seconds or date'],
		[{ status: 500, accept: 'yes' }, 'accept must be'],
		[{ reset: 'sometimes' }, 'reset must be'],
		[{ delayMs: -1 }, 'delayMs must be'],
		[{ status: 500, retry_after: 2 }, 'no field retry_after'],
		[[], 'JSON object'],
		['{ oops', 'JSON'],
	])('%j is refused with words', async (fault, words) => {
		expect(await post(standIn, '/stand-in/faults', fault)).toMatchObject({
			status: 400,
			data: { message: expect.stringContaining(words) },
		});
		expect(standIn.faults.list()).toEqual([]);
	});
});
