import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { paging, simplify } from '../fields/common';
import { spaceLocator } from '../fields/locators';
import { getMany, getOne } from '../request/operation';
import { routing } from '../request/routing';
import * as simple from '../simplify/unify';

export const space: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['space'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get space',
				description: 'Retrieve a Unify space',
				routing: routing('GET', '/spaces/{space}', getOne('space', simple.space)),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many spaces',
				description: 'Retrieve many Unify spaces of the workspace',
				routing: routing('GET', '/spaces', getMany('spaces', simple.space)),
			},
		],
		default: 'getAll',
	},
	...updateDisplayOptions({ show: { resource: ['space'], operation: ['get'] } }, [spaceLocator]),
	...updateDisplayOptions({ show: { resource: ['space'], operation: ['getAll'] } }, paging),
	...updateDisplayOptions({ show: { resource: ['space'] } }, [simplify]),
];
