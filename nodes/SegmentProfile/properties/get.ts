import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

const fields: INodeProperties[] = [
	{
		displayName: 'Include',
		name: 'parts',
		type: 'multiOptions',
		options: [
			{
				name: 'Audiences',
				value: 'audiences',
				description: 'Whether the profile is in each audience',
			},
			{
				name: 'Computed Traits',
				value: 'computedTraits',
				description: 'Traits that Segment calculates from events',
			},
			{
				name: 'Events',
				value: 'events',
				description: 'The newest track events of the last 14 days',
			},
			{
				name: 'External IDs',
				value: 'externalIds',
				description: 'All IDs that identify the profile',
			},
			{
				name: 'Links',
				value: 'links',
				description: 'The accounts of a user, or the users of an account',
			},
			{
				name: 'Metadata',
				value: 'metadata',
				description: 'When and by which source it was created and last updated',
			},
			{
				name: 'Traits',
				value: 'traits',
				description: 'Traits that your sources sent, without audiences and computed traits',
			},
		],
		required: true,
		default: ['audiences', 'computedTraits', 'externalIds', 'metadata', 'traits'],
		description: 'The parts of the profile to fetch. Only these are requested, at the same time.',
	},
	{
		displayName: 'Max Events',
		name: 'eventLimit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { parts: ['events'] } },
		description: 'How many events to fetch at most, the newest first',
	},
];

export const get = updateDisplayOptions(
	{ show: { resource: ['profile'], operation: ['get'] } },
	fields,
);
