import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { paging, simplify } from '../fields/common';
import { roleLocator } from '../fields/locators';
import { InputError } from '../request/errors';
import { getMany, operation, shape } from '../request/operation';
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
				routing: {
					request: { method: 'GET', url: '/roles' },
					operations: {
						// Segment has only the list of roles, and it is short
						pagination: operation(async (call) => {
							const wanted = call.text('role');
							const roles = await call.collect({ key: 'roles', limit: Infinity });
							const found = roles.filter(({ id }) => id === wanted);
							if (found.length === 0) {
								throw new InputError(
									'Segment does not know the role in this workspace',
									`Choose one from the list: there is none with the ID “${wanted}”`,
								);
							}
							return shape(call, found, simple.role);
						}),
					},
				},
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many roles',
				description: 'Retrieve many roles that can be given to users and groups',
				routing: {
					request: { method: 'GET', url: '/roles' },
					operations: { pagination: getMany('roles', simple.role) },
				},
			},
		],
		default: 'getAll',
	},
	...updateDisplayOptions({ show: { resource: ['role'], operation: ['get'] } }, [roleLocator]),
	...updateDisplayOptions({ show: { resource: ['role'], operation: ['getAll'] } }, paging),
	...updateDisplayOptions({ show: { resource: ['role'] } }, [simplify]),
];
