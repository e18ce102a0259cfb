import * as client from '@segment/public-api-sdk-typescript';
import { known } from '..';
import { at, Case, groups, labels, page, pages, roles, served, SUCCESS, users } from './served';

const permission = () => ({
	roleId: served.api.state.roles[2].id,
	resources: [{ id: known.sourceId, type: client.PermissionResourceV1.TypeEnum.SOURCE }],
});

const anInvite = 'invited.0@northwind.example';

const anEmail = 'bo.berg@northwind.example';

export const peopleCases: Case[] = [
	{
		operation: 'Workspace: Get',
		call: 'getWorkspace',
		run: () => at(client.WorkspacesApi).getWorkspace(),
		data: {
			workspace: { id: known.workspaceId, slug: 'northwind-tours', name: 'Northwind Tours' },
		},
	},
	{
		operation: 'User: Get',
		call: 'getUser',
		run: () => users().getUser(known.memberId),
		data: { user: { id: known.memberId, permissions: [{}, { roleName: 'Source Admin' }] } },
	},
	{
		operation: 'User: Get Many',
		call: 'listUsers',
		run: () => users().listUsers(page),
		data: { users: [{ id: known.ownerId }, {}], pagination: pages },
	},
	{
		operation: 'User: Get Groups',
		call: 'listUserGroupsFromUser',
		run: () => users().listUserGroupsFromUser(known.ownerId, page),
		data: { groups: [{ id: known.groupId, name: 'Analytics' }], pagination: pages },
	},
	{
		operation: 'User: Invite',
		call: 'createInvites',
		run: () =>
			users().createInvites({ invites: [{ email: 'new@x.example', permissions: [permission()] }] }),
		data: { emails: ['new@x.example'] },
		status: 201,
	},
	{
		operation: 'User: Delete',
		call: 'deleteUsers',
		run: () => users().deleteUsers([known.memberId, known.ownerId]),
		data: SUCCESS,
	},
	{
		operation: 'User: Add Permissions',
		call: 'addPermissionsToUser',
		run: () => users().addPermissionsToUser(known.memberId, { permissions: [permission()] }),
		data: () => ({ permissions: [{ ...permission(), roleName: 'Source Admin' }] }),
	},
	{
		operation: 'User: Replace Permissions',
		call: 'replacePermissionsForUser',
		run: () => users().replacePermissionsForUser(known.memberId, { permissions: [permission()] }),
		data: () => ({ permissions: [{ ...permission(), roleName: 'Source Admin' }] }),
	},
	{
		operation: 'Invite: Get Many',
		call: 'listInvites',
		run: () => users().listInvites(page),
		data: { invites: [anInvite, 'invited.1@northwind.example'], pagination: pages },
	},
	{
		operation: 'Invite: Create',
		call: 'createInvites',
		run: () => users().createInvites({ invites: [{ email: 'new@x.example' }] }),
		data: { emails: ['new@x.example'] },
		status: 201,
	},
	{
		operation: 'Invite: Delete',
		call: 'deleteInvites',
		run: () => users().deleteInvites([anInvite]),
		data: SUCCESS,
	},
	{
		operation: 'Group: Create',
		call: 'createUserGroup',
		run: () => groups().createUserGroup({ name: 'Night Shift' }),
		data: { userGroup: { name: 'Night Shift', memberCount: 0 } },
	},
	{
		operation: 'Group: Get',
		call: 'getUserGroup',
		run: () => groups().getUserGroup(known.groupId),
		data: { userGroup: { name: 'Analytics', memberCount: 225 } },
	},
	{
		operation: 'Group: Get Many',
		call: 'listUserGroups',
		run: () => groups().listUserGroups(page),
		data: { userGroups: [{ id: known.groupId }, {}], pagination: pages },
	},
	{
		operation: 'Group: Rename',
		call: 'updateUserGroup',
		run: () => groups().updateUserGroup(known.groupId, { name: 'Insights' }),
		data: { userGroup: { id: known.groupId, name: 'Insights' } },
	},
	{
		operation: 'Group: Delete',
		call: 'deleteUserGroup',
		run: () => groups().deleteUserGroup(known.groupId),
		data: SUCCESS,
	},
	{
		operation: 'Group: Get Members',
		call: 'listUsersFromUserGroup',
		run: () => groups().listUsersFromUserGroup(known.groupId, page),
		data: { users: [{ id: known.ownerId, email: 'ada.adler@northwind.example' }, {}] },
	},
	{
		operation: 'Group: Add Members',
		call: 'addUsersToUserGroup',
		run: () => groups().addUsersToUserGroup(known.groupId, { emails: [anEmail] }),
		data: { userGroup: { memberCount: 226 } },
	},
	{
		operation: 'Group: Replace Members',
		call: 'replaceUsersInUserGroup',
		run: () => groups().replaceUsersInUserGroup(known.groupId, { emails: [anEmail] }),
		data: { userGroup: { memberCount: 1 } },
	},
	{
		operation: 'Group: Remove Members',
		call: 'removeUsersFromUserGroup',
		run: () => groups().removeUsersFromUserGroup(known.groupId, ['ada.adler@northwind.example']),
		data: SUCCESS,
	},
	{
		operation: 'Group: Get Invites',
		call: 'listInvitesFromUserGroup',
		run: () => groups().listInvitesFromUserGroup(known.groupId, page),
		data: { emails: [anInvite], pagination: pages },
	},
	{
		operation: 'Group: Add Permissions',
		call: 'addPermissionsToUserGroup',
		run: () => groups().addPermissionsToUserGroup(known.groupId, { permissions: [permission()] }),
		data: () => ({ permissions: [permission()] }),
	},
	{
		operation: 'Group: Replace Permissions',
		call: 'replacePermissionsForUserGroup',
		run: () =>
			groups().replacePermissionsForUserGroup(known.groupId, { permissions: [permission()] }),
		data: () => ({ permissions: [permission()] }),
	},
	...['Get Many', 'Get'].map((name) => ({
		operation: `Role: ${name}`,
		call: 'listRoles',
		run: () => roles().listRoles({ count: 200 }),
		data: { roles: expect.arrayContaining([expect.objectContaining({ name: 'Source Admin' })]) },
	})),
	{
		operation: 'Label: Create',
		call: 'createLabel',
		run: () => labels().createLabel({ label: { key: 'team', value: 'web', description: 'Web' } }),
		data: { label: { key: 'team', value: 'web' } },
		status: 201,
	},
	{
		operation: 'Label: Get Many',
		call: 'listLabels',
		run: () => labels().listLabels(),
		data: { labels: [{ key: 'environment', value: 'production' }, {}, {}, {}] },
	},
	{
		operation: 'Label: Delete',
		call: 'deleteLabel',
		run: () => labels().deleteLabel('brand', 'unused'),
		data: SUCCESS,
	},
	{
		operation: 'Audit Event: Get Many',
		call: 'listAuditEvents',
		run: () =>
			at(client.AuditTrailApi).listAuditEvents(
				page,
				undefined,
				undefined,
				known.sourceId,
				'Source',
			),
		data: { events: [{ resourceId: known.sourceId }, { resourceId: known.sourceId }] },
	},
];
