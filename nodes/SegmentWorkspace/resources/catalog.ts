import type { INodeProperties } from 'n8n-workflow';

import { paging, simplify } from '../fields/common';
import {
	destinationTypeLocator,
	sourceTypeLocator,
	warehouseTypeLocator,
} from '../fields/locators';
import { resourceOf } from '../fields/resource';
import { getCatalog, getCatalogEntry } from '../operations/catalog';
import { routing } from '../request/routing';

const catalogType: INodeProperties = {
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
};

const shownFor = (catalogType: string) => ({ show: { catalogType: [catalogType] } });

export const catalog = resourceOf('catalog', [
	{
		name: 'Get',
		value: 'get',
		action: 'Get catalog entry',
		description: 'Retrieve a type of destination, source or warehouse and its settings',
		routing: routing('GET', '/catalog/destinations', getCatalogEntry),
		fields: [
			catalogType,
			{ ...destinationTypeLocator, displayOptions: shownFor('destination') },
			{ ...sourceTypeLocator, displayOptions: shownFor('source') },
			{ ...warehouseTypeLocator, displayOptions: shownFor('warehouse') },
			simplify,
		],
	},
	{
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many catalog entries',
		description: 'Retrieve many types of destinations, sources or warehouses',
		routing: routing('GET', '/catalog/destinations', getCatalog),
		fields: [catalogType, ...paging, simplify],
	},
]);
