import { updateDisplayOptions, type IDataObject, type INodeProperties } from 'n8n-workflow';

import { maxWait, paging, simplify } from '../fields/common';
import { audienceLocator, spaceLocator } from '../fields/locators';
import { previewAudience } from '../operations/previewAudience';
import { changes, present, type Call, type Collection } from '../request/call';
import { getMany, getOne, remove } from '../request/operation';
import * as simple from '../simplify/unify';

/** The largest page that Segment gives of audiences. */
const PAGE_SIZE = 200;

function definition(call: Call): IDataObject {
	return present({
		query: call.text('query'),
		targetEntity: call.collection('additionalFields').text('targetEntity'),
	});
}

/** How members are computed, or undefined when nothing was chosen. */
function computation(fields: Collection): IDataObject | undefined {
	const options = present({
		includeHistoricalData: fields.flag('includeHistoricalData'),
		backfillEventDataDays: fields.number('backfillEventDataDays'),
		filterByExternalIds: fields.list('filterByExternalIds'),
	});
	return Object.keys(options).length > 0 ? options : undefined;
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
				routing: {
					request: { method: 'POST', url: '/spaces/{space}/audiences' },
					operations: {
						pagination: getOne('audience', simple.audience, (call) => {
							const fields = call.collection('additionalFields');
							return {
								body: present({
									name: call.text('name'),
									definition: definition(call),
									audienceType: call.text('audienceType'),
									description: fields.text('description'),
									enabled: fields.flag('enabled'),
									options: computation(fields),
								}),
							};
						}),
					},
				},
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete audience',
				description:
					'Delete an audience for good. Destinations and journeys that use it stop receiving its members.',
				routing: {
					request: { method: 'DELETE', url: '/spaces/{space}/audiences/{audience}' },
					operations: { pagination: remove('audience') },
				},
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get audience',
				description: 'Retrieve an audience with its size and status',
				routing: {
					request: { method: 'GET', url: '/spaces/{space}/audiences/{audience}' },
					operations: { pagination: getOne('audience', simple.audience) },
				},
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many audiences',
				description: 'Retrieve many audiences of a space',
				routing: {
					request: { method: 'GET', url: '/spaces/{space}/audiences' },
					operations: {
						pagination: getMany('audiences', simple.audience, {
							pageSize: PAGE_SIZE,
							query: (call) => {
								const filters = call.collection('filters');
								const query = filters.text('search');
								const type = filters.text('searchIn') ?? 'NAME';
								return query === undefined ? {} : { search: { type, query } };
							},
						}),
					},
				},
			},
			{
				name: 'Preview',
				value: 'preview',
				action: 'Preview audience',
				description:
					'Compute how many members a query would have, with a sample, and wait for the result. Segment allows 700 previews per space and month.',
				routing: {
					request: { method: 'POST', url: '/spaces/{space}/audiences/previews' },
					operations: {
						pagination: previewAudience((call) =>
							present({
								definition: definition(call),
								audienceType: call.text('audienceType'),
								options: computation(call.collection('additionalFields')),
							}),
						),
					},
				},
			},
			{
				name: 'Run',
				value: 'run',
				action: 'Run audience',
				description: 'Compute a linked audience now instead of at its next scheduled time',
				routing: {
					request: { method: 'POST', url: '/spaces/{space}/audiences/{audience}/runs' },
					operations: { pagination: getOne('run', simple.run) },
				},
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update audience',
				description: 'Rename, enable or disable an audience, or change its query',
				routing: {
					request: { method: 'PATCH', url: '/spaces/{space}/audiences/{audience}' },
					operations: {
						pagination: getOne('audience', simple.audience, (call) => {
							const fields = call.collection('updateFields');
							const query = fields.text('query');
							return {
								body: changes({
									name: fields.text('name'),
									description: fields.clearable('description'),
									enabled: fields.flag('enabled'),
									definition: query === undefined ? undefined : { query },
									options: computation(fields),
								}),
							};
						}),
					},
				},
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
				'Who belongs to the audience, in <a href="https://segment.com/docs/api/public-api/query-language/" target="_blank">Segment\'s query language</a>',
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
