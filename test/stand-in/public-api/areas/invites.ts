import Joi from 'joi';

import { invalid, notFound } from '../http/errors';
import { email, list } from '../http/validate';
import { find, IAM_PER_MINUTE, PAGE_MAX, remove, route, SUCCESS, type Route } from '../route';
import { invitePermissions } from './permissions';

interface Invite {
	email: string;
	permissions?: Array<{ roleId: string }>;
}

export const inviteRoutes: Route[] = [
	route({
		method: 'get',
		path: '/invites',
		access: 'owner',
		page: PAGE_MAX,
		answer: ({ state, page }) => page('invites', state.invites),
	}),
	route<{ invites: Invite[] }>({
		method: 'post',
		path: '/invites',
		status: 201,
		perMinute: IAM_PER_MINUTE,
		body: {
			invites: Joi.array()
				.items(Joi.object({ email: email.required(), permissions: invitePermissions }))
				.min(1)
				.required(),
		},
		answer({ state, body, audit }) {
			body.invites.forEach((invite, index) => {
				if (state.users.some((user) => user.email === invite.email)) {
					throw invalid(`invites.${index}.email`, 'belongs to a member of the workspace');
				}
				invite.permissions?.forEach(({ roleId }) => find(state.roles, roleId, 'Role'));
			});
			const emails = body.invites.map((invite) => invite.email);
			for (const address of emails) {
				if (!state.invites.includes(address)) state.invites.push(address);
				audit('Non-Segment User Invited to Workspace', 'Invite', { id: address, name: address });
			}
			return { emails };
		},
	}),
	route<unknown, { emails: string[] }>({
		method: 'delete',
		path: '/invites',
		perMinute: IAM_PER_MINUTE,
		query: { emails: list().min(1).required() },
		answer({ state, query, audit }) {
			for (const address of query.emails) {
				if (!state.invites.includes(address)) throw notFound('Invite', address);
			}
			for (const address of query.emails) {
				remove(state.invites, address);
				for (const group of state.groups) {
					group.emails = group.emails.filter((member) => member !== address);
				}
				audit('Invite Deleted', 'Invite', { id: address, name: address });
			}
			return SUCCESS;
		},
	}),
];
