import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import express from 'express';

import {
	buildRequest,
	createWebhookSender,
	deliver,
	payloads,
	sign,
	type DeliveryOptions,
	type Payload,
} from '.';

interface Received {
	headers: IncomingHttpHeaders;
	body: string;
}

/** A webhook that answers with one status after the other; `hang` never answers. */
class Receiver {
	readonly received: Received[] = [];
	answers: Array<number | 'hang'> = [];
	private readonly server: Server = createServer((req, res) => {
		const chunks: Buffer[] = [];
		req.on('data', (chunk: Buffer) => chunks.push(chunk));
		req.on('end', () => {
			this.received.push({ headers: req.headers, body: Buffer.concat(chunks).toString('utf8') });
			const answer = this.answers.shift() ?? 200;
			if (answer !== 'hang') res.writeHead(answer).end('noted');
		});
	});

	async start(): Promise<string> {
		this.server.listen(0, '127.0.0.1');
		await once(this.server, 'listening');
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
	}

	async stop() {
		this.server.close();
		this.server.closeAllConnections();
		await once(this.server, 'close');
	}
}

const receiver = new Receiver();
let url: string;

beforeAll(async () => void (url = await receiver.start()));
afterAll(async () => await receiver.stop());
beforeEach(() => {
	receiver.received.length = 0;
	receiver.answers = [];
});

const SECRET = 'abc123';
const some = (count: number): Payload[] => Array.from({ length: count }, () => payloads.track());

async function send(events: Payload[], options: Partial<DeliveryOptions> = {}) {
	return await deliver(events, {
		url,
		mode: 'actionsBatch',
		concurrency: 1,
		random: () => 0.5,
		pause: async () => {},
		...options,
	});
}

describe('requests', () => {
	const [a, b] = some(2);

	it.each([
		['classic', [a], a, a, 'Segment.io/1.0'],
		['classic', [a, b], [a, b], a, 'Segment.io/1.0'],
		['actions', [a], a, a, 'Segment (Actions)'],
		['actionsBatch', [a, b], [a, b], a, 'Segment (Actions)'],
		['extensibleBatch', [a, b], [{ json: a }, { json: b }], a, 'Segment (Actions)'],
	] as const)('%s, case %#', (mode, events, body, signed, userAgent) => {
		const request = buildRequest([...events], { mode, secret: SECRET });
		expect(JSON.parse(request.body)).toEqual(body);
		expect(request.headers).toEqual({
			'User-Agent': userAgent,
			'Content-Type': 'application/json',
			'X-Signature': sign(SECRET, JSON.stringify(signed)),
		});
	});

	it.each(['audience', 'audiences'] as const)('%s adds the extras after signing', (mode) => {
		const request = buildRequest([a], { mode, secret: SECRET, extras: { team: 'crm' } });
		const body = [JSON.parse(request.body) as Payload | Payload[]].flat()[0];
		const { team, ...signed } = body as Payload & { team: string };
		expect(team).toBe('crm');
		expect(signed.context).toMatchObject({
			personas: { audience_settings: { extras: '{"team":"crm"}' } },
		});
		expect(request.headers['X-Signature']).toBe(sign(SECRET, JSON.stringify(signed)));
	});

	it('signs a form of a batch as the JSON it was', () => {
		const request = buildRequest([{ type: 'track', event: 'A' }], {
			mode: 'formBatch',
			secret: SECRET,
		});
		expect(request.body).toBe('[{"body":"type=track&event=A"}]');
		expect(request.headers['X-Signature']).toBe(sign(SECRET, '{"type":"track","event":"A"}'));
	});

	it('signs a whole batch by the coming rule, and nothing without a secret', () => {
		const options = { mode: 'actionsBatch', signing: 'wholeBody' } as const;
		const { body, headers } = buildRequest([a, b], { ...options, secret: SECRET });
		expect(headers['X-Signature']).toBe(sign(SECRET, body));
		expect(buildRequest([a, b], options).headers).not.toHaveProperty('X-Signature');
	});

	it('sends custom headers, but keeps its own content type', () => {
		const headers = { 'Content-Type': 'text/plain', 'User-Agent': 'mine', 'X-Team': 'crm' };
		expect(buildRequest([a], { mode: 'actions', headers }).headers).toEqual({
			'Content-Type': 'application/json',
			'User-Agent': 'mine',
			'X-Team': 'crm',
		});
	});
});

describe('delivery', () => {
	it('sends each event once, in batches', async () => {
		const events = some(5);
		const report = await send(events, { batchSize: 2, secret: SECRET });
		expect(report.delivered).toEqual(events);
		expect(receiver.received.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
			events.slice(0, 2),
			events.slice(2, 4),
			events.slice(4),
		]);
		expect(report.attempts[0]).toMatchObject({ round: 1, outcome: 200, answer: 'noted' });
	});

	it('sends one event at a time without batching', async () => {
		await send(some(2), { mode: 'actions', batchSize: 100 });
		expect(receiver.received).toHaveLength(2);
	});

	it.each([429, 500, 502, 503, 504])('tries again after %d', async (status) => {
		receiver.answers = [status];
		const report = await send(some(1));
		expect(report.attempts.map(({ outcome }) => outcome)).toEqual([status, 200]);
		expect(report.delivered).toHaveLength(1);
	});

	it.each([400, 401, 403, 404, 415, 422])('does not try again after %d', async (status) => {
		receiver.answers = [status];
		const report = await send(some(1));
		expect(report.attempts.map(({ outcome }) => outcome)).toEqual([status]);
		expect(report.discarded).toHaveLength(1);
	});

	it('tries again when no answer comes in time, or no connection', async () => {
		receiver.answers = ['hang'];
		// on a busy machine, more than the first answer may come late
		const late = await send(some(1), { timeoutMs: 50, maxAttempts: 1000 });
		expect(late.attempts[0].outcome).toBe('timeout');
		expect(late.delivered).toHaveLength(1);
		const away = await send(some(1), { url: 'http://127.0.0.1:1/', maxAttempts: 2 });
		expect(away.attempts.map(({ outcome }) => outcome)).toEqual(['network', 'network']);
		expect(away.givenUp).toHaveLength(1);
	});

	it('puts what it retries into other batches, and loses none', async () => {
		const events = some(12);
		receiver.answers = [500, 500, 500, 500];
		const values = [0.9, 0.1, 0.7, 0.3, 0.8, 0.2];
		let at = 0;
		const report = await send(events, {
			batchSize: 3,
			random: () => values[at++ % values.length],
		});
		const batches = (round: number) =>
			report.attempts
				.filter((attempt) => attempt.round === round)
				.map((attempt) => attempt.events.map(({ messageId }) => messageId).join());
		expect(batches(1)).toHaveLength(4);
		for (const batch of batches(2)) expect(batches(1)).not.toContain(batch);
		expect(new Set(report.delivered)).toEqual(new Set(events));
	});

	it('waits longer after each round, at random', async () => {
		const pauses: number[] = [];
		receiver.answers = [500, 500, 500];
		await send(some(1), { pause: async (milliseconds) => void pauses.push(milliseconds) });
		expect(pauses).toEqual([2_000, 4_000, 8_000]);
	});

	it('lets a test change the request', async () => {
		await send(some(1), {
			secret: SECRET,
			tamper: ({ headers, body }) => ({ headers, body: body.replace('Order', 'Forged') }),
		});
		const [{ body, headers }] = receiver.received;
		expect(body).toContain('Forged Completed');
		expect(headers['x-signature']).not.toBe(sign(SECRET, JSON.stringify(JSON.parse(body)[0])));
	});
});

describe('router', () => {
	const sender = createWebhookSender({ random: () => 0.5, pause: async () => {} });
	let server: Server;
	let base: string;

	beforeAll(async () => {
		server = express().use('/webhook-sender', sender.router).listen(0, '127.0.0.1');
		await once(server, 'listening');
		base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook-sender`;
	});
	afterAll(async () => {
		server.close();
		server.closeAllConnections();
		await once(server, 'close');
	});

	const order = async (body: object) =>
		await fetch(`${base}/deliveries`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(body),
		});

	it('shows the library and delivers from it', async () => {
		const library = (await (await fetch(`${base}/payloads`)).json()) as Record<string, Payload>;
		expect(Object.keys(library)).toEqual(Object.keys(payloads));

		const answer = await order({ url, payloads: ['track', 'delete'], secret: SECRET });
		expect(await answer.json()).toMatchObject({
			delivered: [{ type: 'track' }, { type: 'delete' }],
		});
		expect(receiver.received).toHaveLength(2);
		expect(sender.deliveries).toHaveLength(1);
		expect(await (await fetch(`${base}/deliveries`)).json()).toEqual(sender.deliveries);
		sender.reset();
		expect(sender.deliveries).toEqual([]);
	});

	it('refuses an order without an address, or with an unknown payload', async () => {
		expect((await order({ payloads: ['track'] })).status).toBe(400);
		expect((await order({ url, payloads: ['tracks'] })).status).toBe(400);
		expect(receiver.received).toEqual([]);
	});
});
