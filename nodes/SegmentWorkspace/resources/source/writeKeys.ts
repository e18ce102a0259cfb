import { simplify } from '../../fields/common';
import { sourceLocator } from '../../fields/locators';
import type { OperationOption } from '../../fields/resource';
import { getOne, perform } from '../../request/operation';
import { routing } from '../../request/routing';
import { source } from '../../simplify/connections';

export const addWriteKey: OperationOption = {
	name: 'Add Write Key',
	value: 'addWriteKey',
	action: 'Add write key to source',
	description:
		"Create another write key for a source. Turn off 'Simplify' to see the keys in the output.",
	routing: routing('POST', '/sources/{source}/writekey', getOne('source', source)),
	fields: [sourceLocator, simplify],
};

export const removeWriteKey: OperationOption = {
	name: 'Remove Write Key',
	value: 'removeWriteKey',
	action: 'Remove write key from source',
	description: 'Remove a write key from a source. Data sent with this key is lost from then on.',
	routing: routing(
		'DELETE',
		'/sources/{source}/writekey/{writeKey}',
		perform((form) => ({ id: form.requiredId('source'), removed: true })),
	),
	fields: [
		sourceLocator,
		{
			displayName: 'Write Key',
			name: 'writeKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The key that is to stop working',
		},
	],
};
