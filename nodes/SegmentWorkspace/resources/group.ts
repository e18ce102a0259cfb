import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { allowEmpty, paging, simplify } from '../fields/common';
import { groupLocator } from '../fields/locators';
import { permissionRows } from '../fields/permissions';
import { getMany, getManyOf, getOne, getSome, remove } from '../request/operation';
import { withEmails } from '../request/parts';
import { addedPermissions, replacedPermissions } from '../request/permissions';
import { emails, refuseEmpty, requireSome } from '../request/read';
import { routing } from '../request/routing';
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
				routing: routing(
					'POST',
					'/groups/{group}/users',
					getOne('userGroup', simple.group, (form) => ({
						body: { emails: requireSome(form, 'emails', emails(form, 'emails')) },
						repeatable: true,
					})),
				),
			},
			{
				name: 'Add Permissions',
				value: 'addPermissions',
				action: 'Add permissions to group',
				description: 'Give all members of a group roles in addition to the present ones',
				routing: routing(
					'POST',
					'/groups/{group}/permissions',
					getSome('permissions', simple.permission, addedPermissions),
				),
			},
			{
				name: 'Create',
				value: 'create',
				action: 'Create group',
				description: 'Create a group, which has neither members nor roles at first',
				routing: routing(
					'POST',
					'/groups',
					getOne('userGroup', simple.group, (form) => ({
						body: { name: form.requiredText('name') },
					})),
				),
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete group',
				description:
					'Delete a group for good. Its members stay in the workspace, but lose the roles they have through it.',
				routing: routing('DELETE', '/groups/{group}', remove('group')),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get group',
				description: 'Retrieve a group with its roles and the number of its members',
				routing: routing('GET', '/groups/{group}', getOne('userGroup', simple.group)),
			},
			{
				name: 'Get Invites',
				value: 'getInvites',
				action: 'Get invites of group',
				description: 'Retrieve the invited people who join a group once they accept',
				routing: routing('GET', '/groups/{group}/invites', getMany('emails', simple.invite)),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many groups',
				description: 'Retrieve many groups of the workspace',
				routing: routing('GET', '/groups', getMany('userGroups', simple.group)),
			},
			{
				name: 'Get Members',
				value: 'getMembers',
				action: 'Get members of group',
				description: 'Retrieve the users who belong to a group',
				routing: routing(
					'GET',
					'/groups/{group}/users',
					getManyOf(
						{ path: '/groups/{group}', key: 'userGroup', name: simple.ofGroup },
						'users',
						simple.member,
					),
				),
			},
			{
				name: 'Remove Members',
				value: 'removeMembers',
				action: 'Remove members from group',
				description: 'Take users out of a group. They lose the roles they have through it.',
				// the path of this one and of Replace Members is singular in Segment's API
				routing: routing(
					'DELETE',
					'/group/{group}/users',
					withEmails((email) => ({ email, removed: true })),
				),
			},
			{
				name: 'Rename',
				value: 'rename',
				action: 'Rename group',
				description: 'Change the name of a group',
				routing: routing(
					'PATCH',
					'/groups/{group}',
					getOne('userGroup', simple.group, (form) => ({
						body: { name: form.requiredText('name') },
					})),
				),
			},
			{
				name: 'Replace Members',
				value: 'replaceMembers',
				action: 'Replace members of group',
				description:
					'Make these people the only members of a group. Everybody else is removed from it, which cannot be undone.',
				routing: routing(
					'PUT',
					'/group/{group}/users',
					getOne('userGroup', simple.group, (form) => ({
						body: {
							emails: refuseEmpty(
								form,
								'emails',
								emails(form, 'emails'),
								'This would remove everybody from the group',
							),
						},
					})),
				),
			},
			{
				name: 'Replace Permissions',
				value: 'replacePermissions',
				action: 'Replace permissions of group',
				description:
					'Give a group these roles and take away all others. The previous roles cannot be restored.',
				routing: routing(
					'PUT',
					'/groups/{group}/permissions',
					getSome(
						'permissions',
						simple.permission,
						replacedPermissions('This would take all roles away from the group'),
					),
				),
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
				typeOptions: { rows: 4 },
				default: '',
				placeholder: 'e.g. nathan@example.com, jan@example.com',
				description:
					'E-mail addresses, separated by commas or line breaks, or an expression that gives a list',
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
