import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { allowEmpty, paging, simplify } from '../fields/common';
import { groupLocator } from '../fields/locators';
import { permissionInputs, permissionRows } from '../fields/permissions';
import { getMany, getOne, getSome, operation, remove } from '../request/operation';
import * as simple from '../simplify/people';

export const group: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['group'] } },
		options: [
			{
				name: 'Add Members',
				value: 'addMembers',
				action: 'Add members to group',
				description: 'Add users or invited people to a group by e-mail',
				routing: {
					request: { method: 'POST', url: '/groups/{group}/users' },
					operations: {
						pagination: getOne('userGroup', simple.group, (call) => ({
							body: { emails: call.requireSome(call.emails('emails'), 'emails') },
							repeatable: true,
						})),
					},
				},
			},
			{
				name: 'Add Permissions',
				value: 'addPermissions',
				action: 'Add permissions to group',
				description: 'Give all members of a group roles in addition to the present ones',
				routing: {
					request: { method: 'POST', url: '/groups/{group}/permissions' },
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
				name: 'Create',
				value: 'create',
				action: 'Create group',
				description: 'Create a group, which has neither members nor roles at first',
				routing: {
					request: { method: 'POST', url: '/groups' },
					operations: {
						pagination: getOne('userGroup', simple.group, (call) => ({
							body: { name: call.text('name') },
						})),
					},
				},
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete group',
				description:
					'Delete a group for good. Its members stay in the workspace, but lose the roles they have through it.',
				routing: {
					request: { method: 'DELETE', url: '/groups/{group}' },
					operations: { pagination: remove('group') },
				},
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get group',
				description: 'Retrieve a group with its roles and the number of its members',
				routing: {
					request: { method: 'GET', url: '/groups/{group}' },
					operations: { pagination: getOne('userGroup', simple.group) },
				},
			},
			{
				name: 'Get Invites',
				value: 'getInvites',
				action: 'Get invites of group',
				description: 'Retrieve the invited people who join a group once they accept',
				routing: {
					request: { method: 'GET', url: '/groups/{group}/invites' },
					operations: { pagination: getMany('emails', simple.invite) },
				},
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many groups',
				description: 'Retrieve many groups of the workspace',
				routing: {
					request: { method: 'GET', url: '/groups' },
					operations: { pagination: getMany('userGroups', simple.group) },
				},
			},
			{
				name: 'Get Members',
				value: 'getMembers',
				action: 'Get members of group',
				description: 'Retrieve the users who belong to a group',
				routing: {
					request: { method: 'GET', url: '/groups/{group}/users' },
					operations: { pagination: getMany('users', simple.member) },
				},
			},
			{
				name: 'Remove Members',
				value: 'removeMembers',
				action: 'Remove members from group',
				description: 'Take users out of a group. They lose the roles they have through it.',
				routing: {
					// the path of this one and of Replace Members is singular in Segment's API
					request: { method: 'DELETE', url: '/group/{group}/users' },
					operations: {
						pagination: operation(async (call) => {
							const emails = call.requireSome(call.emails('emails'), 'emails');
							await call.send({ query: { emails } });
							return emails.map((email) => ({ email, removed: true }));
						}),
					},
				},
			},
			{
				name: 'Rename',
				value: 'rename',
				action: 'Rename group',
				description: 'Change the name of a group',
				routing: {
					request: { method: 'PATCH', url: '/groups/{group}' },
					operations: {
						pagination: getOne('userGroup', simple.group, (call) => ({
							body: { name: call.text('name') },
						})),
					},
				},
			},
			{
				name: 'Replace Members',
				value: 'replaceMembers',
				action: 'Replace members of group',
				description:
					'Make these people the only members of a group. Everybody else is removed from it, which cannot be undone.',
				routing: {
					request: { method: 'PUT', url: '/group/{group}/users' },
					operations: {
						pagination: getOne('userGroup', simple.group, (call) => {
							const emails = call.emails('emails');
							call.refuseEmpty(emails, 'emails', 'This would remove everybody from the group');
							return { body: { emails } };
						}),
					},
				},
			},
			{
				name: 'Replace Permissions',
				value: 'replacePermissions',
				action: 'Replace permissions of group',
				description:
					'Give a group these roles and take away all others. The previous roles cannot be restored.',
				routing: {
					request: { method: 'PUT', url: '/groups/{group}/permissions' },
					operations: {
						pagination: getSome('permissions', simple.permission, async (call) => {
							const permissions = await permissionInputs(call);
							call.refuseEmpty(
								permissions,
								'permissions',
								'This would take all roles away from the group',
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
		{ show: { resource: ['group'] }, hide: { operation: ['create', 'getAll'] } },
		[groupLocator],
	),
	...updateDisplayOptions({ show: { resource: ['group'], operation: ['create', 'rename'] } }, [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Data Engineers',
			description: 'The new name of the group',
		},
	]),
	...updateDisplayOptions(
		{
			show: {
				resource: ['group'],
				operation: ['addMembers', 'removeMembers', 'replaceMembers'],
			},
		},
		[
			{
				displayName: 'Emails',
				name: 'emails',
				type: 'string',
				default: '',
				placeholder: 'e.g. nathan@example.com, jan@example.com',
				description: 'E-mail addresses, separated by commas, or an expression that gives a list',
			},
		],
	),
	...updateDisplayOptions(
		{ show: { resource: ['group'], operation: ['addPermissions', 'replacePermissions'] } },
		[permissionRows],
	),
	...updateDisplayOptions(
		{ show: { resource: ['group'], operation: ['replaceMembers', 'replacePermissions'] } },
		[allowEmpty],
	),
	...updateDisplayOptions(
		{ show: { resource: ['group'], operation: ['getAll', 'getInvites', 'getMembers'] } },
		paging,
	),
	...updateDisplayOptions(
		{ show: { resource: ['group'] }, hide: { operation: ['delete', 'removeMembers'] } },
		[simplify],
	),
];
