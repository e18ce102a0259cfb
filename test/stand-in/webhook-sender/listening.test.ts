import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { addressesOf, deliverWhereListening, payloads } from '.';

const PRODUCTION = 'http://localhost:5678/webhook/abc/segment';
const TEST = 'http://localhost:5678/webhook-test/abc/segment';

describe('the addresses of a webhook', () => {
	it.each([
		[TEST, [TEST, PRODUCTION]],
		[PRODUCTION, [TEST, PRODUCTION]],
		[
			'https://example.com/n8n/webhook/abc/segment',
			[
				'https://example.com/n8n/webhook-test/abc/segment',
				'https://example.com/n8n/webhook/abc/segment',
			],
		],
		['https://example.com/hook', ['https://example.com/hook']],
		['https://webhook.example.com/hook', ['https://webhook.example.com/hook']],
	])('of %s', (url, addresses) => {
		expect(addressesOf(url)).toEqual(addresses);
	});
});

describe('a delivery to where somebody listens', () => {
	let statusAt: Record<string, number> = {};
	const called: string[] = [];
	const server = createServer((request, response) => {
		const place = String(request.url).split('/')[1];
		called.push(place);
		request.resume().on('end', () => response.writeHead(statusAt[place] ?? 404).end());
	});
	let url: string;

	beforeAll(async () => {
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/abc/segment`;
	});
	beforeEach(() => void (called.length = 0));
	afterAll(async () => {
		server.closeAllConnections();
		server.close();
		await once(server, 'close');
	});

	const deliver = async () =>
		await deliverWhereListening([payloads.track()], { url, mode: 'actions', maxAttempts: 1 });

	it.each([
		['the test address alone, while it listens', { 'webhook-test': 200 }, ['webhook-test']],
		['no other one when it refuses', { 'webhook-test': 401 }, ['webhook-test']],
		['else that of the published workflow', { webhook: 200 }, ['webhook-test', 'webhook']],
		['both when none listens', {}, ['webhook-test', 'webhook']],
	])('calls %s', async (_title, statuses, places) => {
		statusAt = statuses;
		const report = await deliver();
		expect(called).toEqual(places);
		const last = places[places.length - 1];
		expect(report.url).toContain(`/${last}/`);
		expect(report.attempts.map(({ outcome }) => outcome)).toEqual([
			(statuses as Record<string, number>)[last] ?? 404,
		]);
	});
});
