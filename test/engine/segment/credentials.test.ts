import nock from '../../support/nock';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { SegmentApi } from '../../../credentials/SegmentApi.credentials';
import { MAX_BATCH_MESSAGES } from '../../../nodes/Segment/message/limits';
import { TestCredentials } from '../../support/credentials';
import { testCredential } from '../../support/credentialTest';
import { runCaught, WRITE_KEY } from './support';

const EVENT = { resource: 'track', operation: 'event', userId: 'u-1', event: 'Tested' };
const US = 'https://api.segment.io';
const EU = 'https://events.eu1.segmentapis.com';
const OWN = 'https://cdp.example.com';

describe('in use', () => {
	it.each<[string, ICredentialDataDecryptedObject, string]>([
		['saved by n8n’s built-in node', { writekey: WRITE_KEY }, `${US}/v1/track`],
		['pasted with white space', { writekey: ` ${WRITE_KEY}\n` }, `${US}/v1/track`],
		['for the US', { writekey: WRITE_KEY, region: 'us' }, `${US}/v1/track`],
		['for the EU', { writekey: WRITE_KEY, region: 'eu' }, `${EU}/v1/track`],
		[
			'for the EU with a host left over',
			{ writekey: WRITE_KEY, region: 'eu', host: OWN },
			`${EU}/v1/track`,
		],
		...[OWN, `${OWN}/`, `${OWN}/v1`, `${OWN}/v1/`, ` ${OWN} `].map(
			(host): [string, ICredentialDataDecryptedObject, string] => [
				`with the host ${JSON.stringify(host)}`,
				{ writekey: WRITE_KEY, region: 'custom', host },
				`${OWN}/v1/track`,
			],
		),
		[
			'with a host over http, with a port and a path',
			{ writekey: WRITE_KEY, region: 'custom', host: 'http://127.0.0.1:4010/segment/v1' },
			'http://127.0.0.1:4010/segment/v1/track',
		],
	])('a credential %s sends to its host', async (_what, credential, url) => {
		const { requests, error } = await runCaught(EVENT, { credential, host: new URL(url).origin });
		expect(error).toBeUndefined();
		expect(requests.map((request) => request.url)).toEqual([url]);
		expect(requests[0].headers.authorization).toBe(
			`Basic ${Buffer.from(`${WRITE_KEY}:`).toString('base64')}`,
		);
		expect(requests[0].body).not.toHaveProperty('writeKey');
	});

	it.each([
		['', "The credential's Host is empty"],
		['cdp.example.com', "The credential's Host “cdp.example.com” is not a web address"],
	])('the host %j is refused before anything is sent', async (host, message) => {
		const credential = { writekey: WRITE_KEY, region: 'custom', host };
		const stopped = await runCaught(EVENT, { credential, items: [{}, {}] });
		expect(stopped.requests).toEqual([]);
		expect(stopped.error?.message).toBe(message);
		expect(stopped.error?.description).toBe('Use the form https://events.example.com.');

		const settings = { onError: 'continueRegularOutput' as const };
		const continued = await runCaught(EVENT, { credential, items: [{}, {}], settings });
		expect(continued.requests).toEqual([]);
		expect(continued.json.map(({ error }) => error)).toEqual([message, message]);
	});

	it('is read from n8n’s database once in bulk, however many requests it takes', async () => {
		const getDecrypted = jest.spyOn(TestCredentials.prototype, 'getDecrypted');
		const { requests } = await runCaught(
			{ resource: 'batch', operation: 'send', messageType: 'identify' },
			{ items: Array.from({ length: MAX_BATCH_MESSAGES + 1 }, () => ({ userId: 'u-1' })) },
		);
		const reads = getDecrypted.mock.calls.length;
		getDecrypted.mockRestore();
		expect(requests).toHaveLength(2);
		expect(reads).toBe(1);
	});

	describe.each([
		['us', US],
		['eu', EU],
		['custom', OWN],
	])('restricted to some domains, region %s', (region, host) => {
		it.each<ICredentialDataDecryptedObject>([
			{ allowedHttpRequestDomains: 'all' },
			{ allowedHttpRequestDomains: 'domains', allowedDomains: 'example.org, *.example.net' },
			{ allowedHttpRequestDomains: 'domains', allowedDomains: new URL(host).hostname },
			{ allowedHttpRequestDomains: 'domains', allowedDomains: '' },
			{ allowedHttpRequestDomains: 'none' },
		])('works with %j', async (restriction) => {
			const credential = { writekey: WRITE_KEY, region, host: OWN, ...restriction };
			const { requests, error } = await runCaught(EVENT, { credential, host });
			expect(error).toBeUndefined();
			expect(requests.map(({ url }) => url)).toEqual([`${host}/v1/track`]);
		});

		it.each<ICredentialDataDecryptedObject>([
			{ allowedHttpRequestDomains: 'domains', allowedDomains: 'example.org' },
			{ allowedHttpRequestDomains: 'domains', allowedDomains: '' },
			{ allowedHttpRequestDomains: 'none' },
		])('works in bulk with %j', async (restriction) => {
			const credential = { writekey: WRITE_KEY, region, host: OWN, ...restriction };
			const { requests, error } = await runCaught(
				{ resource: 'batch', operation: 'send', messageType: 'identify' },
				{ credential, host, items: [{ userId: 'u-1' }, { userId: 'u-2' }] },
			);
			expect(error).toBeUndefined();
			expect(requests.map(({ url }) => url)).toEqual([`${host}/v1/batch`]);
		});
	});
});

describe('tested', () => {
	const KEY = 'a+b/c';
	const PATH = '/v1/projects/a%2Bb%2Fc/settings';
	const CDN = 'https://cdn.segment.com';
	const UNCONFIRMED =
		'The write key could not be confirmed: Segment knows no source with it. Compare it with Connections → Sources → your source → Settings → API Keys. A source made minutes ago may not be known yet.';
	const OK = { status: 'OK', message: 'Connection successful!' };

	beforeEach(() => {
		nock.activate();
		nock.disableNetConnect();
	});

	afterEach(() => {
		nock.cleanAll();
		nock.restore();
	});

	const test = async (data: ICredentialDataDecryptedObject) =>
		await testCredential(new SegmentApi(), { writekey: KEY, ...data });

	it.each<ICredentialDataDecryptedObject>([
		{},
		{ region: 'us' },
		{ region: 'eu' },
		{ region: 'eu', host: OWN },
		{ writekey: `${KEY}\n` },
		{ writekey: `\u00a0 ${KEY} \ufeff` },
	])('a right key is confirmed by Segment’s CDN with %j', async (data) => {
		const cdn = nock(CDN).get(PATH).reply(200, { integrations: {} });
		expect(await test(data)).toEqual(OK);
		expect(cdn.isDone()).toBe(true);
	});

	it.each([` ${KEY}\n`, `\u00a0${KEY}\u0085`])('a key may be pasted as %j', async (writekey) => {
		const cdn = nock(CDN).get(PATH).reply(200, { integrations: {} });
		expect(await test({ writekey })).toEqual(OK);
		expect(cdn.isDone()).toBe(true);
	});

	it('a key with white space inside is refused', async () => {
		expect(await test({ writekey: 'a b' })).toEqual({
			status: 'Error',
			message: "The credential's Write Key has white space inside",
		});
	});

	it.each([400, 401, 403, 404])('a wrong key is told by a %d', async (status) => {
		// n8n asks again after a 401
		nock(CDN).persist().get(PATH).reply(status, 'Cannot GET settings');
		expect(await test({})).toEqual({ status: 'Error', message: UNCONFIRMED });
	});

	it.each(['wk 1', 'wk\n1', 'wk\u00a01'])('the key %j is refused', async (writekey) => {
		expect(await test({ writekey })).toEqual({
			status: 'Error',
			message: "The credential's Write Key has white space inside",
		});
	});

	it('trouble at Segment is not blamed on the key', async () => {
		nock(CDN).get(PATH).reply(503, 'unavailable');
		const { status, message } = await test({});
		expect(status).toBe('Error');
		expect(message).not.toContain('write key');
	});

	it.each<ICredentialDataDecryptedObject>([
		{ allowedHttpRequestDomains: 'none' },
		{ allowedHttpRequestDomains: 'domains', allowedDomains: 'example.org' },
	])('a credential restricted to %j can be tested', async (restriction) => {
		nock(CDN).get(PATH).reply(200, {});
		expect(await test(restriction)).toEqual(OK);
	});

	it.each([200, 204, 400, 401, 403, 404, 405, 500])(
		'a host of the user’s own that answers %d is there',
		async (status) => {
			const own = nock(OWN).get(PATH).reply(status, 'whatever');
			expect(await test({ region: 'custom', host: OWN })).toEqual(OK);
			expect(own.isDone()).toBe(true);
		},
	);

	it.each([`${OWN}/`, `${OWN}/v1`, `${OWN}/v1/`, ` ${OWN}/v1 `])(
		'a host of the user’s own may be written %j',
		async (host) => {
			const own = nock(OWN).get(PATH).reply(404);
			expect(await test({ region: 'custom', host })).toEqual(OK);
			expect(own.isDone()).toBe(true);
		},
	);

	it('a host that refuses the connection is told', async () => {
		const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
		nock(OWN).get(PATH).replyWithError(refused);
		const { status, message } = await test({ region: 'custom', host: OWN });
		expect(status).toBe('Error');
		expect(message).toContain('ECONNREFUSED');
		expect(message).not.toContain(KEY);
	});

	it.each(['', 'cdp.example.com', 'not a host'])('the host %j is refused', async (host) => {
		const verdict = await test({ region: 'custom', host });
		expect(verdict).toEqual({ status: 'Error', message: 'Invalid URL' });
	});
});
