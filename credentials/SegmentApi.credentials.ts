import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

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
			description: 'The address that takes the place of https://api.segment.io',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { auth: { username: '={{ $credentials.writekey }}', password: '' } },
	};

	test: ICredentialTestRequest = { request: { baseURL: 'https://cdn.segment.com', url: '/' } };
}
