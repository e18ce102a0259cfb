import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Form } from '../../../shared/read/form';
import { paging, simplify } from '../../fields/common';
import { audienceLocator, spaceLocator } from '../../fields/locators';
import type { OperationOption } from '../../fields/resource';
import { getMany as getManyOf, getOne } from '../../request/operation';
import { present } from '../../request/read';
import { routing } from '../../request/routing';
import * as simple from '../../simplify/unify';

/** Schedules come only when they are asked for. */
function included(form: Form): IDataObject {
	const wanted = form.collection('options').flag('includeSchedules');
	return wanted ? { include: 'schedules' } : {};
}

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Include Schedules',
			name: 'includeSchedules',
			type: 'boolean',
			default: false,
			description: 'Whether to say when a linked audience is computed',
		},
	],
};

export const get: OperationOption = {
	name: 'Get',
	value: 'get',
	action: 'Get audience',
	description: 'Retrieve an audience with its size and status',
	routing: routing(
		'GET',
		'/spaces/{space}/audiences/{audience}',
		getOne('audience', simple.audience, (form) => ({ query: included(form) })),
	),
	fields: [spaceLocator, audienceLocator, simplify, options],
};

export const getMany: OperationOption = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many audiences',
	description: 'Retrieve many audiences of a space',
	routing: routing(
		'GET',
		'/spaces/{space}/audiences',
		getManyOf('audiences', simple.audience, (form) => {
			const filters = form.collection('filters');
			const query = filters.trimmed('search');
			const type = filters.choice('searchIn');
			return {
				query: present({
					...included(form),
					search: query === undefined ? undefined : { type, query },
				}),
			};
		}),
	),
	fields: [
		spaceLocator,
		...paging,
		simplify,
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
		options,
	],
};
