/** What the credentials that sign in with a Segment OAuth app have in common. */
import {
	UserError,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHttpRequestHelper,
	type INodeProperties,
} from 'n8n-workflow';

import { Problem } from '../problem';
import { readChoice, readSecret } from '../read/values';
import { baseUrl } from './hosts';
import { fetchAccessToken, fingerprint, type OAuthApp } from './oauth';

/** What an access token is good for (Segment docs, "OAuth 2.0"). */
export type Scope = 'public_api:read_write' | 'tracking_api:write';

/** Whether a credential signs in with an OAuth app. */
export function usesOAuth({ authType }: ICredentialDataDecryptedObject): boolean {
	return readChoice(authType, "The credential's Authentication", AUTH_TYPES) === 'oauth';
}

const AUTH_TYPES = ['writeKey', 'token', 'oauth'] as const;

/** The fields of the app, shown when `authType` is `oauth`, and hidden ones for its token. */
export function oauthFields(scope: Scope): INodeProperties[] {
	const show = { authType: ['oauth'] };
	return [
		{
			// n8n labels every field of this name so
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			displayOptions: { show },
			description: `The ID of the OAuth app. In Segment, open Settings → Workspace Settings → Access Management → OAuth. The app needs the scope ${scope}.`,
		},
		{
			displayName: 'Key ID',
			name: 'keyId',
			type: 'string',
			required: true,
			default: '',
			displayOptions: { show },
			description: 'The ID that Segment shows next to the public key of the app',
		},
		{
			displayName: 'Private Key',
			name: 'privateKey',
			type: 'string',
			typeOptions: { password: true, rows: 4 },
			required: true,
			default: '',
			placeholder: '-----BEGIN PRIVATE KEY-----',
			displayOptions: { show },
			description: 'RSA key in PEM format, without a passphrase, that belongs to this public key',
		},
		{
			displayName: 'Token Server',
			name: 'oauthServer',
			type: 'string',
			required: true,
			default: 'https://oauth2.segment.io',
			placeholder: 'e.g. https://oauth2.segment.io',
			displayOptions: { show: { ...show, region: ['custom'] } },
			description: 'The address that issues the access tokens',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Issued For',
			name: 'issuedFor',
			type: 'hidden',
			default: '',
		},
	];
}

function oauthApp(credentials: ICredentialDataDecryptedObject, scope: Scope): OAuthApp {
	return {
		server: baseUrl('oauth', credentials),
		clientId: readSecret(credentials.clientId, "The credential's Client ID") ?? '',
		keyId: readSecret(credentials.keyId, "The credential's Key ID") ?? '',
		privateKey: String(credentials.privateKey ?? ''),
		scope,
	};
}

/** @throws UserError, of which n8n keeps the advice, unlike a Problem's */
function readApp(credentials: ICredentialDataDecryptedObject, scope: Scope): OAuthApp {
	try {
		return oauthApp(credentials, scope);
	} catch (error) {
		throw withAdvice(error);
	}
}

const withAdvice = (error: unknown) =>
	error instanceof Problem ? new UserError(error.message, { description: error.advice }) : error;

/**
 * The access token to send. One that was issued for another OAuth app, because the credential was
 * edited since, is not used: Segment answers 401 to the empty one and n8n fetches its own.
 *
 * @throws UserError that says what is wrong with the app
 */
export function issuedToken(credentials: ICredentialDataDecryptedObject, scope: Scope): string {
	const own = credentials.issuedFor === fingerprint(readApp(credentials, scope));
	return own ? String(credentials.accessToken ?? '') : '';
}

/**
 * A fresh token, for n8n to keep in the credential: asked for when there is none yet, and after a 401.
 *
 * @param server the address that issues it, where the credential's Region does not tell
 * @throws UserError as `fetchAccessToken`
 */
export async function freshToken(
	http: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
	scope: Scope,
	server?: string,
): Promise<IDataObject> {
	if (!usesOAuth(credentials)) return {};
	const app = readApp(credentials, scope);
	const accessToken = await fetchAccessToken(http, { ...app, server: server ?? app.server });
	return { accessToken, issuedFor: fingerprint(app) };
}
