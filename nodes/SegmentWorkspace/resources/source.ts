import { updateDisplayOptions, type IDataObject, type INodeProperties } from 'n8n-workflow';

import { allowEmpty, paging, simplify } from '../fields/common';
import { sourceLocator, sourceTypeLocator } from '../fields/locators';
import { schemaFields, schemaSettings } from '../fields/schemaSettings';
import { changes, present } from '../request/call';
import { getMany, getOne, getSome, operation, perform, remove, shape } from '../request/operation';
import * as simple from '../simplify/connections';

export const source: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['source'] } },
		options: [
			{
				name: 'Add Labels',
				value: 'addLabels',
				action: 'Add labels to source',
				description: 'Put existing labels on a source in addition to the present ones',
				routing: {
					request: { method: 'POST', url: '/sources/{source}/labels' },
					operations: {
						pagination: getSome('labels', simple.label, (call) => ({
							body: { labels: call.requireSome(call.labels('labels'), 'labels') },
							repeatable: true,
						})),
					},
				},
			},
			{
				name: 'Add Write Key',
				value: 'addWriteKey',
				action: 'Add write key to source',
				description:
					"Create another write key for a source. Turn off 'Simplify' to see the keys in the output.",
				routing: {
					request: { method: 'POST', url: '/sources/{source}/writekey' },
					operations: { pagination: getOne('source', simple.source) },
				},
			},
			{
				name: 'Create',
				value: 'create',
				action: 'Create source',
				description: "Create a source of a type from Segment's catalog",
				routing: {
					request: { method: 'POST', url: '/sources' },
					operations: {
						pagination: getOne('source', simple.source, (call) => {
							const fields = call.collection('additionalFields');
							return {
								body: present({
									slug: call.text('slug'),
									enabled: call.flag('enabled'),
									metadataId: call.text('sourceType'),
									settings: fields.object('settings'),
									disconnectAllWarehouses: fields.flag('disconnectAllWarehouses'),
								}),
							};
						}),
					},
				},
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete source',
				description:
					'Delete a source for good. Its write keys stop working and data sent to it is lost.',
				routing: {
					request: { method: 'DELETE', url: '/sources/{source}' },
					operations: { pagination: remove('source') },
				},
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get source',
				description: 'Retrieve a source and the tracking plan it is connected to',
				routing: {
					request: { method: 'GET', url: '/sources/{source}' },
					operations: {
						pagination: operation(async (call) => {
							const { data } = await call.send();
							const trackingPlanId = data.trackingPlanId ?? null;
							const [record] = shape(call, [data.source as IDataObject], simple.source);
							return [{ ...record, trackingPlanId }];
						}),
					},
				},
			},
			{
				name: 'Get Connected Destinations',
				value: 'getDestinations',
				action: 'Get connected destinations of source',
				description: 'Retrieve the destinations that receive the data of a source',
				routing: {
					request: { method: 'GET', url: '/sources/{source}/connected-destinations' },
					operations: { pagination: getMany('destinations', simple.destination) },
				},
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many sources',
				description: 'Retrieve many sources of the workspace',
				routing: {
					request: { method: 'GET', url: '/sources' },
					operations: { pagination: getMany('sources', simple.source) },
				},
			},
			{
				name: 'Get Schema Settings',
				value: 'getSchemaSettings',
				action: 'Get schema settings of source',
				description: 'Retrieve what a source does with events that the tracking plan does not know',
				routing: {
					request: { method: 'GET', url: '/sources/{source}/settings' },
					operations: {
						pagination: operation(async (call) => {
							const { data } = await call.send();
							return shape(call, [data], simple.schemaSettings);
						}),
					},
				},
			},
			{
				name: 'Remove Write Key',
				value: 'removeWriteKey',
				action: 'Remove write key from source',
				description:
					'Remove a write key from a source. Data sent with this key is lost from then on.',
				routing: {
					request: { method: 'DELETE', url: '/sources/{source}/writekey/{writeKey}' },
					operations: {
						pagination: perform((call) => ({ id: call.text('source'), removed: true })),
					},
				},
			},
			{
				name: 'Replace Labels',
				value: 'replaceLabels',
				action: 'Replace labels of source',
				description: 'Put these labels on a source and take all others off',
				routing: {
					request: { method: 'PUT', url: '/sources/{source}/labels' },
					operations: {
						pagination: getSome('labels', simple.label, (call) => {
							const labels = call.labels('labels');
							call.refuseEmpty(labels, 'labels', 'This would take all labels off the source');
							return { body: { labels } };
						}),
					},
				},
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update source',
				description: 'Rename, enable or disable a source, or change its settings',
				routing: {
					request: { method: 'PATCH', url: '/sources/{source}' },
					operations: {
						pagination: getOne('source', simple.source, (call) => {
							const fields = call.collection('updateFields');
							return {
								body: changes({
									name: fields.text('name'),
									enabled: fields.flag('enabled'),
									slug: fields.text('slug'),
									settings: fields.object('settings'),
								}),
							};
						}),
					},
				},
			},
			{
				name: 'Update Schema Settings',
				value: 'updateSchemaSettings',
				action: 'Update schema settings of source',
				description: 'Change what a source does with events that the tracking plan does not know',
				routing: {
					request: { method: 'PATCH', url: '/sources/{source}/settings' },
					operations: {
						pagination: operation(async (call) => {
							const body = schemaSettings(call.collection('schemaFields'));
							const { data } = await call.send({ body });
							return shape(call, [data], simple.schemaSettings);
						}),
					},
				},
			},
		],
		default: 'getAll',
	},
	...updateDisplayOptions(
		{ show: { resource: ['source'] }, hide: { operation: ['create', 'getAll'] } },
		[sourceLocator],
	),
	...updateDisplayOptions({ show: { resource: ['source'], operation: ['create'] } }, [
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
				{
					displayName: 'Settings',
					name: 'settings',
					type: 'json',
					default: '{}',
					description: 'Settings of the source type, as a JSON object',
				},
			],
		},
	]),
	...updateDisplayOptions(
		{ show: { resource: ['source'], operation: ['addLabels', 'replaceLabels'] } },
		[
			{
				displayName: 'Labels',
				name: 'labels',
				type: 'string',
				default: '',
				placeholder: 'e.g. environment:production, team:growth',
				description: 'Labels in the form key:value, separated by commas',
			},
		],
	),
	...updateDisplayOptions({ show: { resource: ['source'], operation: ['replaceLabels'] } }, [
		allowEmpty,
	]),
	...updateDisplayOptions({ show: { resource: ['source'], operation: ['removeWriteKey'] } }, [
		{
			displayName: 'Write Key',
			name: 'writeKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The key that is to stop working',
		},
	]),
	...updateDisplayOptions({ show: { resource: ['source'], operation: ['update'] } }, [
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
				{
					displayName: 'Settings',
					name: 'settings',
					type: 'json',
					default: '{}',
					description: 'Settings of the source type, as a JSON object',
				},
				{
					displayName: 'Slug',
					name: 'slug',
					type: 'string',
					default: '',
					description: 'The name by which Segment addresses the source, unique in the workspace',
				},
			],
		},
	]),
	...updateDisplayOptions({ show: { resource: ['source'], operation: ['updateSchemaSettings'] } }, [
		schemaFields,
	]),
	...updateDisplayOptions(
		{ show: { resource: ['source'], operation: ['getAll', 'getDestinations'] } },
		paging,
	),
	...updateDisplayOptions(
		{ show: { resource: ['source'] }, hide: { operation: ['delete', 'removeWriteKey'] } },
		[simplify],
	),
];
