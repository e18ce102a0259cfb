import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { allowEmpty, paging, simplify } from '../fields/common';
import { userLocator } from '../fields/locators';
import { invites, permissionInputs, permissionRows } from '../fields/permissions';
import { getMany, getOne, getSome, perform } from '../request/operation';
import * as simple from '../simplify/people';

export const user: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['user'] } },
		options: [
			{
				name: 'Add Permissions',
				value: 'addPermissions',
				action: 'Add permissions to user',
				description: 'Give a user roles in addition to the present ones',
				routing: {
					request: { method: 'POST', url: '/users/{user}/permissions' },
					operations: {
						pagination: getSome('permissions', simple.permission, async (call) => ({
							body: {
								permissions: call.requireSome(await permissionInputs(call), 'permissions'),
							},
							repeatable: true,
						})),
					},
				},
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete user',
				description:
					'Remove a user from the workspace. This cannot be undone: to come back, the person has to be invited and given roles again.',
				routing: {
					request: { method: 'DELETE', url: '/users' },
					operations: {
						pagination: perform(
							(call) => ({ id: call.text('user'), deleted: true }),
							(call) => ({ query: { userIds: [call.text('user')] } }),
						),
					},
				},
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get user',
				description: 'Retrieve a user with the roles given directly to the person',
				routing: {
					request: { method: 'GET', url: '/users/{user}' },
					operations: { pagination: getOne('user', simple.user) },
				},
			},
			{
				name: 'Get Groups',
				value: 'getGroups',
				action: 'Get groups of user',
				description: 'Retrieve the groups that a user is a member of',
				routing: {
					request: { method: 'GET', url: '/users/{user}/groups' },
					operations: { pagination: getMany('groups', simple.groupName) },
				},
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many users',
				description: 'Retrieve many users of the workspace',
				routing: {
					request: { method: 'GET', url: '/users' },
					operations: { pagination: getMany('users', simple.user) },
				},
			},
			{
				name: 'Invite',
				value: 'invite',
				action: 'Invite user',
				description: 'Invite a person by e-mail, with the roles the person is to have',
				routing: {
					request: { method: 'POST', url: '/invites' },
					operations: {
						pagination: getSome('emails', simple.invite, async (call) => {
							const emails = call.requireSome(call.emails('email'), 'email');
							return { body: { invites: await invites(call, emails) } };
						}),
					},
				},
			},
			{
				name: 'Replace Permissions',
				value: 'replacePermissions',
				action: 'Replace permissions of user',
				description:
					'Give a user these roles and take away all others. The previous roles cannot be restored.',
				routing: {
					request: { method: 'PUT', url: '/users/{user}/permissions' },
					operations: {
						pagination: getSome('permissions', simple.permission, async (call) => {
							const permissions = await permissionInputs(call);
							call.refuseEmpty(
								permissions,
								'permissions',
								'This would take all roles away from the user',
							);
							return { body: { permissions } };
						}),
					},
				},
			},
		],
		default: 'getAll',
	},
	...updateDisplayOptions(
		{
			show: {
				resource: ['user'],
				operation: ['addPermissions', 'delete', 'get', 'getGroups', 'replacePermissions'],
			},
		},
		[userLocator],
	),
	...updateDisplayOptions({ show: { resource: ['user'], operation: ['invite'] } }, [
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'name@email.com',
			description: 'Address that the invitation goes to. Separate several with commas.',
		},
	]),
	...updateDisplayOptions(
		{
			show: {
				resource: ['user'],
				operation: ['addPermissions', 'invite', 'replacePermissions'],
			},
		},
		[permissionRows],
	),
	...updateDisplayOptions({ show: { resource: ['user'], operation: ['replacePermissions'] } }, [
		allowEmpty,
	]),
	...updateDisplayOptions(
		{ show: { resource: ['user'], operation: ['getAll', 'getGroups'] } },
		paging,
	),
	...updateDisplayOptions(
		{
			show: {
				resource: ['user'],
				operation: ['addPermissions', 'get', 'getAll', 'getGroups', 'invite', 'replacePermissions'],
			},
		},
		[simplify],
	),
];
