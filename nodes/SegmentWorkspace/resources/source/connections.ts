import { paging, simplify } from '../../fields/common';
import { sourceLocator } from '../../fields/locators';
import type { OperationOption } from '../../fields/resource';
import { getMany } from '../../request/operation';
import { routing } from '../../request/routing';
import * as simple from '../../simplify/connections';

export const getDestinations: OperationOption = {
	name: 'Get Connected Destinations',
	value: 'getDestinations',
	action: 'Get connected destinations of source',
	description: 'Retrieve the destinations that receive the data of a source',
	routing: routing(
		'GET',
		'/sources/{source}/connected-destinations',
		getMany('destinations', simple.destination),
	),
	fields: [sourceLocator, ...paging, simplify],
};
