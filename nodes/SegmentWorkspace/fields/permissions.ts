import type { INodeProperties } from 'n8n-workflow';

import { locator, roleLocator } from './locators';

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
					...locator({
						displayName: 'Resource',
						name: 'resource',
						description: 'The thing the role is for',
						searchListMethod: 'searchPermissionResources',
						invitation: 'Select a resource…',
						example: 'rh5BDZp6QDHvXFCkibm1pR',
						isRequired: false,
					}),
					displayOptions: { hide: { resourceType: ['WORKSPACE'] } },
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
