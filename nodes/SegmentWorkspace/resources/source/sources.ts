import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { paging, simplify } from '../../fields/common';
import { sourceLocator, sourceTypeLocator } from '../../fields/locators';
import type { OperationOption } from '../../fields/resource';
import { getMany as getManyOf, getOne, remove as removeOf, shapeOf } from '../../request/operation';
import { changes, present } from '../../request/read';
import { routing } from '../../request/routing';
import * as simple from '../../simplify/connections';

const settings: INodeProperties = {
	displayName: 'Settings',
	name: 'settings',
	type: 'json',
	default: '{}',
	description: 'Settings of the source type, as a JSON object',
};

export const create: OperationOption = {
	name: 'Create',
	value: 'create',
	action: 'Create source',
	description: "Create a source of a type from Segment's catalog",
	routing: routing(
		'POST',
		'/sources',
		getOne('source', simple.source, (form) => {
			const fields = form.collection('additionalFields');
			return {
				body: present({
					slug: form.requiredText('slug'),
					enabled: form.flag('enabled'),
					metadataId: form.requiredId('sourceType'),
					settings: fields.object('settings'),
					disconnectAllWarehouses: fields.optionalFlag('disconnectAllWarehouses'),
				}),
			};
		}),
	),
	fields: [
		sourceTypeLocator,
		{
			displayName: 'Slug',
			name: 'slug',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. my_website',
			description: 'The name by which Segment addresses the source, unique in the workspace',
		},
		{
			displayName: 'Enabled',
			name: 'enabled',
			type: 'boolean',
			default: true,
			description: 'Whether the source takes data from the start',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Disconnect All Warehouses',
					name: 'disconnectAllWarehouses',
					type: 'boolean',
					default: false,
					description: 'Whether to keep the data of the source out of all warehouses',
				},
				settings,
			],
		},
		simplify,
	],
};

export const get: OperationOption = {
	name: 'Get',
	value: 'get',
	action: 'Get source',
	description: 'Retrieve a source and the tracking plan it is connected to',
	routing: routing('GET', '/sources/{source}', (form, endpoint) => {
		const shape = shapeOf(form, simple.source);
		return async (api) => {
			const { data } = await api.send(endpoint, 'source');
			const [record] = shape([data.source as IDataObject]);
			return [{ ...record, trackingPlanId: data.trackingPlanId ?? null }];
		};
	}),
	fields: [sourceLocator, simplify],
};

export const getMany: OperationOption = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many sources',
	description: 'Retrieve many sources of the workspace',
	routing: routing('GET', '/sources', getManyOf('sources', simple.source)),
	fields: [...paging, simplify],
};

export const remove: OperationOption = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete source',
	description: 'Delete a source for good. Its write keys stop working and data sent to it is lost.',
	routing: routing('DELETE', '/sources/{source}', removeOf('source')),
	fields: [sourceLocator],
};

export const update: OperationOption = {
	name: 'Update',
	value: 'update',
	action: 'Update source',
	description: 'Rename, enable or disable a source, or change its settings',
	routing: routing(
		'PATCH',
		'/sources/{source}',
		getOne('source', simple.source, (form) => {
			const fields = form.collection('updateFields');
			return {
				body: changes({
					name: fields.trimmed('name'),
					enabled: fields.optionalFlag('enabled'),
					slug: fields.trimmed('slug'),
					settings: fields.object('settings'),
				}),
			};
		}),
	),
	fields: [
		sourceLocator,
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
					description: 'Whether the source takes data',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					description: 'What the source is called in Segment',
				},
				settings,
				{
					displayName: 'Slug',
					name: 'slug',
					type: 'string',
					default: '',
					description: 'The name by which Segment addresses the source, unique in the workspace',
				},
			],
		},
		simplify,
	],
};
