/** Who may do what in a workspace: Segment's users, groups, roles and invites in one table. */
import type { IDataObject } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import type { ApiList, PublicApi } from '../../shared/send/publicApi';
import type { Operation } from '../request/operation';
import { limit } from '../request/read';
import { FUNCTION_TYPES } from '../simplify/functions';
import { active, invited, type Person } from '../simplify/people';
import { labelText, objects, warehouseName } from '../simplify/values';
import { peopleOf } from './membership';

/** What a person holds: directly, or as a member of a group. */
interface Access {
	person: Person;
	group: IDataObject | undefined;
	permissions: IDataObject[];
}

interface Names {
	roleDescription: (roleId: unknown) => unknown;
	resourceName: (type: unknown, id: unknown) => unknown;
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
			const known = new Set(accesses.map(({ person }) => person.email));
			for (const invite of await all(api, '/invites', 'invites')) {
				const person = invited(invite);
				if (known.has(person.email)) continue;
				accesses.push({ person, group: undefined, permissions: [] });
			}
		}
		const names: Names = {
			roleDescription: lookUp(roles, ({ description }) => description),
			resourceName: resourceNames ? await namesOf(api, accesses) : () => null,
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

function grantsSomething({ group, permissions }: Access): boolean {
	return group !== undefined || permissions.length > 0;
}

function rows(accesses: Access[], names: Names): IDataObject[] {
	const withAccess = new Set(accesses.filter(grantsSomething).map(({ person }) => person.email));
	return accesses
		.filter((access) => grantsSomething(access) || !withAccess.has(access.person.email))
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
			roleDescription: names.roleDescription(permission.roleId) ?? null,
			resourceType: resource.type ?? null,
			resourceId: resource.id ?? null,
			resourceName: names.resourceName(resource.type, resource.id) ?? null,
			labels: labelText(resource.labels ?? permission.labels),
		}),
	);
}

function byPerson(a: IDataObject, b: IDataObject): number {
	return String(a.email).localeCompare(String(b.email));
}

function lookUp(records: IDataObject[], read: ReadText): (id: unknown) => unknown {
	const values = new Map(records.map((record) => [record.id, read(record) ?? record.slug]));
	return (id) => values.get(id as string);
}

type ReadText = (record: IDataObject) => unknown;

/** Lists that know the names of the resources; functions are listed type by type. */
const NAME_LISTS: Record<string, { lists: ApiList[]; name?: ReadText }> = {
	FUNCTION: {
		lists: Object.keys(FUNCTION_TYPES).map((resourceType) => ({
			path: '/functions',
			key: 'functions',
			query: { resourceType },
		})),
		name: ({ displayName }) => displayName,
	},
	SOURCE: { lists: [{ path: '/sources', key: 'sources' }] },
	SPACE: { lists: [{ path: '/spaces', key: 'spaces' }] },
	WAREHOUSE: { lists: [{ path: '/warehouses', key: 'warehouses' }], name: warehouseName },
};

async function namesOf(api: PublicApi, accesses: Access[]): Promise<Names['resourceName']> {
	const types = new Set(
		accesses
			.flatMap(({ permissions }) => permissions)
			.flatMap(({ resources }) => objects(resources))
			.map(({ type }) => String(type)),
	);
	const namesByType = new Map<string, (id: unknown) => unknown>();
	for (const type of types) {
		const read = NAME_LISTS[type]?.name ?? (({ name }) => name);
		namesByType.set(type, lookUp(await namedResources(api, type), read));
	}
	return (type, id) => namesByType.get(String(type))?.(id);
}

async function namedResources(api: PublicApi, type: string): Promise<IDataObject[]> {
	if (type === 'WORKSPACE') {
		return [await api.record({ method: 'GET', path: '/' }, 'workspace')];
	}
	const found: IDataObject[] = [];
	for (const list of NAME_LISTS[type]?.lists ?? []) {
		found.push(...(await api.list(list).catch(noneIfRefused)));
	}
	return found;
}

/** A token that may manage people need not be allowed to see the rest: IDs will do then. */
function noneIfRefused(error: unknown): IDataObject[] {
	if (error instanceof Problem && [401, 403, 404].includes(Number(error.details.status))) return [];
	throw error;
}
