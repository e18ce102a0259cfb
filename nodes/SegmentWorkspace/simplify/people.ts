import type { IDataObject } from 'n8n-workflow';

import { isAbsent } from '../../shared/read/values';
import { joined, labelText, objects } from './values';

export function workspace({ id, name, slug }: IDataObject): IDataObject {
	return { id, name, slug };
}

export function user({ id, name, email, permissions }: IDataObject): IDataObject {
	return { id, name, email, roles: roleNames(permissions) };
}

export interface Person {
	/** Null for somebody invited, whom Segment knows by the address alone. */
	id: string | null;
	name: string | null;
	email: string;
	status: 'active' | 'invited';
}

/** A user, or the member of a group. */
export function active({ id, name, email }: IDataObject): Person {
	return {
		id: textOrNull(id),
		name: textOrNull(name),
		email: String(email ?? ''),
		status: 'active',
	};
}

/** Somebody who has not accepted the invitation yet. */
export function invited({ email }: IDataObject): Person {
	return { id: null, name: null, email: String(email ?? ''), status: 'invited' };
}

const textOrNull = (value: unknown) => (isAbsent(value) ? null : String(value));

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

/** The group that a member belongs to. */
export function ofGroup({ id, name }: IDataObject): IDataObject {
	return { groupId: id, groupName: name };
}

/** The user that belongs to a group. */
export function ofUser({ id, name, email }: IDataObject): IDataObject {
	return { userId: id, userName: name, userEmail: email };
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
