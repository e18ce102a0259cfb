import type { IDataObject } from 'n8n-workflow';

import { joined, labelText, objects } from './values';

export function workspace({ id, name, slug }: IDataObject): IDataObject {
	return { id, name, slug };
}

export function user({ id, name, email, permissions }: IDataObject): IDataObject {
	return { id, name, email, roles: roleNames(permissions) };
}

/** A member of a group: Segment tells less of it than of a user. */
export function member({ id, name, email }: IDataObject): IDataObject {
	return { id, name, email };
}

export function group({ id, name, memberCount, permissions }: IDataObject): IDataObject {
	return { id, name, memberCount, roles: roleNames(permissions) };
}

export function groupName({ id, name }: IDataObject): IDataObject {
	return { id, name };
}

export function invite({ email }: IDataObject): IDataObject {
	return { email };
}

export function role({ id, name, description }: IDataObject): IDataObject {
	return { id, name, description };
}

/** One record per role and resource. */
export function permission({ roleId, roleName, resources, labels }: IDataObject): IDataObject[] {
	const granted = objects(resources);
	return (granted.length > 0 ? granted : [{}]).map((resource) => ({
		roleId,
		roleName,
		resourceType: resource.type ?? null,
		resourceId: resource.id ?? null,
		labels: labelText(resource.labels ?? labels),
	}));
}

function roleNames(permissions: unknown): string {
	return joined(objects(permissions).map(({ roleName }) => roleName));
}
