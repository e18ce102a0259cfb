import type {
	IAuthenticate,
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

import { tokenServer } from '../nodes/Segment/writeKey/tokenServer';
import { readSecret } from '../nodes/shared/read/values';
import { REGION_NAMES } from '../nodes/shared/send/hosts';
import {
	freshToken,
	issuedToken,
	oauthFields,
	usesOAuth,
} from '../nodes/shared/send/oauthCredential';

const SCOPE = 'tracking_api:write';

const REGION: INodeProperties = {
	displayName: 'Region',
	name: 'region',
	type: 'options',
	options: [
		{
			name: 'Automatic',
			value: 'auto',
			description: 'The region that Segment names for the write key, looked up once',
		},
		{
			name: REGION_NAMES.us,
			value: 'us',
			description: 'Workspaces whose data is stored in the United States',
		},
		{
			name: REGION_NAMES.eu,
			value: 'eu',
			description: 'Workspaces whose data is stored in the European Union',
		},
		{
			name: 'Custom Host',
			value: 'custom',
			description: 'A custom domain or a proxy of your own that forwards to Segment',
		},
	],
	default: 'auto',
	description: 'Where your Segment workspace lives. Data sent to the other region is lost.',
};

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
		// eslint-disable-next-line @n8n/community-nodes/credential-unnecessary-password -- its list of secret words lacks "key", and a write key lets anyone send data
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
		// n8n fills what is missing in a saved credential with a default too. Only a new one has no key
		// yet: so it is Automatic, and one of n8n's built-in node, which has no region, stays a US one.
		{ ...REGION, default: 'auto', displayOptions: { show: { writekey: [''] } } },
		{ ...REGION, default: 'us', displayOptions: { hide: { writekey: [''] } } },
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
		if (!usesOAuth(credentials)) return {};
		return await freshToken(this, credentials, SCOPE, await tokenServer(this, credentials));
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

	// Segment's event addresses answer 200 to any key: the Segment node tests it (`testedBy`)
}
