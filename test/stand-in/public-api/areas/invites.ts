import Joi from 'joi';

import { invalid, notFound } from '../http/errors';
import { modelSchema } from '../http/schema';
import { email, list } from '../http/validate';
import { find, remove, route, SUCCESS, type Route } from '../route';

interface Invite {
	email: string;
	permissions?: Array<{ roleId: string }>;
}

export const inviteRoutes: Route[] = [
	route({
		operation: 'listInvites',
		access: 'owner',
		answer: ({ state, page }) => page('invites', state.invites),
	}),
	route<{ invites: Invite[] }>({
		operation: 'createInvites',
		body: {
			invites: Joi.array()
				.items(modelSchema('InviteV1').keys({ email: email.required() }))
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
		operation: 'deleteInvites',
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
