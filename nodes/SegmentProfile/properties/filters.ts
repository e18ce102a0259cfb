import type { INodeProperties } from 'n8n-workflow';

/** Each filter goes into the query under the Profile API's own name. */
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
				routing: { send: { type: 'query', property: 'end' } },
				description: 'Return only events before this time. Without a zone, the workflow’s applies.',
			},
			{
				displayName: 'Exclude Events',
				name: 'exclude',
				type: 'string',
				default: '',
				placeholder: 'e.g. Page Viewed, Experiment Viewed',
				routing: { send: { type: 'query', property: 'exclude' } },
				description: 'Comma-separated list of event names to leave out',
			},
			{
				displayName: 'Include Events',
				name: 'include',
				type: 'string',
				default: '',
				placeholder: 'e.g. Order Completed, Signed Up',
				routing: { send: { type: 'query', property: 'include' } },
				description: 'Comma-separated list of event names; all others are left out',
			},
			{
				displayName: 'Start',
				name: 'start',
				type: 'dateTime',
				default: '',
				routing: { send: { type: 'query', property: 'start' } },
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
				routing: { send: { type: 'query', property: 'include' } },
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
				routing: { send: { type: 'query', property: 'class' } },
				description: 'Return only this kind of traits',
			},
			{
				displayName: 'Include Traits',
				name: 'include',
				type: 'string',
				default: '',
				placeholder: 'e.g. first_name, plan',
				routing: { send: { type: 'query', property: 'include' } },
				description: 'Comma-separated list of trait names; all others are left out',
			},
		],
	},
];
