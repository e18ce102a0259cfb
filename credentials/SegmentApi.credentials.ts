import type {
	IAuthenticate,
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

import { readSecret } from '../nodes/shared/read/values';
import { baseUrlExpression, trimmedInExpression } from '../nodes/shared/send/hosts';
import {
	freshToken,
	issuedToken,
	oauthFields,
	usesOAuth,
} from '../nodes/shared/send/oauthCredential';

const SCOPE = 'tracking_api:write';

const UNCONFIRMED =
	'The write key could not be confirmed: Segment knows no source with it. Compare it with Connections → Sources → your source → Settings → API Keys. A source made minutes ago may not be known yet.';

export class SegmentApi implements ICredentialType {
	name = 'segmentApi';

	displayName = 'Segment API';

	icon: Icon = {
		light: 'file:../nodes/Segment/segment.svg',
		dark: 'file:../nodes/Segment/segment.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-segment/n8n-nodes-segment/blob/main/README.md#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Write Key',
			name: 'writekey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'In Segment, open Connections → Sources, choose your source and copy the key from Settings → API Keys',
		},
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
					description: 'A custom domain or a proxy of your own that forwards to Segment',
				},
			],
			default: 'us',
			description: 'Where your Segment workspace lives. Data sent to the other region is lost.',
		},
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://events.example.com',
			displayOptions: { show: { region: ['custom'] } },
			description:
				'The address that takes the place of https://api.segment.io, beginning with https:// or http://',
		},
		{
			displayName: 'Authentication',
			name: 'authType',
			type: 'options',
			options: [
				{
					name: 'Write Key',
					value: 'writeKey',
					description: 'What all sources take unless they enforce OAuth',
				},
				{
					name: 'Write Key with an OAuth App',
					value: 'oauth',
					description:
						'For a source that enforces OAuth: short-lived tokens, fetched with a private key that never leaves n8n',
				},
			],
			default: 'writeKey',
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

	/**
	 * A function, since n8n would evaluate an expression for every request. With an OAuth app the write
	 * key travels in the body, as Segment's own SDK has it (@segment/analytics-node, `publisher.ts`).
	 */
	authenticate: IAuthenticate = async (credentials, request) => {
		if (usesOAuth(credentials)) {
			const Authorization = `Bearer ${issuedToken(credentials, SCOPE)}`;
			return { ...request, headers: { ...request.headers, Authorization } };
		}
		const username = readSecret(credentials.writekey, "The credential's Write Key") ?? '';
		return { ...request, auth: { username, password: '' } };
	};

	/**
	 * Segment's event addresses answer 200 to any key, so this asks the one that knows: the settings
	 * that Segment's CDN keeps for each source, US and EU. It creates no event. A host of the user's
	 * own forwards only events, so there any answer will do.
	 */
	test: ICredentialTestRequest = {
		request: {
			baseURL: baseUrlExpression('settings'),
			url: `=/v1/projects/{{ encodeURIComponent(${trimmedInExpression('writekey')}) }}/settings`,
			ignoreHttpStatusErrors: "={{ $credentials.region === 'custom' }}" as unknown as boolean,
		},
		rules: [400, 401, 403, 404].map((value) => ({
			type: 'responseCode',
			properties: { value, message: UNCONFIRMED },
		})),
	};
}
