import type { INodeProperties } from 'n8n-workflow';

/** What a filter does to the events that meet its condition. */
export const filterActions: INodeProperties = {
	displayName: 'Actions',
	name: 'actions',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Action',
	default: {},
	description: 'What happens to the events that meet the condition',
	options: [
		{
			displayName: 'Action',
			name: 'action',
			values: [
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: [
						{
							name: 'Allow Properties',
							value: 'ALLOW_PROPERTIES',
							description: 'Let only these fields through',
						},
						{ name: 'Drop', value: 'DROP', description: 'Hold the event back' },
						{
							name: 'Drop Properties',
							value: 'DROP_PROPERTIES',
							description: 'Let all but these fields through',
						},
						{ name: 'Sample', value: 'SAMPLE', description: 'Let a share of the events through' },
					],
					default: 'DROP',
					description: 'What to do',
				},
				{
					displayName: 'Fields',
					name: 'fields',
					type: 'json',
					default: '{}',
					displayOptions: { show: { type: ['ALLOW_PROPERTIES', 'DROP_PROPERTIES'] } },
					description:
						'Names of fields by the object that they are in, as a JSON object such as {"properties": {"fields": ["price"]}}',
				},
				{
					displayName: 'Share',
					name: 'percent',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 4 },
					default: 1,
					displayOptions: { show: { type: ['SAMPLE'] } },
					description: 'Share of the events that is let through, from 0 (none) to 1 (all)',
				},
				{
					displayName: 'Keep Together By',
					name: 'path',
					type: 'string',
					default: '',
					displayOptions: { show: { type: ['SAMPLE'] } },
					placeholder: 'e.g. userId',
					description:
						'Field by which events stay together: all or none of one user. If it is empty, chance decides for each event.',
				},
			],
		},
	],
};
