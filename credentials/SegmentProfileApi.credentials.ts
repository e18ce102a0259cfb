import type {
	IAuthenticate,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { readSecret } from '../nodes/shared/read/values';
import { baseUrlExpression, trimmedInExpression } from '../nodes/shared/send/hosts';

const REJECTED =
	'Segment did not accept the access token: check that Space ID, Access Token and Region belong together. Segment shows the Space ID and generates tokens under Unify → Unify Settings → API Access.';

export class SegmentProfileApi implements ICredentialType {
	name = 'segmentProfileApi';

	displayName = 'Segment Profile API';

	icon: Icon = {
		light: 'file:../nodes/SegmentProfile/segmentProfile.svg',
		dark: 'file:../nodes/SegmentProfile/segmentProfile.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-segment/n8n-nodes-segment/blob/main/docs/profile.md#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Space ID',
			name: 'spaceId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. spa_2mDHHdhYFw8Y4FkGkJ9Zt3',
			description: 'In Segment, open Unify → Unify Settings → API Access; the page shows it',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'In Segment, open Unify → Unify Settings → API Access and generate a token for this space. It is shown once.',
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
					description: 'A proxy of your own that forwards to Segment',
				},
			],
			default: 'us',
			description:
				'Where your Segment workspace lives. Tokens of one region are unknown in the other.',
		},
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://profiles.example.com',
			displayOptions: { show: { region: ['custom'] } },
			description: 'The address that takes the place of https://profiles.segment.com',
		},
	];

	/** A function, since n8n would evaluate an expression for every request. */
	authenticate: IAuthenticate = async (credentials, request) => ({
		...request,
		auth: {
			username: readSecret(credentials.accessToken, "The credential's Access Token") ?? '',
			password: '',
		},
	});

	/**
	 * Asks for a profile that does not exist: a 404 says that token and space are good. n8n 1.x lets
	 * every status through here, so there the body of a refusal tells.
	 */
	test: ICredentialTestRequest = {
		request: {
			baseURL: baseUrlExpression('profile'),
			url: `=/v1/spaces/{{ encodeURIComponent(${trimmedInExpression('spaceId')}) }}/collections/users/profiles/user_id:n8n-credential-test/traits`,
			ignoreHttpStatusErrors: { ignore: true, except: [400, 401, 403, 429, 500, 502, 503, 504] },
		},
		rules: [
			{ type: 'responseCode', properties: { value: 401, message: REJECTED } },
			{ type: 'responseCode', properties: { value: 403, message: REJECTED } },
			{
				type: 'responseSuccessBody',
				properties: { key: 'error.code', value: 'authentication_error', message: REJECTED },
			},
			// n8n reads each rule by its own type; only the declared type of the list keeps them apart
		] as ICredentialTestRequest['rules'],
	};
}
