import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { paging, simplify } from '../fields/common';
import { roleLocator } from '../fields/locators';
import { getRole } from '../operations/getRole';
import { getMany } from '../request/operation';
import { routing } from '../request/routing';
import * as simple from '../simplify/people';

export const role: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['role'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get role',
				description: 'Retrieve one role with what it allows',
				// Segment has only the list of roles, and it is short
				routing: routing('GET', '/roles', getRole),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many roles',
				description: 'Retrieve many roles that can be given to users and groups',
				routing: routing('GET', '/roles', getMany('roles', simple.role)),
			},
		],
		default: 'getAll',
	},
	...updateDisplayOptions({ show: { resource: ['role'], operation: ['get'] } }, [roleLocator]),
	...updateDisplayOptions({ show: { resource: ['role'], operation: ['getAll'] } }, paging),
	...updateDisplayOptions({ show: { resource: ['role'] } }, [simplify]),
];
