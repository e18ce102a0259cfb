import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import type { Form } from '../../shared/read/form';
import { maxWait, paging, simplify } from '../fields/common';
import { sourceLocator } from '../fields/locators';
import { createDeletionRequests, REGULATION_TYPES } from '../operations/createDeletionRequests';
import { waitForDeletion } from '../operations/waitForDeletion';
import { getMany, getOne } from '../request/operation';
import { pathOf, present } from '../request/read';
import { routing } from '../request/routing';
import * as simple from '../simplify/activity';

/** Only the list of one source can be filtered by what only one source's data can be. */
function regulationTypes(filters: Form): string[] | undefined {
	const types = filters.someChoices('regulationTypes');
	if (filters.has('sourceId') || !types?.includes('DELETE_ARCHIVE_ONLY')) return types;
	throw new Problem(
		`${filters.label('regulationTypes')} holds DELETE_ARCHIVE_ONLY, which only the requests of one source have`,
		`Fill in Source ID, or use some of ${REGULATION_TYPES.join(', ')}.`,
	);
}

export const deletionRequest: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['deletionRequest'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create deletion request',
				description:
					'Have the data of people deleted, or suppress them. Deleted data cannot be brought back.',
				routing: routing('POST', '/regulations', createDeletionRequests),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get deletion request',
				description: 'Retrieve how far a request is, and which destinations have not finished',
				routing: routing(
					'GET',
					'/regulations/{requestId}',
					getOne('regulation', simple.deletionRequest),
				),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many deletion requests',
				description: 'Retrieve many requests of the last 90 days',
				routing: routing(
					'GET',
					'/regulations',
					getMany('regulations', simple.deletionRequest, (form) => {
						const filters = form.collection('filters');
						return {
							...(filters.has('sourceId') && {
								path: pathOf(filters, '/regulations/sources/{sourceId}'),
							}),
							query: present({
								status: filters.optionalChoice('status'),
								regulationTypes: regulationTypes(filters),
							}),
						};
					}),
				),
			},
			{
				name: 'Get Suppressed',
				value: 'getSuppressed',
				action: 'Get suppressed people',
				description: 'Retrieve the IDs whose data Segment refuses',
				routing: routing('GET', '/suppressions', getMany('suppressed', simple.suppressed)),
			},
			{
				name: 'Wait for the End',
				value: 'wait',
				action: 'Wait for deletion request',
				description:
					'Wait until a request has come to its end. Segment can take up to 30 days: for more than an hour, use a Wait node and Get.',
				routing: routing('GET', '/regulations/{requestId}', waitForDeletion, Infinity),
			},
		],
		default: 'getAll',
	},
	...updateDisplayOptions({ show: { resource: ['deletionRequest'], operation: ['create'] } }, [
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'options',
			options: [
				{
					name: 'Workspace',
					value: 'workspace',
					description: 'Everything that the workspace knows about the people',
				},
				{
					name: 'One Source',
					value: 'source',
					description: 'Only what came from one source',
				},
				{
					name: 'One Cloud Source',
					value: 'cloudSource',
					description: 'Objects of a cloud app source, such as contacts',
				},
			],
			default: 'workspace',
			description: 'Where the data is deleted',
		},
		{ ...sourceLocator, displayOptions: { hide: { scope: ['workspace'] } } },
		{
			displayName: 'Collection',
			name: 'collection',
			type: 'string',
			default: '',
			// not `required`: n8n would ask for it whenever Scope is an expression
			placeholder: 'e.g. contacts',
			displayOptions: { show: { scope: ['cloudSource'] } },
			description: 'The collection of the cloud source that the objects belong to',
		},
		{
			displayName: 'Regulation Type',
			name: 'regulationType',
			type: 'options',
			options: [
				{
					name: 'Delete Archive Only',
					value: 'DELETE_ARCHIVE_ONLY',
					displayOptions: { show: { scope: ['source'] } },
					description: "Delete from Segment's archive. For a single source, in some workspaces.",
				},
				{
					name: 'Delete in Segment and Destinations',
					value: 'DELETE_ONLY',
					description: 'Delete the data and pass the request on; new data is still taken',
				},
				{
					name: 'Delete in Segment Only',
					value: 'DELETE_INTERNAL',
					description: 'Delete the data that Segment holds; destinations keep theirs',
				},
				{
					name: 'Suppress and Delete in Segment and Destinations',
					value: 'SUPPRESS_WITH_DELETE',
					description: 'Delete the data, pass the request on, and refuse new data',
				},
				{
					name: 'Suppress and Delete in Segment Only',
					value: 'SUPPRESS_WITH_DELETE_INTERNAL',
					description: 'Delete the data that Segment holds, and refuse new data',
				},
				{
					name: 'Suppress Only',
					value: 'SUPPRESS_ONLY',
					description: 'Refuse new data; what is there stays',
				},
				{
					name: 'Unsuppress',
					value: 'UNSUPPRESS',
					description: 'Take new data again',
				},
			],
			default: 'SUPPRESS_WITH_DELETE',
			description: 'What happens to the data',
		},
		{
			displayName: 'Subject Type',
			name: 'subjectType',
			type: 'options',
			options: [
				{
					name: 'Anonymous ID',
					value: 'ANONYMOUS_ID',
					displayOptions: { show: { scope: ['source'] } },
					description: 'Only together with Delete Archive Only in one source',
				},
				{
					name: 'Object ID',
					value: 'OBJECT_ID',
					displayOptions: { hide: { scope: ['source'] } },
					description: 'Objects of the workspace or of a cloud source',
				},
				{
					name: 'User ID',
					value: 'USER_ID',
					displayOptions: { hide: { scope: ['cloudSource'] } },
				},
			],
			default: 'USER_ID',
			description: 'What kind of IDs they are. A cloud source has Object IDs only.',
		},
		{
			displayName: 'Subject IDs',
			name: 'subjectIds',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			required: true,
			placeholder: 'e.g. user-1, user-2',
			description:
				'IDs of the people, separated by commas or line breaks, or an expression that gives a list of any length. Segment allows 110,000 a month.',
		},
		{
			displayName: 'Confirm Deletion',
			name: 'confirm',
			type: 'boolean',
			default: false,
			hint: 'I understand that this cannot be undone.',
			description: 'Whether the request may be sent. Without it nothing is deleted.',
		},
	]),
	...updateDisplayOptions({ show: { resource: ['deletionRequest'], operation: ['get', 'wait'] } }, [
		{
			displayName: 'Request ID',
			name: 'requestId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1sPvtlB8QQwf4pZFB2ZOoS',
			description: 'ID of the request, as Create gives it',
		},
	]),
	...updateDisplayOptions({ show: { resource: ['deletionRequest'], operation: ['wait'] } }, [
		maxWait,
	]),
	...updateDisplayOptions(
		{ show: { resource: ['deletionRequest'], operation: ['getAll', 'getSuppressed'] } },
		paging,
	),
	...updateDisplayOptions(
		{ show: { resource: ['deletionRequest'] }, hide: { operation: ['create'] } },
		[simplify],
	),
	...updateDisplayOptions({ show: { resource: ['deletionRequest'], operation: ['getAll'] } }, [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Regulation Types',
					name: 'regulationTypes',
					type: 'multiOptions',
					options: [
						{
							name: 'Delete Archive Only',
							value: 'DELETE_ARCHIVE_ONLY',
							description: 'Only together with Source ID: the workspace has no such requests',
						},
						{ name: 'Delete in Segment and Destinations', value: 'DELETE_ONLY' },
						{ name: 'Delete in Segment Only', value: 'DELETE_INTERNAL' },
						{
							name: 'Suppress and Delete in Segment and Destinations',
							value: 'SUPPRESS_WITH_DELETE',
						},
						{
							name: 'Suppress and Delete in Segment Only',
							value: 'SUPPRESS_WITH_DELETE_INTERNAL',
						},
						{ name: 'Suppress Only', value: 'SUPPRESS_ONLY' },
						{ name: 'Unsuppress', value: 'UNSUPPRESS' },
					],
					default: [],
					description: 'Only requests of these types',
				},
				{
					displayName: 'Source ID',
					name: 'sourceId',
					type: 'string',
					default: '',
					description: 'Only requests for this source',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: [
						{ name: 'Failed', value: 'FAILED' },
						{ name: 'Finished', value: 'FINISHED' },
						{ name: 'Initialized', value: 'INITIALIZED' },
						{ name: 'Invalid', value: 'INVALID' },
						{ name: 'Not Supported', value: 'NOT_SUPPORTED' },
						{ name: 'Partial Success', value: 'PARTIAL_SUCCESS' },
						{ name: 'Running', value: 'RUNNING' },
					],
					default: 'RUNNING',
					description: 'Only requests that stand like this',
				},
			],
		},
	]),
];
