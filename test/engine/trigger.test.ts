import { gzipSync } from 'node:zlib';

import { SegmentTriggerApi } from '../../credentials/SegmentTriggerApi.credentials';
import { forgetAll } from '../../nodes/SegmentTrigger/receive/memory';
import { SegmentTrigger } from '../../nodes/SegmentTrigger/SegmentTrigger.node';
import {
	buildRequest,
	deliver,
	payloads,
	sign,
	type DeliveryOptions,
	type Payload,
} from '../stand-in/webhook-sender';
import { startShakyProxy } from '../support/shakyProxy';
import { startWebhook, type Webhook } from '../support/webhook';

const SECRET = 'a shared secret of some length';

let webhook: Webhook;

beforeEach(async () => {
	forgetAll();
	webhook = await startWebhook({
		nodeType: new SegmentTrigger(),
		credentialTypes: [new SegmentTriggerApi()],
		credentials: { segmentTriggerApi: { sharedSecret: SECRET } },
	});
});

afterEach(async () => await webhook.close());

const items = () => webhook.runs.map((run) => run.map(({ json }) => json));

async function send(events: Payload | Payload[], options: Partial<DeliveryOptions> = {}) {
	const all = Array.isArray(events) ? events : [events];
	const { headers, body } = buildRequest(all, {
		mode: Array.isArray(events) ? 'actionsBatch' : 'actions',
		secret: SECRET,
		...options,
	});
	return await post(body, headers);
}

async function post(
	body: string | Buffer<ArrayBuffer>,
	headers: Record<string, string>,
	url = webhook.url,
) {
	const response = await fetch(url, { method: 'POST', headers, body });
	return { status: response.status, body: (await response.json()) as Payload };
}

describe('receiving', () => {
	it('starts with one event', async () => {
		const event = payloads.track();
		expect(await send(event)).toEqual({
			status: 200,
			body: { received: 1, unverified: 0, filtered: 0, duplicates: 0, started: 1 },
		});
		expect(items()).toEqual([[event]]);
	});

	it('starts one run with one item for each event of a batch', async () => {
		const events = Object.values(payloads).map((make) => make());
		expect((await send(events)).body).toMatchObject({ received: 15, started: 15 });
		expect(items()).toEqual([events]);
	});

	it('unwraps the batches of Extensible Webhook', async () => {
		const events = [payloads.track(), payloads.page()];
		await send(events, { mode: 'extensibleBatch' });
		expect(items()).toEqual([events]);
	});

	it('takes a compressed body', async () => {
		const event = payloads.page();
		const { headers, body } = buildRequest([event], { mode: 'actions', secret: SECRET });
		await post(gzipSync(body), { ...headers, 'Content-Encoding': 'gzip' });
		expect(items()).toEqual([[event]]);
	});

	it('confirms an empty batch and starts nothing', async () => {
		const headers = { 'Content-Type': 'application/json', 'X-Signature': sign(SECRET, '[]') };
		expect(await post('[]', headers)).toMatchObject({
			status: 200,
			body: { received: 0, started: 0 },
		});
		expect(items()).toEqual([]);
	});

	it('adds the headers on request, without those that hold secrets', async () => {
		webhook.parameters = { options: { includeHeaders: true } };
		const event = payloads.track();
		const headers = { 'X-Team': 'crm', Authorization: 'Bearer top-secret', Cookie: 'a=secret' };
		await send(event, { headers });
		const [[{ headers: received, ...rest }]] = items();
		expect(rest).toEqual(event);
		expect(received).toMatchObject({ 'x-team': 'crm', 'user-agent': 'Segment (Actions)' });
		expect(JSON.stringify(received)).not.toMatch(/secret|x-signature/i);
	});

	it.each([
		['text/plain', '{}', 415],
		['application/x-www-form-urlencoded', 'type=track', 415],
		['application/json', '', 400],
		['application/json', '{"type":', 400],
		['application/json', '"track"', 400],
		['application/json', '[1]', 400],
	])('answers %s with %j by %d', async (contentType, body, status) => {
		const headers = { 'Content-Type': contentType, 'X-Signature': sign(SECRET, body) };
		const answer = await post(body, headers);
		expect(answer.status).toBe(status);
		expect(answer.body.message).toEqual(expect.any(String));
		expect(items()).toEqual([]);
	});
});

describe('verification', () => {
	it.each([
		['a missing header', {}, /X-Signature is missing/],
		['another secret', { secret: 'not ours' }, /does not fit the body/],
		['a header of the mapping', { headers: { 'X-Signature': 'abc' } }, /does not fit the body/],
	])('refuses %s', async (_what, options, message) => {
		const answer = await send(payloads.track(), { secret: undefined, ...options });
		expect(answer.status).toBe(401);
		expect(answer.body.message).toMatch(message);
		expect(JSON.stringify(answer)).not.toContain(SECRET);
		expect(items()).toEqual([]);
	});

	it('lets anyone in when the user chose so', async () => {
		webhook.parameters = { verifySignature: false };
		webhook.credentials = {};
		expect((await send(payloads.track(), { secret: undefined })).status).toBe(200);
		expect(items()).toHaveLength(1);
	});

	it('answers 503, after which Segment tries again, while the secret is empty', async () => {
		webhook.credentials = { segmentTriggerApi: { sharedSecret: '' } };
		expect((await send(payloads.track(), { secret: '' })).status).toBe(503);
		expect(items()).toEqual([]);
	});

	const batch = () => [payloads.track(), payloads.page(), payloads.identify()];

	it('by default takes all events of a batch whose first one is signed', async () => {
		const events = batch();
		await send(events);
		expect(items()).toEqual([events]);
	});

	it('takes only what is signed when the user wants that', async () => {
		webhook.parameters = { options: { batches: 'verified' } };
		const [first, second] = [batch(), batch()];
		expect((await send(first)).body).toMatchObject({ received: 3, unverified: 2, started: 1 });
		expect((await send(second, { signing: 'wholeBody' })).body).toMatchObject({ started: 3 });
		expect(items()).toEqual([[first[0]], second]);
	});

	it('refuses batches when the user wants that', async () => {
		webhook.parameters = { options: { batches: 'none' } };
		expect((await send(batch())).status).toBe(400);
		expect((await send(payloads.track())).status).toBe(200);
		expect(items()).toHaveLength(1);
	});

	it('starts nothing for a replayed event with forged ones behind it', async () => {
		webhook.parameters = { options: { batches: 'verified' } };
		const event = payloads.track();
		await send(event);
		const forged = { ...payloads.track(), event: 'Forged' };
		const { headers } = buildRequest([event], { mode: 'actions', secret: SECRET });
		const answer = await post(JSON.stringify([event, forged, forged]), headers);
		expect(answer.body).toMatchObject({ received: 3, unverified: 2, duplicates: 1, started: 0 });
		expect(items()).toEqual([[event]]);
	});
});

describe('filters', () => {
	it('confirms what is filtered out, and starts with the rest', async () => {
		webhook.parameters = { events: ['audienceEntered'], filters: { keys: ['vip*'] } };
		const wanted = payloads.audienceEnteredAsIdentify('vips');
		const events = [payloads.track(), payloads.audienceEnteredAsTrack('others'), wanted];
		expect((await send(events)).body).toMatchObject({ filtered: 2, started: 1 });
		expect(await send(payloads.audienceExitedAsTrack('vips'))).toMatchObject({
			status: 200,
			body: { filtered: 1, started: 0 },
		});
		expect(items()).toEqual([[wanted]]);
	});

	it('filters by event name', async () => {
		webhook.parameters = { events: ['track'], filters: { eventNames: ['Order *', ' '] } };
		const wanted = payloads.track();
		await send([{ ...payloads.track(), event: 'Signed Up' }, wanted]);
		expect(items()).toEqual([[wanted]]);
	});
});

describe('duplicates', () => {
	it('drops what was delivered before, alone or in another batch', async () => {
		const [a, b, c] = [payloads.track(), payloads.page(), payloads.delete()];
		await send([a, b, a]);
		await send(a);
		expect((await send([b, c])).body).toMatchObject({ duplicates: 1, started: 1 });
		expect((await send([c, b, a])).body).toMatchObject({ duplicates: 3, started: 0 });
		expect(items()).toEqual([[a, b], [c]]);
	});

	it('knows them after a restart', async () => {
		const event = payloads.track();
		await send(event);
		forgetAll();
		expect((await send(event)).body).toMatchObject({ duplicates: 1, started: 0 });
		expect(items()).toHaveLength(1);
	});

	it('knows those of two requests at the same time, of which one overwrites the other', async () => {
		let release = () => {};
		const together = new Promise<void>((resolve) => (release = resolve));
		let arrived = 0;
		webhook.beforeSave = () => {
			if (++arrived === 2) release();
			return together;
		};
		const [a, b] = [payloads.track(), payloads.page()];
		await Promise.all([send(a), send(b)]);
		webhook.beforeSave = () => {};
		await send(payloads.identify());
		forgetAll();
		expect((await send([a, b])).body).toMatchObject({ duplicates: 2, started: 0 });
	});

	it('lets them pass when the user wants that, and at the test URL', async () => {
		const event = payloads.track();
		const { headers, body } = buildRequest([event], { mode: 'actions', secret: SECRET });
		await post(body, headers, webhook.testUrl);
		await post(body, headers, webhook.testUrl);
		webhook.parameters = { options: { dropDuplicates: false } };
		await send(event);
		await send(event);
		expect(items()).toHaveLength(4);
		expect(webhook.staticData).toEqual({});
	});

	it('keeps no more than the user allows', async () => {
		webhook.parameters = { options: { rememberEvents: 50 } };
		for (let round = 0; round < 3; round++) {
			await send(Array.from({ length: 40 }, () => payloads.track()));
		}
		const saved = Object.values(webhook.staticData.seenEvents as Record<string, string>);
		expect(saved.join('')).toHaveLength(50 * 12);
	});

	it('loses nothing and starts nothing twice when a sender has to try again and again', async () => {
		const proxy = await startShakyProxy(webhook.url);
		const events = Array.from({ length: 300 }, () => payloads.track());
		const report = await deliver(events, {
			url: proxy.url,
			mode: 'actionsBatch',
			secret: SECRET,
			batchSize: 20,
			maxAttempts: 100,
			pause: async () => {},
		});
		await proxy.close();
		expect(report).toMatchObject({ givenUp: [], discarded: [] });
		expect(new Set(report.attempts.map(({ outcome }) => outcome))).toEqual(
			new Set([200, 503, 'network']),
		);
		const started = items().flatMap((run) => run.map(({ messageId }) => messageId));
		expect(started.sort()).toEqual(events.map(({ messageId }) => messageId).sort());
	});
});
