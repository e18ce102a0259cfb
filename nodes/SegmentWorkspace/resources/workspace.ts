import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { simplify } from '../fields/common';
import { getOne } from '../request/operation';
import { routing } from '../request/routing';
import * as simple from '../simplify/people';

export const workspace: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['workspace'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get workspace',
				description: 'Retrieve the workspace that the credential belongs to',
				routing: routing('GET', '/', getOne('workspace', simple.workspace)),
			},
		],
		default: 'get',
	},
	...updateDisplayOptions({ show: { resource: ['workspace'] } }, [simplify]),
];
