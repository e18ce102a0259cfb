import type { INodeProperties } from 'n8n-workflow';

/** The names are the Profile API's own. */
export const filters: INodeProperties[] = [
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		displayOptions: { show: { resource: ['profile'], operation: ['getEvents'] } },
		options: [
			{
				displayName: 'End',
				name: 'end',
				type: 'dateTime',
				default: '',
				description: 'Return only events before this time. Without a zone, the workflow’s applies.',
			},
			{
				displayName: 'Exclude Events',
				name: 'exclude',
				type: 'string',
				default: '',
				placeholder: 'e.g. Page Viewed, Experiment Viewed',
				description: 'Comma-separated list of event names to leave out',
			},
			{
				displayName: 'Include Events',
				name: 'include',
				type: 'string',
				default: '',
				placeholder: 'e.g. Order Completed, Signed Up',
				description: 'Comma-separated list of event names; all others are left out',
			},
			{
				displayName: 'Start',
				name: 'start',
				type: 'dateTime',
				default: '',
				description:
					'Return only events after this time; Segment keeps 14 days. Without a zone, the workflow’s applies.',
			},
		],
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		displayOptions: { show: { resource: ['profile'], operation: ['getExternalIds'] } },
		options: [
			{
				displayName: 'Include ID Types',
				name: 'include',
				type: 'string',
				default: '',
				placeholder: 'e.g. user_id, anonymous_id',
				description: 'Comma-separated list of ID types; all others are left out',
			},
		],
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		displayOptions: { show: { resource: ['profile'], operation: ['getTraits'] } },
		options: [
			{
				displayName: 'Class',
				name: 'class',
				type: 'options',
				options: [
					{ name: 'Audiences', value: 'audience' },
					{ name: 'Computed Traits', value: 'computed_trait' },
				],
				default: 'audience',
				description: 'Return only this kind of traits',
			},
			{
				displayName: 'Include Traits',
				name: 'include',
				type: 'string',
				default: '',
				placeholder: 'e.g. first_name, plan',
				description: 'Comma-separated list of trait names; all others are left out',
			},
		],
	},
];
