import { updateDisplayOptions, type IDataObject, type INodeProperties } from 'n8n-workflow';

import type { Form } from '../../shared/read/form';
import { maxWait, paging, simplify } from '../fields/common';
import { audienceLocator, spaceLocator } from '../fields/locators';
import { previewAudience } from '../operations/previewAudience';
import { getMany, getOne, remove } from '../request/operation';
import { changes, clearable, present, presentOrNothing } from '../request/read';
import { routing } from '../request/routing';
import * as simple from '../simplify/unify';

function definition(form: Form): IDataObject {
	return present({
		query: form.requiredText('query'),
		targetEntity: form.collection('additionalFields').trimmed('targetEntity'),
	});
}

/** How members are computed, or undefined when nothing was chosen. */
function computation(fields: Form): IDataObject | undefined {
	return presentOrNothing({
		includeHistoricalData: fields.optionalFlag('includeHistoricalData'),
		...previewed(fields),
	});
}

/** What of that a preview takes. */
function previewed(fields: Form) {
	return {
		backfillEventDataDays: fields.optionalNumber('backfillEventDataDays'),
		filterByExternalIds: fields.texts('filterByExternalIds'),
	};
}

export const audience: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['audience'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create audience',
				description: 'Create an audience from a query',
				routing: routing(
					'POST',
					'/spaces/{space}/audiences',
					getOne('audience', simple.audience, (form) => {
						const fields = form.collection('additionalFields');
						return {
							body: present({
								name: form.requiredText('name'),
								definition: definition(form),
								audienceType: form.choice('audienceType'),
								description: fields.trimmed('description'),
								enabled: fields.optionalFlag('enabled'),
								options: computation(fields),
							}),
						};
					}),
				),
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete audience',
				description:
					'Delete an audience for good. Destinations and journeys that use it stop receiving its members.',
				routing: routing('DELETE', '/spaces/{space}/audiences/{audience}', remove('audience')),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get audience',
				description: 'Retrieve an audience with its size and status',
				routing: routing(
					'GET',
					'/spaces/{space}/audiences/{audience}',
					getOne('audience', simple.audience),
				),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many audiences',
				description: 'Retrieve many audiences of a space',
				routing: routing(
					'GET',
					'/spaces/{space}/audiences',
					getMany('audiences', simple.audience, (form) => {
						const filters = form.collection('filters');
						const query = filters.trimmed('search');
						const type = filters.choice('searchIn');
						return query === undefined ? {} : { query: { search: { type, query } } };
					}),
				),
			},
			{
				name: 'Preview',
				value: 'preview',
				action: 'Preview audience',
				description:
					'Compute how many members a query would have, with a sample, and wait for the result. Segment allows 700 previews per space and month.',
				routing: routing(
					'POST',
					'/spaces/{space}/audiences/previews',
					previewAudience((form) =>
						present({
							definition: definition(form),
							audienceType: form.choice('audienceType'),
							options: presentOrNothing(previewed(form.collection('additionalFields'))),
						}),
					),
				),
			},
			{
				name: 'Run',
				value: 'run',
				action: 'Run audience',
				description: 'Compute a linked audience now instead of at its next scheduled time',
				routing: routing(
					'POST',
					'/spaces/{space}/audiences/{audience}/runs',
					getOne('run', simple.run),
				),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update audience',
				description: 'Rename, enable or disable an audience, or change its query',
				routing: routing(
					'PATCH',
					'/spaces/{space}/audiences/{audience}',
					getOne('audience', simple.audience, (form) => {
						const fields = form.collection('updateFields');
						const query = fields.trimmed('query');
						return {
							body: changes({
								name: fields.trimmed('name'),
								description: clearable(fields, 'description'),
								enabled: fields.optionalFlag('enabled'),
								definition: query === undefined ? undefined : { query },
								options: computation(fields),
							}),
						};
					}),
				),
			},
		],
		default: 'getAll',
	},
	...updateDisplayOptions({ show: { resource: ['audience'] } }, [spaceLocator]),
	...updateDisplayOptions(
		{ show: { resource: ['audience'], operation: ['delete', 'get', 'run', 'update'] } },
		[audienceLocator],
	),
	...updateDisplayOptions({ show: { resource: ['audience'], operation: ['create'] } }, [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Active Customers',
		},
	]),
	...updateDisplayOptions({ show: { resource: ['audience'], operation: ['create', 'preview'] } }, [
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
				{
					displayName: 'Backfill Event Data (Days)',
					name: 'backfillEventDataDays',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: 7,
					description: 'How many days of past events are looked at',
				},
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					displayOptions: { show: { '/operation': ['create'] } },
					default: '',
				},
				{
					displayName: 'Enabled',
					name: 'enabled',
					type: 'boolean',
					displayOptions: { show: { '/operation': ['create'] } },
					default: true,
					description: 'Whether the audience is computed from the start',
				},
				{
					displayName: 'External IDs',
					name: 'filterByExternalIds',
					type: 'string',
					default: '',
					placeholder: 'e.g. user_id, email',
					description: 'Only profiles with these kinds of ID, separated by commas',
				},
				{
					displayName: 'Include Historical Data',
					name: 'includeHistoricalData',
					type: 'boolean',
					displayOptions: { show: { '/operation': ['create'] } },
					default: true,
					description: 'Whether events from before the creation count',
				},
				{
					displayName: 'Target Entity',
					name: 'targetEntity',
					type: 'string',
					default: '',
					description: 'The entity that a linked audience is about',
				},
			],
		},
	]),
	...updateDisplayOptions({ show: { resource: ['audience'], operation: ['preview'] } }, [
		{ ...maxWait, default: 10 },
	]),
	...updateDisplayOptions({ show: { resource: ['audience'], operation: ['update'] } }, [
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Backfill Event Data (Days)',
					name: 'backfillEventDataDays',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: 7,
					description: 'How many days of past events are looked at',
				},
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
				},
				{
					displayName: 'Enabled',
					name: 'enabled',
					type: 'boolean',
					default: true,
					description: 'Whether the audience is computed',
				},
				{
					displayName: 'External IDs',
					name: 'filterByExternalIds',
					type: 'string',
					default: '',
					placeholder: 'e.g. user_id, email',
					description: 'Only profiles with these kinds of ID, separated by commas',
				},
				{
					displayName: 'Include Historical Data',
					name: 'includeHistoricalData',
					type: 'boolean',
					default: true,
					description: 'Whether events from before the creation count',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
				},
				{
					displayName: 'Query',
					name: 'query',
					type: 'string',
					typeOptions: { rows: 4 },
					default: '',
					description:
						'Who belongs to the audience. Segment locks the audience until it is computed anew.',
				},
			],
		},
	]),
	...updateDisplayOptions({ show: { resource: ['audience'], operation: ['getAll'] } }, paging),
	...updateDisplayOptions({ show: { resource: ['audience'] }, hide: { operation: ['delete'] } }, [
		simplify,
	]),
	...updateDisplayOptions({ show: { resource: ['audience'], operation: ['getAll'] } }, [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Search For',
					name: 'search',
					type: 'string',
					default: '',
					description: 'Text that the audience contains, up to 255 characters',
				},
				{
					displayName: 'Search In',
					name: 'searchIn',
					type: 'options',
					options: [
						{ name: 'Definition', value: 'DEFINITION' },
						{ name: 'Key', value: 'KEY' },
						{ name: 'Name', value: 'NAME' },
					],
					default: 'NAME',
					description: 'Where the text is looked for',
				},
			],
		},
	]),
];
