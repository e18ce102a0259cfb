import Joi from 'joi';

import { invalid } from '../http/errors';
import { email, list } from '../http/validate';
import { idOf, nextNumber } from '../ids';
import { find, remove, route, SUCCESS, type Route } from '../route';
import type { Group, State, User } from '../state';
import { changePermissions, type PermissionInput } from './permissions';

const THING = 'User Group';

const groupOf = (state: State, params: Record<string, string>) =>
	find(state.groups, params.userGroupId, THING);

function usersOf(state: State, { emails }: Group): User[] {
	return state.users.filter((user) => emails.includes(user.email));
}

function shown(state: State, group: Group) {
	const { id, name, permissions } = group;
	return { id, name, memberCount: usersOf(state, group).length, permissions };
}

const emailsBody = { emails: Joi.array().items(email).required() };

/** Members are users of the workspace or people invited to it. */
function checkMembers(state: State, emails: string[]): void {
	const known = new Set([...state.users.map((user) => user.email), ...state.invites]);
	emails.forEach((address, index) => {
		if (!known.has(address)) {
			throw invalid(`emails.${index}`, 'is neither a user nor an invite of the workspace');
		}
	});
}

export const groupRoutes: Route[] = [
	route({
		operation: 'listUserGroups',
		access: 'owner',
		answer: ({ state, page }) =>
			page('userGroups', state.groups, (groups) => groups.map((group) => shown(state, group))),
	}),
	route<{ name: string }>({
		operation: 'createUserGroup',
		answer({ state, body, audit }) {
			const id = idOf('group', nextNumber(state));
			const group: Group = { id, name: body.name, emails: [], permissions: [] };
			state.groups.push(group);
			audit('User Group Created', THING, group);
			return { userGroup: shown(state, group) };
		},
	}),
	route({
		operation: 'getUserGroup',
		access: 'owner',
		answer: ({ state, params }) => ({ userGroup: shown(state, groupOf(state, params)) }),
	}),
	route<{ name: string }>({
		operation: 'updateUserGroup',
		answer({ state, params, body, audit }) {
			const group = groupOf(state, params);
			group.name = body.name;
			audit('User Group Updated', THING, group);
			return { userGroup: shown(state, group) };
		},
	}),
	route({
		operation: 'deleteUserGroup',
		answer({ state, params, audit }) {
			const group = groupOf(state, params);
			remove(state.groups, group);
			audit('User Group Deleted', THING, group);
			return SUCCESS;
		},
	}),
	route({
		operation: 'listUsersFromUserGroup',
		access: 'owner',
		answer({ state, params, page }) {
			const users = usersOf(state, groupOf(state, params));
			return page(
				'users',
				users.map((user) => ({ id: user.id, name: user.name, email: user.email })),
			);
		},
	}),
	route({
		operation: 'listInvitesFromUserGroup',
		access: 'owner',
		answer({ state, params, page }) {
			const { emails } = groupOf(state, params);
			return page(
				'emails',
				state.invites.filter((address) => emails.includes(address)),
			);
		},
	}),
	route<{ emails: string[] }>({
		operation: 'addUsersToUserGroup',
		body: emailsBody,
		answer({ state, params, body, audit }) {
			const group = groupOf(state, params);
			checkMembers(state, body.emails);
			group.emails = [...new Set([...group.emails, ...body.emails])];
			audit('Subjects Added to Group', THING, group);
			return { userGroup: shown(state, group) };
		},
	}),
	// Segment's SDKs replace and remove members under the singular path
	route<{ emails: string[] }>({
		operation: 'replaceUsersInUserGroup',
		body: emailsBody,
		answer({ state, params, body, audit }) {
			const group = groupOf(state, params);
			checkMembers(state, body.emails);
			group.emails = [...new Set(body.emails)];
			audit('User Added To User Group', THING, group);
			return { userGroup: shown(state, group) };
		},
	}),
	route<unknown, { emails: string[] }>({
		operation: 'removeUsersFromUserGroup',
		query: { emails: list(email).min(1).required() },
		answer({ state, params, query, audit }) {
			const group = groupOf(state, params);
			group.emails = group.emails.filter((address) => !query.emails.includes(address));
			audit('User Removed From User Group', THING, group);
			return SUCCESS;
		},
	}),
	...(['add', 'replace'] as const).map((how) =>
		route<{ permissions: PermissionInput[] }>({
			operation: how === 'add' ? 'addPermissionsToUserGroup' : 'replacePermissionsForUserGroup',
			answer: (call) => changePermissions(call, groupOf(call.state, call.params), THING, how),
		}),
	),
];
