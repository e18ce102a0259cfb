import type { INodeProperties } from 'n8n-workflow';

import { audienceLocator, locator, mappingLocator, spaceLocator } from './locators';

/** What counts can be split by, as Segment and as people call it. */
const GROUPS: Record<string, string> = {
	activationId: 'Activation',
	appVersion: 'App Version',
	audienceId: 'Audience',
	discardReason: 'Discard Reason',
	eventName: 'Event Name',
	eventType: 'Event Type',
	subscriptionId: 'Mapping',
	source: 'Source',
	spaceId: 'Space',
};

const EVENT = ['eventName', 'eventType'];

/** The groups that each endpoint documents (Segment's reference, "Delivery Overview", "Events"). */
export const RECEIVED_GROUPS = ['appVersion', ...EVENT];
export const SOURCE_GROUPS = ['appVersion', 'discardReason', ...EVENT];
export const DESTINATION_GROUPS = Object.keys(GROUPS).filter((name) => name !== 'source');
export const VOLUME_GROUPS = [...EVENT, 'source'];

/** The options of a count. */
export function groupingBy(names: string[]): INodeProperties {
	return {
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
				options: names.map((value) => ({ name: GROUPS[value], value })),
				default: [],
				description: 'What is counted by itself',
			},
		],
	};
}

const TIME_RANGES: Array<[name: string, value: string, description?: string]> = [
	['Custom', 'custom', 'From a start time to an end time'],
	['Last Hour', 'lastHour'],
	['Last 4 Hours', 'last4Hours'],
	['Last 24 Hours', 'last24Hours'],
	['Last 7 Days', 'last7Days'],
	['Last 14 Days', 'last14Days'],
	['Last 28 Days', 'last28Days'],
	['Today', 'today', "So far, in the workflow's time zone"],
	['Yesterday', 'yesterday', "In the workflow's time zone"],
];

export const timeFields: INodeProperties[] = [
	{
		displayName: 'Time Range',
		name: 'timeRange',
		type: 'options',
		options: TIME_RANGES.map(([name, value, description]) => ({ name, value, description })),
		default: 'custom',
		description:
			'When the events happened. What ends now ends a minute ago, as Segment recommends.',
	},
	{
		displayName: 'Start Time',
		name: 'startTime',
		type: 'dateTime',
		default: '',
		required: true,
		displayOptions: { show: { timeRange: ['custom'] } },
		description: 'The first moment that counts. Without a time zone it is local to the workflow.',
	},
	{
		displayName: 'End Time',
		name: 'endTime',
		type: 'dateTime',
		default: '',
		required: true,
		displayOptions: { show: { timeRange: ['custom'] } },
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
];

const SEVERAL = 'Several IDs are separated by commas, or a list that an expression gives.';

/** Each may be several: one out of the list, or any number by their IDs. */
const ofDestinations: INodeProperties[] = [
	{
		...locator({
			displayName: 'Activation',
			name: 'activation',
			description: `Only what this activation delivered. ${SEVERAL}`,
			searchListMethod: 'searchDeliveryActivations',
			invitation: 'Select an activation…',
			example: 'act_2bVTDLZbXEZVUTQF7CgQ5B',
			isRequired: false,
		}),
	},
	{
		...audienceLocator,
		modes: locator({
			...{ displayName: 'Audience', name: 'audience', description: '' },
			searchListMethod: 'searchDeliveryAudiences',
			invitation: 'Select an audience…',
			example: 'aud_0ujsszwN8NRY24YaXiTIE2VWDTS',
		}).modes,
		required: undefined,
		description: `Only what was delivered for this audience. ${SEVERAL}`,
	},
	{
		...mappingLocator,
		required: undefined,
		description: `Only what this mapping of the destination delivered. ${SEVERAL}`,
	},
	{
		...spaceLocator,
		required: undefined,
		description: `Only what was delivered for this space. ${SEVERAL}`,
	},
];

const filtersOf = (more: INodeProperties[]): INodeProperties => ({
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
			description:
				'Only events that were lost for these reasons, separated by commas. Of delivered ones, successes.attempt.1 to successes.attempt.10 are those that took so many attempts.',
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
		...more,
	].sort((a, b) => a.displayName.localeCompare(b.displayName)) as INodeProperties[],
});

export const filters = filtersOf([]);
export const destinationFilters = filtersOf(ofDestinations);
