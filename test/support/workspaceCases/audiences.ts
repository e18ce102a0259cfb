import { id } from '../workspace';
import { audience, page } from './records';
import { type Case } from './case';

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

export const audienceCases: Record<string, Case[]> = {
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
};
