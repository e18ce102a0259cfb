import type { INodeProperties } from 'n8n-workflow';

import { backfillDays, externalIds, historicalData } from '../../fields/unify';

const ONLY_CREATE = { show: { '/operation': ['create'] } };

/** Who belongs to an audience, whether it is created or only previewed. */
export const queryFields: INodeProperties[] = [
	{
		displayName: 'Type',
		name: 'audienceType',
		type: 'options',
		options: [
			{ name: 'Accounts', value: 'ACCOUNTS' },
			{ name: 'Linked', value: 'LINKED', description: 'Members found through linked entities' },
			{ name: 'Users', value: 'USERS' },
		],
		default: 'USERS',
		description: 'What the members of the audience are',
	},
	{
		displayName: 'Query',
		name: 'query',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		placeholder: "e.g. event('Order Completed').count() >= 1",
		description:
			'Who belongs to the audience, in <a href="https://www.twilio.com/docs/segment/api/public-api/query-language" target="_blank">Segment\'s query language</a>',
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [
			backfillDays,
			{
				displayName: 'Description',
				name: 'description',
				type: 'string',
				displayOptions: ONLY_CREATE,
				default: '',
			},
			{
				displayName: 'Enabled',
				name: 'enabled',
				type: 'boolean',
				displayOptions: ONLY_CREATE,
				default: true,
				description: 'Whether the audience is computed from the start',
			},
			externalIds,
			{ ...historicalData, displayOptions: ONLY_CREATE },
			{
				displayName: 'Target Entity',
				name: 'targetEntity',
				type: 'string',
				default: '',
				description: 'The entity that a linked audience is about',
			},
		],
	},
];
