/** The test of a Segment API credential, as n8n's "Retry" in the credential's form runs it. */
import { generateKeyPairSync } from 'node:crypto';

import { CredentialTestContext } from 'n8n-core';
import type { ICredentialDataDecryptedObject, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

import { Segment } from '../../../nodes/Segment/Segment.node';
import nock from '../../support/nock';

const KEY = 'a+b/c';
const PATH = '/v1/projects/a%2Bb%2Fc/settings';
const CDN = 'https://cdn.segment.com';
const OWN = 'https://cdp.example.com';
const US_HOST = 'api.segment.io/v1';
const EU_HOST = 'events.eu1.segmentapis.com/v1';
const UNCONFIRMED =
	'The write key could not be confirmed: Segment knows no source with it. Compare it with Connections → Sources → your source → Settings → API Keys. A source made minutes ago may not be known yet.';
const WRONG_US =
	'The write key is of the region EU (Dublin), not US (Oregon), where its data would be lost. Choose EU (Dublin) or Automatic.';

const settings = (apiHost?: string) => ({
	integrations: { 'Segment.io': { apiKey: KEY, ...(apiHost !== undefined && { apiHost }) } },
});

beforeEach(() => {
	if (!nock.isActive()) nock.activate();
	nock.disableNetConnect();
});

afterEach(() => {
	nock.cleanAll();
	nock.restore();
});

/** Tests a credential with n8n-core's own context for that. */
async function test(data: ICredentialDataDecryptedObject) {
	const { credentials = [] } = new Segment().description;
	expect(credentials).toContainEqual(
		expect.objectContaining({ name: 'segmentApi', testedBy: 'testWriteKey' }),
	);
	const context = new CredentialTestContext({} as IWorkflowExecuteAdditionalData);
	return await new Segment().methods.credentialTest.testWriteKey.call(context, {
		id: 'credential-1',
		name: 'Test',
		type: 'segmentApi',
		data: { writekey: KEY, ...data },
	});
}

it.each<[ICredentialDataDecryptedObject, string | undefined, string]>([
	[{ region: 'auto' }, US_HOST, 'It is of the region US (Oregon).'],
	[{ region: 'auto' }, EU_HOST, 'It is of the region EU (Dublin).'],
	[{ region: 'us' }, US_HOST, 'It is of the region US (Oregon).'],
	[{ region: 'eu' }, EU_HOST, 'It is of the region EU (Dublin).'],
	[{ region: 'eu', host: OWN }, EU_HOST, 'It is of the region EU (Dublin).'],
	[{}, US_HOST, 'It is of the region US (Oregon).'],
	[{ region: 'auto' }, undefined, 'Its settings name no region, which is US (Oregon).'],
	[{ region: 'us' }, 'a.example.com/v1', 'Its settings name the host a.example.com.'],
	[{ writekey: `\u00a0 ${KEY} \ufeff` }, US_HOST, 'It is of the region US (Oregon).'],
])('%j whose settings name the host %s is right', async (data, apiHost, words) => {
	const cdn = nock(CDN).get(PATH).reply(200, settings(apiHost));
	expect(await test(data)).toEqual({
		status: 'OK',
		message: `Segment knows the write key. ${words}`,
	});
	expect(cdn.isDone()).toBe(true);
});

it.each<[ICredentialDataDecryptedObject, string, string]>([
	[{ region: 'us' }, EU_HOST, WRONG_US],
	[{}, EU_HOST, WRONG_US],
	[
		{ region: 'eu' },
		US_HOST,
		'The write key is of the region US (Oregon), not EU (Dublin), where its data would be lost. Choose US (Oregon) or Automatic.',
	],
])('%j whose settings name the host %s is the wrong region', async (data, apiHost, message) => {
	nock(CDN).get(PATH).reply(200, settings(apiHost));
	expect(await test(data)).toEqual({ status: 'Error', message });
});

it.each([400, 401, 403, 404])('an unknown key is told by a %d', async (status) => {
	nock(CDN).get(PATH).reply(status, 'Cannot GET settings');
	expect(await test({})).toEqual({ status: 'Error', message: UNCONFIRMED });
});

it.each(['wk 1', 'wk\n1', 'wk\u00a01'])('the key %j is refused', async (writekey) => {
	expect(await test({ writekey })).toEqual({
		status: 'Error',
		message: "The credential's Write Key has white space inside. Paste it once more, in one piece.",
	});
});

it('an empty key is refused', async () => {
	expect(await test({ writekey: ' ' })).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('Write Key is empty') as string,
	});
});

it.each([
	[503, 'unavailable'],
	[200, '<html>Sign in</html>'],
	[302, ''],
])('an answer %d %j that is not Segment’s is not blamed on the key', async (status, body) => {
	nock(CDN).get(PATH).reply(status, body, { location: 'https://example.org' });
	const verdict = await test({});
	expect(verdict.status).toBe('Error');
	expect(verdict.message).toMatch(/^cdn\.segment\.com did not tell whether it knows the key \(/);
});

it('a CDN that cannot be reached says how to do without it, where the region is automatic', async () => {
	const fail = () =>
		nock(CDN)
			.get(PATH)
			.replyWithError(Object.assign(new Error('x'), { code: 'ENOTFOUND' }));
	fail();
	const { message } = await test({ region: 'auto' });
	expect(message).toMatch(/^cdn\.segment\.com: There is no host of this name \(ENOTFOUND\)\. /);
	expect(message).toContain('choose US or EU instead of Automatic');
	fail();
	expect((await test({ region: 'us' })).message).toMatch(/\(ENOTFOUND\)\.$/);
});

describe('a host of the user’s own', () => {
	const own = async (more: ICredentialDataDecryptedObject = {}) =>
		await test({ region: 'custom', host: OWN, ...more });

	it.each([OWN, `${OWN}/`, `${OWN}/v1`, `${OWN}/v1/`, ` ${OWN}/v1 `])(
		'written %j that knows the key says so',
		async (host) => {
			nock(OWN).get(PATH).reply(200, settings(US_HOST));
			expect(await own({ host })).toEqual({
				status: 'OK',
				message: 'cdp.example.com knows the write key.',
			});
		},
	);

	it('that does not know the key is an error', async () => {
		nock(OWN).get(PATH).reply(404, { success: false, message: 'unknown write key' });
		const { status, message } = await own();
		expect(status).toBe('Error');
		expect(message).toMatch(/^cdp\.example\.com does not know the write key/);
	});

	it.each([200, 204, 301, 400, 401, 403, 404, 405, 500])(
		'that only forwards events and answers %d cannot tell',
		async (status) => {
			nock(OWN).get(PATH).reply(status, 'whatever');
			expect(await own()).toEqual({
				status: 'OK',
				message: `cdp.example.com is there, but cannot tell whether it knows the write key (${status}).`,
			});
		},
	);

	it('that repeats an address in which the key itself speaks of a write key cannot tell', async () => {
		const writekey = 'MyWriteKeyMyWriteKeyMyWriteKey12';
		const path = PATH.replace(/projects\/[^/]+/, `projects/${writekey}`);
		nock(OWN).get(path).reply(404, `Cannot GET ${path}`);
		expect(await own({ writekey })).toMatchObject({ status: 'OK' });
	});

	it.each([
		['ENOTFOUND', 'There is no host of this name'],
		['ECONNREFUSED', 'Nothing listens at this address'],
		['ETIMEDOUT', 'There was no answer in time'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'The certificate cannot be trusted'],
	])('that fails with %s is told in words', async (code, words) => {
		nock(OWN)
			.get(PATH)
			.replyWithError(Object.assign(new Error(code), { code }));
		expect(await own()).toEqual({
			status: 'Error',
			message: `cdp.example.com: ${words} (${code}).`,
		});
	});

	it.each(['', 'cdp.example.com', 'not a host'])('%j is refused', async (host) => {
		const { status, message } = await own({ host });
		expect(status).toBe('Error');
		expect(message).toMatch(/^The credential's Host .*Use the form https:/);
	});
});

describe('with an OAuth app', () => {
	const { privateKey } = generateKeyPairSync('rsa', {
		modulusLength: 2048,
		privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
		publicKeyEncoding: { type: 'spki', format: 'pem' },
	});
	const APP = { authType: 'oauth', clientId: 'app-1', keyId: 'key-1', privateKey };
	const EU_TOKENS = 'https://oauth2.eu1.segmentapis.com';

	it.each(['eu', 'auto'])(
		'it fetches a token from the region’s token server: %s',
		async (region) => {
			nock(CDN).persist().get(PATH).reply(200, settings(EU_HOST));
			const server = nock(EU_TOKENS)
				.post('/token', (form: Record<string, string>) => form.scope === 'tracking_api:write')
				.reply(200, { access_token: 'tok', expires_in: 86_400 });
			expect(await test({ ...APP, region })).toMatchObject({ status: 'OK' });
			expect(server.isDone()).toBe(true);
		},
	);

	it.each([
		[{}, /^Segment's token server refused the OAuth app \(HTTP 401\)\. .*invalid_client/],
		[{ privateKey: 'x' }, /^The credential's Private Key is not in PEM format/],
	])('it says what is wrong with %j', async (more, message) => {
		nock(CDN).get(PATH).reply(200, settings(EU_HOST));
		nock(EU_TOKENS).post('/token').reply(401, { error: 'invalid_client' });
		const result = await test({ ...APP, region: 'eu', ...more });
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(message);
	});
});
