import type { IDataObject } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import type { Form } from '../../shared/read/form';
import type { PublicApi } from '../../shared/send/publicApi';
import { idIn } from './answers';
import type { Input } from './operation';
import { chosen, email, emails, labels, refuseEmpty, requireSome } from './read';

/** A role, and what it is granted on; the workspace itself has no ID yet. */
interface Grant {
	roleId: string;
	type: string;
	resourceId: string | undefined;
	labels: IDataObject[];
}

/** The rows of Permissions. */
function readGrants(form: Form): Grant[] {
	return form
		.rows('permissions', 'permission')
		.flatMap(
			(row, index) => form.attempt(() => row.whole((read) => readGrant(read, form, index))) ?? [],
		);
}

function readGrant(row: Form, form: Form, index: number): Grant {
	const roleId = row.id('role');
	const type = chosen(row, 'resourceType');
	const isWorkspace = type === 'WORKSPACE';
	const resourceId = isWorkspace ? undefined : row.id('resource');
	const granted = labels(row, 'labels');
	if (roleId === undefined || (!isWorkspace && resourceId === undefined)) {
		throw new Problem(
			`${form.label('permissions')} is incomplete in row ${index + 1}`,
			"Choose a 'Role' and, unless it is for the whole workspace, a 'Resource'.",
		);
	}
	return { roleId, type, resourceId, labels: granted };
}

/** Roles in addition to the present ones. */
export const addedPermissions: Input = (form) => {
	const grants = requireSome(form, 'permissions', readGrants(form));
	return async (api) => ({
		body: { permissions: await permissions(api, grants) },
		repeatable: true,
	});
};

/**
 * Roles in place of the present ones.
 *
 * @param consequence of none at all, as a sentence without a full stop
 */
export function replacedPermissions(consequence: string): Input {
	return (form) => {
		const grants = refuseEmpty(form, 'permissions', readGrants(form), consequence);
		return async (api) => ({ body: { permissions: await permissions(api, grants) } });
	};
}

/** One invite for each address in a field. */
export function invites(field: 'email' | 'emails'): Input {
	return (form) => {
		const grants = readGrants(form);
		const addresses =
			field === 'email' ? [email(form, field)] : requireSome(form, field, emails(form, field));
		return async (api) => {
			const granted = await invitePermissions(api, grants);
			const all = addresses.map((address) => ({
				email: address,
				...(granted.length > 0 && { permissions: granted }),
			}));
			return { body: { invites: all } };
		};
	};
}

/**
 * One entry for each role with all of its resources. Labels belong to the workspace as a resource
 * (Segment docs, Public API, "IAM Users").
 */
async function permissions(api: PublicApi, grants: Grant[]): Promise<IDataObject[]> {
	return (await byRole(api, grants)).map(([roleId, granted]) => ({
		roleId,
		resources: granted.map((grant) => ({
			...grant.resource,
			...(grant.labels.length > 0 && { labels: grant.labels }),
		})),
	}));
}

/** The same for an invite, where labels stand beside the resources. */
async function invitePermissions(api: PublicApi, grants: Grant[]): Promise<IDataObject[]> {
	return (await byRole(api, grants)).map(([roleId, granted]) => {
		const all = granted.flatMap((grant) => grant.labels);
		return {
			roleId,
			resources: granted.map(({ resource }) => resource),
			...(all.length > 0 && { labels: all }),
		};
	});
}

async function byRole(api: PublicApi, grants: Grant[]) {
	const onWorkspace = grants.some(({ resourceId }) => resourceId === undefined);
	const workspaceId = onWorkspace
		? idIn(await api.record({ method: 'GET', path: '/' }, 'workspace'), 'id')
		: '';
	const roles = new Map<string, Array<{ resource: IDataObject; labels: IDataObject[] }>>();
	for (const { roleId, type, resourceId = workspaceId, labels: ofGrant } of grants) {
		const granted = roles.get(roleId) ?? [];
		granted.push({ resource: { id: resourceId, type }, labels: ofGrant });
		roles.set(roleId, granted);
	}
	return [...roles];
}
