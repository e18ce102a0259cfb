import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

import fc from 'fast-check';

import { SegmentTriggerApi } from '../../credentials/SegmentTriggerApi.credentials';
import { forgetAll, remembered } from '../../nodes/SegmentTrigger/receive/memory';
import { SegmentTrigger } from '../../nodes/SegmentTrigger/SegmentTrigger.node';
import { clock } from '../../nodes/shared/clock';
import {
	buildRequest,
	deliver,
	payloads,
	sign,
	type DeliveryOptions,
	type Payload,
} from '../stand-in/webhook-sender';
import { startShakyProxy } from '../support/shakyProxy';
import { TestCredentials } from '../support/credentials';
import { startWebhook, type Webhook } from '../support/webhook';

const SECRET = 'a shared secret of some length';

let webhook: Webhook;

// A test that is given up goes on, and sends to the webhook of the next one
jest.setTimeout(30_000);

beforeEach(async () => {
	forgetAll();
	webhook = await startWebhook({
		nodeType: new SegmentTrigger(),
		credentialTypes: [new SegmentTriggerApi()],
		credentials: { segmentTriggerApi: { sharedSecret: SECRET } },
	});
});

afterEach(async () => {
	jest.restoreAllMocks();
	await webhook.close();
});

const HOUR = 3_600_000;

/** Moves the node's time on. */
function jump(ms: number): void {
	const now = clock.now() + ms;
	jest.spyOn(clock, 'now').mockImplementation(() => now);
}

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
		expect((await send(events)).body).toMatchObject({
			received: events.length,
			started: events.length,
		});
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

	it('adds the headers on request that are known to hold no secret', async () => {
		webhook.parameters = { options: { includeHeaders: true } };
		const event = payloads.track();
		const headers = {
			'X-Request-Id': 'r-1',
			'X-Team': 'secret?',
			'X-Api-Key': 'top-secret',
			'X-Auth-Token': 'top-secret',
			Authorization: 'Bearer top-secret',
			Cookie: 'a=secret',
		};
		await send(event, { headers });
		const [[{ headers: received, ...rest }]] = items();
		expect(rest).toEqual(event);
		expect(received).toMatchObject({ 'x-request-id': 'r-1', 'user-agent': 'Segment (Actions)' });
		expect(JSON.stringify(received)).not.toMatch(/secret|x-signature/i);
	});

	it('takes the good ones of a batch with an empty element, and counts the rest', async () => {
		const event = payloads.track();
		const body = JSON.stringify([event, null]);
		const headers = {
			'Content-Type': 'application/json',
			'X-Signature': sign(SECRET, JSON.stringify(event)),
		};
		expect((await post(body, headers)).body).toEqual({
			received: 2,
			unverified: 0,
			unreadable: 1,
			filtered: 0,
			duplicates: 0,
			started: 1,
		});
		expect(items()).toEqual([[event]]);
	});

	it('verifies Webhook Audiences with extras, alone and in batches', async () => {
		const events = [payloads.audienceEnteredAsTrack(), payloads.audienceExitedAsTrack()];
		const extras = { team: 'crm' };
		await send(events, { mode: 'audiences', extras });
		await send(payloads.audienceEnteredAsIdentify(), { mode: 'audience', extras });
		expect(items().map((run) => run.map(({ team }) => team))).toEqual([['crm', 'crm'], ['crm']]);
	});

	it('answers a batch of forms by 415', async () => {
		const answer = await send([payloads.track(), payloads.page()], { mode: 'formBatch' });
		expect(answer.status).toBe(415);
		expect(items()).toEqual([]);
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

	it.each(['verified', 'none', 'all'])(
		'hands on the event and not what stands around it, with Batches %s',
		async (batches) => {
			webhook.parameters = { options: { batches, dropDuplicates: false } };
			const event = payloads.track();
			const forged = { type: 'delete', userId: 'victim', timestamp: '2026-03-04T10:00:00.000Z' };
			const { headers } = buildRequest([event], { mode: 'actions', secret: SECRET });
			for (const body of [
				[{ json: event, ...forged }],
				[{ ...forged, json: event }],
				[{ json: event, x: 1 }],
				[{ json: [event], ...forged }],
				{ json: event, ...forged },
			]) {
				expect((await post(JSON.stringify(body), headers)).status).toBe(401);
			}
			expect(items()).toEqual([]);
			for (const body of [[{ json: event }], { json: event }]) {
				expect((await post(JSON.stringify(body), headers)).status).toBe(200);
			}
			expect(items()).toEqual([[event], [event]]);
		},
	);

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

describe('the secret of the credential', () => {
	const decrypted = () => jest.spyOn(TestCredentials.prototype, 'getDecrypted');
	const by = (secret: string) => async () => (await send(payloads.track(), { secret })).status;
	const [byOld, byNew, byNobody] = [by(SECRET), by('the new secret'), by('a forgery')];
	const replace = () =>
		(webhook.credentials = { segmentTriggerApi: { sharedSecret: 'the new secret' } });

	it('is decrypted once in half a minute, and not for each event', async () => {
		const reads = decrypted();
		for (let count = 0; count < 5; count++) expect(await byOld()).toBe(200);
		expect(reads).toHaveBeenCalledTimes(1);
		jump(30_000);
		expect(await byOld()).toBe(200);
		expect(reads).toHaveBeenCalledTimes(2);
	});

	it('is read again before a request is refused, so that a new one counts at once', async () => {
		expect(await byOld()).toBe(200);
		replace();
		expect(await byNew()).toBe(200);
		expect(await byOld()).toBe(401);
	});

	it('is taken for half a minute after it was replaced, and no longer', async () => {
		expect(await byOld()).toBe(200);
		replace();
		expect(await byOld()).toBe(200);
		jump(30_000);
		expect(await byOld()).toBe(401);
	});

	it('is never kept from a request that it does not fit', async () => {
		const reads = decrypted();
		for (let count = 0; count < 3; count++) expect(await byNobody()).toBe(401);
		expect(reads).toHaveBeenCalledTimes(3);
	});

	it('is not kept while somebody tries the trigger out', async () => {
		const reads = decrypted();
		const event = payloads.track();
		const { headers, body } = buildRequest([event], { mode: 'actions', secret: SECRET });
		for (let count = 0; count < 3; count++) {
			expect((await post(body, headers, webhook.testUrl)).status).toBe(200);
		}
		expect(reads).toHaveBeenCalledTimes(3);
	});

	it('of one trigger is not that of another', async () => {
		expect(await byOld()).toBe(200);
		webhook.nodeId = 'another node';
		replace();
		expect(await byOld()).toBe(401);
	});
});

describe('forgeries', () => {
	interface Request {
		headers: Record<string, string>;
		body: string;
	}
	const hex = fc.constantFrom(...'0123456789abcdef');
	const signature = (change: (right: string) => string) => (request: Request) => ({
		...request,
		headers: { ...request.headers, 'X-Signature': change(request.headers['X-Signature']) },
	});
	const body = (change: (body: string) => string) => (request: Request) => ({
		...request,
		body: change(request.body),
	});
	/** Ways to change a genuine request; each makes it one that Segment did not send. */
	const attack = fc.oneof(
		fc.constant((request: Request) => ({
			...request,
			headers: { 'Content-Type': 'application/json' },
		})),
		fc
			.string({ minLength: 1 })
			.filter((secret) => secret !== SECRET)
			.map((secret) => (request: Request) => ({
				...request,
				headers: { ...request.headers, 'X-Signature': sign(secret, request.body) },
			})),
		fc.nat(39).map((length) => signature((right) => right.slice(0, length))),
		fc.tuple(fc.nat(39), hex).map(([at, digit]) =>
			signature((right) => {
				const changed = right[at] === digit ? (digit === '0' ? '1' : '0') : digit;
				return right.slice(0, at) + changed + right.slice(at + 1);
			}),
		),
		fc.constantFrom(
			signature((right) => right.toUpperCase().replace(/^[0-9]*$/, 'A')),
			signature((right) => Buffer.from(right, 'hex').toString('base64')),
			signature((right) => `sha1=${right}`),
		),
		fc.nat(400).map((length) => body((text) => text.slice(0, length))),
		fc.uuid().map((id) => body((text) => text.replace(/user-97980cfea0067/, id))),
		fc
			.uuid()
			.map((id) => body((text) => text.replace(/"messageId":"[^"]*"/, `"messageId":"${id}"`))),
		fc.constant(body((text) => `[{"type":"track"},${text.replace(/^\[|\]$/g, '')}]`)),
		fc.constant(body((text) => `{"json":${text},"x":1}`)),
	);
	const genuine = fc.record({
		mode: fc.constantFrom('actions', 'actionsBatch', 'classic', 'extensibleBatch' as const),
		signing: fc.constantFrom('firstElement', 'wholeBody' as const),
		count: fc.integer({ min: 1, max: 3 }),
	});

	it('starts nothing for any of 400 of them', async () => {
		const names = ['track', 'page', 'identify'] as const;
		const outcomes = new Map<number, number>();
		await fc.assert(
			fc.asyncProperty(genuine, attack, async ({ mode, signing, count }, forge) => {
				const events = names.slice(0, count).map((name) => payloads[name]());
				const request = buildRequest(mode === 'actions' ? events.slice(0, 1) : events, {
					mode,
					signing,
					secret: SECRET,
				});
				const forged = forge(request);
				const { status } = await post(forged.body, forged.headers);
				outcomes.set(status, (outcomes.get(status) ?? 0) + 1);
				expect([400, 401]).toContain(status);
				expect(webhook.runs).toEqual([]);
			}),
			{ numRuns: 400 },
		);
		expect(outcomes.get(401)).toBeGreaterThan(300);
	}, 60_000);

	it('starts nothing when genuine requests are repeated, in any order and shape', async () => {
		const events = Array.from({ length: 20 }, () => payloads.track());
		await send(events);
		await fc.assert(
			fc.asyncProperty(
				fc.shuffledSubarray(events, { minLength: 1 }),
				fc.constantFrom('firstElement', 'wholeBody' as const),
				async (some, signing) => {
					expect((await send(some, { signing })).body).toMatchObject({ started: 0 });
				},
			),
			{ numRuns: 100 },
		);
		expect(items()).toEqual([events]);
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

	it('knows them after a restart, as far as they were saved', async () => {
		const event = payloads.track();
		await send(event);
		await send(payloads.page());
		forgetAll();
		expect((await send(event)).body).toMatchObject({ duplicates: 1, started: 0 });
		expect(items()).toHaveLength(2);
	});

	it('takes in what another process has saved', async () => {
		const [a, b] = [payloads.track(), payloads.page()];
		await send(a);
		await send(b);
		forgetAll();
		await send(payloads.identify());
		jump(31_000);
		await send(payloads.identify());
		forgetAll();
		expect((await send([a, b])).body).toMatchObject({ duplicates: 1, started: 1 });
	});

	it('writes static data twice a minute at most, whatever comes', async () => {
		let saved = '{}';
		let writings = 0;
		webhook.beforeSave = () => {
			const now = JSON.stringify(webhook.staticData);
			if (now !== saved) writings++;
			saved = now;
		};
		for (let count = 0; count < 30; count++) await send(payloads.track());
		expect(writings).toBe(1);
		jump(31_000);
		for (let count = 0; count < 30; count++) await send(payloads.track());
		expect(writings).toBe(2);
	});

	it('forgets the triggers that nobody calls any more', async () => {
		await send(payloads.track());
		expect(remembered()).toBe(1);
		jump(26 * HOUR);
		webhook.nodeId = '0b3b8f6e-0000-4000-8000-00000000000f';
		await send(payloads.track());
		expect(remembered()).toBe(1);
	});

	it('lets the same event of another mapping pass on request', async () => {
		const event = payloads.track();
		const other = { ...event, properties: { only: 'this' } };
		await send(event);
		expect((await send(other)).body).toMatchObject({ duplicates: 1 });
		webhook.parameters = { options: { otherMappings: true } };
		for (const [one, started] of [
			[event, 1],
			[other, 1],
			[other, 0],
			[event, 0],
		] as const) {
			expect((await send(one)).body).toMatchObject({ started });
		}
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
			jump(31_000);
		}
		await send(payloads.track());
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

describe('what n8n has not taken', () => {
	const fail = () => {
		throw new Error('SQLITE_BUSY: database is locked');
	};

	it('is answered with an error and starts the workflow the next time', async () => {
		const event = payloads.track();
		webhook.beforeTaking = fail;
		expect((await send(event)).status).toBe(500);
		expect((await send([event, payloads.page()])).status).toBe(500);
		webhook.beforeTaking = () => {};
		expect((await send(event)).body).toMatchObject({ duplicates: 0, started: 1 });
		expect((await send(event)).body).toMatchObject({ duplicates: 1, started: 0 });
		expect(items()).toEqual([[event]]);
	});

	it('does not count as seen after a restart either', async () => {
		const event = payloads.track();
		await send(payloads.page());
		webhook.beforeTaking = fail;
		await send(event);
		webhook.beforeTaking = () => {};
		await send(payloads.page());
		forgetAll();
		expect((await send(event)).body).toMatchObject({ started: 1 });
	});

	/** Holds n8n where it registers a run until it is told how that ends. */
	function hold() {
		let settle = (_isTaken: boolean) => {};
		const fate = new Promise<boolean>((resolve) => (settle = resolve));
		const reached = new Promise<void>((resolve) => {
			webhook.beforeTaking = async () => {
				resolve();
				if (!(await fate)) throw new Error('not taken');
			};
		});
		return { reached, settle };
	}

	it.each([
		[true, 200, { duplicates: 1, started: 0 }],
		[false, 503, { message: expect.stringContaining('did not take') as string }],
	])(
		'a repetition meanwhile is answered with the fate of the first: taken %p',
		async (isTaken, status, body) => {
			const event = payloads.track();
			const { reached, settle } = hold();
			const first = send(event);
			await reached;
			const again = [send(event), send([payloads.page(), event])];
			const early = await Promise.race([...again, delay(50, 'waiting')]);
			expect(early).toBe('waiting');
			webhook.beforeTaking = () => {};
			settle(isTaken);
			expect((await first).status).toBe(isTaken ? 200 : 500);
			const [alone, inBatch] = await Promise.all(again);
			expect(alone).toMatchObject({ status, body });
			expect(inBatch.status).toBe(status);
			if (!isTaken) expect((await send(event)).body).toMatchObject({ started: 1 });
			expect(
				items()
					.flat()
					.filter(({ messageId }) => messageId === event.messageId),
			).toHaveLength(1);
		},
	);

	it('two batches that share events the wrong way round wait for each other once', async () => {
		const [a, b] = [payloads.track(), payloads.page()];
		const { reached, settle } = hold();
		const requests = [send([a, b])];
		await reached;
		requests.push(send([b, a]), send([b]), send([a, payloads.identify()]));
		settle(true);
		const answers = await Promise.all(requests);
		expect(answers.map(({ body }) => body.started)).toEqual([2, 0, 0, 1]);
	});

	it.each([true, false])(
		'is told from what is taken (%p) when Segment has hung up meanwhile',
		async (isTaken) => {
			const event = payloads.track();
			const { reached, settle } = hold();
			const { headers, body } = buildRequest([event], { mode: 'actions', secret: SECRET });
			const hangUp = new AbortController();
			const first = fetch(webhook.url, {
				...{ method: 'POST', headers, body, signal: hangUp.signal },
			});
			await reached;
			hangUp.abort();
			await expect(first).rejects.toThrow();
			const again = send(event);
			await delay(50);
			settle(isTaken);
			expect((await again).status).toBe(isTaken ? 200 : 503);
			webhook.beforeTaking = () => {};
			expect((await send(event)).body).toMatchObject({ started: isTaken ? 0 : 1 });
			expect(items()).toEqual([[event]]);
		},
	);
});

describe('Only When Membership Changed', () => {
	const entered = (more: Payload = {}) => ({ ...payloads.audienceEnteredAsIdentify(), ...more });
	const exited = (more: Payload = {}) => ({ ...payloads.audienceExitedAsIdentify(), ...more });

	beforeEach(() => {
		webhook.parameters = { filters: { changesOnly: true } };
	});

	it('drops what says of a person and a key what was said last', async () => {
		const started = [];
		for (const event of [
			entered(),
			entered(),
			payloads.audienceEnteredAsTrack(),
			exited(),
			exited(),
			entered(),
			entered({ userId: 'somebody else' }),
			payloads.audienceEnteredAsIdentify('another_audience'),
			payloads.accountAudienceEntered(),
			payloads.accountAudienceEntered(),
			payloads.track(),
			payloads.computedTraitAsIdentify(),
		]) {
			started.push((await send(event)).body.started);
		}
		expect(started).toEqual([1, 0, 0, 1, 0, 1, 1, 1, 1, 0, 1, 1]);
	});

	it('follows the order within a batch', async () => {
		const answer = await send([entered(), entered(), exited(), entered()]);
		expect(answer.body).toMatchObject({ filtered: 1, started: 3 });
	});

	it('remembers a change only when n8n has taken it', async () => {
		webhook.beforeTaking = () => {
			throw new Error('not taken');
		};
		await send(entered());
		webhook.beforeTaking = () => {};
		expect((await send(entered())).body).toMatchObject({ started: 1 });
	});

	it('remembers no more than the user allows', async () => {
		webhook.parameters = { filters: { changesOnly: true }, options: { rememberEvents: 2 } };
		for (const userId of ['a', 'b', 'c']) await send(entered({ userId }));
		expect((await send(entered({ userId: 'c' }))).body).toMatchObject({ started: 0 });
		expect((await send(entered({ userId: 'a' }))).body).toMatchObject({ started: 1 });
	});
});
