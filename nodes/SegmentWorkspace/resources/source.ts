import { updateDisplayOptions, type IDataObject, type INodeProperties } from 'n8n-workflow';

import { allowEmpty, paging, simplify } from '../fields/common';
import { sourceLocator, sourceTypeLocator } from '../fields/locators';
import { schemaFields } from '../fields/schemaSettings';
import {
	getAnswer,
	getMany,
	getOne,
	getSome,
	perform,
	remove,
	shapeOf,
} from '../request/operation';
import { changes, labels, present, refuseEmpty, requireSome } from '../request/read';
import { routing } from '../request/routing';
import { schemaSettings } from '../request/schemaSettings';
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
				routing: routing(
					'POST',
					'/sources/{source}/labels',
					getSome('labels', simple.label, (form) => ({
						body: { labels: requireSome(form, 'labels', labels(form, 'labels')) },
						repeatable: true,
					})),
				),
			},
			{
				name: 'Add Write Key',
				value: 'addWriteKey',
				action: 'Add write key to source',
				description:
					"Create another write key for a source. Turn off 'Simplify' to see the keys in the output.",
				routing: routing('POST', '/sources/{source}/writekey', getOne('source', simple.source)),
			},
			{
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
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete source',
				description:
					'Delete a source for good. Its write keys stop working and data sent to it is lost.',
				routing: routing('DELETE', '/sources/{source}', remove('source')),
			},
			{
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
			},
			{
				name: 'Get Connected Destinations',
				value: 'getDestinations',
				action: 'Get connected destinations of source',
				description: 'Retrieve the destinations that receive the data of a source',
				routing: routing(
					'GET',
					'/sources/{source}/connected-destinations',
					getMany('destinations', simple.destination),
				),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many sources',
				description: 'Retrieve many sources of the workspace',
				routing: routing('GET', '/sources', getMany('sources', simple.source)),
			},
			{
				name: 'Get Schema Settings',
				value: 'getSchemaSettings',
				action: 'Get schema settings of source',
				description: 'Retrieve what a source does with events that the tracking plan does not know',
				routing: routing(
					'GET',
					'/sources/{source}/settings',
					getAnswer('settings', simple.schemaSettings),
				),
			},
			{
				name: 'Remove Write Key',
				value: 'removeWriteKey',
				action: 'Remove write key from source',
				description:
					'Remove a write key from a source. Data sent with this key is lost from then on.',
				routing: routing(
					'DELETE',
					'/sources/{source}/writekey/{writeKey}',
					perform((form) => ({ id: form.requiredId('source'), removed: true })),
				),
			},
			{
				name: 'Replace Labels',
				value: 'replaceLabels',
				action: 'Replace labels of source',
				description: 'Put these labels on a source and take all others off',
				routing: routing(
					'PUT',
					'/sources/{source}/labels',
					getSome('labels', simple.label, (form) => ({
						body: {
							labels: refuseEmpty(
								form,
								'labels',
								labels(form, 'labels'),
								'This would take all labels off the source',
							),
						},
					})),
				),
			},
			{
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
			},
			{
				name: 'Update Schema Settings',
				value: 'updateSchemaSettings',
				action: 'Update schema settings of source',
				description: 'Change what a source does with events that the tracking plan does not know',
				routing: routing(
					'PATCH',
					'/sources/{source}/settings',
					getAnswer('settings', simple.schemaSettings, (form) => ({
						body: schemaSettings(form.collection('schemaFields')),
					})),
				),
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
