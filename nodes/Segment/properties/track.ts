import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { typedFields } from './typedFields';

/** The reserved properties of an event (Segment docs, "Spec: Track", Properties). */
export const EVENT_PROPERTIES: INodeProperties[] = [
	{
		displayName: 'Currency',
		name: 'currency',
		type: 'string',
		default: '',
		placeholder: 'e.g. EUR',
		description: 'Currency of the revenue as an ISO 4217 code, US dollars when left out',
	},
	{
		displayName: 'Revenue',
		name: 'revenue',
		type: 'number',
		typeOptions: { numberPrecision: 4 },
		default: '',
		description: 'Money that came in through this event, as a decimal number such as 19.99',
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'number',
		typeOptions: { numberPrecision: 4 },
		default: '',
		description: 'What the event is worth to you, where that is not revenue',
	},
];

/** The reserved properties of a page (Segment docs, "Spec: Page", Properties). */
export const PAGE_PROPERTIES: INodeProperties[] = [
	{
		displayName: 'Keywords',
		name: 'keywords',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Keyword' },
		default: [],
		placeholder: 'e.g. analytics',
		description: 'Keywords that describe the page',
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		default: '',
		placeholder: 'e.g. /academy/',
		description: 'Path part of the page’s address',
	},
	{
		displayName: 'Referrer',
		name: 'referrer',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://www.example.org/',
		description: 'Address of the page before',
	},
	{
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		placeholder: 'e.g. ?utm_source=newsletter',
		description: 'Query part of the page’s address',
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		placeholder: 'e.g. Analytics Academy',
	},
	{
		displayName: 'URL',
		name: 'url',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/academy/',
		description: 'Full address of the page',
	},
];

/** Before, the rows have nothing to go by, and n8n would say in red that there are none. */
const CHOSEN = [{ _cnd: { not: '' } }];

export const trackProperties: INodeProperties[] = [
	...updateDisplayOptions({ show: { resource: ['track'], operation: ['event'] } }, [
		{
			displayName: 'Properties',
			name: 'properties',
			type: 'collection',
			placeholder: 'Add Property',
			default: {},
			description: 'Properties whose names Segment and its destinations recognize',
			displayOptions: { show: { eventFrom: ['name'] } },
			options: EVENT_PROPERTIES,
		},
		{
			...typedFields({
				displayName: 'Properties',
				name: 'specProperties',
				method: 'getSpecProperties',
				dependsOn: ['specEvent.value'],
				words: { singular: 'property', plural: 'properties' },
				description:
					'The properties that Segment’s spec has for the event. Those that you do not fill in are not sent.',
			}),
			displayOptions: { show: { eventFrom: ['spec'], specEvent: CHOSEN } },
		},
		{
			...typedFields({
				displayName: 'Properties',
				name: 'planProperties',
				method: 'getPlanProperties',
				dependsOn: ['options.trackingPlan.value', 'planEvent.value'],
				words: { singular: 'property', plural: 'properties' },
				description:
					'The properties that the tracking plan has for the event. Those that you do not fill in are not sent.',
			}),
			displayOptions: { show: { eventFrom: ['trackingPlan'], planEvent: CHOSEN } },
		},
	]),
	...updateDisplayOptions({ show: { resource: ['track'], operation: ['page'] } }, [
		{
			displayName: 'Properties',
			name: 'pageProperties',
			type: 'collection',
			placeholder: 'Add Property',
			default: {},
			description: 'Properties whose names Segment and its destinations recognize',
			options: PAGE_PROPERTIES,
		},
	]),
];
