import { id } from '../workspace';
import { page, source, sourceGiven } from './records';
import { type Case } from './case';

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

export const deliveryCases: Record<string, Case[]> = {
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
