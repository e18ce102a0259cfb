import type { INodeProperties } from 'n8n-workflow';

import { destinationTypeLocator, locator } from './locators';

export const transformationLocator = locator({
	displayName: 'Transformation',
	name: 'transformation',
	description: 'A transformation of the workspace',
	searchListMethod: 'searchTransformations',
	invitation: 'Select a transformation…',
	example: '2bVTDLZbXEZVUTQF7CgQ5B',
});

export const condition: INodeProperties = {
	displayName: 'Condition',
	name: 'condition',
	type: 'string',
	default: '',
	placeholder: "e.g. type = 'track' AND event = 'Order Completed'",
	description:
		'Which events are transformed, in <a href="https://www.twilio.com/docs/segment/api/public-api/fql" target="_blank">Segment\'s FQL</a>',
};

/** What a transformation can do to an event. */
export const transformationParts: INodeProperties[] = [
	{
		displayName: 'Allowed Properties',
		name: 'allowProperties',
		type: 'string',
		default: '',
		placeholder: 'e.g. properties.total, context.ip',
		description:
			'Paths of the properties that are kept, separated by commas; all others are left out',
	},
	{
		displayName: 'Computed Properties',
		name: 'fqlDefinedProperties',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Property',
		default: {},
		description: 'Properties whose values FQL computes',
		options: [
			{
				displayName: 'Property',
				name: 'property',
				values: [
					{
						displayName: 'Property Name',
						name: 'propertyName',
						type: 'string',
						default: '',
						placeholder: 'e.g. properties.domain',
					},
					{
						displayName: 'FQL',
						name: 'fql',
						type: 'string',
						default: '',
						placeholder: 'e.g. lowercase(properties.domain)',
						description: 'The expression that gives its value',
					},
				],
			},
		],
	},
	{
		...destinationTypeLocator,
		displayName: 'Destination Type',
		description: 'Transforms only what goes to destinations of this type, instead of to all',
		required: undefined,
	},
	{
		displayName: 'Drop',
		name: 'drop',
		type: 'boolean',
		default: true,
		description: 'Whether the events are thrown away',
	},
	{
		displayName: 'Hash: Algorithm',
		name: 'hashAlgorithm',
		type: 'string',
		default: '',
		placeholder: 'e.g. SHA256',
		description: 'How the hashed properties are hashed',
	},
	{
		displayName: 'Hash: Encoding',
		name: 'hashEncoding',
		type: 'options',
		options: [
			{ name: 'Base16', value: 'BASE16' },
			{ name: 'Base64', value: 'BASE64' },
			{ name: 'Base64 URL', value: 'BASE64URL' },
			{ name: 'Hex', value: 'HEX' },
		],
		default: 'HEX',
		description: 'How the hash is written',
	},
	{
		displayName: 'Hash: Key',
		name: 'hashKey',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: 'The secret of a keyed hash (HMAC)',
	},
	{
		displayName: 'Hash: Properties',
		name: 'hashPaths',
		type: 'string',
		default: '',
		placeholder: 'e.g. properties.email',
		description: 'Paths of the properties that are hashed, separated by commas',
	},
	{
		displayName: 'New Event Name',
		name: 'newEventName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Purchase',
		description: 'What the event is called from here on',
	},
	{
		displayName: 'New Values',
		name: 'propertyValueTransformations',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Value',
		default: {},
		description: 'Values that replace those of the events',
		options: [
			{
				displayName: 'Value',
				name: 'change',
				values: [
					{
						displayName: 'Properties',
						name: 'propertyPaths',
						type: 'string',
						default: '',
						placeholder: 'e.g. properties.currency',
						description: 'Paths of the properties that get the value, separated by commas',
					},
					{
						displayName: 'Value',
						name: 'propertyValue',
						type: 'string',
						default: '',
					},
				],
			},
		],
	},
	{
		displayName: 'Renamed Properties',
		name: 'propertyRenames',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Property',
		default: {},
		description: 'Properties that get another name',
		options: [
			{
				displayName: 'Property',
				name: 'rename',
				values: [
					{
						displayName: 'Old Name',
						name: 'oldName',
						type: 'string',
						default: '',
						placeholder: 'e.g. properties.revenue',
					},
					{
						displayName: 'New Name',
						name: 'newName',
						type: 'string',
						default: '',
						placeholder: 'e.g. properties.value',
					},
				],
			},
		],
	},
];
