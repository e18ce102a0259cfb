import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Call } from '../request/call';
import { InputError } from '../request/errors';
import { isEmpty, toLabels, toText, unwrap } from '../request/values';
import { object } from '../simplify/values';
import { roleLocator } from './locators';

export const permissionRows: INodeProperties = {
	displayName: 'Permissions',
	name: 'permissions',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Permission',
	default: {},
	description: 'Roles, and what each is granted on',
	options: [
		{
			displayName: 'Permission',
			name: 'permission',
			values: [
				roleLocator,
				{
					displayName: 'Granted On',
					name: 'resourceType',
					type: 'options',
					options: [
						{ name: 'Function', value: 'FUNCTION' },
						{ name: 'Source', value: 'SOURCE' },
						{ name: 'Space', value: 'SPACE' },
						{ name: 'Warehouse', value: 'WAREHOUSE' },
						{ name: 'Whole Workspace', value: 'WORKSPACE' },
					],
					default: 'WORKSPACE',
					description: 'What kind of thing the role is for',
				},
				{
					displayName: 'Resource',
					name: 'resource',
					type: 'resourceLocator',
					default: { mode: 'list', value: '' },
					displayOptions: { hide: { resourceType: ['WORKSPACE'] } },
					description: 'The thing the role is for',
					modes: [
						{
							displayName: 'From List',
							name: 'list',
							type: 'list',
							placeholder: 'Select a resource…',
							typeOptions: { searchListMethod: 'searchPermissionResources', searchable: true },
						},
						{
							displayName: 'By ID',
							name: 'id',
							type: 'string',
							placeholder: 'e.g. rh5BDZp6QDHvXFCkibm1pR',
						},
					],
				},
				{
					displayName: 'Labels',
					name: 'labels',
					type: 'string',
					default: '',
					placeholder: 'e.g. environment:production',
					displayOptions: { show: { resourceType: ['WORKSPACE'] } },
					description: 'Limits the role to what has these labels. Separate several with commas.',
				},
			],
		},
	],
};

interface Grant {
	roleId: string;
	resource: { id: string; type: string };
	labels: IDataObject[];
}

/**
 * The `permissions` of a user or group: one entry for each role with all of its resources.
 * Labels belong to the workspace as a resource (Segment docs, Public API, "IAM Users").
 */
export async function permissionInputs(call: Call): Promise<IDataObject[]> {
	return byRole(await grants(call)).map(([roleId, granted]) => ({
		roleId,
		resources: granted.map(({ resource, labels }) => ({
			...resource,
			...(labels.length > 0 && { labels }),
		})),
	}));
}

/** One invite for each address; its labels stand beside the resources. */
export async function invites(call: Call, emails: string[]): Promise<IDataObject[]> {
	const permissions = byRole(await grants(call)).map(([roleId, granted]) => {
		const labels = granted.flatMap((grant) => grant.labels);
		return {
			roleId,
			resources: granted.map(({ resource }) => resource),
			...(labels.length > 0 && { labels }),
		};
	});
	return emails.map((email) => ({ email, ...(permissions.length > 0 && { permissions }) }));
}

async function grants(call: Call): Promise<Grant[]> {
	const rows = call.rows('permissions', 'permission');
	const onWorkspace = rows.some(({ resourceType }) => typeOf(resourceType) === 'WORKSPACE');
	const workspaceId = onWorkspace ? await workspaceOf(call) : '';
	return rows.map(({ role, resourceType, resource, labels }, index) => {
		const type = typeOf(resourceType);
		if (isEmpty(unwrap(role)) || (type !== 'WORKSPACE' && isEmpty(unwrap(resource)))) {
			throw new InputError(
				`'Permissions' is incomplete in row ${index + 1}`,
				"Choose a 'Role' and, unless it is for the whole workspace, a 'Resource'",
			);
		}
		const id = type === 'WORKSPACE' ? workspaceId : toText(resource, 'resource');
		return {
			roleId: toText(role, 'role'),
			resource: { id, type },
			labels: toLabels(labels, 'labels'),
		};
	});
}

const typeOf = (value: unknown) => (isEmpty(value) ? 'WORKSPACE' : String(value));

async function workspaceOf(call: Call): Promise<string> {
	const { data } = await call.send({ method: 'GET', path: '/' });
	return String(object(data.workspace).id);
}

function byRole(all: Grant[]): Array<[string, Grant[]]> {
	const roles = new Map<string, Grant[]>();
	for (const grant of all) roles.set(grant.roleId, [...(roles.get(grant.roleId) ?? []), grant]);
	return [...roles];
}
