import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { paging, simplify } from '../fields/common';
import { getMany, getOne, perform } from '../request/operation';
import { present } from '../request/read';
import { routing } from '../request/routing';
import { label as simpleLabel } from '../simplify/connections';

export const label: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['label'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create label',
				description: 'Create a label for sources, warehouses and the like',
				routing: routing(
					'POST',
					'/labels',
					getOne('label', simpleLabel, (form) => ({
						body: {
							label: present({
								key: form.requiredId('key'),
								value: form.requiredId('value'),
								description: form.collection('additionalFields').trimmed('description'),
							}),
						},
					})),
				),
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete label',
				description: 'Delete a label for good. One that is still in use is refused.',
				routing: routing(
					'DELETE',
					'/labels/{key}/{value}',
					perform((form) => ({
						key: form.requiredId('key'),
						value: form.requiredId('value'),
						deleted: true,
					})),
				),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many labels',
				description: 'Retrieve many labels of the workspace',
				routing: routing('GET', '/labels', getMany('labels', simpleLabel, { singlePage: true })),
			},
		],
		default: 'getAll',
	},
	...updateDisplayOptions({ show: { resource: ['label'], operation: ['create', 'delete'] } }, [
		{
			displayName: 'Key',
			name: 'key',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. environment',
			description: 'What the label is about. Letters, digits and hyphens, starting with a letter.',
		},
		{
			displayName: 'Value',
			name: 'value',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. production',
			description: 'What it says. Letters, digits and hyphens, starting with a letter.',
		},
	]),
	...updateDisplayOptions({ show: { resource: ['label'], operation: ['create'] } }, [
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					description: 'What the label is used for',
				},
			],
		},
	]),
	...updateDisplayOptions({ show: { resource: ['label'], operation: ['getAll'] } }, paging),
	...updateDisplayOptions({ show: { resource: ['label'], operation: ['create', 'getAll'] } }, [
		simplify,
	]),
];
