/** For every operation of Segment Workspace that sends one request: what it sends, and what it gives. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { connectionCases } from './connectionCases';
import { id } from './workspace';
import { functionCases } from './workspaceCases/functions';
import { unifyCases } from './workspaceCases/unify';

export interface Case {
	parameters: INodeParameters;
	/** Method, path and query as sent. */
	sends: string;
	body?: IDataObject;
	/** What Segment answers, inside its envelope. */
	data: IDataObject;
	gives: IDataObject[];
}

const page = '?pagination%5Bcount%5D=50';
export const permissions = [
	{
		roleId: 'r1',
		roleName: 'Source Admin',
		resources: [
			{ id: 's1', type: 'SOURCE' },
			{ id: 'w1', type: 'WORKSPACE', labels: [{ key: 'env', value: 'prod' }] },
		],
	},
];
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
const group = { id: 'g1', name: 'Data', memberCount: 2, permissions };
const groupGiven = { id: 'g1', name: 'Data', memberCount: 2, roles: 'Source Admin' };
const source = {
	id: 's1',
	slug: 'web',
	name: 'Website',
	workspaceId: 'w1',
	enabled: true,
	writeKeys: ['secret-write-key'],
	settings: { apiSecret: 'secret-setting' },
	labels: [{ key: 'env', value: 'prod' }],
	metadata: { id: 'm1', name: 'Javascript', slug: 'javascript', options: [], categories: [] },
};
const sourceGiven = {
	id: 's1',
	name: 'Website',
	slug: 'web',
	enabled: true,
	type: 'Javascript',
	typeId: 'm1',
	labels: 'env:prod',
	workspaceId: 'w1',
};
const destination = {
	id: 'd1',
	enabled: false,
	sourceId: 's1',
	settings: { apiKey: 'secret-setting' },
	metadata: { id: 'm2', name: 'Amplitude', actions: [] },
};
const destinationGiven = {
	id: 'd1',
	name: 'Amplitude',
	enabled: false,
	type: 'Amplitude',
	typeId: 'm2',
	sourceId: 's1',
};
const audience = {
	id: 'aud_1',
	spaceId: 'spa_1',
	name: 'Buyers',
	key: 'buyers',
	enabled: true,
	definition: { query: "event('Order Completed').count() >= 1" },
	status: 'Live',
	audienceType: 'USERS',
	createdBy: 'u1',
	createdAt: '2026-01-02T03:04:05.000Z',
	updatedAt: '2026-01-03T03:04:05Z',
	size: { count: 12, uniqueCount: 10, type: 'ENTITIES' },
	computeCadence: { type: 'BATCH' },
};
const audienceGiven = {
	id: 'aud_1',
	name: 'Buyers',
	key: 'buyers',
	description: '',
	enabled: true,
	status: 'Live',
	type: 'USERS',
	size: 12,
	uniqueSize: 10,
	sizeOf: 'ENTITIES',
	cadence: 'BATCH',
	query: "event('Order Completed').count() >= 1",
	schedules: null,
	spaceId: 'spa_1',
	createdAt: '2026-01-02T03:04:05.000Z',
	updatedAt: '2026-01-03T03:04:05.000Z',
};
const trackingPlan = { id: 'tp_1', name: 'Plan', type: 'LIVE', updatedAt: '2026-01-03T03:04:05Z' };
const trackingPlanGiven = {
	id: 'tp_1',
	name: 'Plan',
	slug: null,
	description: '',
	type: 'LIVE',
	createdAt: null,
	updatedAt: '2026-01-03T03:04:05.000Z',
};
const model = {
	id: 'mod1',
	sourceId: 's1',
	name: 'Customers',
	description: 'All',
	enabled: true,
	scheduleStrategy: 'PERIODIC',
	scheduleConfig: {},
	query: 'select 1',
	queryIdentifierColumn: 'id',
};
const modelGiven = {
	id: 'mod1',
	name: 'Customers',
	description: 'All',
	enabled: true,
	sourceId: 's1',
	scheduleStrategy: 'PERIODIC',
	queryIdentifierColumn: 'id',
	query: 'select 1',
};
const settings = { track: { allowUnplannedEvents: false }, forwardingViolationsTo: 's2' };
const settingsGiven = {
	sourceId: 's1',
	trackAllowUnplannedEvents: false,
	forwardingViolationsTo: 's2',
};
const range = {
	startTime: '2026-11-20T00:00:00',
	endTime: '2026-11-21T00:00:00Z',
	granularity: 'DAY',
};
const rangeSent =
	'startTime=2026-11-20T00%3A00%3A00.000Z&endTime=2026-11-21T00%3A00%3A00.000Z&granularity=DAY';
const dataset = [
	{
		eventName: 'Order Completed',
		total: 5,
		series: [{ time: '2026-11-20T00:00:00Z', count: 5, retryCount: 1 }],
	},
];
const datasetGiven = [
	{
		time: '2026-11-20T00:00:00.000Z',
		count: 5,
		retryCount: 1,
		eventName: 'Order Completed',
		eventType: null,
		appVersion: null,
		discardReason: null,
		mappingId: null,
		activationId: null,
		audienceId: null,
		spaceId: null,
	},
];

const cases: Record<string, Case[]> = {
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
	source: [
		{
			parameters: {
				operation: 'create',
				sourceType: id('m1'),
				slug: 'web',
				enabled: false,
				additionalFields: { settings: '{"a":1}', disconnectAllWarehouses: true },
			},
			sends: 'POST /sources',
			body: {
				slug: 'web',
				enabled: false,
				metadataId: 'm1',
				settings: { a: 1 },
				disconnectAllWarehouses: true,
			},
			data: { source },
			gives: [sourceGiven],
		},
		{
			parameters: { operation: 'get', source: id('s1') },
			sends: 'GET /sources/s1',
			data: { source, trackingPlanId: 'tp_1' },
			gives: [{ ...sourceGiven, trackingPlanId: 'tp_1' }],
		},
		{
			parameters: { operation: 'getAll' },
			sends: `GET /sources${page}`,
			data: { sources: [source] },
			gives: [sourceGiven],
		},
		{
			parameters: {
				operation: 'update',
				source: id('s1'),
				updateFields: { enabled: false, name: 'Website', settings: '={{ { a: 1 } }}' },
			},
			sends: 'PATCH /sources/s1',
			body: { name: 'Website', enabled: false, settings: { a: 1 } },
			data: { source },
			gives: [sourceGiven],
		},
		{
			parameters: { operation: 'delete', source: id('s1') },
			sends: 'DELETE /sources/s1',
			data: { status: 'SUCCESS' },
			gives: [{ id: 's1', deleted: true }],
		},
		{
			parameters: { operation: 'getDestinations', source: id('s1') },
			sends: `GET /sources/s1/connected-destinations${page}`,
			data: { destinations: [destination] },
			gives: [destinationGiven],
		},
		{
			parameters: { operation: 'getSchemaSettings', source: id('s1') },
			sends: 'GET /sources/s1/settings',
			data: { sourceId: 's1', settings },
			gives: [settingsGiven],
		},
		{
			parameters: {
				operation: 'updateSchemaSettings',
				source: id('s1'),
				schemaFields: {
					trackAllowUnplannedEvents: false,
					identifyCommonEventOnViolations: 'OMIT_TRAITS',
					groupAllowUnplannedTraits: true,
					forwardingViolationsTo: 's2',
				},
			},
			sends: 'PATCH /sources/s1/settings',
			body: {
				forwardingViolationsTo: 's2',
				track: { allowUnplannedEvents: false },
				identify: { commonEventOnViolations: 'OMIT_TRAITS' },
				group: { allowUnplannedTraits: true },
			},
			data: { sourceId: 's1', settings },
			gives: [settingsGiven],
		},
		{
			parameters: { operation: 'addLabels', source: id('s1'), labels: 'env:prod, team:growth' },
			sends: 'POST /sources/s1/labels',
			body: {
				labels: [
					{ key: 'env', value: 'prod' },
					{ key: 'team', value: 'growth' },
				],
			},
			data: { labels: [{ key: 'env', value: 'prod', description: 'Live' }] },
			gives: [{ key: 'env', value: 'prod', description: 'Live' }],
		},
		{
			parameters: { operation: 'replaceLabels', source: id('s1'), labels: 'env:prod' },
			sends: 'PUT /sources/s1/labels',
			body: { labels: [{ key: 'env', value: 'prod' }] },
			data: { labels: [{ key: 'env', value: 'prod' }] },
			gives: [{ key: 'env', value: 'prod', description: '' }],
		},
		{
			parameters: { operation: 'addWriteKey', source: id('s1') },
			sends: 'POST /sources/s1/writekey',
			data: { source },
			gives: [sourceGiven],
		},
		{
			parameters: { operation: 'removeWriteKey', source: id('s1'), writeKey: 'abc' },
			sends: 'DELETE /sources/s1/writekey/abc',
			data: { status: 'SUCCESS' },
			gives: [{ id: 's1', removed: true }],
		},
	],
	destination: [
		{
			parameters: { operation: 'get', destination: id('d1') },
			sends: 'GET /destinations/d1',
			data: { destination },
			gives: [destinationGiven],
		},
		{
			parameters: { operation: 'getAll' },
			sends: `GET /destinations${page}`,
			data: { destinations: [destination] },
			gives: [destinationGiven],
		},
		{
			parameters: {
				operation: 'update',
				destination: id('d1'),
				updateFields: { enabled: false, name: 'New', settings: { a: true } },
			},
			sends: 'PATCH /destinations/d1',
			body: { name: 'New', enabled: false, settings: { a: true } },
			data: { destination },
			gives: [destinationGiven],
		},
		{
			parameters: { operation: 'delete', destination: id('d1') },
			sends: 'DELETE /destinations/d1',
			data: { status: 'SUCCESS' },
			gives: [{ id: 'd1', deleted: true }],
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
	space: [
		{
			parameters: { operation: 'get', space: id('spa_1') },
			sends: 'GET /spaces/spa_1',
			data: { space: { id: 'spa_1', slug: 'main', name: 'Main' } },
			gives: [{ id: 'spa_1', name: 'Main', slug: 'main' }],
		},
		{
			parameters: { operation: 'getAll' },
			sends: `GET /spaces${page}`,
			data: { spaces: [{ id: 'spa_1', slug: 'main', name: 'Main' }] },
			gives: [{ id: 'spa_1', name: 'Main', slug: 'main' }],
		},
	],
	audience: [
		{
			parameters: { operation: 'get', space: id('spa_1'), audience: id('aud_1') },
			sends: 'GET /spaces/spa_1/audiences/aud_1',
			data: { audience },
			gives: [audienceGiven],
		},
		{
			parameters: {
				operation: 'getAll',
				space: id('spa_1'),
				returnAll: true,
				filters: { search: 'Buy', searchIn: 'KEY' },
			},
			sends:
				'GET /spaces/spa_1/audiences?pagination%5Bcount%5D=200&search%5Btype%5D=KEY&search%5Bquery%5D=Buy',
			data: { audiences: [audience] },
			gives: [audienceGiven],
		},
		{
			parameters: {
				operation: 'get',
				space: id('spa_1'),
				audience: id('aud_1'),
				options: { includeSchedules: true },
			},
			sends: 'GET /spaces/spa_1/audiences/aud_1?include=schedules',
			data: {
				audience: {
					...audience,
					schedules: [
						{ id: 'sch_1', strategy: 'PERIODIC', config: { interval: '4h' } },
						{
							id: 'sch_2',
							strategy: 'SPECIFIC_DAYS',
							config: { days: [0], hours: [7], timezone: 'UTC' },
						},
					],
				},
			},
			gives: [{ ...audienceGiven, schedules: 'every 4h; Sun at 7:00 (UTC)' }],
		},
		{
			parameters: {
				operation: 'getAll',
				space: id('spa_1'),
				options: { includeSchedules: true },
			},
			sends: `GET /spaces/spa_1/audiences${page}&include=schedules`,
			data: { audiences: [{ ...audience, schedules: [] }] },
			gives: [{ ...audienceGiven, schedules: '' }],
		},
		{
			parameters: {
				operation: 'create',
				space: id('spa_1'),
				name: 'Buyers',
				audienceType: 'USERS',
				query: 'q',
				additionalFields: {
					description: 'd',
					enabled: false,
					includeHistoricalData: true,
					backfillEventDataDays: 7,
					filterByExternalIds: 'email, user_id',
					targetEntity: 'e',
				},
			},
			sends: 'POST /spaces/spa_1/audiences',
			body: {
				name: 'Buyers',
				definition: { query: 'q', targetEntity: 'e' },
				audienceType: 'USERS',
				description: 'd',
				enabled: false,
				options: {
					includeHistoricalData: true,
					backfillEventDataDays: 7,
					filterByExternalIds: ['email', 'user_id'],
				},
			},
			data: { audience },
			gives: [audienceGiven],
		},
		{
			parameters: {
				operation: 'update',
				space: id('spa_1'),
				audience: id('aud_1'),
				updateFields: { description: '', query: 'q2', enabled: true },
			},
			sends: 'PATCH /spaces/spa_1/audiences/aud_1',
			body: { description: '', enabled: true, definition: { query: 'q2' } },
			data: { audience },
			gives: [audienceGiven],
		},
		{
			parameters: { operation: 'delete', space: id('spa_1'), audience: id('aud_1') },
			sends: 'DELETE /spaces/spa_1/audiences/aud_1',
			data: { status: 'SUCCESS' },
			gives: [{ id: 'aud_1', deleted: true }],
		},
		{
			parameters: { operation: 'run', space: id('spa_1'), audience: id('aud_1') },
			sends: 'POST /spaces/spa_1/audiences/aud_1/runs',
			data: { run: { id: 'run1' } },
			gives: [{ id: 'run1' }],
		},
	],
	trackingPlan: [
		{
			parameters: { operation: 'get', trackingPlan: id('tp_1') },
			sends: 'GET /tracking-plans/tp_1',
			data: { trackingPlan },
			gives: [trackingPlanGiven],
		},
		{
			parameters: { operation: 'getAll', filters: { type: 'LIVE' } },
			sends: `GET /tracking-plans${page}&type=LIVE`,
			data: { trackingPlans: [trackingPlan] },
			gives: [trackingPlanGiven],
		},
		{
			parameters: { operation: 'getRules', trackingPlan: id('tp_1') },
			sends: `GET /tracking-plans/tp_1/rules${page}`,
			data: {
				rules: [
					{
						key: 'Order Completed',
						type: 'TRACK',
						version: 1,
						jsonSchema: {
							description: 'A sale',
							properties: {
								properties: { properties: { revenue: {}, coupon: {} }, required: ['revenue'] },
							},
						},
						createdAt: '2026-01-03T03:04:05Z',
					},
				],
			},
			gives: [
				{
					name: 'Order Completed',
					type: 'TRACK',
					version: 1,
					description: 'A sale',
					properties: 'revenue, coupon',
					required: 'revenue',
					createdAt: '2026-01-03T03:04:05.000Z',
					updatedAt: null,
					deprecatedAt: null,
				},
			],
		},
		{
			parameters: { operation: 'getSources', trackingPlan: id('tp_1') },
			sends: `GET /tracking-plans/tp_1/sources${page}`,
			data: { sources: [source] },
			gives: [sourceGiven],
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
	deletionRequest: [
		{
			parameters: { operation: 'get', requestId: 'reg_1' },
			sends: 'GET /regulations/reg_1',
			data: {
				regulation: {
					id: 'reg_1',
					workspaceId: 'w1',
					overallStatus: 'PARTIAL_SUCCESS',
					createdAt: '2026-11-20T01:00:00Z',
					finishedAt: '2026-11-21T01:00:00Z',
					streamStatus: [
						{
							id: 's1',
							destinationStatus: [
								{ name: 'Amplitude', id: 'd1', status: 'FINISHED', errString: '' },
								{ name: 'Braze', id: 'd2', status: 'NOT_SUPPORTED', errString: '' },
							],
						},
					],
				},
			},
			gives: [
				{
					id: 'reg_1',
					status: 'PARTIAL_SUCCESS',
					regulationType: null,
					subjectType: null,
					subjectCount: null,
					unfinishedDestinations: 'Braze: NOT_SUPPORTED',
					createdAt: '2026-11-20T01:00:00.000Z',
					finishedAt: '2026-11-21T01:00:00.000Z',
				},
			],
		},
		{
			parameters: {
				operation: 'getAll',
				filters: { status: 'RUNNING', regulationTypes: ['DELETE_ONLY', 'UNSUPPRESS'] },
			},
			sends: `GET /regulations${page}&status=RUNNING&regulationTypes%5B0%5D=DELETE_ONLY&regulationTypes%5B1%5D=UNSUPPRESS`,
			data: {
				regulations: [
					{
						id: 'reg_1',
						subjectType: 'USER_ID',
						subjects: ['a', 'b'],
						status: 'RUNNING',
						createdAt: '2026-11-20T01:00:00Z',
						regulationType: 'DELETE_ONLY',
					},
				],
			},
			gives: [
				{
					id: 'reg_1',
					status: 'RUNNING',
					regulationType: 'DELETE_ONLY',
					subjectType: 'USER_ID',
					subjectCount: 2,
					unfinishedDestinations: '',
					createdAt: '2026-11-20T01:00:00.000Z',
					finishedAt: null,
				},
			],
		},
		{
			parameters: { operation: 'getAll', filters: { sourceId: 's1' } },
			sends: `GET /regulations/sources/s1${page}`,
			data: { regulations: [] },
			gives: [],
		},
		{
			parameters: { operation: 'getSuppressed', limit: 2 },
			sends: 'GET /suppressions?pagination%5Bcount%5D=2',
			data: { suppressed: [{ subjectType: 'USER_ID', subjectIds: ['a', 'b', 'c'] }] },
			gives: [
				{ subjectType: 'USER_ID', subjectId: 'a' },
				{ subjectType: 'USER_ID', subjectId: 'b' },
			],
		},
	],
	delivery: [
		{
			parameters: {
				operation: 'received',
				source: id('s1'),
				...range,
				filters: { eventName: 'Order Completed, Order Paid', eventType: ['track'] },
				options: { groupBy: ['eventName'] },
			},
			sends: `GET /delivery-overview/successfully-received${page}&${rangeSent}&sourceId=s1&groupBy%5B0%5D=eventName&filter%5BeventName%5D%5B0%5D=Order%20Completed&filter%5BeventName%5D%5B1%5D=Order%20Paid&filter%5BeventType%5D%5B0%5D=track`,
			data: { total: 5, dataset },
			gives: datasetGiven,
		},
		{
			parameters: {
				operation: 'failedOnIngest',
				source: id('s1'),
				...range,
				filters: { discardReason: 'missing_event_name' },
			},
			sends: `GET /delivery-overview/failed-on-ingest${page}&${rangeSent}&sourceId=s1&filter%5BdiscardReason%5D%5B0%5D=missing_event_name`,
			data: { total: 0, dataset: [] },
			gives: [
				{
					time: '2026-11-20T00:00:00.000Z',
					count: 0,
					retryCount: null,
					eventName: null,
					eventType: null,
					appVersion: null,
					discardReason: null,
					mappingId: null,
					activationId: null,
					audienceId: null,
					spaceId: null,
				},
			],
		},
		{
			parameters: { operation: 'filtered', source: id('s1'), ...range },
			sends: `GET /delivery-overview/filtered-at-source${page}&${rangeSent}&sourceId=s1`,
			data: { total: 5, dataset },
			gives: datasetGiven,
		},
		{
			parameters: {
				operation: 'filtered',
				filteredAt: 'destination',
				source: id('s1'),
				destination: id('d1'),
				...range,
			},
			sends: `GET /delivery-overview/filtered-at-destination${page}&${rangeSent}&sourceId=s1&destinationConfigId=d1`,
			data: { total: 5, dataset },
			gives: datasetGiven,
		},
		{
			parameters: { operation: 'delivered', source: id('s1'), destination: id('d1'), ...range },
			sends: `GET /delivery-overview/successful-delivery${page}&${rangeSent}&sourceId=s1&destinationConfigId=d1`,
			data: { total: 5, dataset },
			gives: datasetGiven,
		},
		{
			parameters: {
				operation: 'delivered',
				source: id('s1'),
				destination: id('d1'),
				...range,
				filters: {
					mapping: id('map1'),
					activation: id('act_1, act_2'),
					audience: id('={{ ["aud_1"] }}'),
					space: id('spa_1'),
					discardReason: 'successes.attempt.2',
				},
				options: {
					groupBy: ['subscriptionId', 'activationId', 'audienceId', 'spaceId', 'discardReason'],
				},
			},
			sends: `GET /delivery-overview/successful-delivery${page}&${rangeSent}&sourceId=s1&destinationConfigId=d1&groupBy%5B0%5D=subscriptionId&groupBy%5B1%5D=activationId&groupBy%5B2%5D=audienceId&groupBy%5B3%5D=spaceId&groupBy%5B4%5D=discardReason&filter%5BdiscardReason%5D%5B0%5D=successes.attempt.2&filter%5BsubscriptionId%5D%5B0%5D=map1&filter%5BactivationId%5D%5B0%5D=act_1&filter%5BactivationId%5D%5B1%5D=act_2&filter%5BaudienceId%5D%5B0%5D=aud_1&filter%5BspaceId%5D%5B0%5D=spa_1`,
			data: { total: 5, dataset: [{ ...dataset[0], subscriptionId: 'map1', spaceId: 'spa_1' }] },
			gives: [{ ...datasetGiven[0], mappingId: 'map1', spaceId: 'spa_1' }],
		},
		{
			parameters: { operation: 'failed', source: id('s1'), destination: id('d1'), ...range },
			sends: `GET /delivery-overview/failed-delivery${page}&${rangeSent}&sourceId=s1&destinationConfigId=d1`,
			data: { total: 5, dataset },
			gives: datasetGiven,
		},
		{
			parameters: {
				operation: 'eventVolume',
				...range,
				filters: { sourceId: 's1' },
				options: { groupBy: ['eventName', 'source'] },
			},
			sends: `GET /events/volume${page}&${rangeSent}&groupBy%5B0%5D=eventName&groupBy%5B1%5D=source&sourceId%5B0%5D=s1`,
			data: { result: [{ ...dataset[0], source: { id: 's1', name: 'Website', slug: 'web' } }] },
			gives: [
				{
					time: '2026-11-20T00:00:00.000Z',
					count: 5,
					eventName: 'Order Completed',
					eventType: null,
					sourceId: 's1',
					sourceName: 'Website',
				},
			],
		},
		{
			parameters: { operation: 'usage', month: '2026-10-17' },
			sends: 'GET /usage/api-calls/daily?pagination%5Bcount%5D=50&period=2026-10-01',
			data: {
				dailyWorkspaceAPICallsUsage: [{ timestamp: '2026-10-01T00:00:00Z', apiCalls: '12' }],
			},
			gives: [{ time: '2026-10-01T00:00:00.000Z', apiCalls: 12, sourceId: null }],
		},
		{
			parameters: { operation: 'usage', measure: 'mtu', bySource: true, month: '2026-10' },
			sends: 'GET /usage/mtu/sources/daily?pagination%5Bcount%5D=50&period=2026-10-01',
			data: {
				dailyPerSourceMTUUsage: [
					{
						sourceId: 's1',
						timestamp: '2026-10-01T00:00:00Z',
						anonymous: '1',
						anonymousIdentified: '2',
						identified: '3',
						neverIdentified: '4',
						periodStart: 1_790_812_800,
						periodEnd: 1_793_491_200,
					},
				],
			},
			gives: [
				{
					time: '2026-10-01T00:00:00.000Z',
					anonymous: 1,
					anonymousIdentified: 2,
					identified: 3,
					neverIdentified: 4,
					periodStart: '2026-10-01T00:00:00.000Z',
					periodEnd: '2026-11-01T00:00:00.000Z',
					sourceId: 's1',
				},
			],
		},
	],
	reverseEtl: [
		{
			parameters: { operation: 'getAll' },
			sends: `GET /reverse-etl-models${page}`,
			data: { models: [model] },
			gives: [modelGiven],
		},
		{
			parameters: { operation: 'get', model: id('mod1') },
			sends: 'GET /reverse-etl-models/mod1',
			data: { reverseEtlModel: model },
			gives: [modelGiven],
		},
		{
			parameters: {
				operation: 'create',
				source: id('s1'),
				name: 'Customers',
				query: 'select 1',
				queryIdentifierColumn: 'id',
				enabled: false,
				additionalFields: { description: 'All' },
			},
			sends: 'POST /reverse-etl-models',
			body: {
				sourceId: 's1',
				name: 'Customers',
				description: 'All',
				enabled: false,
				query: 'select 1',
				queryIdentifierColumn: 'id',
			},
			data: { reverseEtlModel: model },
			gives: [modelGiven],
		},
		{
			parameters: {
				operation: 'update',
				model: id('mod1'),
				updateFields: {
					name: 'New',
					description: '',
					enabled: true,
					query: 'select 2',
					queryIdentifierColumn: 'key',
				},
			},
			sends: 'PATCH /reverse-etl-models/mod1',
			body: {
				name: 'New',
				description: '',
				enabled: true,
				query: 'select 2',
				queryIdentifierColumn: 'key',
			},
			data: { reverseEtlModel: model },
			gives: [modelGiven],
		},
		{
			parameters: { operation: 'delete', model: id('mod1') },
			sends: 'DELETE /reverse-etl-models/mod1',
			data: { status: 'SUCCESS' },
			gives: [{ id: 'mod1', deleted: true }],
		},
		{
			parameters: {
				operation: 'getSyncs',
				model: id('mod1'),
				subscriptionId: id('map1'),
				limit: 3,
			},
			sends: 'GET /reverse-etl-models/mod1/subscriptionId/map1/syncs?count=3',
			data: {
				syncStatuses: [
					{
						syncId: 'sy1',
						modelId: 'mod1',
						sourceId: 's1',
						syncStatus: 'FAIL',
						duration: '5s',
						startedAt: '2026-11-20T01:00:00Z',
						error: 'The query failed.',
					},
				],
			},
			gives: [
				{
					id: 'sy1',
					modelId: 'mod1',
					sourceId: 's1',
					status: 'FAIL',
					startedAt: '2026-11-20T01:00:00.000Z',
					finishedAt: null,
					extracted: null,
					delivered: null,
					notDelivered: null,
					reason: 'The query failed.',
				},
			],
		},
		{
			parameters: { operation: 'getSync', model: id('mod1'), syncId: 'sy1' },
			sends: 'GET /reverse-etl-models/mod1/syncs/sy1',
			data: {
				reverseETLSyncStatus: {
					syncId: 'sy1',
					modelId: 'mod1',
					sourceId: 's1',
					syncStatus: 'PARTIAL_SUCCESS',
					duration: '5s',
					startedAt: '2026-11-20T01:00:00Z',
					finishedAt: '2026-11-20T01:00:05Z',
					extractPhase: { extractCount: '15', errorCode: '' },
					loadPhase: { deliverSuccessCount: '14', deliverFailureCount: '1', errorCode: 'E1' },
				},
			},
			gives: [
				{
					id: 'sy1',
					modelId: 'mod1',
					sourceId: 's1',
					status: 'PARTIAL_SUCCESS',
					startedAt: '2026-11-20T01:00:00.000Z',
					finishedAt: '2026-11-20T01:00:05.000Z',
					extracted: 15,
					delivered: 14,
					notDelivered: 1,
					reason: 'E1',
				},
			],
		},
		{
			parameters: {
				operation: 'cancel',
				model: id('mod1'),
				syncId: 'sy1',
				additionalFields: { reason: 0 },
				simplify: false,
			},
			sends: 'POST /reverse-etl-models/mod1/syncs/sy1/cancel',
			body: { reasonForCanceling: 0 },
			data: { modelId: 'mod1', syncId: 'sy1', status: 'CANCELLING' },
			gives: [{ modelId: 'mod1', syncId: 'sy1', status: 'CANCELLING' }],
		},
	],
	customCall: [
		{
			parameters: {
				operation: 'send',
				method: 'PATCH',
				path: '/warehouses/wh1',
				query: '{"a":["x"]}',
				body: '{"name":"New"}',
			},
			sends: 'PATCH /warehouses/wh1?a%5B0%5D=x',
			body: { name: 'New' },
			data: { warehouse: { id: 'wh1' } },
			gives: [{ warehouse: { id: 'wh1' } }],
		},
	],
};

export const operationCases = [cases, connectionCases, functionCases, unifyCases]
	.flatMap((each) => Object.entries(each))
	.flatMap(([resource, list]) =>
		list.map(({ parameters, ...each }) => ({
			name: `${resource}: ${each.sends}`,
			resource,
			// counts are read to the end unless somebody limits them
			parameters: {
				...(resource === 'delivery' && { returnAll: false }),
				...parameters,
			} as INodeParameters,
			...each,
		})),
	);
