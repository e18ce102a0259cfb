import { simplify } from '../../fields/common';
import { sourceLocator } from '../../fields/locators';
import type { OperationOption } from '../../fields/resource';
import { schemaFields } from '../../fields/schemaSettings';
import { getAnswer } from '../../request/operation';
import { routing } from '../../request/routing';
import { schemaSettings as bodyOf } from '../../request/schemaSettings';
import { schemaSettings } from '../../simplify/connections';

export const getSchemaSettings: OperationOption = {
	name: 'Get Schema Settings',
	value: 'getSchemaSettings',
	action: 'Get schema settings of source',
	description: 'Retrieve what a source does with events that the tracking plan does not know',
	routing: routing('GET', '/sources/{source}/settings', getAnswer('settings', schemaSettings)),
	fields: [sourceLocator, simplify],
};

export const updateSchemaSettings: OperationOption = {
	name: 'Update Schema Settings',
	value: 'updateSchemaSettings',
	action: 'Update schema settings of source',
	description: 'Change what a source does with events that the tracking plan does not know',
	routing: routing(
		'PATCH',
		'/sources/{source}/settings',
		getAnswer('settings', schemaSettings, (form) => ({
			body: bodyOf(form.collection('schemaFields')),
		})),
	),
	fields: [sourceLocator, schemaFields, simplify],
};
