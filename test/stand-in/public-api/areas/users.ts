import { list } from '../http/validate';
import { find, remove, route, SUCCESS, type Route } from '../route';
import { changePermissions, type PermissionInput } from './permissions';

export const userRoutes: Route[] = [
	route({
		operation: 'listUsers',
		access: 'owner',
		answer: ({ state, page }) => page('users', state.users),
	}),
	route<unknown, { userIds: string[] }>({
		operation: 'deleteUsers',
		query: { userIds: list().min(1).required() },
		answer({ state, query, audit }) {
			const users = query.userIds.map((id) => find(state.users, id, 'User'));
			for (const user of users) {
				remove(state.users, user);
				for (const group of state.groups) {
					group.emails = group.emails.filter((email) => email !== user.email);
				}
				audit('Group Memberships Deleted', 'User', user);
			}
			return SUCCESS;
		},
	}),
	route({
		operation: 'getUser',
		access: 'owner',
		answer: ({ state, params }) => ({ user: find(state.users, params.userId, 'User') }),
	}),
	route({
		operation: 'listUserGroupsFromUser',
		access: 'owner',
		answer({ state, params, page }) {
			const { email } = find(state.users, params.userId, 'User');
			const groups = state.groups.filter(({ emails }) => emails.includes(email));
			return page(
				'groups',
				groups.map(({ id, name }) => ({ id, name })),
			);
		},
	}),
	...(['add', 'replace'] as const).map((how) =>
		route<{ permissions: PermissionInput[] }>({
			operation: how === 'add' ? 'addPermissionsToUser' : 'replacePermissionsForUser',
			answer(call) {
				return changePermissions(
					call,
					find(call.state.users, call.params.userId, 'User'),
					'User',
					how,
				);
			},
		}),
	),
];
