import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { paging, simplify } from '../fields/common';
import { destinationLocator } from '../fields/locators';
import { getMany, getOne, remove } from '../request/operation';
import { changes } from '../request/read';
import { routing } from '../request/routing';
import * as simple from '../simplify/connections';

export const destination: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['destination'] } },
		options: [
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete destination',
				description:
					'Delete a destination for good, with its settings, filters and mappings. To pause it, use Update instead.',
				routing: routing('DELETE', '/destinations/{destination}', remove('destination')),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get destination',
				description: 'Retrieve a destination and whether it is switched on',
				routing: routing(
					'GET',
					'/destinations/{destination}',
					getOne('destination', simple.destination),
				),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many destinations',
				description: 'Retrieve many destinations of the workspace',
				routing: routing('GET', '/destinations', getMany('destinations', simple.destination)),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update destination',
				description: 'Enable, disable or rename a destination, or change its settings',
				routing: routing(
					'PATCH',
					'/destinations/{destination}',
					getOne('destination', simple.destination, (form) => {
						const fields = form.collection('updateFields');
						return {
							body: changes({
								name: fields.trimmed('name'),
								enabled: fields.optionalFlag('enabled'),
								settings: fields.object('settings'),
							}),
						};
					}),
				),
			},
		],
		default: 'getAll',
	},
	...updateDisplayOptions(
		{ show: { resource: ['destination'], operation: ['delete', 'get', 'update'] } },
		[destinationLocator],
	),
	...updateDisplayOptions({ show: { resource: ['destination'], operation: ['update'] } }, [
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
					description: 'Whether the destination receives data',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					description: 'What the destination is called in Segment',
				},
				{
					displayName: 'Settings',
					name: 'settings',
					type: 'json',
					default: '{}',
					description:
						'Settings that are to change, as a JSON object. Segment ignores those that are read-only.',
				},
			],
		},
	]),
	...updateDisplayOptions({ show: { resource: ['destination'], operation: ['getAll'] } }, paging),
	...updateDisplayOptions(
		{ show: { resource: ['destination'], operation: ['get', 'getAll', 'update'] } },
		[simplify],
	),
];
