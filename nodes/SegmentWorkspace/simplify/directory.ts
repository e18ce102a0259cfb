/** The one shape of everything in the directory. */
import type { IDataObject } from 'n8n-workflow';

import type { Person } from './people';
import { labelText, objects } from './values';

export type DirectoryType = 'group' | 'role' | 'user' | 'workspace';

/** What something has of the shape; the rest is null, or empty. */
interface Own {
	id: unknown;
	name: unknown;
	email?: string;
	status?: Person['status'];
	groups?: IDataObject[];
	roles?: IDataObject[];
	memberCount?: unknown;
	members?: Person[];
}

/** A record of the directory, with the same keys whatever it is. */
export function entry(type: DirectoryType, workspace: IDataObject, own: Own): IDataObject {
	return {
		type,
		id: own.id ?? null,
		name: own.name ?? null,
		email: own.email || null,
		status: own.status ?? null,
		workspace: { id: workspace.id, name: workspace.name },
		groups: own.groups ?? [],
		roles: own.roles ?? [],
		memberCount: own.memberCount ?? null,
		members: own.members ?? null,
	} as IDataObject;
}

/** The roles among permissions, each once, with all that it is granted on. */
export function rolesIn(permissions: unknown): IDataObject[] {
	const roles = new Map<unknown, { id: unknown; name: unknown; resources: IDataObject[] }>();
	for (const { roleId, roleName, resources, labels } of objects(permissions)) {
		const role = roles.get(roleId) ?? { id: roleId, name: roleName ?? null, resources: [] };
		for (const { id, type, labels: own } of objects(resources)) {
			role.resources.push({ id, type, labels: labelText(own ?? labels) });
		}
		roles.set(roleId, role);
	}
	return [...roles.values()] as IDataObject[];
}
