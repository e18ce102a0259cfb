import Joi from 'joi';

import { find, type Call, type Data } from '../route';
import type { Permission, PermissionResource, State } from '../state';

export interface PermissionInput {
	roleId: string;
	resources: PermissionResource[];
}

const label = Joi.object({
	key: Joi.string().required(),
	value: Joi.string().required(),
	description: Joi.string(),
});

const resource = Joi.object({
	id: Joi.string().required(),
	type: Joi.string().valid('FUNCTION', 'SOURCE', 'SPACE', 'WAREHOUSE', 'WORKSPACE').required(),
	labels: Joi.array().items(label),
});

/** The body of adding and replacing permissions, for users and groups alike. */
export const permissionsBody = {
	permissions: Joi.array()
		.items(
			Joi.object({
				roleId: Joi.string().required(),
				resources: Joi.array().items(resource).required(),
			}),
		)
		.required(),
};

export const invitePermissions = Joi.array().items(
	Joi.object({
		roleId: Joi.string().required(),
		resources: Joi.array().items(resource),
		labels: Joi.array().items(label),
	}),
);

function checkResource(state: State, { id, type }: PermissionResource): void {
	if (type === 'WORKSPACE') find([state.workspace], id, 'Workspace');
	if (type === 'SOURCE') find(state.sources, id, 'Source');
	if (type === 'SPACE') find(state.spaces, id, 'Space');
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
