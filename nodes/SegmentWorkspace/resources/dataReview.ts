import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { paging } from '../fields/common';
import { locator, sourceLocator } from '../fields/locators';
import { deliveryHealth } from '../operations/dataReview/deliveryHealth';
import { eventRouting } from '../operations/dataReview/routing';
import { silentSources, ungovernedSources } from '../operations/dataReview/sources';
import { staleAccess } from '../operations/dataReview/staleAccess';
import { routing } from '../request/routing';

const EXAMPLE_EVENT = `{
  "type": "track",
  "event": "Order Completed",
  "properties": { "revenue": 39.95 }
}`;

function options(...fields: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: fields,
	};
}

function days(description: string, preset: number, maxValue?: number): INodeProperties {
	return {
		displayName: 'Days',
		name: 'days',
		type: 'number',
		typeOptions: { minValue: 1, ...(maxValue !== undefined && { maxValue }) },
		default: preset,
		description,
	};
}

const shownFor = (...operation: string[]) => ({ show: { resource: ['dataReview'], operation } });

export const dataReview: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['dataReview'] } },
		options: [
			{
				name: 'Delivery Health',
				value: 'deliveryHealth',
				action: 'Review delivery health',
				description:
					'Which share of the events failed at each destination, with the main reason, the worst first',
				routing: routing('GET', '/destinations', deliveryHealth),
			},
			{
				name: 'Routing',
				value: 'routing',
				action: 'Review the routing of an event',
				description:
					'Which destinations would get this event from this source, and what keeps it from the others: disabled, schema, filter or mapping. Nothing is sent to them.',
				routing: routing('GET', '/sources/{source}/connected-destinations', eventRouting),
			},
			{
				name: 'Silent Sources',
				value: 'silentSources',
				action: 'Review silent sources',
				description: 'Which sources received nothing for some days',
				routing: routing('GET', '/events/volume', silentSources),
			},
			{
				name: 'Stale Access',
				value: 'staleAccess',
				action: 'Review stale access',
				description:
					'Which access nobody seems to need: users without any role, people invited long ago, stored credentials in no use',
				routing: routing('GET', '/users', staleAccess),
			},
			{
				name: 'Ungoverned Sources',
				value: 'ungovernedSources',
				action: 'Review ungoverned sources',
				description: 'Which sources have no tracking plan',
				routing: routing('GET', '/tracking-plans', ungovernedSources),
			},
		],
		default: 'routing',
	},
	...updateDisplayOptions(shownFor('routing'), [
		sourceLocator,
		{
			displayName: 'Event',
			name: 'event',
			type: 'json',
			default: EXAMPLE_EVENT,
			required: true,
			description:
				'The event as a source sends it: its <code>type</code>, for a track event its name as <code>event</code>, and whatever filters, mappings and the tracking plan look at',
		},
	]),
	...updateDisplayOptions(shownFor('deliveryHealth'), [
		locator({
			displayName: 'Source',
			name: 'source',
			description: 'Look at the destinations of one source only. Empty means all destinations.',
			searchListMethod: 'searchSources',
			invitation: 'All sources, or select one…',
			example: 'rh5BDZp6QDHvXFCkibm1pR',
			isRequired: false,
		}),
		days('How many days until now are counted', 7, 30),
	]),
	...updateDisplayOptions(shownFor('silentSources'), [
		days('For how many whole days, and today, in UTC, nothing was received', 7, 28),
	]),
	...updateDisplayOptions(shownFor('staleAccess'), [
		days('How many days an invitation may wait. Segment remembers up to 90.', 30, 90),
	]),
	...updateDisplayOptions({ show: { resource: ['dataReview'] } }, paging),
	...updateDisplayOptions(shownFor('deliveryHealth'), [
		options({
			displayName: 'Only Failing',
			name: 'onlyFailing',
			type: 'boolean',
			default: false,
			description: 'Whether to leave out destinations at which nothing failed',
		}),
	]),
	...updateDisplayOptions(shownFor('silentSources', 'ungovernedSources'), [
		options({
			displayName: 'Include Disabled',
			name: 'includeDisabled',
			type: 'boolean',
			default: false,
			description: 'Whether sources that are disabled are listed, too',
		}),
	]),
	...updateDisplayOptions(shownFor('staleAccess'), [
		options({
			displayName: 'Include Credentials',
			name: 'includeCredentials',
			type: 'boolean',
			default: true,
			description:
				'Whether to look for credentials stored in Segment that no source and no warehouse uses, with a request for each',
		}),
	]),
];
