import { generateKeyPairSync } from 'node:crypto';

import { fetchAccessToken, readPrivateKey } from '../../../nodes/shared/send/oauth';
import { freshToken } from '../../../nodes/shared/send/oauthCredential';
import { CancelledError } from '../../../nodes/shared/wait';

const { privateKey: pkcs8, publicKey } = generateKeyPairSync('rsa', {
	modulusLength: 2048,
	publicKeyEncoding: { type: 'spki', format: 'pem' },
	privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const { privateKey: pkcs1 } = generateKeyPairSync('rsa', {
	modulusLength: 2048,
	publicKeyEncoding: { type: 'spki', format: 'pem' },
	privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});
const { privateKey: elliptic } = generateKeyPairSync('ec', {
	namedCurve: 'P-256',
	publicKeyEncoding: { type: 'spki', format: 'pem' },
	privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const { privateKey: locked } = generateKeyPairSync('rsa', {
	modulusLength: 2048,
	publicKeyEncoding: { type: 'spki', format: 'pem' },
	privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' },
});

it.each([
	['PKCS#8', pkcs8],
	['PKCS#1', pkcs1],
	['on one line, as a form makes it', pkcs8.replace(/\n/g, ' ')],
	['with \\n, as an environment variable has it', pkcs8.replace(/\n/g, '\\n')],
	['with blanks around it', `\n  ${pkcs8}\n\n`],
])('reads a key %s', (_, text) => {
	expect(readPrivateKey(text).asymmetricKeyType).toBe('rsa');
});

it.each([
	['nothing', ' ', 'is empty'],
	['something else', 'my key', 'is not in PEM format'],
	['the start of a key', pkcs8.slice(0, 200), 'is not in PEM format'],
	['a public key', publicKey, 'is the public half'],
	['a key with a passphrase', locked, 'is protected by a passphrase'],
	['a key of another kind', elliptic, 'is of the kind “ec”, not RSA'],
	['a damaged key', pkcs8.replace(/\n[A-Za-z0-9+/]{64}\n/, '\n'), 'is damaged or incomplete'],
	[
		'a key of OpenSSH',
		pkcs8.replace(/PRIVATE KEY/g, 'OPENSSH PRIVATE KEY'),
		'is in the format of OpenSSH',
	],
])('says what is wrong with %s', (_, text, problem) => {
	expect(() => readPrivateKey(text)).toThrow(`The credential's Private Key ${problem}`);
});

it('needs no Token Server where a token signs in at a host of its own', async () => {
	const http = { helpers: { httpRequest: jest.fn() } };
	const credential = { token: 'token', region: 'custom', host: 'https://segment.example.com' };
	expect(await freshToken(http, credential, 'public_api:read_write')).toEqual({});
	expect(http.helpers.httpRequest).not.toHaveBeenCalled();
});

it('gives the executions that wait for the token of a cancelled one another, once', async () => {
	const app = {
		server: 'https://tokens.example.com',
		clientId: 'app',
		keyId: 'key',
		privateKey: pkcs8,
		scope: 'tracking_api:write',
	};
	let cancel = () => {};
	const cancelled = jest.fn(
		async () => await new Promise((_, reject) => (cancel = () => reject(new CancelledError()))),
	);
	const httpRequest = jest.fn(async () => ({
		statusCode: 200,
		headers: {},
		body: { access_token: 'token' },
	}));
	const first = fetchAccessToken({ helpers: { httpRequest: cancelled } }, app);
	const others = [1, 2].map(async () => await fetchAccessToken({ helpers: { httpRequest } }, app));
	cancel();
	await expect(first).rejects.toThrow(CancelledError);
	await expect(Promise.all(others)).resolves.toEqual(['token', 'token']);
	expect([cancelled, httpRequest].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
});
