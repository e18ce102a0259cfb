import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { paging } from '../fields/common';
import {
	directoryGroups,
	directoryRoles,
	directoryUsers,
	directoryWorkspace,
} from '../operations/directory';
import { routing } from '../request/routing';

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
};

export const directory: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['directory'] } },
		options: [
			{
				name: 'Get Groups',
				value: 'getGroups',
				action: 'Get groups of directory',
				description: 'Retrieve groups in the shape that all records of the directory have',
				routing: routing('GET', '/groups', directoryGroups),
			},
			{
				name: 'Get Roles',
				value: 'getRoles',
				action: 'Get roles of directory',
				description: 'Retrieve roles in the shape that all records of the directory have',
				routing: routing('GET', '/roles', directoryRoles),
			},
			{
				name: 'Get Users',
				value: 'getUsers',
				action: 'Get users of directory',
				description:
					'Retrieve users and invited people, each with roles and groups, in the shape that all records of the directory have',
				routing: routing('GET', '/users', directoryUsers),
			},
			{
				name: 'Get Workspace',
				value: 'getWorkspace',
				action: 'Get workspace of directory',
				description: 'Retrieve the workspace in the shape that all records of the directory have',
				routing: routing('GET', '/', directoryWorkspace),
			},
		],
		default: 'getUsers',
	},
	...updateDisplayOptions(
		{ show: { resource: ['directory'] }, hide: { operation: ['getWorkspace'] } },
		[
			...paging,
			{
				displayName: 'Cursor',
				name: 'cursor',
				type: 'string',
				default: '',
				placeholder: 'e.g. users.0.MjAw',
				description:
					'Where to go on: the value of <code>nextCursor</code> in the records of a run before. Empty begins at the start.',
			},
		],
	),
	...updateDisplayOptions({ show: { resource: ['directory'], operation: ['getUsers'] } }, [
		{
			...options,
			options: [
				{
					displayName: 'Include Groups',
					name: 'includeGroups',
					type: 'boolean',
					default: true,
					description:
						'Whether to read the groups of everybody, which takes about two requests for each group of the workspace',
				},
				{
					displayName: 'Include Invited',
					name: 'includeInvited',
					type: 'boolean',
					default: true,
					description: 'Whether people who have not accepted their invitation yet are users, too',
				},
			],
		},
	]),
	...updateDisplayOptions({ show: { resource: ['directory'], operation: ['getGroups'] } }, [
		{
			...options,
			options: [
				{
					displayName: 'Include Members',
					name: 'includeMembers',
					type: 'boolean',
					default: false,
					description:
						'Whether to read the members of each group and the people invited to it, which takes about two requests for each group',
				},
			],
		},
	]),
];
