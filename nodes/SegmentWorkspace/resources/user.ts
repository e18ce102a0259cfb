import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { allowEmpty, paging, simplify } from '../fields/common';
import { userLocator } from '../fields/locators';
import { permissionRows } from '../fields/permissions';
import { getMany, getManyOf, getOne, getSome, perform } from '../request/operation';
import { addedPermissions, invites, replacedPermissions } from '../request/permissions';
import { routing } from '../request/routing';
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
				routing: routing(
					'POST',
					'/users/{user}/permissions',
					getSome('permissions', simple.permission, addedPermissions),
				),
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete user',
				description:
					'Remove a user from the workspace. This cannot be undone: to come back, the person has to be invited and given roles again.',
				routing: routing(
					'DELETE',
					'/users',
					perform(
						(form) => ({ id: form.requiredId('user'), deleted: true }),
						(form) => ({ query: { userIds: [form.requiredId('user')] } }),
					),
				),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get user',
				description: 'Retrieve a user with the roles given directly to the person',
				routing: routing('GET', '/users/{user}', getOne('user', simple.user)),
			},
			{
				name: 'Get Groups',
				value: 'getGroups',
				action: 'Get groups of user',
				description: 'Retrieve the groups that a user is a member of',
				routing: routing(
					'GET',
					'/users/{user}/groups',
					getManyOf(
						{ path: '/users/{user}', key: 'user', name: simple.ofUser },
						'groups',
						simple.groupName,
					),
				),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many users',
				description: 'Retrieve many users of the workspace',
				routing: routing('GET', '/users', getMany('users', simple.user)),
			},
			{
				name: 'Invite',
				value: 'invite',
				action: 'Invite user',
				description: 'Invite a person by e-mail, with the roles the person is to have',
				routing: routing('POST', '/invites', getSome('emails', simple.invite, invites('email'))),
			},
			{
				name: 'Replace Permissions',
				value: 'replacePermissions',
				action: 'Replace permissions of user',
				description:
					'Give a user these roles and take away all others. The previous roles cannot be restored.',
				routing: routing(
					'PUT',
					'/users/{user}/permissions',
					getSome(
						'permissions',
						simple.permission,
						replacedPermissions('This would take all roles away from the user'),
					),
				),
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
