/** Who may do what in a workspace: Segment's users, groups, roles and invites in one table. */
import type { IDataObject } from 'n8n-workflow';

import type { PublicApi } from '../../shared/send/publicApi';
import type { Operation } from '../request/operation';
import { limit } from '../request/read';
import { active, invited, type Person } from '../simplify/people';
import { labelText, objects } from '../simplify/values';
import { peopleOf } from './membership';
import { namesOf, type ResourceNames } from './resourceNames';

/** What a person holds: directly, or as a member of a group. */
interface Access {
	person: Person;
	group: IDataObject | undefined;
	permissions: IDataObject[];
}

interface Names {
	roleDescriptions: Map<unknown, unknown>;
	resources: ResourceNames;
}

/** One row per person, role and resource; a person without any role has one row, too. */
export const accessReview: Operation = (form) => {
	const options = form.collection('options');
	const includeInvites = options.flag('includeInvites');
	const resourceNames = options.flag('resourceNames');
	const wanted = limit(form);
	return async (api) => {
		const users = await all(api, '/users', 'users');
		const groups = await all(api, '/groups', 'userGroups');
		const roles = await all(api, '/roles', 'roles');
		const accesses = [
			...users.map((user): Access => ({
				person: active(user),
				group: undefined,
				permissions: objects(user.permissions),
			})),
			...(await throughGroups(api, groups, includeInvites)),
		];
		if (includeInvites) {
			const known = new Set(accesses.map(addressOf));
			for (const invite of await all(api, '/invites', 'invites')) {
				const access: Access = { person: invited(invite), group: undefined, permissions: [] };
				if (!known.has(addressOf(access))) accesses.push(access);
			}
		}
		const names: Names = {
			roleDescriptions: new Map(roles.map(({ id, description }) => [id, description])),
			resources: resourceNames ? await namesOf(api, grantedTypes(accesses)) : () => undefined,
		};
		return rows(accesses, names).slice(0, wanted);
	};
};

async function all(api: PublicApi, path: string, key: string): Promise<IDataObject[]> {
	return await api.list({ path, key });
}

async function throughGroups(
	api: PublicApi,
	groups: IDataObject[],
	includeInvites: boolean,
): Promise<Access[]> {
	const accesses: Access[] = [];
	for (const group of groups) {
		const permissions = objects(group.permissions);
		for (const person of await peopleOf(api, group, includeInvites)) {
			accesses.push({ person, group, permissions });
		}
	}
	return accesses;
}

/** What tells people apart: Segment may write one address in two ways. */
const addressOf = ({ person }: Access) => person.email.toLowerCase();

function grantsSomething({ group, permissions }: Access): boolean {
	return group !== undefined || permissions.length > 0;
}

function rows(accesses: Access[], names: Names): IDataObject[] {
	const withAccess = new Set(accesses.filter(grantsSomething).map(addressOf));
	return accesses
		.filter((access) => grantsSomething(access) || !withAccess.has(addressOf(access)))
		.flatMap((access) => rowsOf(access, names))
		.sort(byPerson);
}

function rowsOf({ person, group, permissions }: Access, names: Names): IDataObject[] {
	const grants = permissions.flatMap((permission) => {
		const resources = objects(permission.resources);
		return (resources.length > 0 ? resources : [{}]).map((resource) => ({ permission, resource }));
	});
	return (grants.length > 0 ? grants : [{ permission: {}, resource: {} }]).map(
		({ permission, resource }: { permission: IDataObject; resource: IDataObject }) => ({
			email: person.email,
			userId: person.id,
			userName: person.name,
			status: person.status,
			via: group ? 'group' : permissions.length > 0 ? 'direct' : 'none',
			groupId: group?.id ?? null,
			groupName: group?.name ?? null,
			roleId: permission.roleId ?? null,
			roleName: permission.roleName ?? null,
			roleDescription: names.roleDescriptions.get(permission.roleId) ?? null,
			resourceType: resource.type ?? null,
			resourceId: resource.id ?? null,
			resourceName: names.resources(resource)?.name ?? null,
			resourceKind: names.resources(resource)?.kind ?? null,
			labels: labelText(resource.labels ?? permission.labels),
		}),
	);
}

function byPerson(a: IDataObject, b: IDataObject): number {
	return String(a.email).localeCompare(String(b.email));
}

/** What there are roles for. */
function grantedTypes(accesses: Access[]): Set<string> {
	return new Set(
		accesses
			.flatMap(({ permissions }) => permissions)
			.flatMap(({ resources }) => objects(resources))
			.map(({ type }) => String(type)),
	);
}
