import type { INodeProperties } from 'n8n-workflow';

import { CLICK_IDS, COOKIES } from './visitor';

export const additionalFieldProperties: INodeProperties[] = [
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: { hide: { resource: ['batch'] } },
		options: [
			CLICK_IDS,
			COOKIES,
			{
				displayName: 'Message ID',
				name: 'messageId',
				type: 'string',
				builderHint: {
					propertyHint:
						'Leave out unless each item has an ID of its own that no other message has: Segment drops a second message with the same one.',
				},
				default: '',
				placeholder: 'e.g. order-2026-000471',
				description:
					'An ID of your own, fewer than 100 characters. Segment drops every further message with the same ID for about 24 hours, whoever sends it, so make it unlike anybody else’s.',
			},
			{
				displayName: 'Timestamp',
				name: 'timestamp',
				type: 'dateTime',
				default: '',
				description:
					'When it happened, now unless you say otherwise. Takes a date, ISO 8601 text, or epoch seconds or milliseconds; a time without a zone is in the workflow’s time zone.',
			},
		],
	},
];
