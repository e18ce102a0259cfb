import type { INodeParameters } from 'n8n-workflow';
import { createServer, request as httpRequest, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

import { startStandIn, type StandIn } from '../../stand-in/server';
import { makeCertificate } from '../../support/certificate';
import { eventItems, MAP_FIELDS, runSegment, TRACK } from '../../support/runSegment';

// One for each test: a request that was given up may still arrive later.
let standIn: StandIn;
beforeEach(async () => {
	standIn = await startStandIn();
});
afterEach(async () => await standIn.close());

const NO_RETRIES = { maxRetries: 0 };

const WAYS: Array<[string, INodeParameters]> = [
	['Track, batched', { ...TRACK, options: NO_RETRIES }],
	['Track, one request per message', { ...TRACK, options: { ...NO_RETRIES, delivery: 'single' } }],
	['Batch', { ...MAP_FIELDS, options: NO_RETRIES }],
];

/** A proxy that passes requests on, and tunnels on CONNECT; records what it was asked for. */
async function startProxy() {
	const asked: string[] = [];
	const sockets = new Set<Socket>();
	const keep = (socket: Socket) => {
		sockets.add(socket.on('error', () => socket.destroy()));
		return socket;
	};
	const server: Server = createServer((req, res) => {
		asked.push(`${req.method} ${req.url} ${req.headers['proxy-authorization'] ?? ''}`.trim());
		const onward = httpRequest(
			String(req.url),
			{ method: req.method, headers: req.headers },
			(answer) => {
				res.writeHead(Number(answer.statusCode), answer.headers);
				answer.pipe(res);
			},
		);
		req.pipe(onward);
	});
	server.on('connection', keep);
	server.on('connect', (req, socket) => {
		asked.push(`CONNECT ${req.url} ${req.headers['proxy-authorization'] ?? ''}`.trim());
		const [host, port] = String(req.url).split(':');
		const onward = keep(
			connect(Number(port), host, () => {
				socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
				onward.pipe(socket).pipe(onward);
			}),
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		asked,
		async close() {
			for (const socket of sockets) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

describe.each(WAYS)("n8n's request options hold in %s:", (_name, parameters) => {
	it('Timeout', async () => {
		standIn.faults.add({ delayMs: 60_000, times: 2 });
		const { error } = await runSegment(standIn, {
			parameters: { ...parameters, requestOptions: { timeout: 200 } },
			items: eventItems(2),
		});
		expect(error?.message).toMatch(
			/^No answer came from Segment in one attempt: \d items? of 2 may have arrived$/,
		);
		expect(error?.description).toContain('(ECONNABORTED)');
	});

	it.each([
		['secret', 'secret'],
		['100%', '100%'],
		['p%40s%3As%2541', 'p@s:s%41'],
	])('Proxy with the password %s', async (written, password) => {
		const proxy = await startProxy();
		try {
			const { json, error } = await runSegment(standIn, {
				parameters: {
					...parameters,
					requestOptions: { proxy: `http://user:${written}@127.0.0.1:${proxy.port}` },
				},
				items: eventItems(2),
			});
			expect(error).toBeUndefined();
			expect(json).toMatchObject([{ success: true }, { success: true }]);
			const credentials = Buffer.from(`user:${password}`).toString('base64');
			expect(proxy.asked.length).toBe(standIn.counts.requests);
			for (const line of proxy.asked) {
				expect(line).toContain(`127.0.0.1:${standIn.port}`);
				expect(line).toContain(`Basic ${credentials}`);
			}
		} finally {
			await proxy.close();
		}
	});

	it('Ignore SSL Issues', async () => {
		const secured = await startStandIn({ tls: makeCertificate() });
		try {
			const run = async (allowUnauthorizedCerts: boolean, executionId: string) =>
				await runSegment(secured, {
					parameters: { ...parameters, requestOptions: { allowUnauthorizedCerts } },
					items: eventItems(2),
					executionId,
				});
			const refused = await run(false, '1');
			expect(refused.error?.message).toMatch(/^Segment could not be reached in one attempt/);
			expect(refused.error?.description).toContain('Check the certificate');
			expect(secured.counts.requests).toBe(0);
			const { json } = await run(true, '2');
			expect(json).toMatchObject([{ success: true }, { success: true }]);
		} finally {
			await secured.close();
		}
	});
});

it('a refused certificate is not tried again', async () => {
	const secured = await startStandIn({ tls: makeCertificate() });
	try {
		const { error } = await runSegment(secured, { parameters: TRACK, items: eventItems(2) });
		expect(error?.message).toMatch(/^Segment could not be reached in one attempt/);
	} finally {
		await secured.close();
	}
});

describe("n8n's Batching option", () => {
	const requestOptions = { batching: { batch: { batchSize: 2, batchInterval: 30 } } };
	const groups = () => standIn.requests.map(({ messages }) => messages);

	it.each(WAYS.slice(0, 1))('sends each batch by itself: %s', async (_name, parameters) => {
		const { json } = await runSegment(standIn, {
			parameters: { ...parameters, requestOptions },
			items: eventItems(5),
		});
		expect(groups()).toEqual([2, 2, 1]);
		expect(json.every(({ success }) => success)).toBe(true);
	});

	it('sends each batch by itself and pauses in between: Batch', async () => {
		const { json } = await runSegment(standIn, {
			parameters: { ...MAP_FIELDS, requestOptions },
			items: eventItems(5),
		});
		expect(groups()).toEqual([2, 2, 1]);
		expect(json.map(({ success }) => success)).toEqual([true, true, true, true, true]);
		const times = standIn.requests.map(({ sentAt }) => Date.parse(String(sentAt)));
		expect(times[1] - times[0]).toBeGreaterThanOrEqual(30);
		expect(times[2] - times[1]).toBeGreaterThanOrEqual(30);
	});

	it('checks everything before the first batch leaves: Batch', async () => {
		const items = eventItems(5);
		delete (items[4] as { userId?: string }).userId;
		const { error } = await runSegment(standIn, {
			parameters: { ...MAP_FIELDS, requestOptions },
			items,
		});
		expect(error?.message).toBe(
			'Nothing was sent: User ID and Anonymous ID are both empty in 1 of 5 items',
		);
		expect(standIn.counts.requests).toBe(0);
	});
});
