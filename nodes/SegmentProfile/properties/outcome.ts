import type { INodeProperties } from 'n8n-workflow';

export const outcome: INodeProperties[] = [
	{
		displayName: 'If Not Found',
		name: 'ifNotFound',
		type: 'options',
		options: [
			{
				name: 'Stop With an Error',
				value: 'error',
				description: 'The item fails; the node’s On Error setting decides what follows',
			},
			{
				name: 'Return an Empty Result',
				value: 'emptyResult',
				description: 'The item’s result has “found” set to false, for an If node to branch on',
			},
			{
				name: 'Return No Item',
				value: 'noItem',
				description: 'The item is left out of the output',
			},
		],
		default: 'error',
		displayOptions: { show: { resource: ['profile'] } },
		description: 'What to do when Segment has no such profile',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show: { resource: ['profile'] } },
		options: [
			{
				displayName: 'Lowercase ID',
				name: 'lowercaseId',
				type: 'boolean',
				default: true,
				description:
					'Whether to write the ID and its type in lower case, the only form the Profile API finds. Turn it off if your space tells cases apart.',
			},
			{
				displayName: 'Sort',
				name: 'sort',
				type: 'options',
				options: [
					{ name: 'Newest First', value: 'desc' },
					{ name: 'Oldest First', value: 'asc' },
				],
				default: 'desc',
				displayOptions: { show: { '/operation': ['getEvents'] } },
				description: 'The order of the events',
			},
			{
				displayName: 'Verbose',
				name: 'verbose',
				type: 'boolean',
				default: true,
				displayOptions: { show: { '/operation': ['getExternalIds', 'getMetadata', 'getTraits'] } },
				description:
					'Whether to return details with each value; a trait then has value, source_id and updated_at',
			},
		],
	},
];
