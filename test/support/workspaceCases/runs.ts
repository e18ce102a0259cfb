import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { id } from '../workspace';
import {
	actions,
	actionsSent,
	destination,
	filter,
	filterGiven,
	mapping,
	mappingGiven,
	plan,
} from './connectionRecords';

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
				otherChanges: '',
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
				otherChanges: '',
				dryRun: false,
			},
		],
	},
];
