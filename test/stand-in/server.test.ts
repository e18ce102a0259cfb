import { once } from 'node:events';
import { Agent } from 'node:https';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';

import axios from 'axios';

import { makeCertificate } from '../support/certificate';
import { basic, get, post, WRITE_KEY } from './client';
import { DEMO_SOURCES, startStandIn, type StandIn, type StandInOptions } from './server';

const running: StandIn[] = [];
async function start(options?: StandInOptions): Promise<StandIn> {
	const standIn = await startStandIn(options);
	running.push(standIn);
	return standIn;
}
afterEach(async () => {
	for (const standIn of running.splice(0)) await standIn.close();
});

const MESSAGE = { userId: 'u-1', event: 'Song Played' };

test('listens on 127.0.0.1 only', async () => {
	const { url, port } = await start();
	const elsewhere = Object.values(networkInterfaces())
		.flatMap((addresses) => addresses ?? [])
		.find(({ family, internal }) => family === 'IPv4' && !internal);

	expect(url).toBe(`http://127.0.0.1:${port}`);
	if (elsewhere) {
		await expect(axios.get(`http://${elsewhere.address}:${port}/`)).rejects.toMatchObject({
			code: 'ECONNREFUSED',
		});
	}
});

test('a taken port is an error', async () => {
	const { port } = await start();

	await expect(startStandIn({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('close ends open connections and late answers', async () => {
	const standIn = await startStandIn({ writeKeys: [WRITE_KEY] });
	const idle = connect(standIn.port, '127.0.0.1');
	const idleEnded = once(idle, 'close');
	await once(idle, 'connect');
	standIn.faults.add({ delayMs: 60_000 });
	const taken = once(standIn.events, 'change');
	const late = post(standIn, '/v1/track', MESSAGE).catch((error: unknown) => error);
	await taken;
	await standIn.close();

	expect(await late).toMatchObject({ code: 'ECONNRESET' });
	await idleEnded;
	await expect(get(standIn, '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('serves HTTPS, and resets its connections', async () => {
	const tls = makeCertificate();
	const standIn = await start({ tls, writeKeys: [WRITE_KEY] });
	const httpsAgent = new Agent({ ca: tls.cert });
	const track = async () =>
		await axios.post(`${standIn.url}/v1/track`, MESSAGE, {
			httpsAgent,
			headers: basic(`${WRITE_KEY}:`),
		});

	expect(standIn.url).toMatch(/^https:/);
	expect(await track()).toMatchObject({ status: 200, data: { success: true } });
	standIn.faults.add({ reset: 'before' });
	await expect(track()).rejects.toMatchObject({ code: 'ECONNRESET' });
	expect(standIn.counts).toMatchObject({ requests: 2, accepted: 1 });
});

test('knows the demo sources when it is given none', async () => {
	const standIn = await start();
	for (const { writeKey } of Object.values(DEMO_SOURCES)) {
		await post(standIn, '/v1/track', MESSAGE, basic(writeKey));
	}

	expect(standIn.received).toMatchObject([{ writeKey: DEMO_SOURCES.us.writeKey }]);
	expect(standIn.discarded).toMatchObject([{ code: 'wrong_region' }, { code: 'source_disabled' }]);
});

test('a stand-in of the EU region takes the other region’s key', async () => {
	const standIn = await start({ region: 'eu' });
	await post(standIn, '/v1/track', MESSAGE, basic(DEMO_SOURCES.eu.writeKey));
	await post(standIn, '/v1/track', MESSAGE, basic(DEMO_SOURCES.us.writeKey));

	expect(standIn.counts).toMatchObject({ accepted: 1, byCode: { wrong_region: 1 } });
});

test('reset forgets messages, ids, faults and changed settings', async () => {
	const standIn = await start({ writeKeys: [WRITE_KEY] });
	standIn.settings.suppressedUserIds = ['u-1'];
	standIn.faults.add({ status: 500 });
	await post(standIn, '/v1/track', { ...MESSAGE, messageId: 'm-1' });
	standIn.reset();
	await post(standIn, '/v1/track', { ...MESSAGE, messageId: 'm-1' });

	expect(standIn.received).toMatchObject([{ number: 1, request: 1 }]);
	expect(standIn.requests).toMatchObject([{ attempt: 1, status: 200 }]);
	expect(standIn.counts).toMatchObject({ requests: 1, accepted: 1, duplicates: 0 });
});

test('100,000 messages are counted exactly when nothing is kept', async () => {
	const standIn = await start({ writeKeys: [WRITE_KEY], keep: 0 });
	for (let request = 0; request < 40; request++) {
		const batch = Array.from({ length: 2_500 }, (_, i) => ({
			type: 'track',
			...MESSAGE,
			messageId: `m-${request}-${i}`,
		}));
		await post(standIn, '/v1/batch', { batch });
	}

	expect(standIn.counts).toMatchObject({ requests: 40, accepted: 100_000, duplicates: 0 });
	expect(standIn.deliveries('m-39-2499')).toBe(1);
	expect(standIn.received).toEqual([]);
	expect(standIn.requests).toEqual([]);
}, 30_000);

test('keeps the newest messages and requests only', async () => {
	const standIn = await start({ writeKeys: [WRITE_KEY], keep: 3 });
	for (let i = 1; i <= 5; i++) await post(standIn, '/v1/track', { ...MESSAGE, userId: `u-${i}` });

	expect(standIn.received.map(({ message }) => message.userId)).toEqual(['u-3', 'u-4', 'u-5']);
	expect(standIn.requests.map(({ number }) => number)).toEqual([3, 4, 5]);
	expect(standIn.counts).toMatchObject({ requests: 5, accepted: 5 });
});
