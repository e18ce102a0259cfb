/** As workspaceCases.ts, for tracking plans, destinations and warehouses. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { id } from './workspace';
import type { Case } from './workspaceCases';

const page = '?pagination%5Bcount%5D=50';
const settings = { apiKey: 'secret-setting' };
const mapper = (value: IDataObject, types: Record<string, string> = {}) =>
	({
		mappingMode: 'defineBelow',
		value,
		schema: Object.entries(types).map(([name, type]) => ({ id: name, type })),
	}) as unknown as INodeParameters;

const trackingPlan = {
	id: 'tp_1',
	name: 'Website',
	slug: 'website',
	description: 'What it may send',
	type: 'LIVE',
	createdAt: '2026-01-02T03:04:05Z',
	updatedAt: '2026-01-03T03:04:05Z',
};
const trackingPlanGiven = {
	...trackingPlan,
	createdAt: '2026-01-02T03:04:05.000Z',
	updatedAt: '2026-01-03T03:04:05.000Z',
};
const plan = id('tp_1');
const connection = { trackingPlanId: 'tp_1', sourceId: 's1' };

const destination = {
	id: 'd1',
	name: 'Orders',
	enabled: true,
	sourceId: 's1',
	settings,
	metadata: { id: 'm2', name: 'Amplitude', actions: [] },
};
const destinationGiven = {
	id: 'd1',
	name: 'Orders',
	enabled: true,
	type: 'Amplitude',
	typeId: 'm2',
	sourceId: 's1',
};

const mapping = {
	id: 'map1',
	name: 'Orders',
	actionId: 'act1',
	actionSlug: 'logEvent',
	destinationId: 'd1',
	enabled: true,
	settings,
	trigger: 'type = "track"',
};
const mappingGiven = {
	id: 'map1',
	name: 'Orders',
	enabled: true,
	action: 'logEvent',
	actionId: 'act1',
	trigger: 'type = "track"',
	destinationId: 'd1',
	modelId: null,
	scheduleStrategy: null,
};

const filter = {
	id: 'f1',
	sourceId: 's1',
	destinationId: 'd1',
	if: 'type = "track"',
	actions: [{ type: 'SAMPLE', percent: 0.5 }, { type: 'DROP' }],
	title: 'Less',
	enabled: true,
	createdAt: '2026-01-02T03:04:05.000Z',
	updatedAt: '2026-01-03T03:04:05.000Z',
};
export const filterGiven = {
	id: 'f1',
	title: 'Less',
	description: '',
	enabled: true,
	condition: 'type = "track"',
	actions: 'SAMPLE, DROP',
	sourceId: 's1',
	destinationId: 'd1',
	createdAt: '2026-01-02T03:04:05.000Z',
	updatedAt: '2026-01-03T03:04:05.000Z',
};
const actions = {
	action: [
		{ type: 'SAMPLE', percent: 0.5, path: 'userId' },
		{ type: 'DROP_PROPERTIES', fields: '{"properties":{"fields":["price"]}}' },
	],
} as unknown as INodeParameters;
const actionsSent = [
	{ type: 'SAMPLE', percent: 0.5, path: 'userId' },
	{ type: 'DROP_PROPERTIES', fields: { properties: { fields: ['price'] } } },
];

const warehouse = {
	id: 'wh1',
	workspaceId: 'w1',
	enabled: true,
	settings: { name: 'Finance', password: 'secret-setting' },
	metadata: { id: 'wm1', name: 'Snowflake' },
};
const warehouseGiven = {
	id: 'wh1',
	name: 'Finance',
	enabled: true,
	type: 'Snowflake',
	typeId: 'wm1',
	workspaceId: 'w1',
};
const wh = id('wh1');
const source = {
	id: 's1',
	slug: 'web',
	enabled: true,
	writeKeys: ['secret-write-key'],
	labels: [],
	metadata: { id: 'm1', name: 'Javascript' },
};
const sourceGiven = {
	id: 's1',
	name: 'web',
	slug: 'web',
	enabled: true,
	type: 'Javascript',
	typeId: 'm1',
	labels: '',
	workspaceId: null,
};
const report = {
	sourceId: 's1',
	start: '2026-01-02T03:04:05Z',
	end: '2026-01-02T03:14:05Z',
	status: 'FAILED',
	duration: 600,
	humanDuration: '10 minutes',
	count: 0,
	notices: [{ level: 'error', message: 'Permission denied', createdAt: '2026-01-02T03:04:05Z' }],
};
const reportGiven = {
	sourceId: 's1',
	status: 'FAILED',
	startedAt: '2026-01-02T03:04:05.000Z',
	finishedAt: '2026-01-02T03:14:05.000Z',
	seconds: 600,
	rows: 0,
	notices: 'error: Permission denied',
};

export const connectionCases: Record<string, Case[]> = {
	trackingPlan: [
		{
			parameters: {
				operation: 'create',
				name: ' Website ',
				additionalFields: { description: 'What it may send' },
			},
			sends: 'POST /tracking-plans',
			body: { name: 'Website', type: 'LIVE', description: 'What it may send' },
			data: { trackingPlan },
			gives: [trackingPlanGiven],
		},
		{
			parameters: {
				operation: 'update',
				trackingPlan: plan,
				updateFields: { name: 'Web', description: '' },
			},
			sends: 'PATCH /tracking-plans/tp_1',
			body: { name: 'Web', description: '' },
			data: { status: 'SUCCESS' },
			gives: [{ id: 'tp_1', updated: true }],
		},
		{
			parameters: { operation: 'delete', trackingPlan: plan },
			sends: 'DELETE /tracking-plans/tp_1',
			data: { status: 'SUCCESS' },
			gives: [{ id: 'tp_1', deleted: true }],
		},
		{
			parameters: { operation: 'connectSource', trackingPlan: plan, source: id('s1') },
			sends: 'POST /tracking-plans/tp_1/sources',
			body: { sourceId: 's1' },
			data: { status: 'SUCCESS' },
			gives: [{ ...connection, connected: true }],
		},
		{
			parameters: { operation: 'disconnectSource', trackingPlan: plan, source: id('s1') },
			sends: 'DELETE /tracking-plans/tp_1/sources?sourceId=s1',
			data: { status: 'SUCCESS' },
			gives: [{ ...connection, connected: false }],
		},
		{
			parameters: {
				operation: 'removeRules',
				trackingPlan: plan,
				rules: [
					{ name: 'Order Completed', type: 'track', version: 1, properties: 'price' },
					{ key: null, type: 'IDENTIFY' },
				] as unknown as INodeParameters,
			},
			sends:
				'DELETE /tracking-plans/tp_1/rules?rules%5B0%5D%5Btype%5D=TRACK&rules%5B0%5D%5Bkey%5D=Order%20Completed&rules%5B0%5D%5Bversion%5D=1&rules%5B1%5D%5Btype%5D=IDENTIFY&rules%5B1%5D%5Bversion%5D=1',
			data: { status: 'SUCCESS' },
			gives: [
				{ name: 'Order Completed', type: 'TRACK', version: 1, removed: true },
				{ name: null, type: 'IDENTIFY', version: 1, removed: true },
			],
		},
	],
	destination: [
		{
			parameters: {
				operation: 'create',
				source: id('s1'),
				destinationType: id('m2'),
				settings: mapper(
					{
						apiKey: 'key',
						retries: '3',
						isOn: '={{ "yes" }}',
						map: '{"a":1}',
						list: '["b"]',
						empty: null,
					},
					{ retries: 'number', apiKey: 'string', isOn: 'boolean', map: 'object', list: 'array' },
				),
				enabled: false,
				additionalFields: { name: 'Orders', moreSettings: '{"region":"EU"}' },
			},
			sends: 'POST /destinations',
			body: {
				sourceId: 's1',
				metadataId: 'm2',
				name: 'Orders',
				enabled: false,
				settings: {
					apiKey: 'key',
					retries: 3,
					isOn: true,
					map: { a: 1 },
					list: ['b'],
					region: 'EU',
				},
			},
			data: { destination },
			gives: [destinationGiven],
		},
	],
	destinationMapping: [
		{
			parameters: {
				operation: 'create',
				destination: id('d1'),
				action: id('act1'),
				name: 'Orders',
				trigger: 'type = "track"',
				fillDefaults: false,
				additionalFields: { model: id('mod1'), settings: '{"price":{"@path":"$.price"}}' },
			},
			sends: 'POST /destinations/d1/subscriptions',
			body: {
				name: 'Orders',
				actionId: 'act1',
				trigger: 'type = "track"',
				enabled: true,
				modelId: 'mod1',
				settings: { price: { '@path': '$.price' } },
			},
			data: { destinationSubscription: mapping },
			gives: [mappingGiven],
		},
		{
			parameters: { operation: 'get', destination: id('d1'), mapping: id('map1') },
			sends: 'GET /destinations/d1/subscriptions/map1',
			data: { subscription: mapping },
			gives: [mappingGiven],
		},
		{
			parameters: { operation: 'getAll', destination: id('d1') },
			sends: `GET /destinations/d1/subscriptions${page}`,
			data: { subscriptions: [mapping] },
			gives: [mappingGiven],
		},
		{
			parameters: {
				operation: 'update',
				destination: id('d1'),
				mapping: id('map1'),
				updateFields: {
					enabled: false,
					model: id('mod1'),
					name: 'Orders',
					schedule: '{"strategy":"PERIODIC","config":{"interval":"24h"}}',
					settings: '{"price":1}',
					trigger: 'type = "page"',
				},
			},
			sends: 'PATCH /destinations/d1/subscriptions/map1',
			body: {
				input: {
					name: 'Orders',
					trigger: 'type = "page"',
					enabled: false,
					settings: { price: 1 },
					reverseETLModelId: 'mod1',
					reverseETLSchedule: { strategy: 'PERIODIC', config: { interval: '24h' } },
				},
			},
			data: { subscription: mapping },
			gives: [mappingGiven],
		},
		{
			parameters: { operation: 'delete', destination: id('d1'), mapping: id('map1') },
			sends: 'DELETE /destinations/d1/subscriptions/map1',
			data: { status: 'SUCCESS' },
			gives: [{ id: 'map1', deleted: true }],
		},
	],
	destinationFilter: [
		{
			parameters: { operation: 'get', destination: id('d1'), filter: id('f1') },
			sends: 'GET /destination/d1/filters/f1',
			data: { filter },
			gives: [filterGiven],
		},
		{
			parameters: { operation: 'getAll', destination: id('d1') },
			sends: `GET /destination/d1/filters${page}`,
			data: { filters: [filter] },
			gives: [filterGiven],
		},
		{
			parameters: {
				operation: 'update',
				destination: id('d1'),
				filter: id('f1'),
				updateFields: {
					actions,
					condition: 'type = "page"',
					description: '',
					enabled: false,
					title: 'Less',
				},
			},
			sends: 'PATCH /destination/d1/filters/f1',
			body: {
				title: 'Less',
				description: '',
				enabled: false,
				if: 'type = "page"',
				actions: actionsSent,
			},
			data: { filter },
			gives: [filterGiven],
		},
		{
			parameters: { operation: 'delete', destination: id('d1'), filter: id('f1') },
			sends: 'DELETE /destination/d1/filters/f1',
			data: { status: 'SUCCESS' },
			gives: [{ id: 'f1', deleted: true }],
		},
		{
			parameters: {
				operation: 'preview',
				condition: 'type = "track"',
				actions: {
					action: [{ type: 'DROP', fields: '{}', percent: 1 }],
				} as unknown as INodeParameters,
				payload: '{"type":"track"}',
			},
			sends: 'POST /destination/filters/preview',
			body: {
				filter: { if: 'type = "track"', actions: [{ type: 'DROP' }] },
				payload: { type: 'track' },
			},
			data: { inputPayload: { type: 'track' }, result: null },
			gives: [{ isDropped: true, isChanged: true, result: null }],
		},
		{
			parameters: {
				operation: 'preview',
				condition: 'type = "track"',
				actions,
				payload: '{"type":"page"}',
			},
			sends: 'POST /destination/filters/preview',
			body: {
				filter: { if: 'type = "track"', actions: actionsSent },
				payload: { type: 'page' },
			},
			data: { inputPayload: { type: 'page', b: 1 }, result: { b: 1, type: 'page' } },
			gives: [{ isDropped: false, isChanged: false, result: { b: 1, type: 'page' } }],
		},
	],
	warehouse: [
		{
			parameters: {
				operation: 'create',
				warehouseType: id('wm1'),
				settings: mapper({ username: 'n8n', password: ' secret-setting ' }, { password: 'string' }),
				additionalFields: {
					disconnectAllSources: true,
					moreSettings: '{"port":5432}',
					name: 'Finance',
				},
			},
			sends: 'POST /warehouses',
			body: {
				metadataId: 'wm1',
				name: 'Finance',
				enabled: true,
				settings: { username: 'n8n', password: ' secret-setting ', port: 5432 },
				disconnectAllSources: true,
			},
			data: { warehouse },
			gives: [warehouseGiven],
		},
		{
			parameters: { operation: 'get', warehouse: wh },
			sends: 'GET /warehouses/wh1',
			data: { warehouse },
			gives: [warehouseGiven],
		},
		{
			parameters: { operation: 'getAll' },
			sends: `GET /warehouses${page}`,
			data: { warehouses: [warehouse] },
			gives: [warehouseGiven],
		},
		{
			parameters: { operation: 'update', warehouse: wh, updateFields: { name: 'Finance' } },
			sends: 'PATCH /warehouses/wh1',
			body: { name: 'Finance', settings: {} },
			data: { warehouse },
			gives: [warehouseGiven],
		},
		{
			parameters: {
				operation: 'update',
				warehouse: wh,
				updateFields: { enabled: false, settings: '{"password":"new"}' },
			},
			sends: 'PATCH /warehouses/wh1',
			body: { enabled: false, settings: { password: 'new' } },
			data: { warehouse },
			gives: [warehouseGiven],
		},
		{
			parameters: { operation: 'delete', warehouse: wh },
			sends: 'DELETE /warehouses/wh1',
			data: { status: 'SUCCESS' },
			gives: [{ id: 'wh1', deleted: true }],
		},
		{
			parameters: { operation: 'getConnectionState', warehouse: wh },
			sends: 'GET /warehouses/wh1/connection-state',
			data: { connectionState: 'FAILED' },
			gives: [{ id: 'wh1', connectionState: 'FAILED' }],
		},
		{
			parameters: { operation: 'connectSource', warehouse: wh, source: id('s1') },
			sends: 'POST /warehouses/wh1/connected-sources/s1',
			data: { status: 'CONNECTED' },
			gives: [{ warehouseId: 'wh1', sourceId: 's1', connected: true }],
		},
		{
			parameters: { operation: 'disconnectSource', warehouse: wh, source: id('s1') },
			sends: 'DELETE /warehouses/wh1/connected-sources/s1',
			data: { status: 'SUCCESS' },
			gives: [{ warehouseId: 'wh1', sourceId: 's1', connected: false }],
		},
		{
			parameters: { operation: 'getSources', warehouse: wh },
			sends: `GET /warehouses/wh1/connected-sources${page}`,
			data: { sources: [source] },
			gives: [sourceGiven],
		},
		{
			parameters: { operation: 'getSyncs', warehouse: wh },
			sends: `GET /warehouses/wh1/syncs${page}`,
			data: { reports: [report] },
			gives: [reportGiven],
		},
		{
			parameters: { operation: 'getSyncs', warehouse: wh, source: id('s1') },
			sends: `GET /warehouses/wh1/connected-sources/s1/syncs${page}`,
			data: { reports: [report] },
			gives: [reportGiven],
		},
		{
			parameters: { operation: 'getSelectiveSync', warehouse: wh, source: id('s1'), limit: 2 },
			sends: 'GET /warehouses/wh1/connected-sources/s1/selective-syncs?pagination%5Bcount%5D=2',
			data: {
				items: [
					{
						sourceId: 's1',
						warehouseId: 'wh1',
						collection: 'orders',
						enabled: true,
						properties: { price: { enabled: false }, sku: { enabled: true } },
					},
				],
			},
			gives: [
				{
					warehouseId: 'wh1',
					sourceId: 's1',
					collection: 'orders',
					property: null,
					enabled: true,
				},
				{
					warehouseId: 'wh1',
					sourceId: 's1',
					collection: 'orders',
					property: 'price',
					enabled: false,
				},
			],
		},
		{
			parameters: {
				operation: 'updateSelectiveSync',
				warehouse: wh,
				source: id('s1'),
				changes: {
					change: [
						{ collection: '', enabled: true, property: '' },
						{ collection: 'orders', enabled: false, property: 'price' },
					],
				} as unknown as INodeParameters,
			},
			sends: 'PATCH /warehouses/wh1/selective-sync',
			body: {
				syncOverrides: [
					{ sourceId: 's1', enabled: true },
					{ sourceId: 's1', collection: 'orders', property: 'price', enabled: false },
				],
			},
			data: { status: 'UPDATED', warnings: [] },
			gives: [{ warehouseId: 'wh1', sourceId: 's1', status: 'UPDATED', warnings: [] }],
		},
		{
			parameters: {
				operation: 'updateSelectiveSync',
				warehouse: wh,
				source: id('s1'),
				changesFormat: 'json',
				changesJson: [
					{
						warehouseId: 'x',
						sourceId: 's1',
						collection: 'orders',
						property: null,
						enabled: 'off',
					},
				] as unknown as INodeParameters,
			},
			sends: 'PATCH /warehouses/wh1/selective-sync',
			body: { syncOverrides: [{ sourceId: 's1', collection: 'orders', enabled: false }] },
			data: { status: 'UNCHANGED', warnings: ['Source s1 is not connected.'] },
			gives: [
				{
					warehouseId: 'wh1',
					sourceId: 's1',
					status: 'UNCHANGED',
					warnings: ['Source s1 is not connected.'],
				},
			],
		},
	],
};

/** Operations that send more than one request: what they send in turn, and what is answered. */
export const connectionRuns: Array<{
	name: string;
	parameters: INodeParameters;
	replies: Array<{ data: IDataObject }>;
	sends: Array<[request: string, body?: unknown]>;
	gives: IDataObject[];
}> = [
	{
		name: 'destination: getHealth',
		parameters: {
			resource: 'destination',
			operation: 'getHealth',
			destination: id('d1'),
			options: { granularity: 'HOUR', startTime: '2026-11-20T00:00:00Z' },
		},
		replies: [
			{ data: { destination } },
			{
				data: {
					deliveryMetricsSummary: {
						sourceId: 's1',
						destinationMetadataId: 'm2',
						metrics: [
							{ metricName: 'successes', total: 5, breakdown: [{ metricName: 'track', value: 5 }] },
							{ metricName: 'failures', total: 0 },
						],
					},
				},
			},
		],
		sends: [
			['GET /destinations/d1'],
			[
				'GET /destinations/d1/delivery-metrics?sourceId=s1&granularity=HOUR&startTime=2026-11-20T00%3A00%3A00.000Z',
			],
		],
		gives: [
			{ destinationId: 'd1', sourceId: 's1', metric: 'successes', part: null, count: 5 },
			{ destinationId: 'd1', sourceId: 's1', metric: 'successes', part: 'track', count: 5 },
			{ destinationId: 'd1', sourceId: 's1', metric: 'failures', part: null, count: 0 },
		],
	},
	{
		name: 'destinationMapping: create with the defaults of the catalog',
		parameters: {
			resource: 'destinationMapping',
			operation: 'create',
			destination: id('d1'),
			action: id('act1'),
			name: 'Orders',
			trigger: 'type = "track"',
			enabled: false,
			additionalFields: { settings: '{"price":2}' },
		},
		replies: [
			{
				data: {
					destination: {
						...destination,
						metadata: {
							actions: [
								{
									id: 'act1',
									fields: [
										{ fieldKey: 'user', defaultValue: { '@path': '$.userId' } },
										{ fieldKey: 'price', defaultValue: 1 },
										{ fieldKey: 'none', defaultValue: null },
									],
								},
							],
						},
					},
				},
			},
			{ data: { destinationSubscription: mapping } },
		],
		sends: [
			['GET /destinations/d1'],
			[
				'POST /destinations/d1/subscriptions',
				{
					name: 'Orders',
					actionId: 'act1',
					trigger: 'type = "track"',
					enabled: false,
					settings: { user: { '@path': '$.userId' }, price: 2 },
				},
			],
		],
		gives: [mappingGiven],
	},
	{
		name: 'destinationFilter: create',
		parameters: {
			resource: 'destinationFilter',
			operation: 'create',
			destination: id('d1'),
			title: 'Less',
			condition: 'type = "track"',
			actions,
			additionalFields: { description: 'Fewer' },
		},
		replies: [{ data: { destination } }, { data: { filter } }],
		sends: [
			['GET /destinations/d1'],
			[
				'POST /destination/d1/filters',
				{
					sourceId: 's1',
					if: 'type = "track"',
					actions: actionsSent,
					title: 'Less',
					description: 'Fewer',
					enabled: true,
				},
			],
		],
		gives: [filterGiven],
	},
	{
		name: 'trackingPlan: updateRules',
		parameters: {
			resource: 'trackingPlan',
			operation: 'updateRules',
			trackingPlan: plan,
			rules: '[{"type":"TRACK","key":"A","newKey":"B","version":1,"jsonSchema":{"type":"object"}}]',
		},
		replies: [{ data: { rules: [], pagination: {} } }, { data: { status: 'SUCCESS' } }],
		sends: [
			['GET /tracking-plans/tp_1/rules?pagination%5Bcount%5D=200'],
			[
				'PATCH /tracking-plans/tp_1/rules',
				{
					rules: [
						{ type: 'TRACK', key: 'A', version: 1, jsonSchema: { type: 'object' }, newKey: 'B' },
					],
				},
			],
		],
		gives: [
			{
				change: 'added',
				name: 'A',
				newName: 'B',
				type: 'TRACK',
				version: 1,
				addedProperties: '',
				changedProperties: '',
				removedProperties: '',
				dryRun: false,
			},
		],
	},
	{
		name: 'trackingPlan: replaceRules',
		parameters: {
			resource: 'trackingPlan',
			operation: 'replaceRules',
			trackingPlan: plan,
			rules: '[]',
			allowEmpty: true,
		},
		replies: [
			{ data: { rules: [{ type: 'IDENTIFY', key: null, version: 1, jsonSchema: {} }] } },
			{ data: { status: 'SUCCESS' } },
		],
		sends: [
			['GET /tracking-plans/tp_1/rules?pagination%5Bcount%5D=200'],
			['PUT /tracking-plans/tp_1/rules', { rules: [] }],
		],
		gives: [
			{
				change: 'removed',
				name: null,
				newName: null,
				type: 'IDENTIFY',
				version: 1,
				addedProperties: '',
				changedProperties: '',
				removedProperties: '',
				dryRun: false,
			},
		],
	},
];
