import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { OTHER_FIELDS } from './batchOtherFields';

/**
 * How items become messages in bulk. Everything here is read once for the whole run: an item's own
 * values come from its fields by name.
 */
export const batchProperties: INodeProperties[] = updateDisplayOptions(
	{ show: { resource: ['batch'], operation: ['send'] } },
	[
		{
			displayName: 'Mode',
			name: 'mode',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'Map Fields',
					value: 'mapFields',
					description: 'Say which fields of the items hold the ID, the event and so on',
				},
				{
					name: 'Items Are Messages',
					value: 'itemsAreMessages',
					description:
						'Each item already is a Segment message with type, userId and so on, for example from Segment Trigger or a warehouse',
				},
			],
			default: 'mapFields',
		},
		{
			displayName: 'Keep Message IDs',
			name: 'keepMessageIds',
			type: 'boolean',
			default: true,
			description:
				'Whether messages keep the messageId they bring. Turn off to forward what Segment has already seen: for about 24 hours it drops an ID it knows, in every workspace. Each message then gets a new ID made from the old one, the same on every retry.',
			displayOptions: { show: { mode: ['itemsAreMessages'] } },
		},
		{
			displayName: 'Message Type',
			name: 'messageType',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Alias', value: 'alias' },
				{ name: 'From a Field', value: 'field', description: 'Each item says its own type' },
				{ name: 'Group', value: 'group' },
				{ name: 'Identify', value: 'identify' },
				{ name: 'Page', value: 'page' },
				{ name: 'Screen', value: 'screen' },
				{ name: 'Track', value: 'track' },
			],
			default: 'identify',
			displayOptions: { show: { mode: ['mapFields'] } },
		},
		{
			displayName: 'Type Field',
			name: 'typeField',
			type: 'string',
			requiresDataPath: 'single',
			required: true,
			default: 'type',
			description: 'The field that holds identify, group, track, page, screen or alias',
			displayOptions: { show: { mode: ['mapFields'], messageType: ['field'] } },
		},
		{
			displayName: 'User ID Field',
			name: 'userIdField',
			type: 'string',
			requiresDataPath: 'single',
			default: 'userId',
			placeholder: 'e.g. customer.number',
			description: 'The field that holds the User ID. A dot leads into an object.',
			displayOptions: { show: { mode: ['mapFields'] } },
		},
		{
			displayName: 'Event Name',
			name: 'eventName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Order Completed',
			description: 'The event of all messages. Leave empty when each item has its own.',
			displayOptions: { show: { mode: ['mapFields'], messageType: ['track'] } },
		},
		OTHER_FIELDS,
		{
			displayName: 'Traits or Properties',
			name: 'dataFrom',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'All Other Fields',
					value: 'allOtherFields',
					description: 'Every field that is not used above',
				},
				{
					name: 'Chosen Fields',
					value: 'chosenFields',
					description: 'The fields you list, under other names if you like',
				},
				{
					name: 'One Field That Holds an Object',
					value: 'objectField',
					description: 'One field whose object is taken as it is',
				},
			],
			default: 'allOtherFields',
			description: 'Traits go with identify and group, properties with track, page and screen',
			displayOptions: { show: { mode: ['mapFields'] }, hide: { messageType: ['alias'] } },
		},
		{
			displayName: 'Chosen Fields',
			name: 'chosenFields',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Field',
			default: {},
			displayOptions: {
				show: { mode: ['mapFields'], dataFrom: ['chosenFields'] },
				hide: { messageType: ['alias'] },
			},
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
							placeholder: 'e.g. total_price',
							description: 'Name of the item’s field. A dot leads into an object.',
						},
						{
							displayName: 'Send As',
							name: 'to',
							type: 'string',
							default: '',
							placeholder: 'e.g. revenue',
							description: 'Name of the trait or property, the field’s own name when empty',
						},
					],
				},
			],
		},
		{
			displayName: 'Object Field',
			name: 'objectField',
			type: 'string',
			requiresDataPath: 'single',
			required: true,
			default: 'properties',
			description: 'The field that holds the object with all traits or properties',
			displayOptions: {
				show: { mode: ['mapFields'], dataFrom: ['objectField'] },
				hide: { messageType: ['alias'] },
			},
		},
		{
			displayName: 'Output',
			name: 'output',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'One per Item',
					value: 'items',
					description: 'The outcome of each item, linked to it',
				},
				{
					name: 'Summary',
					value: 'summary',
					description: 'One item with counts, sizes and times of the whole run',
				},
			],
			default: 'items',
		},
	],
);
