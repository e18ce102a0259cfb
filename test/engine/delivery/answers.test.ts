import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INodeParameters } from 'n8n-workflow';

import { useFastClock } from '../../support/clock';
import { eventItems, MAP_FIELDS, runSegment, TRACK } from '../../support/runSegment';

type Answer = (res: ServerResponse) => void;

interface Asked {
	method: string;
	path: string;
	messages: number;
}

let server: Server;
let asked: Asked[];
/** What the requests get, one after the other; the last one stays. */
let answers: Answer[];

beforeEach(async () => {
	useFastClock();
	asked = [];
	server = createServer((req, res) => void answer(req, res)).listen(0, '127.0.0.1');
	await once(server, 'listening');
});
afterEach(async () => {
	jest.restoreAllMocks();
	server.close();
	server.closeAllConnections();
	await once(server, 'close');
});

async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
	const chunks: Buffer[] = [];
	for await (const chunk of req) chunks.push(chunk as Buffer);
	const text = Buffer.concat(chunks).toString();
	const body = (text === '' ? {} : JSON.parse(text)) as { batch?: object[] };
	const { method = '', url = '' } = req;
	asked.push({ method, path: url, messages: body.batch?.length ?? 1 });
	answers[Math.min(asked.length, answers.length) - 1](res);
}

const reply =
	(status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
	(res) => {
		const isText = typeof body === 'string';
		const type = isText ? 'text/html' : 'application/json';
		res.writeHead(status, { 'content-type': type, ...headers });
		res.end(isText ? body : JSON.stringify(body));
	};

const ACCEPTED = reply(200, { success: true });

/** Says it is compressed, and is not. */
const falseGzip = (status: number) =>
	reply(status, { success: true }, { 'content-encoding': 'gzip' });

/** Ends the connection in the middle of its body. */
const cut =
	(status: number): Answer =>
	(res) => {
		res.writeHead(status, { 'content-type': 'application/json', 'content-length': '1000' });
		res.write('{"success":true', () => res.destroy());
	};

const hostUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const run = async (
	count: number,
	options: INodeParameters = {},
	onError: 'stopWorkflow' | 'continueRegularOutput' = 'continueRegularOutput',
) =>
	await runSegment(
		{ url: hostUrl() },
		{ parameters: { ...MAP_FIELDS, options }, items: eventItems(count), settings: { onError } },
	);

describe('a 200 that is not Segment’s', () => {
	it.each<[string, unknown]>([
		['a sign-in page', '<!DOCTYPE html><html><title>Sign in</title></html>'],
		['another service’s error', { error: 'unauthorized' }],
		['errors in a list', { errors: [{ message: 'forbidden' }] }],
		['success as text', { success: 'false' }],
		['no success', { success: false }],
		['a list', []],
		['other text', 'OK'],
	])('is no success of any item: %s', async (_name, body) => {
		answers = [reply(200, body)];
		const { json } = await run(3);
		expect(asked).toHaveLength(1);
		const start = typeof body === 'string' ? body : JSON.stringify(body);
		expect(json).toEqual(
			[0, 1, 2].map(() => ({
				error: "This is not Segment's answer (200)",
				message: `Check the credential's Region and Host, and the proxy. It begins: ${start}`,
				details: expect.objectContaining({ status: 200, request: 1, attempts: 1 }) as object,
			})),
		);
	});

	it.each([
		['{}', reply(200, {})],
		['nothing', reply(204, '')],
		['an empty 200', reply(200, '')],
	])('may be that of a proxy of people’s own: %s', async (_name, accepted) => {
		answers = [accepted];
		expect((await run(2)).json).toMatchObject([{ success: true }, { success: true }]);
	});
});

describe('an answer that came damaged', () => {
	const DAMAGED: Array<[string, Answer]> = [
		['a 200 with a false gzip', falseGzip(200)],
		['a 503 with a false gzip', falseGzip(503)],
		['a 200 that was cut off', cut(200)],
		['a 503 that was cut off', cut(503)],
	];

	it.each(DAMAGED)('is repeated: %s', async (_name, damaged) => {
		answers = [damaged, damaged, ACCEPTED];
		const { json } = await run(2);
		expect(asked).toHaveLength(3);
		expect(json).toMatchObject([
			{ success: true, attempts: 3 },
			{ success: true, attempts: 3 },
		]);
	});

	it.each(DAMAGED)('is given up after the retries, each counted: %s', async (_name, damaged) => {
		answers = [damaged];
		const { json } = await run(2, { maxRetries: 2 });
		expect(asked).toHaveLength(3);
		expect(json).toMatchObject([{ details: { attempts: 3 } }, { details: { attempts: 3 } }]);
		expect(json[0].error).toBe('No answer came from Segment in 3 attempts');
	});
});

describe('500 messages', () => {
	it.each<[string, Answer]>([
		[
			'nginx’s 400 about headers',
			reply(400, '<center><h1>400 Bad Request</h1>Request Header Or Cookie Too Large</center>'),
		],
		['a 400 whose markup has a size', reply(400, '<font size="2">Bad Request</font>')],
		['a quota that is exceeded', reply(400, { message: 'quota exceeded for this API key' })],
		['the same as text', reply(400, 'quota exceeded for this API key')],
		['a 403 that speaks of a size', reply(403, { message: 'request size limit' })],
	])('make one request: %s', async (_name, refusal) => {
		answers = [refusal];
		const { json } = await run(500);
		expect(asked).toEqual([{ method: 'POST', path: '/v1/batch', messages: 500 }]);
		expect(json).toHaveLength(500);
		expect(json.every(({ success }) => success === undefined)).toBe(true);
	});

	it.each<[string, Answer]>([
		['a 413', reply(413, '<h1>413 Request Entity Too Large</h1>')],
		['Segment’s own error', reply(400, { message: 'batch exceeds the limit of 500 KB' })],
	])('are halved for %s', async (_name, tooLarge) => {
		answers = [tooLarge, ACCEPTED];
		const { json } = await run(500);
		expect(asked.map(({ messages }) => messages)).toEqual([500, 250, 250]);
		expect(json.every(({ success }) => success === true)).toBe(true);
	});
});

describe('a redirect', () => {
	it.each([301, 302, 307, 308])(
		'is not followed; the error names the host (%i)',
		async (status) => {
			const location = 'https://events.example.com/v1/batch?key=secret';
			answers = [reply(status, '', { location })];
			const { error } = await run(2, {}, 'stopWorkflow');
			expect(asked).toHaveLength(1);
			expect(error?.message).toBe(
				`The host points to another address (${status}): 2 items of 2 not taken`,
			);
			expect(error?.description).toContain(
				"Use https://events.example.com as the credential's Host.",
			);
			expect(error?.description).not.toContain('secret');
		},
	);

	it('to another path names the host that was asked', async () => {
		answers = [reply(301, '', { location: '/login' })];
		const { error } = await run(2, {}, 'stopWorkflow');
		expect(error?.description).toContain(`Use ${hostUrl()} as the credential's Host.`);
	});
});

describe('a refused write key', () => {
	const SINGLE = { ...TRACK, options: { delivery: 'single' } };

	it.each([401, 403])('ends One Request per Message after one request (%i)', async (status) => {
		answers = [reply(status, { code: 'unauthorized', message: 'no token' })];
		const { error } = await runSegment(
			{ url: hostUrl() },
			{ parameters: SINGLE, items: eventItems(50) },
		);
		expect(asked).toHaveLength(1);
		expect(error?.message).toBe(
			`Segment did not accept the write key (${status}): 1 item of 50 not taken`,
		);
		expect(error?.description).toContain('Not taken: item 0.');
		expect(error?.description).toContain('Not sent: 49.');
	});

	it('is the failure of every item where the run continues, after one request', async () => {
		answers = [reply(401, {})];
		const { json } = await runSegment(
			{ url: hostUrl() },
			{
				parameters: SINGLE,
				items: eventItems(50),
				settings: { onError: 'continueRegularOutput' },
			},
		);
		expect(asked).toHaveLength(1);
		expect(json).toHaveLength(50);
		for (const { error } of json) expect(error).toBe('Segment did not accept the write key (401)');
		expect(json[1].details).toMatchObject({ request: 0, attempts: 0 });
	});
});
