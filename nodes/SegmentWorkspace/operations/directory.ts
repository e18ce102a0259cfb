/** Segment's people, groups, roles and workspace as records of one shape. */
import type { IDataObject } from 'n8n-workflow';

import type { ApiList, PublicApi } from '../../shared/send/publicApi';
import { forEach } from '../request/each';
import type { Operation } from '../request/operation';
import { limit } from '../request/read';
import { placeIn, readOn } from '../request/resume';
import { entry, rolesIn } from '../simplify/directory';
import { active, invited } from '../simplify/people';
import { objects } from '../simplify/values';
import { peopleOf } from './membership';

const USERS: ApiList = { path: '/users', key: 'users' };
const INVITES: ApiList = { path: '/invites', key: 'invites' };
const GROUPS: ApiList = { path: '/groups', key: 'userGroups' };
const ROLES: ApiList = { path: '/roles', key: 'roles' };

/** Users, then people who are invited; each with the groups that they belong to. */
export const directoryUsers: Operation = (form) => {
	const options = form.collection('options');
	const includeGroups = options.flag('includeGroups');
	const includeInvited = options.flag('includeInvited');
	const lists = { users: USERS, ...(includeInvited && { invites: INVITES }) };
	const from = placeIn(form, 'cursor', Object.keys(lists));
	const wanted = limit(form);
	return async (api) => {
		const workspace = await workspaceOf(api);
		const { found, nextCursor } = await readOn(api, lists, from, wanted);
		const groups = includeGroups ? await groupsByEmail(api, includeInvited) : new Map();
		return found.map(({ list, record }) => {
			const person = list === 'invites' ? invited(record) : active(record);
			return {
				...entry('user', workspace, {
					...person,
					roles: rolesIn(record.permissions),
					groups: groups.get(keyOf(person.email)) ?? [],
				}),
				nextCursor,
			};
		});
	};
};

/** Groups, with their members where they are wanted. */
export const directoryGroups: Operation = (form) => {
	const includeMembers = form.collection('options').flag('includeMembers');
	const from = placeIn(form, 'cursor', ['groups']);
	const wanted = limit(form);
	return async (api) => {
		const workspace = await workspaceOf(api);
		const { found, nextCursor } = await readOn(api, { groups: GROUPS }, from, wanted);
		return await forEach(api, 'groups', found, async ({ record }) => ({
			...entry('group', workspace, {
				id: record.id,
				name: record.name,
				roles: rolesIn(record.permissions),
				memberCount: record.memberCount,
				members: includeMembers ? await peopleOf(api, record, true) : undefined,
			}),
			nextCursor,
		}));
	};
};

export const directoryRoles: Operation = (form) => {
	const from = placeIn(form, 'cursor', ['roles']);
	const wanted = limit(form);
	return async (api) => {
		const workspace = await workspaceOf(api);
		const { found, nextCursor } = await readOn(api, { roles: ROLES }, from, wanted);
		return found.map(({ record: { id, name } }) => ({
			...entry('role', workspace, { id, name }),
			nextCursor,
		}));
	};
};

export const directoryWorkspace: Operation = () => async (api) => {
	const workspace = await workspaceOf(api);
	const { id, name } = workspace;
	return [{ ...entry('workspace', workspace, { id, name }), nextCursor: null }];
};

async function workspaceOf(api: PublicApi): Promise<IDataObject> {
	return await api.record({ method: 'GET', path: '/' }, 'workspace');
}

/** The groups of everybody, by their address: as many requests as there are groups, not people. */
async function groupsByEmail(
	api: PublicApi,
	includeInvited: boolean,
): Promise<Map<string, IDataObject[]>> {
	const groups = objects(await api.list(GROUPS));
	const members = await forEach(
		api,
		'groups',
		groups,
		async (group) => await peopleOf(api, group, includeInvited),
	);
	const byEmail = new Map<string, IDataObject[]>();
	for (const [index, { id, name }] of groups.entries()) {
		// nobody is known by an address that Segment does not tell
		for (const { email } of members[index].filter((person) => person.email !== '')) {
			const own = byEmail.get(keyOf(email)) ?? [];
			byEmail.set(keyOf(email), own);
			// who has been invited to a group may be in it by now
			if (!own.some((group) => group.id === id)) own.push({ id, name });
		}
	}
	return byEmail;
}

const keyOf = (email: string) => email.toLowerCase();
