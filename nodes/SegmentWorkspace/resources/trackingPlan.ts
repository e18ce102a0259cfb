import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { paging, simplify } from '../fields/common';
import { trackingPlanLocator } from '../fields/locators';
import { present } from '../request/call';
import { getMany, getOne } from '../request/operation';
import * as simple from '../simplify/connections';

export const trackingPlan: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['trackingPlan'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get tracking plan',
				description: 'Retrieve what a tracking plan is called and when it changed',
				routing: {
					request: { method: 'GET', url: '/tracking-plans/{trackingPlan}' },
					operations: { pagination: getOne('trackingPlan', simple.trackingPlan) },
				},
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many tracking plans',
				description: 'Retrieve many tracking plans of the workspace',
				routing: {
					request: { method: 'GET', url: '/tracking-plans' },
					operations: {
						pagination: getMany('trackingPlans', simple.trackingPlan, {
							query: (call) => present({ type: call.collection('filters').text('type') }),
						}),
					},
				},
			},
			{
				name: 'Get Rules',
				value: 'getRules',
				action: 'Get rules of tracking plan',
				description: 'Retrieve what a tracking plan expects of each event',
				routing: {
					request: { method: 'GET', url: '/tracking-plans/{trackingPlan}/rules' },
					operations: { pagination: getMany('rules', simple.rule) },
				},
			},
			{
				name: 'Get Sources',
				value: 'getSources',
				action: 'Get sources of tracking plan',
				description: 'Retrieve the sources whose events a tracking plan checks',
				routing: {
					request: { method: 'GET', url: '/tracking-plans/{trackingPlan}/sources' },
					operations: { pagination: getMany('sources', simple.source) },
				},
			},
		],
		default: 'getAll',
	},
	...updateDisplayOptions(
		{
			show: { resource: ['trackingPlan'], operation: ['get', 'getRules', 'getSources'] },
		},
		[trackingPlanLocator],
	),
	...updateDisplayOptions(
		{
			show: { resource: ['trackingPlan'], operation: ['getAll', 'getRules', 'getSources'] },
		},
		paging,
	),
	...updateDisplayOptions({ show: { resource: ['trackingPlan'] } }, [simplify]),
	...updateDisplayOptions({ show: { resource: ['trackingPlan'], operation: ['getAll'] } }, [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: [
						{ name: 'Engage', value: 'ENGAGE' },
						{ name: 'Live', value: 'LIVE' },
						{ name: 'Property Library', value: 'PROPERTY_LIBRARY' },
						{ name: 'Rule Library', value: 'RULE_LIBRARY' },
						{ name: 'Template', value: 'TEMPLATE' },
					],
					default: 'LIVE',
					description: 'Only tracking plans of this type',
				},
			],
		},
	]),
];
