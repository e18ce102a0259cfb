import { createSign, generateKeyPairSync } from 'node:crypto';

import type { AxiosResponse } from 'axios';

import { basic, post, WRITE_KEY } from './client';
import { startStandIn, type StandIn } from './server';

const NOW = Date.parse('2026-01-02T03:04:10.000Z');
const SECONDS = NOW / 1_000;
const HOUR = 3_600_000;
const MESSAGE = { userId: 'u-1', event: 'Song Played' };
const keys = generateKeyPairSync('rsa', {
	modulusLength: 2048,
	privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
	publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const CLAIMS = {
	iss: 'app-1',
	sub: 'app-1',
	aud: 'https://oauth2.segment.io',
	iat: SECONDS - 5,
	exp: SECONDS + 55,
	jti: 'a-unique-id',
};
const HEADER = { alg: 'RS256', typ: 'JWT', kid: 'key-1' };

let standIn: StandIn;
let now = NOW;

beforeAll(async () => {
	standIn = await startStandIn({
		now: () => now,
		writeKeys: [WRITE_KEY, { writeKey: 'enforced', name: 'Enforced', oauthEnforced: true }],
		oauthApps: [{ clientId: 'app-1', keyId: 'key-1', publicKey: keys.publicKey }],
	});
});
beforeEach(() => {
	now = NOW;
	standIn.reset();
});
afterAll(async () => await standIn.close());

function sign(claims: object, header: object = HEADER): string {
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const signed = `${part(header)}.${part(claims)}`;
	return `${signed}.${createSign('RSA-SHA256').update(signed).sign(keys.privateKey, 'base64url')}`;
}

const FORM = {
	grant_type: 'client_credentials',
	client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
	client_assertion: sign(CLAIMS),
	scope: 'tracking_api:write',
};

const askForToken = async (changes: Record<string, string> = {}): Promise<AxiosResponse> =>
	await post(standIn, '/token', new URLSearchParams({ ...FORM, ...changes }).toString(), {
		'Content-Type': 'application/x-www-form-urlencoded',
	});

const track = async (headers: Record<string, string>, writeKey?: string) =>
	await post(standIn, '/v1/track', { ...MESSAGE, writeKey }, headers);

const bearer = (token: unknown) => ({ Authorization: `Bearer ${String(token)}` });

test('a signed assertion gets a token, with which messages are accepted', async () => {
	const { status, data } = await askForToken();

	expect({ status, data }).toEqual({
		status: 200,
		data: {
			access_token: expect.stringMatching(/^.{20,}$/),
			expires_in: 86_400,
			token_type: 'Bearer',
			scope: 'tracking_api:write',
		},
	});
	expect(await track(bearer(data.access_token), WRITE_KEY)).toMatchObject({ status: 200 });
	expect(standIn.requests).toMatchObject([{ authorization: 'bearer', accepted: 1 }]);
});

test('a token needs the write key in the body', async () => {
	const { data } = await askForToken();

	expect(await track(bearer(data.access_token))).toMatchObject({
		status: 400,
		data: { message: 'missing writeKey' },
	});
});

test.each([
	['made up', async () => 'made-up'],
	[
		'of another scope',
		async () => (await askForToken({ scope: 'functions:write' })).data.access_token,
	],
	[
		'expired',
		async () => {
			const { data } = await askForToken();
			now += 25 * HOUR;
			return data.access_token;
		},
	],
])('a token that is %s is refused', async (_name, makeToken) => {
	const token: unknown = await makeToken();

	expect(await track(bearer(token), WRITE_KEY)).toMatchObject({
		status: 401,
		data: { success: false, code: 'unauthorized' },
	});
	expect(standIn.counts).toMatchObject({ accepted: 0, refused: 1 });
});

test('a source that enforces OAuth takes messages with a token only', async () => {
	const { data } = await askForToken();

	expect(await track(basic('enforced:'))).toMatchObject({ status: 401 });
	expect(await track({}, 'enforced')).toMatchObject({ status: 401 });
	expect(await track(bearer(data.access_token), 'enforced')).toMatchObject({ status: 200 });
});

test.each([
	['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
	['another kind of assertion', { client_assertion_type: 'jwt' }, 400, 'invalid_request'],
	['no scope', { scope: '' }, 400, 'invalid_scope'],
	['an unknown scope', { scope: 'tracking_api:read' }, 400, 'invalid_scope'],
	['no assertion', { client_assertion: '' }, 400, 'invalid_request'],
	['an assertion that is no JWT', { client_assertion: 'a.b.c' }, 400, 'invalid_request'],
	[
		'an HMAC signature',
		{ client_assertion: sign(CLAIMS, { ...HEADER, alg: 'HS256' }) },
		400,
		'invalid_request',
	],
	[
		'an unknown application',
		{ client_assertion: sign({ ...CLAIMS, sub: 'app-2' }) },
		401,
		'invalid_client',
	],
	[
		'an unknown key',
		{ client_assertion: sign(CLAIMS, { ...HEADER, kid: 'key-2' }) },
		401,
		'invalid_client',
	],
	[
		'a wrong signature',
		{ client_assertion: sign(CLAIMS).replace(/.{8}$/, 'AAAAAAAA') },
		401,
		'invalid_client',
	],
	['no audience', { client_assertion: sign({ ...CLAIMS, aud: undefined }) }, 401, 'invalid_client'],
	[
		'no unique id',
		{ client_assertion: sign({ ...CLAIMS, jti: undefined }) },
		401,
		'invalid_client',
	],
	[
		'a life of 61 seconds',
		{ client_assertion: sign({ ...CLAIMS, exp: SECONDS + 56 }) },
		401,
		'invalid_client',
	],
	[
		'an assertion of the past',
		{ client_assertion: sign({ ...CLAIMS, iat: SECONDS - 60, exp: SECONDS }) },
		401,
		'invalid_client',
	],
	[
		'an assertion of the future',
		{ client_assertion: sign({ ...CLAIMS, iat: SECONDS + 1 }) },
		401,
		'invalid_client',
	],
] as Array<[string, Record<string, string>, number, string]>)(
	'a token request with %s is refused',
	async (_name, changes, status, error) => {
		const answer = await askForToken(changes);

		expect(answer).toMatchObject({ status, data: { error } });
		expect(answer.data).not.toHaveProperty('access_token');
	},
);
