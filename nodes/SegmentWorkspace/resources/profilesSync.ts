import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Form } from '../../shared/read/form';
import { paging, simplify } from '../fields/common';
import { spaceLocator, warehouseTypeLocator } from '../fields/locators';
import { resourceOf } from '../fields/resource';
import { profilesWarehouseLocator } from '../fields/unify';
import { getAnswer, getMany, getOne, remove } from '../request/operation';
import { changes, narrowed, present } from '../request/read';
import { routing } from '../request/routing';
import * as simple from '../simplify/unify';

const LIST = '/spaces/{space}/profiles-warehouses';
const ONE = `${LIST}/{profilesWarehouse}`;
const TABLES = `${ONE}/selective-syncs`;

/** Switches collections, or single properties of them, on or off. */
function overrides(form: Form): { body: IDataObject } {
	const rows = form.rows('overrides', 'override').map((row) =>
		present({
			collection: row.requiredText('collection'),
			property: narrowed(row, 'property'),
			enabled: row.requiredFlag('enabled'),
		}),
	);
	const body = changes({
		syncOverrides: rows.length > 0 ? rows : undefined,
		enableEventTables: form.collection('updateFields').optionalFlag('enableEventTables'),
	});
	return { body };
}

const enabled: INodeProperties = {
	displayName: 'Enabled',
	name: 'enabled',
	type: 'boolean',
	default: true,
	description: 'Whether the warehouse receives data',
};

const name: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Profiles in Snowflake',
	description: 'What the warehouse is called in Segment',
};

const schemaName: INodeProperties = {
	displayName: 'Schema Name',
	name: 'schemaName',
	type: 'string',
	default: '',
	placeholder: 'e.g. profiles',
	description: 'The schema of the warehouse that the tables are in',
};

const settings: INodeProperties = {
	displayName: 'Settings',
	name: 'settings',
	type: 'json',
	default: '{}',
	description:
		'How Segment gets into the warehouse, as a JSON object. Catalog → Get says which settings a type has.',
};

const collections: INodeProperties = {
	displayName: 'Collections',
	name: 'overrides',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Collection',
	default: {},
	description: 'What is synced or left out. Everything else stays as it is.',
	options: [
		{
			displayName: 'Collection',
			name: 'override',
			values: [
				{
					displayName: 'Collection',
					name: 'collection',
					type: 'string',
					default: '',
					placeholder: 'e.g. id_graph_updates',
					description: 'The collection, as Get Selective Sync calls it',
				},
				{
					displayName: 'Property',
					name: 'property',
					type: 'string',
					default: '',
					description: 'One property of the collection, instead of all of it',
				},
				{
					displayName: 'Enabled',
					name: 'enabled',
					type: 'boolean',
					default: true,
					description: 'Whether it is synced',
				},
			],
		},
	],
};

export const profilesSync = resourceOf('profilesSync', [
	{
		name: 'Create',
		value: 'create',
		action: 'Create profiles sync',
		description: 'Have the profiles of a space synced to a warehouse',
		routing: routing(
			'POST',
			LIST,
			getOne('profilesWarehouse', simple.profilesWarehouse, (form) => {
				const fields = form.collection('additionalFields');
				return {
					body: present({
						metadataId: form.requiredId('warehouseType'),
						settings: form.required('settings', form.object('settings')),
						name: fields.trimmed('name'),
						enabled: fields.optionalFlag('enabled'),
						schemaName: fields.trimmed('schemaName'),
					}),
				};
			}),
		),
		fields: [
			spaceLocator,
			warehouseTypeLocator,
			{ ...settings, required: true },
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [enabled, name, schemaName],
			},
			simplify,
		],
	},
	{
		name: 'Delete',
		value: 'delete',
		action: 'Delete profiles sync',
		description: 'Take a warehouse away from a space for good. What it holds stays there.',
		routing: routing('DELETE', ONE, remove('profilesWarehouse')),
		fields: [spaceLocator, profilesWarehouseLocator],
	},
	{
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many profiles syncs',
		description: 'Retrieve the warehouses that the profiles of a space are synced to',
		routing: routing('GET', LIST, getMany('profilesWarehouses', simple.profilesWarehouse)),
		fields: [spaceLocator, ...paging, simplify],
	},
	{
		name: 'Get Selective Sync',
		value: 'getSelectiveSync',
		action: 'Get selective sync of profiles',
		description: 'Retrieve which collections are synced',
		routing: routing('GET', TABLES, getMany('items', simple.selectiveSync)),
		fields: [spaceLocator, profilesWarehouseLocator, ...paging, simplify],
	},
	{
		name: 'Update',
		value: 'update',
		action: 'Update profiles sync',
		description: 'Enable, disable or rename a warehouse, or change its settings',
		routing: routing(
			'PATCH',
			ONE,
			getOne('profilesWarehouse', simple.profilesWarehouse, (form) => {
				const fields = form.collection('updateFields');
				const settings = fields.object('settings');
				const body = changes({
					name: fields.trimmed('name'),
					enabled: fields.optionalFlag('enabled'),
					schemaName: fields.trimmed('schemaName'),
					settings,
				});
				// Segment asks for settings with every change, and adds them to those that there are
				return { body: { ...body, settings: body.settings ?? {} } };
			}),
		),
		fields: [
			spaceLocator,
			profilesWarehouseLocator,
			{
				displayName: 'Update Fields',
				name: 'updateFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [enabled, name, schemaName, settings],
			},
			simplify,
		],
	},
	{
		name: 'Update Selective Sync',
		value: 'updateSelectiveSync',
		action: 'Update selective sync of profiles',
		description: 'Choose which collections and properties are synced',
		routing: routing(
			'PATCH',
			TABLES,
			getAnswer('status', ({ status }) => ({ status }), overrides),
		),
		fields: [
			spaceLocator,
			profilesWarehouseLocator,
			collections,
			{
				displayName: 'Update Fields',
				name: 'updateFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					{
						displayName: 'Enable Event Tables',
						name: 'enableEventTables',
						type: 'boolean',
						default: true,
						description: 'Whether the events have tables of their own',
					},
				],
			},
			simplify,
		],
	},
]);
