/** Sending to a source that enforces OAuth. The stand-in and Segment's own SDK are the judges. */
import { generateKeyPairSync } from 'node:crypto';

import { Analytics } from '@segment/analytics-node';
import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import { SegmentApi } from '../../../credentials/SegmentApi.credentials';
import { Segment } from '../../../nodes/Segment/Segment.node';
import { LIBRARY } from '../../../nodes/Segment/message/library';
import { clock } from '../../../nodes/shared/clock';
import { startStandIn, type StandIn } from '../../stand-in/server';
import { useFastClock } from '../../support/clock';
import { runNode, type NodeRunOptions } from '../../support/engine';
import nock from '../../support/nock';
import { eventItems, MAP_FIELDS, TRACK } from '../../support/runSegment';

const WRITE_KEY = 'enforced';
const keys = generateKeyPairSync('rsa', {
	modulusLength: 2048,
	privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
	publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const APP = { clientId: 'app-1', keyId: 'key-1' };

let standIn: StandIn;

beforeAll(async () => {
	nock.enableNetConnect();
	standIn = await startStandIn({
		now: () => clock.now(),
		writeKeys: [{ writeKey: WRITE_KEY, name: 'Enforced', oauthEnforced: true }],
		oauthApps: [{ ...APP, publicKey: keys.publicKey }],
	});
});
beforeEach(() => standIn.reset());
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await standIn.close());

const oauth = (more: ICredentialDataDecryptedObject = {}): ICredentialDataDecryptedObject => ({
	writekey: WRITE_KEY,
	region: 'custom',
	host: standIn.url,
	authType: 'oauth',
	...APP,
	privateKey: keys.privateKey,
	oauthServer: standIn.url,
	...more,
});

const send = async (
	credential: ICredentialDataDecryptedObject,
	parameters: INodeParameters = TRACK,
	options: Partial<NodeRunOptions> = {},
) =>
	await runNode({
		nodeType: new Segment(),
		credentialTypes: [new SegmentApi()],
		credentials: { segmentApi: credential },
		parameters,
		items: eventItems(1),
		...options,
	});

it('carries a token in the header and the write key in the body', async () => {
	const { json, error } = await send(oauth());
	expect(error).toBeUndefined();
	expect(json).toMatchObject([{ success: true, attempts: 1 }]);
	const [{ headers, body }] = standIn.requests;
	expect(headers.authorization).toMatch(/^Bearer .{20,}$/);
	expect(body).toEqual({
		type: 'track',
		userId: 'user-0',
		event: 'Order Completed',
		context: { library: LIBRARY },
		messageId: expect.any(String) as string,
		writeKey: WRITE_KEY,
		sentAt: expect.any(String) as string,
	});
	expect(standIn.received).toHaveLength(1);
});

it('sends a batch as Segment’s own SDK does', async () => {
	await send(oauth(), MAP_FIELDS, { items: eventItems(2) });
	const sdk = new Analytics({
		writeKey: WRITE_KEY,
		host: standIn.url,
		oauthSettings: { ...APP, clientKey: keys.privateKey, authServer: standIn.url },
	});
	sdk.track({ userId: 'user-0', event: 'Order Completed' });
	sdk.track({ userId: 'user-1', event: 'Order Completed' });
	await sdk.closeAndFlush();

	const [ours, theirs] = standIn.requests.map(({ path, authorization, writeKey, body }) => ({
		path,
		authorization,
		writeKey,
		// the SDK repeats the context in each message
		keys: Object.keys(body as object)
			.filter((key) => key !== 'context')
			.sort(),
	}));
	expect(ours).toEqual(theirs);
	expect(ours).toEqual({
		path: '/v1/batch',
		authorization: 'bearer',
		writeKey: WRITE_KEY,
		keys: ['batch', 'sentAt', 'writeKey'],
	});
	expect(standIn.received).toHaveLength(4);
});

/** One request for each item, several at a time. */
const SINGLE: INodeParameters = { ...TRACK, options: { delivery: 'single' } };

it('fetches one token for all requests of a run, and keeps it for the next run', async () => {
	const fetched = jest.spyOn(SegmentApi.prototype, 'preAuthentication');
	const credentials = { segmentApi: oauth() };
	const options = { items: eventItems(12), credentials };
	await send(credentials.segmentApi, SINGLE, options);
	expect(standIn.requests).toHaveLength(12);
	expect(fetched).toHaveBeenCalledTimes(1);
	await send(credentials.segmentApi, SINGLE, { ...options, executionId: '2' });
	expect(fetched).toHaveBeenCalledTimes(1);
	expect(standIn.counts).toMatchObject({ accepted: 24, refused: 0 });
});

it('renews a token that is no longer good, once, and counts nothing twice', async () => {
	const fetched = jest.spyOn(SegmentApi.prototype, 'preAuthentication');
	const credentials = { segmentApi: oauth() };
	await send(credentials.segmentApi, TRACK, { credentials });
	jest.spyOn(clock, 'now').mockImplementation(() => Date.now() + 25 * 3_600_000);
	const { json } = await send(credentials.segmentApi, SINGLE, {
		credentials,
		items: eventItems(12),
		executionId: '2',
	});
	expect(json).toHaveLength(12);
	expect(fetched).toHaveBeenCalledTimes(2);
	expect(standIn.counts).toMatchObject({ accepted: 13, duplicates: 0, refused: 1 });
});

it('says what to do when the source takes no write key alone', async () => {
	const { error } = await send({ writekey: WRITE_KEY, region: 'custom', host: standIn.url });
	expect(error?.message).toBe('Segment did not accept the write key (401)');
	expect(error?.description).toContain(
		"set the credential's Authentication to Write Key with an OAuth App",
	);
	expect(standIn.counts).toMatchObject({ accepted: 0, refused: 1 });
});

it.each([
	['an unknown app', { clientId: 'app-2' }, /refused the OAuth app \(HTTP 401\)/],
	['an app without an ID', { clientId: ' ' }, /Client ID is empty/],
	['a key without an ID', { keyId: '' }, /Key ID is empty/],
	['no private key', { privateKey: '' }, /Private Key is empty/],
	['a token server that is none', { oauthServer: 'tokens' }, /Token Server “tokens” is not a web/],
	['an odd way to sign in', { authType: 'jwt' }, /Authentication is “jwt”/],
])('stops at %s before any message leaves', async (_what, more, problem) => {
	const { error, outputs } = await send(oauth(more), SINGLE, { items: eventItems(12) });
	expect(error?.message).toMatch(problem);
	expect(outputs.flat()).toEqual([]);
	expect(standIn.requests).toEqual([]);
	expect(JSON.stringify([error?.message, error?.description])).not.toContain('PRIVATE KEY-----M');
});

it.each<[string, number, string, Record<string, string>, RegExp, RegExp]>([
	[
		'leads elsewhere',
		307,
		'',
		{ location: 'https://elsewhere.example/token' },
		/gave no access token \(HTTP 307\)/,
		/Region.*proxy/,
	],
	['shows a page', 200, '<html>', {}, /gave no access token \(HTTP 200\)/, /Region.*proxy/],
	[
		'gives a token of two lines',
		200,
		'{"access_token":"a\\r\\nb"}',
		{ 'content-type': 'application/json' },
		/gave no access token/,
		/Region/,
	],
	['has trouble', 501, '', {}, /could not answer \(HTTP 501\)/, /Try again/],
])('stops where the token server %s', async (_what, status, body, headers, problem, advice) => {
	const elsewhere = nock('https://elsewhere.example').post('/token').reply(200, {});
	nock('https://oauth2.segment.io').post('/token').reply(status, body, headers);
	const { error } = await send(oauth({ region: 'us' }));
	expect(error?.message).toMatch(problem);
	expect(error?.description).toMatch(advice);
	expect(elsewhere.isDone()).toBe(false);
	nock.cleanAll();
});

it('repeats nothing secret that the token server says', async () => {
	const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhcHAtMSJ9.c2lnbmF0dXJl';
	nock('https://oauth2.segment.io')
		.post('/token')
		.times(2)
		.reply(401, { error: 'invalid_client', error_description: `assertion ${jwt} is too old` });
	const { error } = await send(oauth({ region: 'us' }));
	expect(error?.description).toContain('Segment says: invalid_client: assertion eyJ… is too old');
	nock.cleanAll();
});

it('says what to do about an ID with white space inside', async () => {
	const { error } = await send(oauth({ clientId: 'app 1' }));
	expect(error?.message).toContain('Client ID has white space inside');
	expect(error?.description).toContain('Paste it once more');
});

it.each([
	['a short wait', 2, [2_000]],
	['a wait that only who sends can be cancelled in', 120, [120_000]],
])('honours the rate limit of the token server: %s', async (_what, retryAfter, expected) => {
	const waits = useFastClock();
	standIn.faults.add({ path: '/token', status: 429, retryAfter });
	const { json, error } = await send(oauth());
	expect(waits).toEqual(expected);
	expect(error).toBeUndefined();
	expect(json).toMatchObject([{ success: true }]);
});

it('fetches no token for a Dry Run, whose sizes count the write key', async () => {
	const { json } = await send(oauth(), { ...TRACK, options: { dryRun: true } });
	await send(oauth());
	const [{ bytes }] = standIn.requests;
	expect(json).toMatchObject([{ dryRun: true, request: { bytes } }]);
	expect(standIn.counts).toMatchObject({ requests: 1 });
});

it('counts the write key for the size of a message, which must fit in alone', async () => {
	const sizeOf = async (length: number) => {
		standIn.reset();
		const items = [{ userId: 'u', event: 'E', text: 'x'.repeat(length) }];
		const { error } = await send(oauth(), MAP_FIELDS, { items });
		return error ? 'refused' : standIn.requests[0].bytes;
	};
	const small = (await sizeOf(1)) as number;
	expect(await sizeOf(1 + 32_768 - small)).toBe(32_768);
	expect(await sizeOf(2 + 32_768 - small)).toBe('refused');
});

it.each([
	['us', 'https://api.segment.io', 'https://oauth2.segment.io'],
	['eu', 'https://events.eu1.segmentapis.com', 'https://oauth2.eu1.segmentapis.com'],
])('asks the token server of the region: %s', async (region, host, server) => {
	let form: Record<string, string> = {};
	nock(server)
		.post('/token')
		.reply((_uri, body) => {
			form = Object.fromEntries(new URLSearchParams(String(body)));
			return [200, { access_token: 'tok', expires_in: 86_400 }];
		});
	nock(host, { reqheaders: { authorization: 'Bearer tok' } })
		.post('/v1/track', (body: Record<string, unknown>) => body.writeKey === WRITE_KEY)
		.reply(200, { success: true });
	const { json, error } = await send(oauth({ region }));
	expect(error).toBeUndefined();
	expect(json).toMatchObject([{ success: true }]);
	expect(form).toMatchObject({ grant_type: 'client_credentials', scope: 'tracking_api:write' });
});

it('asks the token server of the region that the write key’s settings name', async () => {
	const fetched: unknown[] = [];
	nock('https://cdn.segment.com')
		.persist()
		.get(`/v1/projects/${WRITE_KEY}/settings`)
		.reply(200, { integrations: { 'Segment.io': { apiHost: 'events.eu1.segmentapis.com/v1' } } });
	nock('https://oauth2.eu1.segmentapis.com')
		.post('/token')
		.reply(() => {
			fetched.push('eu');
			return [200, { access_token: 'tok', expires_in: 86_400 }];
		});
	nock('https://events.eu1.segmentapis.com', { reqheaders: { authorization: 'Bearer tok' } })
		.post('/v1/track')
		.twice()
		.reply(200, { success: true });
	const credentials = { segmentApi: oauth({ region: 'auto' }) };
	for (const executionId of ['1', '2']) {
		const { error } = await send(credentials.segmentApi, TRACK, { credentials, executionId });
		expect(error).toBeUndefined();
	}
	expect(fetched).toEqual(['eu']);
	nock.cleanAll();
});
