/**
 * Access tokens of a Segment OAuth app (Segment docs, "OAuth 2.0"): the app proves who it is with
 * a short-lived assertion that it signs with its private key.
 */
import { createHash, createPrivateKey, randomUUID, sign, type KeyObject } from 'node:crypto';

import { UserError, type IHttpRequestHelper, type IN8nHttpFullResponse } from 'n8n-workflow';

import { clock } from '../clock';
import { CancelledError } from '../wait';
import { asNetworkFault, faultInWords } from './networkFault';
import { words } from './reply';
import { backoffMs, isRetryableStatus, retryAfterMs } from './retry';

/** Segment accepts assertions that live for a minute at most; five seconds of it lie in the past. */
const ISSUED_AGO_S = 5;
const EXPIRES_IN_S = 55;
/** A clock that is off by more than the assertion allows for. */
const MAX_SKEW_MS = ISSUED_AGO_S * 1_000;
const MAX_RETRIES = 3;
/** No other request leaves while n8n fetches a token, so a longer wait is left to who sends. */
const MAX_WAIT_MS = 10_000;

export interface OAuthApp {
	/** Address of the token server, without a trailing slash. */
	server: string;
	clientId: string;
	keyId: string;
	/** PEM. */
	privateKey: string;
	scope: string;
}

/** What tells two apps apart, without giving anything of the key away. */
export function fingerprint({ server, clientId, keyId, privateKey, scope }: OAuthApp): string {
	return createHash('sha256')
		.update(JSON.stringify([server, clientId, keyId, privateKey, scope]))
		.digest('hex');
}

/** Requests under way, so that items that start together share one token. */
const underWay = new Map<string, Promise<string>>();

/**
 * Fetches an access token.
 *
 * @throws UserError that says what is wrong with the key, the app or the token server; of a rate limit
 *   that lasts it holds the `response`
 */
export async function fetchAccessToken(http: IHttpRequestHelper, app: OAuthApp): Promise<string> {
	const key = fingerprint(app);
	const others = underWay.get(key);
	if (others) return (await others.catch(ofCancelled)) ?? (await fetchAccessToken(http, app));
	const own = requestToken(http, app).finally(() => underWay.delete(key));
	underWay.set(key, own);
	return await own;
}

/** The execution that asked first may be cancelled, and those that waited with it go on. */
function ofCancelled(error: unknown): undefined {
	if (!(error instanceof CancelledError)) throw error;
	return undefined;
}

async function requestToken(http: IHttpRequestHelper, app: OAuthApp): Promise<string> {
	requireName('Client ID', app.clientId);
	requireName('Key ID', app.keyId);
	const key = readPrivateKey(app.privateKey);
	let skewMs = 0;
	for (let retry = 1; ; retry++) {
		const response = await post(http, app, assertion(app, key, clock.now() + skewMs));
		const { statusCode, body, headers } = response;
		const token = (body as { access_token?: unknown } | undefined)?.access_token;
		if (statusCode < 300 && typeof token === 'string' && /^\S+$/.test(token)) return token;

		const skew = Date.parse(String(headers.date)) - clock.now();
		if (
			(statusCode === 400 || statusCode === 401) &&
			skewMs === 0 &&
			Math.abs(skew) > MAX_SKEW_MS
		) {
			skewMs = skew;
			continue;
		}
		const asked = retryAfterMs(headers['retry-after'], clock.now());
		const wait = asked ?? Math.min(backoffMs(retry, clock.random()), MAX_WAIT_MS);
		const mayRepeat = isRetryableStatus(statusCode) && retry <= MAX_RETRIES;
		if (!mayRepeat || wait > MAX_WAIT_MS) throw refused(app, response);
		await clock.pause(wait);
	}
}

async function post(
	http: IHttpRequestHelper,
	app: OAuthApp,
	clientAssertion: string,
): Promise<IN8nHttpFullResponse> {
	try {
		const response: unknown = await http.helpers.httpRequest({
			method: 'POST',
			baseURL: app.server,
			url: '/token',
			body: new URLSearchParams({
				grant_type: 'client_credentials',
				client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
				client_assertion: clientAssertion,
				scope: app.scope,
			}),
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			// the assertion is for this server alone
			disableFollowRedirect: true,
		});
		return response as IN8nHttpFullResponse;
	} catch (error) {
		throw unreachable(app, error);
	}
}

function assertion(app: OAuthApp, key: KeyObject, nowMs: number): string {
	const now = Math.floor(nowMs / 1_000);
	const header = { alg: 'RS256', typ: 'JWT', kid: app.keyId };
	const claims = {
		iss: app.clientId,
		sub: app.clientId,
		aud: app.server,
		iat: now - ISSUED_AGO_S,
		exp: now + EXPIRES_IN_S,
		jti: randomUUID(),
	};
	const content = [header, claims]
		.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
		.join('.');
	return `${content}.${sign('sha256', Buffer.from(content), key).toString('base64url')}`;
}

const PEM = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/;

/**
 * Reads an RSA private key, also one whose line breaks were lost or turned into `\n` on the way
 * through a form or an environment variable.
 *
 * @throws UserError that says what was given instead
 */
export function readPrivateKey(text: string): KeyObject {
	if (text.trim() === '') throw wrongKey('is empty', HOW_TO_GET_A_KEY);
	const pem = PEM.exec(text.replace(/\\n/g, '\n'));
	if (!pem) {
		throw wrongKey(
			'is not in PEM format',
			'Paste the whole file, from -----BEGIN PRIVATE KEY----- to -----END PRIVATE KEY-----',
		);
	}
	const [, label, content] = pem;
	if (label === 'PUBLIC KEY' || label === 'RSA PUBLIC KEY' || label === 'CERTIFICATE') {
		throw wrongKey('is the public half', 'Segment keeps that one: paste the private key here');
	}
	if (label === 'ENCRYPTED PRIVATE KEY' || content.includes('ENCRYPTED')) {
		throw wrongKey(
			'is protected by a passphrase',
			'Remove it first: openssl pkcs8 -topk8 -nocrypt -in encrypted.pem -out private.pem',
		);
	}
	if (label === 'OPENSSH PRIVATE KEY') {
		throw wrongKey('is in the format of OpenSSH', HOW_TO_GET_A_KEY);
	}
	return rsaKey(label, content);
}

function rsaKey(label: string, content: string): KeyObject {
	const lines = content.replace(/\s+/g, '').match(/.{1,64}/g) ?? [];
	const pem = [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
	let key: KeyObject;
	try {
		key = createPrivateKey(pem);
	} catch {
		throw wrongKey('is damaged or incomplete', 'Copy the file again, with all of its lines');
	}
	if (key.asymmetricKeyType !== 'rsa') {
		throw wrongKey(`is of the kind “${key.asymmetricKeyType}”, not RSA`, HOW_TO_GET_A_KEY);
	}
	return key;
}

const HOW_TO_GET_A_KEY =
	'Make a key pair with openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out private.pem and give Segment its public half';

function requireName(label: string, value: string): void {
	if (value !== '') return;
	throw new UserError(`The credential's ${label} is empty`, {
		description:
			'Segment shows it under Settings → Workspace Settings → Access Management → OAuth.',
	});
}

function wrongKey(what: string, whatToDo: string): UserError {
	return new UserError(`The credential's Private Key ${what}`, { description: whatToDo });
}

function refused(app: OAuthApp, { statusCode, headers, body }: IN8nHttpFullResponse): UserError {
	const said = (body ?? {}) as { error?: unknown; error_description?: unknown };
	const reason = [said.error, said.error_description]
		.filter((text) => typeof text === 'string')
		.join(': ');
	const whatToDo =
		statusCode === 400 || statusCode === 401
			? 'Check Client ID and Key ID, that the Private Key belongs to the public key stored for this app, that the app has the scope ' +
				`${app.scope}, and that Region is the one of your workspace`
			: statusCode < 400
				? "Check the credential's Region, or its Token Server, and the proxy that n8n goes through"
				: 'Try again in a few minutes';
	const what =
		statusCode < 400
			? 'gave no access token'
			: statusCode < 500
				? 'refused the OAuth app'
				: 'could not answer';
	const error = new UserError(`Segment's token server ${what} (HTTP ${statusCode})`, {
		description: reason ? `${whatToDo}. Segment says: ${words(reason)}` : whatToDo,
	});
	// as an answer of Segment's: whoever sends knows how to wait for long, and be cancelled meanwhile
	const response = { status: statusCode, headers, data: body ?? {} };
	return statusCode === 429 ? Object.assign(error, { response }) : error;
}

function unreachable(app: OAuthApp, error: unknown): Error {
	if (error instanceof CancelledError) return error;
	const fault = asNetworkFault(error);
	return new UserError(`Segment's token server ${app.server} could not be reached`, {
		description: fault
			? faultInWords(fault.fault)
			: error instanceof Error
				? error.message
				: undefined,
	});
}
