import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

/** Traits and properties of the user's own making: as typed rows, or as one JSON object. */
export const customFieldProperties: INodeProperties[] = [
	...updateDisplayOptions({ show: { resource: ['group', 'identify'] } }, [
		{
			displayName: 'Specify Custom Traits',
			name: 'specifyTraits',
			type: 'options',
			options: [
				{ name: 'Using Fields Below', value: 'fields' },
				{ name: 'Using JSON', value: 'json' },
			],
			default: 'fields',
		},
		{
			displayName: 'Custom Traits',
			name: 'customTraits',
			type: 'assignmentCollection',
			default: {},
			description: 'Traits with names of your own. Drag fields here from the input.',
			displayOptions: { show: { specifyTraits: ['fields'] } },
		},
		{
			displayName: 'Custom Traits',
			name: 'customTraitsJson',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "plan": "premium", "seats": 12 }',
			description: 'A JSON object with traits that have names of your own',
			displayOptions: { show: { specifyTraits: ['json'] } },
		},
	]),
	...updateDisplayOptions({ show: { resource: ['track'] } }, [
		{
			displayName: 'Specify Custom Properties',
			name: 'specifyProperties',
			type: 'options',
			options: [
				{ name: 'Using Fields Below', value: 'fields' },
				{ name: 'Using JSON', value: 'json' },
			],
			default: 'fields',
		},
		{
			displayName: 'Custom Properties',
			name: 'customProperties',
			type: 'assignmentCollection',
			default: {},
			description: 'Properties with names of your own. Drag fields here from the input.',
			displayOptions: { show: { specifyProperties: ['fields'] } },
		},
		{
			displayName: 'Custom Properties',
			name: 'customPropertiesJson',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "product": "Basic", "quantity": 2 }',
			description: 'A JSON object with properties that have names of your own',
			displayOptions: { show: { specifyProperties: ['json'] } },
		},
	]),
];
