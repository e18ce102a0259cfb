import type { INodeProperties } from 'n8n-workflow';

import { destinationTypeLocator, warehouseTypeLocator } from '../fields/catalog';
import { paging, simplify } from '../fields/common';
import { sourceTypeLocator } from '../fields/locators';
import { operationsOf, shown } from '../fields/resource';
import { getCatalog, getCatalogEntry } from '../operations/catalog';
import { routing } from '../request/routing';

const BOTH = ['get', 'getAll'];

export const catalog: INodeProperties[] = [
	operationsOf('catalog', [
		{
			name: 'Get',
			value: 'get',
			action: 'Get catalog entry',
			description: 'Retrieve a type of destination, source or warehouse and its settings',
			routing: routing('GET', '/catalog/destinations', getCatalogEntry),
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many catalog entries',
			description: 'Retrieve many types of destinations, sources or warehouses',
			routing: routing('GET', '/catalog/destinations', getCatalog),
		},
	]),
	...shown('catalog', BOTH, [
		{
			displayName: 'Type',
			name: 'catalogType',
			type: 'options',
			options: [
				{ name: 'Destination', value: 'destination' },
				{ name: 'Source', value: 'source' },
				{ name: 'Warehouse', value: 'warehouse' },
			],
			default: 'destination',
			description: 'Which of the catalogs is looked into',
		},
	]),
	...shown(
		'catalog',
		['get'],
		[
			{ ...destinationTypeLocator, displayOptions: { show: { catalogType: ['destination'] } } },
			{ ...sourceTypeLocator, displayOptions: { show: { catalogType: ['source'] } } },
			{ ...warehouseTypeLocator, displayOptions: { show: { catalogType: ['warehouse'] } } },
		],
	),
	...shown('catalog', ['getAll'], paging),
	...shown('catalog', BOTH, [simplify]),
];
