import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { paging } from '../fields/common';
import { accessReview as review } from '../operations/accessReview';
import { routing } from '../request/routing';

export const accessReview: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['accessReview'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many access review rows',
				description:
					'Retrieve who may do what: many flat rows, one per person, role and resource, direct or through a group',
				routing: routing('GET', '/users', review),
			},
		],
		default: 'getAll',
	},
	...updateDisplayOptions({ show: { resource: ['accessReview'] } }, [
		...paging,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Include Invites',
					name: 'includeInvites',
					type: 'boolean',
					default: true,
					description: 'Whether people who have not accepted their invitation yet are listed',
				},
				{
					displayName: 'Resource Names',
					name: 'resourceNames',
					type: 'boolean',
					default: true,
					description: 'Whether to look up what the sources, spaces and warehouses are called',
				},
			],
		},
	]),
];
