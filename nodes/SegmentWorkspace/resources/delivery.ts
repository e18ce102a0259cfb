import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { pagingOfCounts as paging, simplify } from '../fields/common';
import { destinationLocator, sourceLocator } from '../fields/locators';
import { deliveryMetric, eventVolume, filtered, usage } from '../operations/delivery';
import { routing } from '../request/routing';

export const delivery: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['delivery'] } },
		options: [
			{
				name: 'Get Delivered',
				value: 'delivered',
				action: 'Get delivered events',
				description: 'Count the events that a destination took',
				routing: routing(
					'GET',
					'/delivery-overview/successful-delivery',
					deliveryMetric('destination'),
				),
			},
			{
				name: 'Get Event Volume',
				value: 'eventVolume',
				action: 'Get event volume',
				description: 'Count the events of all or some sources of the workspace',
				routing: routing('GET', '/events/volume', eventVolume),
			},
			{
				name: 'Get Failed Deliveries',
				value: 'failed',
				action: 'Get failed deliveries',
				description: 'Count the events that a destination did not take, by reason',
				routing: routing(
					'GET',
					'/delivery-overview/failed-delivery',
					deliveryMetric('destination'),
				),
			},
			{
				name: 'Get Failed on Ingest',
				value: 'failedOnIngest',
				action: 'Get events that failed on ingest',
				description:
					'Count the events that Segment answered with success and then threw away, by reason',
				routing: routing('GET', '/delivery-overview/failed-on-ingest', deliveryMetric('source')),
			},
			{
				name: 'Get Filtered',
				value: 'filtered',
				action: 'Get filtered events',
				description: 'Count the events that a filter held back, at the source or at a destination',
				routing: routing('GET', '/delivery-overview/filtered-at-source', filtered),
			},
			{
				name: 'Get Received',
				value: 'received',
				action: 'Get received events',
				description: 'Count the events that arrived in a source',
				routing: routing(
					'GET',
					'/delivery-overview/successfully-received',
					deliveryMetric('source'),
				),
			},
			{
				name: 'Get Usage',
				value: 'usage',
				action: 'Get usage',
				description: 'Retrieve the API calls or tracked users of each day of a month',
				routing: routing('GET', '/usage', usage),
			},
		],
		default: 'received',
	},
	...updateDisplayOptions({ show: { resource: ['delivery'], operation: ['filtered'] } }, [
		{
			displayName: 'Filtered At',
			name: 'filteredAt',
			type: 'options',
			options: [
				{ name: 'Source', value: 'source' },
				{ name: 'Destination', value: 'destination' },
			],
			default: 'source',
			description: 'Where the events were held back',
		},
	]),
	...updateDisplayOptions(
		{ show: { resource: ['delivery'] }, hide: { operation: ['eventVolume', 'usage'] } },
		[sourceLocator],
	),
	...updateDisplayOptions(
		{ show: { resource: ['delivery'], operation: ['delivered', 'failed'] } },
		[destinationLocator],
	),
	...updateDisplayOptions(
		{ show: { resource: ['delivery'], operation: ['filtered'], filteredAt: ['destination'] } },
		[destinationLocator],
	),
	...updateDisplayOptions({ show: { resource: ['delivery'] }, hide: { operation: ['usage'] } }, [
		{
			displayName: 'Start Time',
			name: 'startTime',
			type: 'dateTime',
			default: '',
			required: true,
			description: 'The first moment that counts. Without a time zone it is local to the workflow.',
		},
		{
			displayName: 'End Time',
			name: 'endTime',
			type: 'dateTime',
			default: '',
			required: true,
			description: 'The first moment that does not count any more',
		},
		{
			displayName: 'Granularity',
			name: 'granularity',
			type: 'options',
			options: [
				{ name: 'Day', value: 'DAY', description: 'Up to 30 days' },
				{
					name: 'Hour',
					value: 'HOUR',
					description: 'Up to 14 days, from the last 30 days',
				},
				{
					name: 'Minute',
					value: 'MINUTE',
					description: 'Up to 4 hours, from the last 48 hours',
				},
			],
			default: 'DAY',
			description: 'The length of time that each record stands for',
		},
	]),
	...updateDisplayOptions({ show: { resource: ['delivery'], operation: ['usage'] } }, [
		{
			displayName: 'Measure',
			name: 'measure',
			type: 'options',
			options: [
				{ name: 'API Calls', value: 'api-calls' },
				{ name: 'Monthly Tracked Users (MTU)', value: 'mtu' },
			],
			default: 'api-calls',
			description: 'What Segment bills by',
		},
		{
			displayName: 'Month',
			name: 'month',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 2026-10',
			description: 'The month, as a date or as year and month',
		},
		{
			displayName: 'By Source',
			name: 'bySource',
			type: 'boolean',
			default: false,
			description: 'Whether to count each source by itself instead of the whole workspace',
		},
	]),
	...updateDisplayOptions({ show: { resource: ['delivery'] } }, [...paging, simplify]),
	...updateDisplayOptions({ show: { resource: ['delivery'] }, hide: { operation: ['usage'] } }, [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'App Versions',
					name: 'appVersion',
					type: 'string',
					default: '',
					description: 'Only events of these versions of an app, separated by commas',
				},
				{
					displayName: 'Discard Reasons',
					name: 'discardReason',
					type: 'string',
					displayOptions: { hide: { '/operation': ['eventVolume', 'received'] } },
					default: '',
					description: 'Only events that were lost for these reasons, separated by commas',
				},
				{
					displayName: 'Event Names',
					name: 'eventName',
					type: 'string',
					default: '',
					placeholder: 'e.g. Order Completed',
					description: 'Only events with these names, separated by commas',
				},
				{
					displayName: 'Event Types',
					name: 'eventType',
					type: 'multiOptions',
					options: [
						{ name: 'Alias', value: 'alias' },
						{ name: 'Group', value: 'group' },
						{ name: 'Identify', value: 'identify' },
						{ name: 'Page', value: 'page' },
						{ name: 'Screen', value: 'screen' },
						{ name: 'Track', value: 'track' },
					],
					default: [],
					description: 'Only events of these types',
				},
				{
					displayName: 'Source IDs',
					name: 'sourceId',
					type: 'string',
					displayOptions: { show: { '/operation': ['eventVolume'] } },
					default: '',
					description: 'Only events of these sources, separated by commas',
				},
			],
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Group By',
					name: 'groupBy',
					type: 'multiOptions',
					options: [
						{ name: 'App Version', value: 'appVersion' },
						{ name: 'Discard Reason', value: 'discardReason' },
						{ name: 'Event Name', value: 'eventName' },
						{ name: 'Event Type', value: 'eventType' },
						{ name: 'Source', value: 'source' },
					],
					default: [],
					description:
						'What is counted by itself. Source is for Event Volume, App Version and Discard Reason for the others.',
				},
			],
		},
	]),
];
