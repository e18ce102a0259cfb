import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { readSecret } from '../nodes/shared/read/values';
import { baseUrl, PUBLIC_API_BASE_URL } from '../nodes/shared/send/hosts';
import { fetchAccessToken, fingerprint, type OAuthApp } from '../nodes/shared/send/oauth';

function oauthApp(credentials: ICredentialDataDecryptedObject): OAuthApp {
	return {
		server: baseUrl('oauth', credentials),
		clientId: readSecret(credentials.clientId, "The credential's OAuth App ID") ?? '',
		keyId: readSecret(credentials.keyId, "The credential's Key ID") ?? '',
		privateKey: String(credentials.privateKey ?? ''),
		scope: 'public_api:read_write',
	};
}

/**
 * The token to send. One that was issued for another OAuth app, because the credential was edited
 * since, is not used: Segment answers 401 to the empty one and n8n fetches its own.
 */
function bearerToken(credentials: ICredentialDataDecryptedObject): string {
	if (credentials.authType !== 'oauth') {
		return readSecret(credentials.token, "The credential's Token") ?? '';
	}
	const own = credentials.issuedFor === fingerprint(oauthApp(credentials));
	return own ? String(credentials.accessToken ?? '') : '';
}

export class SegmentPublicApi implements ICredentialType {
	name = 'segmentPublicApi';

	displayName = 'Segment Public API';

	icon: Icon = {
		light: 'file:../nodes/SegmentWorkspace/segmentWorkspace.svg',
		dark: 'file:../nodes/SegmentWorkspace/segmentWorkspace.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-segment/n8n-nodes-segment/blob/main/docs/workspace.md#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				{
					name: 'US (Oregon)',
					value: 'us',
					description: 'Workspaces whose data is stored in the United States',
				},
				{
					name: 'EU (Dublin)',
					value: 'eu',
					description: 'Workspaces whose data is stored in the European Union',
				},
				{
					name: 'Custom Host',
					value: 'custom',
					description: 'A proxy of your own that forwards to Segment',
				},
			],
			default: 'us',
			description: 'Where your Segment workspace lives',
		},
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://segment-api.example.com',
			displayOptions: { show: { region: ['custom'] } },
			description: 'The address that takes the place of https://api.segmentapis.com',
		},
		{
			displayName: 'Authenticate With',
			name: 'authType',
			type: 'options',
			options: [
				{
					name: 'Public API Token',
					value: 'token',
					description: 'The simplest way: one token, made by a Workspace Owner',
				},
				{
					name: 'OAuth App',
					value: 'oauth',
					description: 'Short-lived tokens, fetched with a private key that never leaves n8n',
				},
			],
			default: 'token',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: { show: { authType: ['token'] } },
			description:
				'In Segment, open Settings → Workspace Settings → Access Management → Tokens and create a Public API token. Workspace Owner rights are needed to manage people.',
		},
		{
			displayName: 'OAuth App ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			displayOptions: { show: { authType: ['oauth'] } },
			description:
				'In Segment, open Settings → Workspace Settings → Access Management → OAuth. The app needs the scope public_api:read_write.',
		},
		{
			displayName: 'Key ID',
			name: 'keyId',
			type: 'string',
			required: true,
			default: '',
			displayOptions: { show: { authType: ['oauth'] } },
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
			displayOptions: { show: { authType: ['oauth'] } },
			description: 'RSA key in PEM format, without a passphrase, that belongs to this public key',
		},
		{
			displayName: 'Token Server',
			name: 'oauthServer',
			type: 'string',
			required: true,
			default: 'https://oauth2.segment.io',
			placeholder: 'e.g. https://oauth2.segment.io',
			displayOptions: { show: { authType: ['oauth'], region: ['custom'] } },
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

	/** n8n calls this when there is no access token yet, and again after a 401. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		if (credentials.authType !== 'oauth') return {};
		const app = oauthApp(credentials);
		return { accessToken: await fetchAccessToken(this, app), issuedFor: fingerprint(app) };
	}

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => ({
		...requestOptions,
		headers: { ...requestOptions.headers, Authorization: `Bearer ${bearerToken(credentials)}` },
	});

	test: ICredentialTestRequest = {
		request: {
			baseURL: PUBLIC_API_BASE_URL,
			url: '/',
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Segment does not know this token. Check that it is a Public API token, that it was copied whole and that Region is the one of your workspace. A new one is made under Settings → Workspace Settings → Access Management → Tokens.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'Segment knows this token, but it has no access to the workspace.',
				},
			},
		],
	};
}
