import { paging, simplify } from '../../fields/common';
import { warehouseLocator, warehouseTypeLocator } from '../../fields/locators';
import type { OperationOption } from '../../fields/resource';
import { moreSettings, settingsFields } from '../../fields/settings';
import { getMany as getManyOf, getOne, remove as removeOf } from '../../request/operation';
import { changes, present } from '../../request/read';
import { routing } from '../../request/routing';
import { settings } from '../../request/settings';
import * as simple from '../../simplify/warehouses';

export const create: OperationOption = {
	name: 'Create',
	value: 'create',
	action: 'Create warehouse',
	description: "Create a warehouse of a type from Segment's catalog",
	routing: routing(
		'POST',
		'/warehouses',
		getOne('warehouse', simple.warehouse, (form) => {
			const fields = form.collection('additionalFields');
			return {
				body: present({
					metadataId: form.requiredId('warehouseType'),
					name: fields.trimmed('name'),
					enabled: form.flag('enabled'),
					settings: settings(form),
					disconnectAllSources: fields.optionalFlag('disconnectAllSources'),
				}),
			};
		}),
	),
	fields: [
		warehouseTypeLocator,
		settingsFields('warehouseType', 'getWarehouseSettings'),
		{
			displayName: 'Enabled',
			name: 'enabled',
			type: 'boolean',
			default: true,
			description: 'Whether the warehouse is synced from the start',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Disconnect All Sources',
					name: 'disconnectAllSources',
					type: 'boolean',
					default: false,
					description: 'Whether to keep the data of all sources out of the warehouse at first',
				},
				moreSettings,
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					description: 'What the warehouse is called in Segment',
				},
			],
		},
		simplify,
	],
};

export const get: OperationOption = {
	name: 'Get',
	value: 'get',
	action: 'Get warehouse',
	description: 'Retrieve a warehouse and whether it is switched on',
	routing: routing('GET', '/warehouses/{warehouse}', getOne('warehouse', simple.warehouse)),
	fields: [warehouseLocator, simplify],
};

export const getMany: OperationOption = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many warehouses',
	description: 'Retrieve many warehouses of the workspace',
	routing: routing('GET', '/warehouses', getManyOf('warehouses', simple.warehouse)),
	fields: [...paging, simplify],
};

export const remove: OperationOption = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete warehouse',
	description:
		"Delete a warehouse for good from Segment; what is in the customer's own database stays there",
	routing: routing('DELETE', '/warehouses/{warehouse}', removeOf('warehouse')),
	fields: [warehouseLocator],
};

export const update: OperationOption = {
	name: 'Update',
	value: 'update',
	action: 'Update warehouse',
	description: 'Enable, disable or rename a warehouse, or change its settings',
	routing: routing(
		'PATCH',
		'/warehouses/{warehouse}',
		getOne('warehouse', simple.warehouse, (form) => {
			const fields = form.collection('updateFields');
			const body = changes({
				name: fields.trimmed('name'),
				enabled: fields.optionalFlag('enabled'),
				settings: fields.object('settings'),
			});
			// Segment wants settings also where none of them changes
			return { body: { settings: {}, ...body } };
		}),
	),
	fields: [
		warehouseLocator,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Enabled',
					name: 'enabled',
					type: 'boolean',
					default: true,
					description: 'Whether the warehouse is synced',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					description: 'What the warehouse is called in Segment',
				},
				{
					displayName: 'Settings',
					name: 'settings',
					type: 'json',
					default: '{}',
					description: 'Settings that are to change, as a JSON object',
				},
			],
		},
		simplify,
	],
};
