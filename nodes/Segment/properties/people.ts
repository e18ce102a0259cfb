import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { OWN_ID } from '../../shared/builderHints';
import { locator } from './locator';
import { trackingPlanNotice } from './trackingPlan';

/** The event of Track, typed by its name or chosen from a source that knows its fields. */
const eventProperties: INodeProperties[] = updateDisplayOptions(
	{ show: { resource: ['track'], operation: ['event'] } },
	[
		{
			displayName: 'Event From',
			name: 'eventFrom',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Name', value: 'name', description: 'Type the name of the event' },
				{
					name: 'Segment’s Spec',
					value: 'spec',
					description:
						'Choose an event that Segment and its destinations know, with its properties as typed fields',
				},
				{
					name: 'Tracking Plan',
					value: 'trackingPlan',
					description:
						'Choose an event of your own plan in Segment, with its properties as typed fields',
				},
			],
			default: 'name',
			description: 'How to say which event it is',
		},
		locator({
			displayName: 'Event',
			name: 'specEvent',
			description: 'The event of Segment’s spec. Words of its name, area or description find it.',
			searchListMethod: 'searchSpecEvents',
			invitation: 'Select an event…',
			byHand: { displayName: 'By Name', placeholder: 'e.g. Order Completed' },
			isRequired: true,
			displayOptions: { show: { eventFrom: ['spec'] } },
		}),
		trackingPlanNotice({ show: { eventFrom: ['trackingPlan'] } }),
		locator({
			displayName: 'Event',
			name: 'planEvent',
			description: 'The event of the tracking plan. Part of its name or description finds it.',
			searchListMethod: 'searchPlanEvents',
			invitation: 'Select an event…',
			byHand: { displayName: 'By Name', placeholder: 'e.g. Order Completed' },
			isRequired: true,
			displayOptions: { show: { eventFrom: ['trackingPlan'] } },
		}),
	],
);

/** What a message is about: the event or the account, and the person. */
export const peopleProperties: INodeProperties[] = [
	...eventProperties,
	{
		displayName: 'Event',
		name: 'event',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Order Completed',
		description: 'What the person did, best as a thing and a verb in the past tense',
		displayOptions: { show: { resource: ['track'], operation: ['event'], eventFrom: ['name'] } },
	},
	{
		displayName: 'Group ID',
		name: 'groupId',
		type: 'string',
		builderHint: OWN_ID,
		required: true,
		default: '',
		placeholder: 'e.g. acct_19',
		description: 'Your own ID for the account, company or team',
		displayOptions: { show: { resource: ['group'], operation: ['add'] } },
	},
	{
		displayName: 'Previous ID',
		name: 'previousId',
		type: 'string',
		builderHint: OWN_ID,
		required: true,
		default: '',
		placeholder: 'e.g. 507f191e-810c-4729-de86-0ea4157a1a2b',
		description: 'The ID that the person was known by until now',
		displayOptions: { show: { resource: ['alias'], operation: ['create'] } },
	},
	{
		displayName: 'User ID',
		name: 'userId',
		type: 'string',
		builderHint: OWN_ID,
		default: '',
		placeholder: 'e.g. 97980cfea0067',
		description:
			'Your own ID for the person, such as the one in your database. For an alias, the ID that the person has from now on. Leave empty if you only know an Anonymous ID.',
		displayOptions: { show: { resource: ['alias', 'group', 'identify', 'track'] } },
	},
	{
		displayName: 'Anonymous ID',
		name: 'anonymousId',
		type: 'string',
		builderHint: OWN_ID,
		default: '',
		placeholder: 'e.g. 507f191e-810c-4729-de86-0ea4157a1a2b',
		description:
			'An ID for somebody whose User ID you do not know, such as the one from your website. User ID or Anonymous ID is required.',
		displayOptions: { show: { resource: ['alias', 'group', 'identify', 'track'] } },
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Home',
		description: 'Name of the page or screen',
		displayOptions: { show: { resource: ['track'], operation: ['page', 'screen'] } },
	},
	{
		displayName: 'Category',
		name: 'category',
		type: 'string',
		default: '',
		placeholder: 'e.g. Docs',
		description: 'Category of the page or screen',
		displayOptions: { show: { resource: ['track'], operation: ['page', 'screen'] } },
	},
];
