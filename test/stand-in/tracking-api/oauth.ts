import { createPublicKey, randomBytes, verify } from 'node:crypto';

import type { Answer } from '../faults';
import { isObject, type JsonObject } from './discard-rules';
import type { TrackingState } from './state';

/** Segment docs, "OAuth 2.0": what a token request must say. */
const GRANT_TYPE = 'client_credentials';
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const SCOPES = ['tracking_api:write', 'functions:write', 'public_api:read_write'];
const MAX_ASSERTION_SECONDS = 60;
const TOKEN_SECONDS = 86_400;

const refused = (status: 400 | 401, error: string, error_description: string): Answer => ({
	status,
	body: { error, error_description },
});

/** Answers a token request: a signed JWT of a registered application against an access token. */
export function issueToken(state: TrackingState, form: JsonObject): Answer {
	if (form.grant_type !== GRANT_TYPE) {
		return refused(400, 'unsupported_grant_type', `grant_type must be ${GRANT_TYPE}`);
	}
	if (form.client_assertion_type !== ASSERTION_TYPE) {
		return refused(400, 'invalid_request', `client_assertion_type must be ${ASSERTION_TYPE}`);
	}
	const scopes = String(form.scope ?? '').split(' ');
	if (!scopes.every((scope) => SCOPES.includes(scope))) {
		return refused(400, 'invalid_scope', `scope must be of ${SCOPES.join(', ')}`);
	}
	const problem = assertionProblem(state, String(form.client_assertion ?? ''));
	if (problem) return problem;
	const token = randomBytes(32).toString('base64url');
	state.tokens.set(token, { scopes, expiresAt: state.settings.now() + TOKEN_SECONDS * 1_000 });
	return {
		status: 200,
		body: {
			access_token: token,
			expires_in: TOKEN_SECONDS,
			token_type: 'Bearer',
			scope: scopes.join(' '),
		},
	};
}

/** Whether the token was issued here for this use and has not expired. */
export function isGoodFor(
	{ tokens, settings }: TrackingState,
	token: string,
	scope: string,
): boolean {
	const issued = tokens.get(token);
	return issued !== undefined && issued.scopes.includes(scope) && issued.expiresAt > settings.now();
}

function assertionProblem({ settings }: TrackingState, jwt: string): Answer | undefined {
	const parts = jwt.split('.');
	const header = decode(parts[0]);
	const claims = decode(parts[1]);
	if (parts.length !== 3 || !header || !claims) {
		return refused(400, 'invalid_request', 'client_assertion must be a JWT');
	}
	if (header.alg !== 'RS256')
		return refused(400, 'invalid_request', 'the JWT must be signed by RS256');
	const app = settings.oauthApps.find(({ clientId }) => clientId === claims.sub);
	if (!app || app.keyId !== header.kid) {
		return refused(401, 'invalid_client', 'no application has this sub and kid');
	}
	const signed = Buffer.from(`${parts[0]}.${parts[1]}`);
	const signature = Buffer.from(parts[2], 'base64url');
	if (!verify('RSA-SHA256', signed, createPublicKey(app.publicKey), signature)) {
		return refused(401, 'invalid_client', 'the signature does not belong to the application');
	}
	const { iss, aud, iat, exp, jti } = claims;
	if (![iss ?? '-', aud, jti].every((claim) => typeof claim === 'string' && claim)) {
		return refused(401, 'invalid_client', 'the JWT needs aud and jti');
	}
	if (typeof iat !== 'number' || typeof exp !== 'number' || exp - iat > MAX_ASSERTION_SECONDS) {
		return refused(401, 'invalid_client', 'the JWT may live 60 seconds at most');
	}
	return exp * 1_000 <= settings.now() || iat * 1_000 > settings.now()
		? refused(401, 'invalid_client', 'the JWT is not valid now')
		: undefined;
}

function decode(part: string | undefined): JsonObject | undefined {
	try {
		const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}
