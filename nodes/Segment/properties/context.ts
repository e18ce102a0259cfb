import type { INodeProperties } from 'n8n-workflow';

import { CONTEXT_FIELDS } from './contextFields';
import { locator } from './locator';
import { EXTERNAL_IDS } from './visitor';

const ADDITIONAL_CONTEXT: INodeProperties = {
	displayName: 'Additional Context (JSON)',
	name: 'additionalContext',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. { "protocols": { "sourceId": "abc" } }',
	description: 'A JSON object that is merged into the context, over the fields beside it',
};

const CONSENT: INodeProperties = {
	displayName: 'Consent',
	name: 'consent',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	default: {},
	placeholder: 'Add Category',
	description: 'Which categories of tracking the person agreed to',
	options: [
		{
			displayName: 'Category',
			name: 'categories',
			values: [
				locator({
					displayName: 'Category',
					name: 'category',
					description:
						'The consent category, out of those of the source, or by its name as Segment knows it',
					searchListMethod: 'searchConsentCategories',
					invitation: 'Select a category…',
					byHand: { displayName: 'By Name', placeholder: 'e.g. Advertising' },
				}),
				{
					displayName: 'Given',
					name: 'given',
					type: 'boolean',
					default: true,
					description: 'Whether the person agreed to this category',
				},
			],
		},
	],
};

/** In bulk the context is the same for all items, and an ID is not. */
const OWN_EXTERNAL_IDS: INodeProperties = {
	...EXTERNAL_IDS,
	displayOptions: { hide: { '/resource': ['batch'] } },
};

/** What surrounds a message: Context, Destinations and the rarer fields that every call has. */
export const contextProperties: INodeProperties[] = [
	{
		displayName: 'Context',
		name: 'context',
		type: 'collection',
		placeholder: 'Add Context',
		default: {},
		displayOptions: { hide: { mode: ['itemsAreMessages'] } },
		description: 'Where, how and on which device it happened',
		options: [ADDITIONAL_CONTEXT, CONSENT, OWN_EXTERNAL_IDS, ...CONTEXT_FIELDS].sort((a, b) =>
			a.displayName.localeCompare(b.displayName),
		),
	},
	{
		displayName: 'Destinations',
		name: 'integrations',
		type: 'collection',
		placeholder: 'Add Destination Rule',
		default: {},
		displayOptions: { hide: { mode: ['itemsAreMessages'] } },
		description: 'Which of the source’s destinations get the message, all unless you say otherwise',
		options: [
			{
				displayName: 'All Destinations',
				name: 'all',
				type: 'boolean',
				default: false,
				description:
					'Whether destinations that are not listed get the message. Turn off to send only to the listed ones.',
			},
			{
				displayName: 'Single Destinations',
				name: 'destinations',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				default: {},
				placeholder: 'Add Destination',
				options: [
					{
						displayName: 'Destination',
						name: 'destination',
						values: [
							locator({
								displayName: 'Name',
								name: 'name',
								description:
									'The destination, out of those of the source, or by its name exactly as in Segment’s catalog, with capitals and spaces',
								searchListMethod: 'searchDestinationNames',
								invitation: 'Select a destination…',
								byHand: { displayName: 'By Name', placeholder: 'e.g. Google Analytics 4 Web' },
							}),
							{
								displayName: 'Send',
								name: 'mode',
								type: 'options',
								options: [
									{ name: 'Off', value: 'off', description: 'It does not get the message' },
									{ name: 'On', value: 'on', description: 'It gets the message' },
									{
										name: 'On, with Options',
										value: 'options',
										description: 'It gets the message with options that only it reads',
									},
								],
								default: 'on',
							},
							{
								displayName: 'Options (JSON)',
								name: 'options',
								type: 'json',
								default: '{}',
								placeholder: 'e.g. { "clientId": "1033501218.1368477899" }',
								displayOptions: { show: { mode: ['options'] } },
								description: 'A JSON object that this destination documents',
							},
						],
					},
				],
			},
		],
	},
];
