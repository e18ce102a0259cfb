/** Who may do what in a workspace: Segment's users, groups, roles and invites in one table. */
import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../request/call';
import { ApiError } from '../request/send';
import { operation } from '../request/operation';
import { labelText, object, objects } from '../simplify/values';

/** What a person holds: directly, or as a member of a group. */
interface Access {
	person: { id: string | null; name: string | null; email: string; status: 'active' | 'invited' };
	group: IDataObject | undefined;
	permissions: IDataObject[];
}

interface Names {
	roleDescription: (roleId: unknown) => unknown;
	resourceName: (type: unknown, id: unknown) => unknown;
}

/** One row per person, role and resource; a person without any role has one row, too. */
export const accessReview = operation(async (call) => {
	const options = call.collection('options');
	const includeInvites = options.flag('includeInvites') ?? true;
	const resourceNames = options.flag('resourceNames') ?? true;
	const users = await all(call, '/users', 'users');
	const groups = await all(call, '/groups', 'userGroups');
	const roles = await all(call, '/roles', 'roles');
	const accesses = [
		...users.map((user): Access => ({
			person: active(user),
			group: undefined,
			permissions: objects(user.permissions),
		})),
		...(await throughGroups(call, groups, includeInvites)),
	];
	if (includeInvites) {
		const known = new Set(accesses.map(({ person }) => person.email));
		for (const { email } of await all(call, '/invites', 'invites')) {
			if (!known.has(String(email))) accesses.push(nothingYet(String(email)));
		}
	}
	const names: Names = {
		roleDescription: lookUp(roles, 'description'),
		resourceName: resourceNames ? await namesOf(call, accesses) : () => null,
	};
	return rows(accesses, names).slice(0, call.limit());
});

async function all(call: Call, path: string, key: string): Promise<IDataObject[]> {
	return await call.collect({ path, key, limit: Infinity });
}

function active({ id, name, email }: IDataObject): Access['person'] {
	return { id: String(id), name: String(name ?? ''), email: String(email), status: 'active' };
}

function nothingYet(email: string): Access {
	return {
		person: { id: null, name: null, email, status: 'invited' },
		group: undefined,
		permissions: [],
	};
}

async function throughGroups(
	call: Call,
	groups: IDataObject[],
	includeInvites: boolean,
): Promise<Access[]> {
	const accesses: Access[] = [];
	for (const group of groups) {
		const path = `/groups/${encodeURIComponent(String(group.id))}`;
		const permissions = objects(group.permissions);
		for (const member of await all(call, `${path}/users`, 'users')) {
			accesses.push({ person: active(member), group, permissions });
		}
		if (!includeInvites) continue;
		for (const { email } of await all(call, `${path}/invites`, 'emails')) {
			accesses.push({ ...nothingYet(String(email)), group, permissions });
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

function lookUp(records: IDataObject[], member: string): (id: unknown) => unknown {
	const values = new Map(records.map((record) => [record.id, record[member] ?? record.slug]));
	return (id) => values.get(id as string);
}

/** Lists that know the names of the resources; functions have none that could be asked for all. */
const NAME_LISTS: Record<string, { path: string; key: string }> = {
	SOURCE: { path: '/sources', key: 'sources' },
	SPACE: { path: '/spaces', key: 'spaces' },
	WAREHOUSE: { path: '/warehouses', key: 'warehouses' },
};

async function namesOf(call: Call, accesses: Access[]): Promise<Names['resourceName']> {
	const types = new Set(
		accesses
			.flatMap(({ permissions }) => permissions)
			.flatMap(({ resources }) => objects(resources))
			.map(({ type }) => String(type)),
	);
	const namesByType = new Map<string, (id: unknown) => unknown>();
	for (const type of types) namesByType.set(type, lookUp(await namedResources(call, type), 'name'));
	return (type, id) => namesByType.get(String(type))?.(id);
}

async function namedResources(call: Call, type: string): Promise<IDataObject[]> {
	if (type === 'WORKSPACE') {
		const { data } = await call.send({ method: 'GET', path: '/' });
		return [object(data.workspace)];
	}
	const list = NAME_LISTS[type];
	return list ? await all(call, list.path, list.key).catch(noneIfRefused) : [];
}

/** A token that may manage people need not be allowed to see the rest: IDs will do then. */
function noneIfRefused(error: unknown): IDataObject[] {
	if (error instanceof ApiError && [401, 403, 404].includes(error.response.statusCode)) return [];
	throw error;
}
