import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { id } from '../workspace';
import { group, page, permissions } from './records';
import { type Case } from './case';

const grants = {
	permission: [
		{ role: id('r1'), resourceType: 'SOURCE', resource: id('s1') },
		{ role: id('r1'), resourceType: 'SPACE', resource: id('spa_1') },
		{ role: id('r2'), resourceType: 'WAREHOUSE', resource: id('wh1') },
	],
} as unknown as INodeParameters;

const grantsSent = [
	{
		roleId: 'r1',
		resources: [
			{ id: 's1', type: 'SOURCE' },
			{ id: 'spa_1', type: 'SPACE' },
		],
	},
	{ roleId: 'r2', resources: [{ id: 'wh1', type: 'WAREHOUSE' }] },
];

const grantsGiven = [
	{
		roleId: 'r1',
		roleName: 'Source Admin',
		resourceType: 'SOURCE',
		resourceId: 's1',
		labels: '',
	},
	{
		roleId: 'r1',
		roleName: 'Source Admin',
		resourceType: 'WORKSPACE',
		resourceId: 'w1',
		labels: 'env:prod',
	},
];

const user = { id: 'u1', name: 'Ada', email: 'ada@example.com', permissions };

const userGiven = { id: 'u1', name: 'Ada', email: 'ada@example.com', roles: 'Source Admin' };

const groupGiven = { id: 'g1', name: 'Data', memberCount: 2, roles: 'Source Admin' };

export const peopleCases: Record<string, Case[]> = {
	workspace: [
		{
			parameters: { operation: 'get' },
			sends: 'GET /',
			data: { workspace: { id: 'w1', name: 'Acme', slug: 'acme', extra: 1 } },
			gives: [{ id: 'w1', name: 'Acme', slug: 'acme' }],
		},
	],
	user: [
		{
			parameters: { operation: 'get', user: id(' u1/2 ') },
			sends: 'GET /users/u1%2F2',
			data: { user },
			gives: [userGiven],
		},
		{
			parameters: { operation: 'getAll' },
			sends: `GET /users${page}`,
			data: { users: [user] },
			gives: [userGiven],
		},
		{
			parameters: { operation: 'getAll', returnAll: true, simplify: false },
			sends: 'GET /users?pagination%5Bcount%5D=200',
			data: { users: [user] },
			gives: [user as unknown as IDataObject],
		},
		{
			parameters: { operation: 'invite', email: 'new@example.com', permissions: grants },
			sends: 'POST /invites',
			body: { invites: [{ email: 'new@example.com', permissions: grantsSent }] },
			data: { emails: ['new@example.com'] },
			gives: [{ email: 'new@example.com' }],
		},
		{
			parameters: { operation: 'delete', user: id('u1') },
			sends: 'DELETE /users?userIds%5B0%5D=u1',
			data: { status: 'SUCCESS' },
			gives: [{ id: 'u1', deleted: true }],
		},
		{
			parameters: { operation: 'addPermissions', user: id('u1'), permissions: grants },
			sends: 'POST /users/u1/permissions',
			body: { permissions: grantsSent },
			data: { permissions },
			gives: grantsGiven,
		},
		{
			parameters: { operation: 'replacePermissions', user: id('u1'), permissions: grants },
			sends: 'PUT /users/u1/permissions',
			body: { permissions: grantsSent },
			data: { permissions },
			gives: grantsGiven,
		},
		{
			parameters: { operation: 'replacePermissions', user: id('u1'), allowEmpty: true },
			sends: 'PUT /users/u1/permissions',
			body: { permissions: [] },
			data: { permissions: [] },
			gives: [],
		},
	],
	invite: [
		{
			parameters: { operation: 'getAll' },
			sends: `GET /invites${page}`,
			data: { invites: ['a@example.com', 'b@example.com'] },
			gives: [{ email: 'a@example.com' }, { email: 'b@example.com' }],
		},
		{
			parameters: { operation: 'create', emails: 'a@example.com, b@example.com' },
			sends: 'POST /invites',
			body: { invites: [{ email: 'a@example.com' }, { email: 'b@example.com' }] },
			data: { emails: ['a@example.com', 'b@example.com'] },
			gives: [{ email: 'a@example.com' }, { email: 'b@example.com' }],
		},
		{
			parameters: { operation: 'delete', emails: 'a+b@example.com' },
			sends: 'DELETE /invites?emails%5B0%5D=a%2Bb%40example.com',
			data: { status: 'SUCCESS' },
			gives: [{ email: 'a+b@example.com', deleted: true }],
		},
	],
	group: [
		{
			parameters: { operation: 'create', name: 'Data' },
			sends: 'POST /groups',
			body: { name: 'Data' },
			data: { userGroup: group },
			gives: [groupGiven],
		},
		{
			parameters: { operation: 'get', group: id('g1') },
			sends: 'GET /groups/g1',
			data: { userGroup: group },
			gives: [groupGiven],
		},
		{
			parameters: { operation: 'getAll' },
			sends: `GET /groups${page}`,
			data: { userGroups: [group] },
			gives: [groupGiven],
		},
		{
			parameters: { operation: 'rename', group: id('g1'), name: 'Data' },
			sends: 'PATCH /groups/g1',
			body: { name: 'Data' },
			data: { userGroup: group },
			gives: [groupGiven],
		},
		{
			parameters: { operation: 'delete', group: id('g1') },
			sends: 'DELETE /groups/g1',
			data: { status: 'SUCCESS' },
			gives: [{ id: 'g1', deleted: true }],
		},
		{
			parameters: {
				operation: 'addMembers',
				group: id('g1'),
				emails: '={{ ["a@example.com", "b@example.com"] }}',
			},
			sends: 'POST /groups/g1/users',
			body: { emails: ['a@example.com', 'b@example.com'] },
			data: { userGroup: group },
			gives: [groupGiven],
		},
		{
			parameters: { operation: 'replaceMembers', group: id('g1'), emails: 'a@example.com' },
			sends: 'PUT /group/g1/users',
			body: { emails: ['a@example.com'] },
			data: { userGroup: group },
			gives: [groupGiven],
		},
		{
			parameters: { operation: 'replaceMembers', group: id('g1'), emails: '', allowEmpty: true },
			sends: 'PUT /group/g1/users',
			body: { emails: [] },
			data: { userGroup: group },
			gives: [groupGiven],
		},
		{
			parameters: {
				operation: 'removeMembers',
				group: id('g1'),
				emails: 'a@example.com\nb@example.com',
			},
			sends: 'DELETE /group/g1/users?emails%5B0%5D=a%40example.com&emails%5B1%5D=b%40example.com',
			data: { status: 'SUCCESS' },
			gives: [
				{ email: 'a@example.com', removed: true },
				{ email: 'b@example.com', removed: true },
			],
		},
		{
			parameters: { operation: 'getInvites', group: id('g1') },
			sends: `GET /groups/g1/invites${page}`,
			data: { emails: ['a@example.com'] },
			gives: [{ email: 'a@example.com' }],
		},
		{
			parameters: { operation: 'addPermissions', group: id('g1'), permissions: grants },
			sends: 'POST /groups/g1/permissions',
			body: { permissions: grantsSent },
			data: { permissions },
			gives: grantsGiven,
		},
		{
			parameters: { operation: 'replacePermissions', group: id('g1'), permissions: grants },
			sends: 'PUT /groups/g1/permissions',
			body: { permissions: grantsSent },
			data: { permissions },
			gives: grantsGiven,
		},
	],
	role: [
		{
			parameters: { operation: 'getAll' },
			sends: `GET /roles${page}`,
			data: { roles: [{ id: 'r1', name: 'Owner', description: 'All' }] },
			gives: [{ id: 'r1', name: 'Owner', description: 'All' }],
		},
		{
			parameters: { operation: 'get', role: id('r2') },
			sends: 'GET /roles?pagination%5Bcount%5D=200',
			data: {
				roles: [
					{ id: 'r1', name: 'Owner', description: 'All' },
					{ id: 'r2', name: 'Reader', description: 'Look' },
				],
			},
			gives: [{ id: 'r2', name: 'Reader', description: 'Look' }],
		},
	],
	label: [
		{
			parameters: {
				operation: 'create',
				key: 'env',
				value: 'prod',
				additionalFields: { description: 'Live' },
			},
			sends: 'POST /labels',
			body: { label: { key: 'env', value: 'prod', description: 'Live' } },
			data: { label: { key: 'env', value: 'prod', description: 'Live' } },
			gives: [{ key: 'env', value: 'prod', description: 'Live' }],
		},
		{
			parameters: { operation: 'getAll', limit: 1 },
			sends: 'GET /labels',
			data: {
				labels: [
					{ key: 'env', value: 'prod' },
					{ key: 'env', value: 'dev' },
				],
			},
			gives: [{ key: 'env', value: 'prod', description: '' }],
		},
		{
			parameters: { operation: 'delete', key: 'env', value: 'prod' },
			sends: 'DELETE /labels/env/prod',
			data: { status: 'SUCCESS' },
			gives: [{ key: 'env', value: 'prod', deleted: true }],
		},
	],
	auditEvent: [
		{
			parameters: {
				operation: 'getAll',
				filters: {
					startTime: '2026-11-20T00:00:00',
					endTime: '2026-11-20T12:00:00+02:00',
					resourceId: 'd1',
					resourceType: 'Destination',
				},
			},
			sends: `GET /audit-events${page}&startTime=2026-11-20T00%3A00%3A00.000Z&endTime=2026-11-20T10%3A00%3A00.000Z&resourceId=d1&resourceType=Destination`,
			data: {
				events: [
					{
						id: 'e1',
						timestamp: '2026-11-20T01:00:00Z',
						type: 'Integration Disabled',
						actor: 'u1',
						actorEmail: 'ada@example.com',
						resourceId: 'd1',
						resourceType: 'Destination',
						resourceName: 'Amplitude',
					},
				],
			},
			gives: [
				{
					id: 'e1',
					timestamp: '2026-11-20T01:00:00.000Z',
					type: 'Integration Disabled',
					actor: 'u1',
					actorEmail: 'ada@example.com',
					resourceId: 'd1',
					resourceType: 'Destination',
					resourceName: 'Amplitude',
				},
			],
		},
	],
};
