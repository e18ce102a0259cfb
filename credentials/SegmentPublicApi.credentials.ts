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
import { PUBLIC_API_BASE_URL } from '../nodes/shared/send/hosts';
import {
	freshToken,
	issuedToken,
	oauthFields,
	usesOAuth,
} from '../nodes/shared/send/oauthCredential';

const SCOPE = 'public_api:read_write';

function bearerToken(credentials: ICredentialDataDecryptedObject): string {
	if (usesOAuth(credentials)) return issuedToken(credentials, SCOPE);
	return readSecret(credentials.token, "The credential's Token") ?? '';
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
			displayName: 'Authentication',
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
		...oauthFields(SCOPE),
	];

	/** n8n calls this when there is no access token yet, and again after a 401. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		return await freshToken(this, credentials, SCOPE);
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
