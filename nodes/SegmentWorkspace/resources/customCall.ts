import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { paging } from '../fields/common';
import { locator } from '../fields/locators';
import { endpointCount, givesRecords, searchEndpoints } from '../endpoints/endpoint';
import { customCall as send } from '../operations/customCall';
import { routing } from '../request/routing';

/** The name that n8n itself gives to such an entry. */
export const CUSTOM_API_CALL = 'Custom API Call';

/** Only these give as many records as somebody may want; an expression may give one of them, too. */
const RECORD_ENDPOINTS = searchEndpoints()
	.filter(givesRecords)
	.map(({ id }) => id);

export const customCall: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['customCall'] } },
		options: [
			{
				name: 'Send',
				value: 'send',
				action: 'Send a custom API call',
				description:
					'Call any endpoint of the Public API, with the paging, retries and limits of the other operations',
				routing: routing('GET', '/', send),
			},
		],
		default: 'send',
	},
	{
		displayName: 'Mode',
		name: 'mode',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['customCall'] } },
		options: [
			{
				name: 'By Hand',
				value: 'byHand',
				description: 'Write the method, path, query and body yourself',
			},
			{
				name: 'Endpoint From List',
				value: 'endpoint',
				description: `Choose one of all ${endpointCount} endpoints and fill in its fields`,
			},
		],
		default: 'byHand',
		description: 'How to say what is called',
	},
	...updateDisplayOptions({ show: { resource: ['customCall'], mode: ['endpoint'] } }, [
		locator({
			displayName: 'Endpoint',
			name: 'endpoint',
			description:
				'The endpoint to call. Words of its name, area, method, path or stage find it; alpha and beta may still change.',
			searchListMethod: 'searchEndpoints',
			invitation: 'Select an endpoint…',
			example: 'listWarehouses',
		}),
		{
			displayName: 'Fields',
			name: 'endpointFields',
			type: 'resourceMapper',
			noDataExpression: true,
			default: { mappingMode: 'defineBelow', value: null },
			required: true,
			typeOptions: {
				loadOptionsDependsOn: ['endpoint.value'],
				resourceMapper: {
					resourceMapperMethod: 'getEndpointFields',
					mode: 'add',
					valuesLabel: 'Fields',
					fieldWords: { singular: 'field', plural: 'fields' },
					addAllFields: false,
					supportAutoMap: false,
					multiKeyMatch: false,
				},
			},
			description:
				'What the endpoint takes, in its path, query and body. Fields that you do not add are not sent.',
		},
		...updateDisplayOptions({ show: { endpoint: RECORD_ENDPOINTS } }, paging),
	]),
	...updateDisplayOptions({ show: { resource: ['customCall'], mode: ['byHand'] } }, [
		{
			displayName: 'Method',
			name: 'method',
			type: 'options',
			options: [
				{ name: 'DELETE', value: 'DELETE' },
				{ name: 'GET', value: 'GET' },
				{ name: 'PATCH', value: 'PATCH' },
				{ name: 'POST', value: 'POST' },
				{ name: 'PUT', value: 'PUT' },
			],
			default: 'GET',
			description: 'What to do at the path. What DELETE and PUT take away cannot be restored.',
		},
		{
			displayName: 'Path',
			name: 'path',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. /warehouses',
			description:
				'Path of the endpoint, as in <a href="https://docs.segmentapis.com" target="_blank">Segment\'s reference</a>',
		},
		{
			displayName: 'Query Parameters',
			name: 'query',
			type: 'json',
			default: '{}',
			description: 'Query as a JSON object, for example {"resourceType": "SOURCE"}',
		},
		{
			displayName: 'Body',
			name: 'body',
			type: 'json',
			default: '{}',
			displayOptions: { show: { method: ['PATCH', 'POST', 'PUT'] } },
			description: 'Body as a JSON object',
		},
		{
			displayName: 'Follow Pages',
			name: 'followPages',
			type: 'boolean',
			default: false,
			displayOptions: { show: { method: ['GET'] } },
			description: 'Whether the answer is a list, of which each record is to be an item',
		},
		...updateDisplayOptions({ show: { method: ['GET'], followPages: [true] } }, paging),
	]),
];
