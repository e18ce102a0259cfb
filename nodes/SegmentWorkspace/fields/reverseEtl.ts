import type { INodeProperties } from 'n8n-workflow';

import { maxWait } from './common';
import { locator } from './locators';

export const mappingLocator = locator({
	displayName: 'Mapping',
	name: 'subscriptionId',
	description: 'What delivers the rows of the model to a destination',
	searchListMethod: 'searchModelMappings',
	invitation: 'Select a mapping…',
	example: '3CkQKMtSpMYZTUDKbXFXpT',
});

export const syncLocator = locator({
	displayName: 'Sync',
	name: 'syncId',
	description: 'A sync of the model. Start Sync gives its ID.',
	searchListMethod: 'searchSyncs',
	invitation: 'Select a sync…',
	example: '2bVTDLZbXEZVUTQF7CgQ5B',
});

export const description: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	description: 'What the rows are. A new model without one has its name there.',
};

export const enabled: INodeProperties = {
	displayName: 'Enabled',
	name: 'enabled',
	type: 'boolean',
	default: true,
	description: 'Whether the rows are delivered',
};

export const identifierColumn: INodeProperties = {
	displayName: 'Identifier Column',
	name: 'queryIdentifierColumn',
	type: 'string',
	default: '',
	placeholder: 'e.g. customer_key',
	description: 'The column whose value tells the rows apart',
};

export const name: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Customers',
	description: 'What the model is called in Segment',
};

export const query: INodeProperties = {
	displayName: 'Query',
	name: 'query',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	placeholder: 'e.g. SELECT id, email FROM customers',
	description: 'The SQL that gives the rows',
};

export const waiting: INodeProperties[] = [
	{
		displayName: 'Wait for the End',
		name: 'wait',
		type: 'boolean',
		default: true,
		description: 'Whether to go on only when the sync is finished',
	},
	{ ...maxWait, displayOptions: { show: { wait: [true] } } },
];

export const cancelReason: INodeProperties = {
	displayName: 'Reason',
	name: 'reason',
	type: 'options',
	options: [
		{ name: 'Incorrect Destination', value: 1 },
		{ name: 'Incorrect Keys', value: 2 },
		{ name: 'Incorrect Mapping', value: 3 },
		{ name: 'Incorrect Model', value: 0 },
		{ name: 'Other', value: 4 },
	],
	default: 4,
	description:
		'Why the sync is cancelled. An expression gives the number that Segment knows it by: 0 for Incorrect Model, 1 for Incorrect Destination, 2 for Incorrect Keys, 3 for Incorrect Mapping, 4 for Other.',
};
