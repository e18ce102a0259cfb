import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { paging, simplify } from '../fields/common';
import { trackingPlanLocator } from '../fields/locators';
import { getMany, getOne } from '../request/operation';
import { present } from '../request/read';
import { routing } from '../request/routing';
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
				routing: routing(
					'GET',
					'/tracking-plans/{trackingPlan}',
					getOne('trackingPlan', simple.trackingPlan),
				),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many tracking plans',
				description: 'Retrieve many tracking plans of the workspace',
				routing: routing(
					'GET',
					'/tracking-plans',
					getMany('trackingPlans', simple.trackingPlan, (form) => ({
						query: present({ type: form.collection('filters').optionalChoice('type') }),
					})),
				),
			},
			{
				name: 'Get Rules',
				value: 'getRules',
				action: 'Get rules of tracking plan',
				description: 'Retrieve what a tracking plan expects of each event',
				routing: routing(
					'GET',
					'/tracking-plans/{trackingPlan}/rules',
					getMany('rules', simple.rule),
				),
			},
			{
				name: 'Get Sources',
				value: 'getSources',
				action: 'Get sources of tracking plan',
				description: 'Retrieve the sources whose events a tracking plan checks',
				routing: routing(
					'GET',
					'/tracking-plans/{trackingPlan}/sources',
					getMany('sources', simple.source),
				),
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
