import type { INodeProperties } from 'n8n-workflow';

import { paging, simplify } from '../fields/common';
import { destinationLocator, filterLocator } from '../fields/locators';
import { filterActions as actions } from '../fields/filterActions';
import { resourceOf, type OperationOption } from '../fields/resource';
import { sourceOfDestination } from '../request/destination';
import { filterActions } from '../request/filter';
import { getAnswer, getMany as getManyOf, getOne, remove as removeOf } from '../request/operation';
import { changes, clearable, present, requireSome } from '../request/read';
import { routing } from '../request/routing';
import * as simple from '../simplify/destinations';

const PATH = '/destination/{destination}/filters';
const ONE = `${PATH}/{filter}`;

const condition: INodeProperties = {
	displayName: 'Condition',
	name: 'condition',
	type: 'string',
	default: '',
	placeholder: 'e.g. type = "track" and event = "Order Completed"',
	description:
		'Which events the filter is for, in Segment\'s <a href="https://www.twilio.com/docs/segment/api/public-api/fql" target="_blank">FQL</a>',
};

const title: INodeProperties = {
	displayName: 'Title',
	name: 'title',
	type: 'string',
	default: '',
	placeholder: 'e.g. No internal orders',
	description: 'What the filter is called',
};

const enabled: INodeProperties = {
	displayName: 'Enabled',
	name: 'enabled',
	type: 'boolean',
	default: true,
	description: 'Whether the filter is at work',
};

const description: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	description: 'What the filter is for',
};

const create: OperationOption = {
	name: 'Create',
	value: 'create',
	action: 'Create destination filter',
	description: 'Hold events back from a destination, or parts of them',
	routing: routing(
		'POST',
		PATH,
		getOne('filter', simple.filter, (form) => {
			const sourceOf = sourceOfDestination(form);
			const body = present({
				if: form.requiredText('condition'),
				actions: requireSome(form, 'actions', filterActions(form)),
				title: form.requiredText('title'),
				description: form.collection('additionalFields').trimmed('description'),
				enabled: form.flag('enabled'),
			});
			return async (api) => ({ body: { sourceId: await sourceOf(api), ...body } });
		}),
	),
	fields: [
		destinationLocator,
		{ ...title, required: true },
		{ ...condition, required: true },
		actions,
		enabled,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [description],
		},
		simplify,
	],
};

const get: OperationOption = {
	name: 'Get',
	value: 'get',
	action: 'Get destination filter',
	description: 'Retrieve a filter of a destination',
	routing: routing('GET', ONE, getOne('filter', simple.filter)),
	fields: [destinationLocator, filterLocator, simplify],
};

const getMany: OperationOption = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many destination filters',
	description: 'Retrieve many filters of a destination',
	routing: routing('GET', PATH, getManyOf('filters', simple.filter)),
	fields: [destinationLocator, ...paging, simplify],
};

const preview: OperationOption = {
	name: 'Preview',
	value: 'preview',
	action: 'Preview destination filter',
	description: 'See what a filter would make of an event, without creating it',
	routing: routing(
		'POST',
		'/destination/filters/preview',
		getAnswer('inputPayload', simple.filtered, (form) => ({
			body: {
				filter: {
					if: form.requiredText('condition'),
					actions: requireSome(form, 'actions', filterActions(form)),
				},
				payload: form.required('payload', form.object('payload')) as object,
			},
			repeatable: true,
		})),
	),
	fields: [
		{ ...condition, required: true },
		actions,
		{
			displayName: 'Event',
			name: 'payload',
			type: 'json',
			default: '{}',
			required: true,
			description: 'The event as Segment has it, as a JSON object with type, event and properties',
		},
		simplify,
	],
};

const remove: OperationOption = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete destination filter',
	description:
		'Delete a filter for good: the destination receives again what it held back. To pause it, use Update instead.',
	routing: routing('DELETE', ONE, removeOf('filter')),
	fields: [destinationLocator, filterLocator],
};

const update: OperationOption = {
	name: 'Update',
	value: 'update',
	action: 'Update destination filter',
	description: 'Enable, disable or rename a filter, or change what it does',
	routing: routing(
		'PATCH',
		ONE,
		getOne('filter', simple.filter, (form) => {
			const fields = form.collection('updateFields');
			return {
				body: changes({
					title: fields.trimmed('title'),
					description: fields.isAdded('description') ? clearable(fields, 'description') : undefined,
					enabled: fields.optionalFlag('enabled'),
					if: fields.trimmed('condition'),
					actions: filterActions(fields),
				}),
			};
		}),
	),
	fields: [
		destinationLocator,
		filterLocator,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [actions, condition, description, enabled, title],
		},
		simplify,
	],
};

export const destinationFilter = resourceOf('destinationFilter', [
	create,
	get,
	getMany,
	preview,
	remove,
	update,
]);
