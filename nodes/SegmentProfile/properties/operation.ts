import type { INodeProperties } from 'n8n-workflow';

/** `url` is the last part of the Profile API’s address; the rest is the credential’s and the item’s. */
export const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['profile'] } },
	options: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get profile',
			description: 'Retrieve what Segment knows about a user or account in one step',
		},
		{
			name: 'Get Events',
			value: 'getEvents',
			action: 'Get events of profile',
			description: 'Retrieve the track events of the last 14 days, one item each',
			routing: { request: { url: 'events' } },
		},
		{
			name: 'Get External IDs',
			value: 'getExternalIds',
			action: 'Get external ids of profile',
			description: 'Retrieve all IDs that identify the user or account, one item each',
			routing: { request: { url: 'external_ids' } },
		},
		{
			name: 'Get Links',
			value: 'getLinks',
			action: 'Get links of profile',
			description: 'Retrieve the accounts of a user or the users of an account, one item each',
			routing: { request: { url: 'links' } },
		},
		{
			name: 'Get Metadata',
			value: 'getMetadata',
			action: 'Get metadata of profile',
			description: 'Retrieve when and by which source the profile was created and last updated',
			routing: { request: { url: 'metadata' } },
		},
		{
			name: 'Get Traits',
			value: 'getTraits',
			action: 'Get traits of profile',
			description: 'Retrieve traits, computed traits and audiences, all or chosen ones',
			routing: { request: { url: 'traits' } },
		},
	],
	default: 'get',
};
