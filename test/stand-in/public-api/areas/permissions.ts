import { find, type Call, type Data } from '../route';
import type { Permission, PermissionResource, State } from '../state';

export interface PermissionInput {
	roleId: string;
	resources: PermissionResource[];
}

function checkResource(state: State, { id, type }: PermissionResource): void {
	if (type === 'WORKSPACE') find([state.workspace], id, 'Workspace');
	if (type === 'SOURCE') find(state.sources, id, 'Source');
	if (type === 'SPACE') find(state.spaces, id, 'Space');
	if (type === 'WAREHOUSE') find(state.warehouses, id, 'Warehouse');
	if (type === 'FUNCTION') find(state.functions, id, 'Function');
}

function toPermissions(state: State, inputs: PermissionInput[]): Permission[] {
	return inputs.map(({ roleId, resources }) => {
		const role = find(state.roles, roleId, 'Role');
		resources.forEach((item) => checkResource(state, item));
		return { roleId, roleName: role.name, resources };
	});
}

/** A role that the subject has already is widened by the new resources. */
function merge(current: Permission[], added: Permission[]): Permission[] {
	const merged = current.map((permission) => ({ ...permission }));
	for (const permission of added) {
		const same = merged.find(({ roleId }) => roleId === permission.roleId);
		if (!same) {
			merged.push(permission);
			continue;
		}
		const known = new Set(same.resources.map(({ id }) => id));
		same.resources = [
			...same.resources,
			...permission.resources.filter(({ id }) => !known.has(id)),
		];
	}
	return merged;
}

type Subject = { id: string; name: string; permissions: Permission[] };

/** Answers POST (add) and PUT (replace) of a user's or a group's permissions. */
export function changePermissions(
	{ state, body, audit }: Call<{ permissions: PermissionInput[] }>,
	subject: Subject,
	kind: 'User' | 'User Group',
	how: 'add' | 'replace',
): Data {
	const permissions = toPermissions(state, body.permissions);
	subject.permissions = how === 'add' ? merge(subject.permissions, permissions) : permissions;
	audit(how === 'add' ? `${kind} Policy Updated` : 'Policy Deleted', kind, subject);
	return { permissions };
}
