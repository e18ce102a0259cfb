/** How the Segment Public API credential signs in. */
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import nock from '../../support/nock';

import { SegmentWorkspace } from '../../../nodes/SegmentWorkspace/SegmentWorkspace.node';
import { clock } from '../../../nodes/shared/clock';
import { useFastClock } from '../../support/clock';
import { answer, API, id, routedWorkspace, runWorkspace } from '../../support/workspace';

beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
beforeEach(() => void useFastClock());
afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
});

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
	modulusLength: 2048,
	publicKeyEncoding: { type: 'spki', format: 'pem' },
	privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const TOKEN_SERVER = 'https://oauth2.segment.io';
const oauth = (more: ICredentialDataDecryptedObject = {}): ICredentialDataDecryptedObject => ({
	authType: 'oauth',
	clientId: 'app1',
	keyId: 'key1',
	privateKey,
	...more,
});
const GET = { resource: 'user', operation: 'get', user: id('u1') };
const user = { data: { user: { id: 'u1' } } };

function claimsOf(form: string) {
	const assertion = new URLSearchParams(form).get('client_assertion') ?? '';
	const [header, claims, signature] = assertion.split('.');
	const valid = verify(
		'sha256',
		Buffer.from(`${header}.${claims}`),
		createPublicKey(publicKey),
		Buffer.from(signature, 'base64url'),
	);
	const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as object;
	return { header: read(header), claims: read(claims) as { iat: number; exp: number }, valid };
}

/** A token server that gives out `token1`, `token2` ... and keeps what it was sent. */
function tokenServer(server = TOKEN_SERVER) {
	const forms: string[] = [];
	nock(server)
		.persist()
		.post('/token')
		.reply((_, body) => {
			forms.push(String(body));
			return [200, { access_token: `token${forms.length}`, expires_in: 86_400 }];
		});
	return forms;
}

it('sends a token that was pasted with white space as it is meant', async () => {
	nock(API, { reqheaders: { authorization: 'Bearer tok' } })
		.get('/users/u1')
		.reply(200, user);
	const { json } = await runWorkspace(GET, { credential: { token: ' tok\n' } });
	expect(json).toHaveLength(1);
});

it('does not send a token with white space inside', async () => {
	const { error } = await runWorkspace(GET, { credential: { token: 'to ken' } });
	expect(error?.message).toBe("The credential's Token has white space inside");
});

it.each([
	['us', 'https://api.segmentapis.com', TOKEN_SERVER, {}],
	['eu', 'https://eu1.api.segmentapis.com', 'https://oauth2.eu1.segmentapis.com', {}],
	[
		'custom',
		'https://proxy.example.com/segment',
		'https://tokens.example.com',
		{ host: 'https://proxy.example.com/segment/', oauthServer: 'https://tokens.example.com/' },
	],
])('signs in to the servers of the region: %s', async (region, api, server, more) => {
	const forms = tokenServer(server);
	nock(api, { reqheaders: { authorization: 'Bearer token1' } })
		.get('/users/u1')
		.reply(200, user);
	const { json } = await runWorkspace(GET, { credential: oauth({ region, ...more }) });
	expect(json).toHaveLength(1);

	const form = Object.fromEntries(new URLSearchParams(forms[0]));
	expect(form).toEqual({
		grant_type: 'client_credentials',
		client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
		client_assertion: expect.any(String),
		scope: 'public_api:read_write',
	});
	const now = Math.floor(clock.now() / 1_000);
	expect(claimsOf(forms[0])).toEqual({
		valid: true,
		header: { alg: 'RS256', typ: 'JWT', kid: 'key1' },
		claims: {
			iss: 'app1',
			sub: 'app1',
			aud: server,
			iat: now - 5,
			exp: now + 55,
			jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
		},
	});
});

it('keeps the token for all items', async () => {
	const forms = tokenServer();
	nock(API).persist().get('/users/u1').reply(200, user);
	const { json } = await runWorkspace(GET, {
		credential: oauth(),
		items: Array.from({ length: 20 }, () => ({})),
	});
	expect(json).toHaveLength(20);
	expect(forms).toHaveLength(1);
});

it('fetches another token after a 401, once', async () => {
	const forms = tokenServer();
	nock(API, { reqheaders: { authorization: 'Bearer token1' } })
		.get('/users/u1')
		.reply(401, { errors: [{ message: 'expired' }] });
	nock(API, { reqheaders: { authorization: 'Bearer token2' } })
		.get('/users/u1')
		.reply(200, user);
	const { json } = await runWorkspace(GET, { credential: oauth() });
	expect(json).toHaveLength(1);
	expect(forms).toHaveLength(2);
});

it('reports a 401 that stays, in our words', async () => {
	tokenServer();
	nock(API)
		.persist()
		.get('/users/u1')
		.reply(401, { errors: [{ message: 'no such app' }] });
	const { error } = await runWorkspace(GET, { credential: oauth() });
	expect(error?.message).toBe('Segment does not accept the credential for this');
	expect(error?.description).toContain('no such app');
});

it('reports other errors of an OAuth app in our words, too', async () => {
	tokenServer();
	nock(API)
		.persist()
		.get('/users/u1')
		.reply(404, { errors: [{ message: 'gone' }] });
	const { error } = await runWorkspace(GET, { credential: oauth() });
	expect(error?.message).toBe('Segment does not know the user in this workspace');
});

it('does not use a token that was issued for another app', async () => {
	tokenServer();
	const seen: unknown[] = [];
	nock(API)
		.persist()
		.get('/users/u1')
		.reply(function () {
			const { authorization } = this.req.headers;
			seen.push(authorization);
			return authorization === 'Bearer token1' ? [200, user] : [401, { errors: [] }];
		});
	const credential = oauth({ accessToken: 'token-of-another-app', issuedFor: 'another app' });
	const { json } = await runWorkspace(GET, { credential });
	expect(json).toHaveLength(1);
	expect(seen).toEqual(['Bearer', 'Bearer token1']);
});

it('corrects its clock by the one of the token server', async () => {
	const ahead = 3_600_000;
	const date = () => new Date(clock.now() + ahead).toUTCString();
	const forms: string[] = [];
	nock(TOKEN_SERVER)
		.persist()
		.post('/token')
		.reply((_, body) => {
			forms.push(String(body));
			return forms.length === 1
				? [400, { error: 'invalid_client' }, { date: date() }]
				: [200, { access_token: 'token1' }, { date: date() }];
		});
	nock(API).get('/users/u1').reply(200, user);
	const { json } = await runWorkspace(GET, { credential: oauth() });
	expect(json).toHaveLength(1);
	const [wrong, right] = forms.map((form) => claimsOf(form).claims.iat);
	expect(right - wrong).toBeGreaterThanOrEqual(3_599);
	expect(right - wrong).toBeLessThanOrEqual(3_600);
});

it.each([400, 401])('says what may be wrong when the server answers %i', async (status) => {
	const scope = nock(TOKEN_SERVER)
		.post('/token')
		.reply(status, { error: 'invalid_client', error_description: 'unknown key' });
	const { error } = await runWorkspace(GET, { credential: oauth() });
	expect(error?.message).toBe(`Segment's token server refused the OAuth app (HTTP ${status})`);
	expect(error?.description).toMatch(/Key ID.*invalid_client: unknown key/);
	expect(scope.isDone()).toBe(true);
});

it('tries again when the token server is busy', async () => {
	nock(TOKEN_SERVER).post('/token').reply(429, {}, { 'retry-after': '3' });
	tokenServer();
	nock(API).get('/users/u1').reply(200, user);
	expect((await runWorkspace(GET, { credential: oauth() })).json).toHaveLength(1);
});

it('says that the token server cannot be reached', async () => {
	nock.enableNetConnect('127.0.0.1');
	const oauthServer = 'http://127.0.0.1:1';
	const { error } = await runWorkspace(GET, {
		credential: oauth({ region: 'custom', host: API, oauthServer }),
	});
	nock.disableNetConnect();
	expect(error?.message).toBe(`Segment's token server ${oauthServer} could not be reached`);
});

it('shows neither key nor token in an error', async () => {
	tokenServer();
	nock(API).persist().get('/users/u1').reply(403, { errors: [] });
	const { error } = await runWorkspace(GET, { credential: oauth() });
	const told = JSON.stringify({ ...error, cause: undefined });
	expect(told).not.toContain('token1');
	expect(told).not.toContain(privateKey.slice(40, 80));
});

it('says that a custom host is no address', async () => {
	const { error } = await runWorkspace(GET, {
		credential: { token: 't', region: 'custom', host: 'segment' },
	});
	expect(error?.message).toContain("The credential's Host “segment” is not a web address");
});

describe.each([
	['on the canvas', () => new SegmentWorkspace()],
	['by the routing engine', () => routedWorkspace()],
])('restricted to some domains, %s', (_, nodeType) => {
	it.each<ICredentialDataDecryptedObject>([
		{ allowedHttpRequestDomains: 'none' },
		{ allowedHttpRequestDomains: 'domains', allowedDomains: 'example.org' },
		{ allowedHttpRequestDomains: 'domains', allowedDomains: 'proxy.example.com' },
	])('works with %j', async (restriction) => {
		nock('https://proxy.example.com').get('/users/u1').reply(200, user);
		const credential = { token: 't', region: 'custom', host: 'https://proxy.example.com' };
		const { json, error } = await runWorkspace(GET, {
			nodeType: nodeType(),
			credential: { ...credential, ...restriction },
		});
		expect(error).toBeUndefined();
		expect(json).toHaveLength(1);
	});
});

it('is refused with white space inside of its token, before anything is sent', async () => {
	const { error } = await runWorkspace(GET, { credential: { token: 'sgp_1 sgp_2' } });
	expect(error?.message).toBe("The credential's Token has white space inside");
});

it.each<[unknown]>([[''], [' \n'], [null], [undefined]])(
	'asks for nothing with the token %j, and says so',
	async (token) => {
		const requests = answer(user);
		const { error } = await runWorkspace(GET, { credential: { token } as never });
		expect(error?.message).toBe("The credential's Token is empty");
		expect(error?.description).toContain('Fill it in');
		expect(requests).toEqual([]);
	},
);

it('says which regions there are, and takes none for another', async () => {
	const requests = answer(user);
	const { error } = await runWorkspace(GET, { credential: { token: 'tok', region: 'auto' } });
	expect(error?.message).toContain("The credential's Region is “auto”");
	expect(error?.description).toBe('Use one of us, eu, custom.');
	expect(requests).toEqual([]);
});
