import type { INodeProperties } from 'n8n-workflow';

import { filters } from './filters';
import { get } from './get';
import { lookupFields } from './lookupFields';
import { operation } from './operation';
import { outcome } from './outcome';
import { paging } from './paging';

export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [{ name: 'Profile', value: 'profile' }],
		default: 'profile',
		routing: { send: { paginate: true } },
	},
	operation,
	...lookupFields,
	...get,
	...paging,
	...filters,
	...outcome,
];
