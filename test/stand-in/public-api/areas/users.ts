import { list } from '../http/validate';
import { find, IAM_PER_MINUTE, PAGE_MAX, remove, route, SUCCESS, type Route } from '../route';
import { changePermissions, permissionsBody, type PermissionInput } from './permissions';

export const userRoutes: Route[] = [
	route({
		method: 'get',
		path: '/users',
		access: 'owner',
		page: PAGE_MAX,
		answer: ({ state, page }) => page('users', state.users),
	}),
	route<unknown, { userIds: string[] }>({
		method: 'delete',
		path: '/users',
		perMinute: IAM_PER_MINUTE,
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
		method: 'get',
		path: '/users/:userId',
		access: 'owner',
		answer: ({ state, params }) => ({ user: find(state.users, params.userId, 'User') }),
	}),
	route({
		method: 'get',
		path: '/users/:userId/groups',
		access: 'owner',
		page: PAGE_MAX,
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
			method: how === 'add' ? 'post' : 'put',
			path: '/users/:userId/permissions',
			perMinute: IAM_PER_MINUTE,
			body: permissionsBody,
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
