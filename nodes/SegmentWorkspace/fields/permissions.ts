import type { INodeProperties } from 'n8n-workflow';

import { roleLocator } from './locators';

export const permissionRows: INodeProperties = {
	displayName: 'Permissions',
	name: 'permissions',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Permission',
	default: {},
	description: 'Roles, and what each is granted on',
	options: [
		{
			displayName: 'Permission',
			name: 'permission',
			values: [
				roleLocator,
				{
					displayName: 'Granted On',
					name: 'resourceType',
					type: 'options',
					options: [
						{ name: 'Function', value: 'FUNCTION' },
						{ name: 'Source', value: 'SOURCE' },
						{ name: 'Space', value: 'SPACE' },
						{ name: 'Warehouse', value: 'WAREHOUSE' },
						{ name: 'Whole Workspace', value: 'WORKSPACE' },
					],
					default: 'WORKSPACE',
					description: 'What kind of thing the role is for',
				},
				{
					displayName: 'Resource',
					name: 'resource',
					type: 'resourceLocator',
					default: { mode: 'list', value: '' },
					displayOptions: { hide: { resourceType: ['WORKSPACE'] } },
					description: 'The thing the role is for',
					modes: [
						{
							displayName: 'From List',
							name: 'list',
							type: 'list',
							placeholder: 'Select a resource…',
							typeOptions: { searchListMethod: 'searchPermissionResources', searchable: true },
						},
						{
							displayName: 'By ID',
							name: 'id',
							type: 'string',
							placeholder: 'e.g. rh5BDZp6QDHvXFCkibm1pR',
						},
					],
				},
				{
					displayName: 'Labels',
					name: 'labels',
					type: 'string',
					default: '',
					placeholder: 'e.g. environment:production',
					displayOptions: { show: { resourceType: ['WORKSPACE'] } },
					description: 'Limits the role to what has these labels. Separate several with commas.',
				},
			],
		},
	],
};
