import type { INodeParameters } from 'n8n-workflow';

import { id } from '../workspace';
import type { Case } from './case';

const page = '?pagination%5Bcount%5D=50';
const ofAudience = { space: id('spa_1'), audience: id('aud_1') };
const schedulePath = '/spaces/spa_1/audiences/aud_1/schedules';

const everyFourHours = {
	id: 'sch_1',
	strategy: 'PERIODIC',
	config: { interval: '4h' },
	nextExecution: '2026-01-03T03:04:05Z',
};
const everyFourHoursGiven = {
	id: 'sch_1',
	strategy: 'PERIODIC',
	schedule: 'every 4h',
	interval: '4h',
	timezone: null,
	nextRunAt: '2026-01-03T03:04:05.000Z',
};
const onMondays = {
	id: 'sch_2',
	strategy: 'SPECIFIC_DAYS',
	config: { days: [1, 4], hours: [8, 20], timezone: 'Europe/Berlin' },
};
const onMondaysGiven = {
	id: 'sch_2',
	strategy: 'SPECIFIC_DAYS',
	schedule: 'Mon, Thu at 8:00, 20:00 (Europe/Berlin)',
	interval: null,
	timezone: 'Europe/Berlin',
	nextRunAt: null,
};

const trait = {
	id: 'ctr_1',
	spaceId: 'spa_1',
	name: 'Orders',
	key: 'orders',
	enabled: true,
	definition: { query: "event('Order Completed').count()", type: 'USERS' },
	status: 'Live',
	createdBy: 'u1',
	updatedBy: 'u1',
	createdAt: '2026-01-02T03:04:05Z',
	updatedAt: '2026-01-03T03:04:05Z',
};
const traitGiven = {
	id: 'ctr_1',
	name: 'Orders',
	key: 'orders',
	description: '',
	enabled: true,
	status: 'Live',
	type: 'USERS',
	query: "event('Order Completed').count()",
	spaceId: 'spa_1',
	createdAt: '2026-01-02T03:04:05.000Z',
	updatedAt: '2026-01-03T03:04:05.000Z',
};

const warehouse = {
	id: 'wh1',
	spaceId: 'spa_1',
	workspaceId: 'w1',
	enabled: true,
	metadata: { id: 'm3', name: 'Snowflake', slug: 'snowflake', options: [] },
	settings: { name: 'Profiles', password: 'secret' },
	schemaName: 'profiles',
};
const warehouseGiven = {
	id: 'wh1',
	name: 'Profiles',
	type: 'Snowflake',
	enabled: true,
	schemaName: 'profiles',
	spaceId: 'spa_1',
};
const ofWarehouse = { space: id('spa_1'), profilesWarehouse: id('wh1') };

const entry = {
	id: 'm2',
	name: 'Amplitude',
	slug: 'amplitude',
	description: 'Product analytics',
	status: 'PUBLIC',
	categories: ['Analytics', 'A/B Testing'],
	logos: { default: 'https://example.com' },
	options: [
		{ name: 'apiKey', type: 'string', required: true },
		{ name: 'region', type: 'string', required: false },
	],
	actions: [{ id: 'a1', slug: 'logEvent', name: 'Log Event' }],
};
const entryGiven = {
	id: 'm2',
	name: 'Amplitude',
	slug: 'amplitude',
	description: 'Product analytics',
	status: 'PUBLIC',
	categories: 'Analytics, A/B Testing',
	requiredSettings: 'apiKey',
	otherSettings: 'region',
	actions: 'Log Event',
};
const { status: _status, categories: _categories, actions: _actions, ...warehouseType } = entry;
const warehouseTypeGiven = { ...entryGiven, status: null, categories: '', actions: '' };

export const unifyCases: Record<string, Case[]> = {
	audienceSchedule: [
		{
			parameters: {
				operation: 'create',
				...ofAudience,
				strategy: 'PERIODIC',
				interval: '4h',
			},
			sends: `POST ${schedulePath}`,
			body: { strategy: 'PERIODIC', config: { interval: '4h' } },
			data: { audienceSchedule: everyFourHours },
			gives: [everyFourHoursGiven],
		},
		{
			parameters: {
				operation: 'update',
				...ofAudience,
				audienceSchedule: id('sch_2'),
				strategy: 'SPECIFIC_DAYS',
				days: [1, 4],
				hours: '={{ [8, "20"] }}',
				timezone: 'Europe/Berlin',
			},
			sends: `PATCH ${schedulePath}/sch_2`,
			body: {
				strategy: 'SPECIFIC_DAYS',
				config: { days: [1, 4], hours: [8, 20], timezone: 'Europe/Berlin' },
			},
			data: { audienceSchedule: onMondays },
			gives: [onMondaysGiven],
		},
		{
			parameters: { operation: 'get', ...ofAudience, audienceSchedule: id('sch_1') },
			sends: `GET ${schedulePath}/sch_1`,
			data: { audienceSchedule: everyFourHours },
			gives: [everyFourHoursGiven],
		},
		{
			parameters: { operation: 'getAll', ...ofAudience },
			sends: `GET ${schedulePath}`,
			data: { audienceSchedules: [everyFourHours, onMondays] },
			gives: [everyFourHoursGiven, onMondaysGiven],
		},
		{
			parameters: { operation: 'delete', ...ofAudience, audienceSchedule: id('sch_1') },
			sends: `DELETE ${schedulePath}/sch_1`,
			data: { status: 'SUCCESS' },
			gives: [{ id: 'sch_1', deleted: true }],
		},
	],
	computedTrait: [
		{
			parameters: {
				operation: 'create',
				space: id('spa_1'),
				name: 'Orders',
				traitType: 'ACCOUNTS',
				query: 'q',
				additionalFields: {
					description: 'd',
					enabled: false,
					includeHistoricalData: true,
					includeAnonymousUsers: false,
					backfillDurationDays: 30,
				},
			},
			sends: 'POST /spaces/spa_1/computed-traits',
			body: {
				name: 'Orders',
				definition: { query: 'q', type: 'ACCOUNTS' },
				description: 'd',
				enabled: false,
				options: {
					includeHistoricalData: true,
					includeAnonymousUsers: false,
					backfillDurationDays: 30,
				},
			},
			data: { computedTrait: trait },
			gives: [traitGiven],
		},
		{
			parameters: {
				operation: 'update',
				space: id('spa_1'),
				computedTrait: id('ctr_1'),
				updateFields: {
					name: 'New',
					description: '',
					enabled: true,
					query: 'q2',
					traitType: 'USERS',
				},
			},
			sends: 'PATCH /spaces/spa_1/computed-traits/ctr_1',
			body: {
				name: 'New',
				description: '',
				enabled: true,
				definition: { query: 'q2', type: 'USERS' },
			},
			data: { computedTrait: trait },
			gives: [traitGiven],
		},
		{
			parameters: { operation: 'get', space: id('spa_1'), computedTrait: id('ctr_1') },
			sends: 'GET /spaces/spa_1/computed-traits/ctr_1',
			data: { computedTrait: trait },
			gives: [traitGiven],
		},
		{
			parameters: { operation: 'getAll', space: id('spa_1') },
			sends: `GET /spaces/spa_1/computed-traits${page}`,
			data: { computedTraits: [trait] },
			gives: [traitGiven],
		},
		{
			parameters: { operation: 'delete', space: id('spa_1'), computedTrait: id('ctr_1') },
			sends: 'DELETE /spaces/spa_1/computed-traits/ctr_1',
			data: { status: 'SUCCESS' },
			gives: [{ id: 'ctr_1', deleted: true }],
		},
	],
	profilesSync: [
		{
			parameters: {
				operation: 'create',
				space: id('spa_1'),
				warehouseType: id('m3'),
				settings: '{"host":"h"}',
				additionalFields: { name: 'Profiles', enabled: false, schemaName: 'profiles' },
			},
			sends: 'POST /spaces/spa_1/profiles-warehouses',
			body: {
				metadataId: 'm3',
				settings: { host: 'h' },
				name: 'Profiles',
				enabled: false,
				schemaName: 'profiles',
			},
			data: { profilesWarehouse: warehouse },
			gives: [warehouseGiven],
		},
		{
			parameters: {
				operation: 'update',
				...ofWarehouse,
				updateFields: { name: 'New', enabled: true, schemaName: 's', settings: '{"host":"h"}' },
			},
			sends: 'PATCH /spaces/spa_1/profiles-warehouses/wh1',
			body: { name: 'New', enabled: true, schemaName: 's', settings: { host: 'h' } },
			data: { profilesWarehouse: warehouse },
			gives: [warehouseGiven],
		},
		{
			parameters: { operation: 'getAll', space: id('spa_1') },
			sends: `GET /spaces/spa_1/profiles-warehouses${page}`,
			data: { profilesWarehouses: [warehouse] },
			gives: [warehouseGiven],
		},
		{
			parameters: { operation: 'delete', ...ofWarehouse },
			sends: 'DELETE /spaces/spa_1/profiles-warehouses/wh1',
			data: { status: 'SUCCESS' },
			gives: [{ id: 'wh1', deleted: true }],
		},
		{
			parameters: { operation: 'getSelectiveSync', ...ofWarehouse },
			sends: `GET /spaces/spa_1/profiles-warehouses/wh1/selective-syncs${page}`,
			data: {
				enableEventTables: true,
				items: [
					{
						collection: 'users',
						warehouseId: 'wh1',
						enabled: true,
						properties: { email: { enabled: true }, plan: { enabled: false } },
					},
				],
			},
			gives: [
				{ collection: 'users', enabled: true, properties: 'email, plan', warehouseId: 'wh1' },
			],
		},
		{
			parameters: {
				operation: 'updateSelectiveSync',
				...ofWarehouse,
				overrides: {
					override: [
						{ collection: 'users', property: 'email', enabled: false },
						{ collection: 'groups' },
					],
				} as unknown as INodeParameters,
				updateFields: { enableEventTables: true },
			},
			sends: 'PATCH /spaces/spa_1/profiles-warehouses/wh1/selective-syncs',
			body: {
				syncOverrides: [
					{ collection: 'users', property: 'email', enabled: false },
					{ collection: 'groups', enabled: true },
				],
				enableEventTables: true,
			},
			data: { status: 'UPDATED' },
			gives: [{ status: 'UPDATED' }],
		},
	],
	catalog: [
		{
			parameters: { operation: 'get', destinationType: id('m2') },
			sends: 'GET /catalog/destinations/m2',
			data: { destinationMetadata: entry },
			gives: [entryGiven],
		},
		{
			parameters: { operation: 'get', catalogType: 'source', sourceType: id('m2') },
			sends: 'GET /catalog/sources/m2',
			data: { sourceMetadata: entry },
			gives: [entryGiven],
		},
		{
			parameters: { operation: 'get', catalogType: 'warehouse', warehouseType: id('m2') },
			sends: 'GET /catalog/warehouses/m2',
			data: { warehouseMetadata: warehouseType },
			gives: [warehouseTypeGiven],
		},
		{
			parameters: { operation: 'getAll' },
			sends: `GET /catalog/destinations${page}`,
			data: { destinationsCatalog: [entry] },
			gives: [entryGiven],
		},
		{
			parameters: { operation: 'getAll', catalogType: 'source', limit: 2 },
			sends: 'GET /catalog/sources?pagination%5Bcount%5D=2',
			data: { sourcesCatalog: [entry] },
			gives: [entryGiven],
		},
		{
			parameters: { operation: 'getAll', catalogType: 'warehouse', returnAll: true },
			sends: 'GET /catalog/warehouses?pagination%5Bcount%5D=200',
			data: { warehousesCatalog: [warehouseType] },
			gives: [warehouseTypeGiven],
		},
	],
};
