import type { INodeParameters } from 'n8n-workflow';
import { id } from '../workspace';
import type { Case } from './case';
import { mapper, page, source } from './connectionRecords';

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

export const warehouseCases: Record<string, Case[]> = {
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
