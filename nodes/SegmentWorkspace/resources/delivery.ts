import type { INodeProperties } from 'n8n-workflow';

import { pagingOfCounts as paging, simplify } from '../fields/common';
import {
	DESTINATION_GROUPS,
	destinationFilters,
	filters,
	groupingBy,
	RECEIVED_GROUPS,
	SOURCE_GROUPS,
	timeFields,
	VOLUME_GROUPS,
} from '../fields/delivery';
import { destinationLocator, sourceLocator } from '../fields/locators';
import { resourceOf } from '../fields/resource';
import { deliveryMetric, eventVolume, filtered, usage } from '../operations/delivery';
import { routing } from '../request/routing';

/** What all counts of events take. */
const counted = [...timeFields, ...paging, simplify];

function at(place: string, field: INodeProperties): INodeProperties {
	return { ...field, displayOptions: { show: { filteredAt: [place] } } };
}

export const delivery = resourceOf(
	'delivery',
	[
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
			fields: [
				sourceLocator,
				destinationLocator,
				...counted,
				destinationFilters,
				groupingBy(DESTINATION_GROUPS),
			],
		},
		{
			name: 'Get Event Volume',
			value: 'eventVolume',
			action: 'Get event volume',
			description: 'Count the events of all or some sources of the workspace',
			routing: routing('GET', '/events/volume', eventVolume),
			fields: [...counted, filters, groupingBy(VOLUME_GROUPS)],
		},
		{
			name: 'Get Failed Deliveries',
			value: 'failed',
			action: 'Get failed deliveries',
			description: 'Count the events that a destination did not take, by reason',
			routing: routing('GET', '/delivery-overview/failed-delivery', deliveryMetric('destination')),
			fields: [
				sourceLocator,
				destinationLocator,
				...counted,
				destinationFilters,
				groupingBy(DESTINATION_GROUPS),
			],
		},
		{
			name: 'Get Failed on Ingest',
			value: 'failedOnIngest',
			action: 'Get events that failed on ingest',
			description:
				'Count the events that Segment answered with success and then threw away, by reason',
			routing: routing('GET', '/delivery-overview/failed-on-ingest', deliveryMetric('source')),
			fields: [sourceLocator, ...counted, filters, groupingBy(SOURCE_GROUPS)],
		},
		{
			name: 'Get Filtered',
			value: 'filtered',
			action: 'Get filtered events',
			description: 'Count the events that a filter held back, at the source or at a destination',
			routing: routing('GET', '/delivery-overview/filtered-at-source', filtered),
			fields: [
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
				sourceLocator,
				at('destination', destinationLocator),
				...counted,
				// the more comprehensive one first, because it is what the values are read by
				at('destination', destinationFilters),
				at('source', filters),
				at('destination', groupingBy(DESTINATION_GROUPS)),
				at('source', groupingBy(SOURCE_GROUPS)),
			],
		},
		{
			name: 'Get Received',
			value: 'received',
			action: 'Get received events',
			description: 'Count the events that arrived in a source',
			routing: routing('GET', '/delivery-overview/successfully-received', deliveryMetric('source')),
			fields: [sourceLocator, ...counted, filters, groupingBy(RECEIVED_GROUPS)],
		},
		{
			name: 'Get Usage',
			value: 'usage',
			action: 'Get usage',
			description: 'Retrieve the API calls or tracked users of each day of a month',
			routing: routing('GET', '/usage', usage),
			fields: [
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
				...paging,
				simplify,
			],
		},
	],
	'received',
);
