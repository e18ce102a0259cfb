import type { INodeProperties } from 'n8n-workflow';

import { EXTERNAL_ID_FIELDS } from './visitor';

/** Which fields of the items hold what is not asked for above; shown in Map Fields. */
export const OTHER_FIELDS: INodeProperties = {
	displayName: 'Other Fields',
	name: 'fieldNames',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description:
		'Which fields hold the rest, where they are not called as Segment calls them: anonymousId, event, groupId, previousId, name, category, timestamp, messageId',
	displayOptions: { show: { mode: ['mapFields'] } },
	options: [
		{
			displayName: 'Anonymous ID Field',
			name: 'anonymousId',
			type: 'string',
			requiresDataPath: 'single',
			default: 'anonymousId',
		},
		{
			displayName: 'Category Field',
			name: 'category',
			type: 'string',
			requiresDataPath: 'single',
			default: 'category',
			description: 'Category of a page or screen',
		},
		{
			displayName: 'Context Field',
			name: 'context',
			type: 'string',
			requiresDataPath: 'single',
			default: 'context',
			description:
				'The field that holds an object with the context of its item. It goes over the Context below.',
		},
		{
			displayName: 'Context From Fields',
			name: 'contextFields',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Context Field',
			default: {},
			description: 'Single fields that belong into the context, such as the IP address of a row',
			options: [
				{
					displayName: 'Field',
					name: 'field',
					values: [
						{
							displayName: 'Field',
							name: 'from',
							type: 'string',
							requiresDataPath: 'single',
							default: '',
							placeholder: 'e.g. utm_source',
							description: 'Name of the item’s field. A dot leads into an object.',
						},
						{
							displayName: 'Send As',
							name: 'to',
							type: 'string',
							default: '',
							placeholder: 'e.g. campaign.source',
							description: 'Place in the context, such as ip, userAgent, locale or campaign.source',
						},
					],
				},
			],
		},
		{
			displayName: 'Event Field',
			name: 'event',
			type: 'string',
			requiresDataPath: 'single',
			default: 'event',
		},
		EXTERNAL_ID_FIELDS,
		{
			displayName: 'Group ID Field',
			name: 'groupId',
			type: 'string',
			requiresDataPath: 'single',
			default: 'groupId',
		},
		{
			displayName: 'Message ID Field',
			name: 'messageId',
			type: 'string',
			requiresDataPath: 'single',
			default: 'messageId',
		},
		{
			displayName: 'Name Field',
			name: 'name',
			type: 'string',
			requiresDataPath: 'single',
			default: 'name',
			description: 'Name of a page or screen',
		},
		{
			displayName: 'Previous ID Field',
			name: 'previousId',
			type: 'string',
			requiresDataPath: 'single',
			default: 'previousId',
		},
		{
			displayName: 'Timestamp Field',
			name: 'timestamp',
			type: 'string',
			requiresDataPath: 'single',
			default: 'timestamp',
			description:
				'ISO 8601 text, a date, or epoch seconds or milliseconds; a time without a zone is in the workflow’s time zone',
		},
	],
};
