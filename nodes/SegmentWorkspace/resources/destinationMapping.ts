import type { INodeProperties } from 'n8n-workflow';

import { paging, simplify } from '../fields/common';
import {
	actionLocator,
	destinationLocator,
	mappingLocator,
	modelLocator,
} from '../fields/locators';
import { resourceOf, type OperationOption } from '../fields/resource';
import { createMapping } from '../operations/createMapping';
import { getMany as getManyOf, getOne, remove as removeOf } from '../request/operation';
import { changes } from '../request/read';
import { routing } from '../request/routing';
import * as simple from '../simplify/destinations';

const PATH = '/destinations/{destination}/subscriptions';
const ONE = `${PATH}/{mapping}`;

const enabled: INodeProperties = {
	displayName: 'Enabled',
	name: 'enabled',
	type: 'boolean',
	default: true,
	description: 'Whether events are sent through the mapping',
};

const trigger: INodeProperties = {
	displayName: 'Trigger',
	name: 'trigger',
	type: 'string',
	default: '',
	placeholder: 'e.g. type = "track" and event = "Order Completed"',
	description:
		'Which events the mapping takes, in Segment\'s <a href="https://www.twilio.com/docs/segment/api/public-api/fql" target="_blank">FQL</a>',
};

const settings: INodeProperties = {
	displayName: 'Settings',
	name: 'settings',
	type: 'json',
	default: '{}',
	description:
		'What fills the fields of the action, as a JSON object: a value, or the place of one in the event such as {"@path": "$.properties.price"}',
};

/** Only mappings of Reverse ETL have a model. */
const model = { ...modelLocator, required: false };

const create: OperationOption = {
	name: 'Create',
	value: 'create',
	action: 'Create destination mapping',
	description: 'Say what a destination is to do with which events',
	routing: routing('POST', PATH, createMapping),
	fields: [
		destinationLocator,
		actionLocator,
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Orders',
			description: 'What the mapping is called',
		},
		{ ...trigger, required: true },
		enabled,
		{
			displayName: 'Fill In Defaults',
			name: 'fillDefaults',
			type: 'boolean',
			default: true,
			description:
				"Whether fields of the action that 'Settings' does not have get what Segment's catalog suggests",
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [model, settings],
		},
		simplify,
	],
};

const get: OperationOption = {
	name: 'Get',
	value: 'get',
	action: 'Get destination mapping',
	description: 'Retrieve a mapping: which events it takes, and for which action',
	routing: routing('GET', ONE, getOne('subscription', simple.mapping)),
	fields: [destinationLocator, mappingLocator, simplify],
};

const getMany: OperationOption = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many destination mappings',
	description: 'Retrieve many mappings of a destination',
	routing: routing('GET', PATH, getManyOf('subscriptions', simple.mapping)),
	fields: [destinationLocator, ...paging, simplify],
};

const remove: OperationOption = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete destination mapping',
	description: 'Delete a mapping for good. To pause it, use Update instead.',
	routing: routing('DELETE', ONE, removeOf('mapping')),
	fields: [destinationLocator, mappingLocator],
};

const update: OperationOption = {
	name: 'Update',
	value: 'update',
	action: 'Update destination mapping',
	description: 'Enable, disable or rename a mapping, or change what it takes and sends',
	routing: routing(
		'PATCH',
		ONE,
		getOne('subscription', simple.mapping, (form) => {
			const fields = form.collection('updateFields');
			return {
				body: {
					input: changes({
						name: fields.trimmed('name'),
						trigger: fields.trimmed('trigger'),
						enabled: fields.optionalFlag('enabled'),
						settings: fields.object('settings'),
						reverseETLModelId: fields.id('model'),
						reverseETLSchedule: fields.object('schedule'),
					}),
				},
			};
		}),
	),
	fields: [
		destinationLocator,
		mappingLocator,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				enabled,
				model,
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					description: 'What the mapping is called',
				},
				{
					displayName: 'Schedule',
					name: 'schedule',
					type: 'json',
					default: '{}',
					description:
						'When a Reverse ETL mapping is synced, as a JSON object such as {"strategy": "PERIODIC", "config": {"interval": "24h"}}',
				},
				settings,
				trigger,
			],
		},
		simplify,
	],
};

export const destinationMapping = resourceOf('destinationMapping', [
	create,
	get,
	getMany,
	remove,
	update,
]);
