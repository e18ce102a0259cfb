import { paging, simplify } from '../../fields/common';
import { destinationLocator, destinationTypeLocator, sourceLocator } from '../../fields/locators';
import type { OperationOption } from '../../fields/resource';
import { moreSettings, settingsFields } from '../../fields/settings';
import { getMany as getManyOf, getOne, remove as removeOf } from '../../request/operation';
import { changes, present } from '../../request/read';
import { routing } from '../../request/routing';
import { settings } from '../../request/settings';
import * as simple from '../../simplify/connections';

export const create: OperationOption = {
	name: 'Create',
	value: 'create',
	action: 'Create destination',
	description: "Create a destination of a type from Segment's catalog, for the data of one source",
	routing: routing(
		'POST',
		'/destinations',
		getOne('destination', simple.destination, (form) => ({
			body: present({
				sourceId: form.requiredId('source'),
				metadataId: form.requiredId('destinationType'),
				name: form.collection('additionalFields').trimmed('name'),
				enabled: form.flag('enabled'),
				settings: settings(form),
			}),
		})),
	),
	fields: [
		sourceLocator,
		destinationTypeLocator,
		settingsFields('destinationType', 'getDestinationSettings'),
		{
			displayName: 'Enabled',
			name: 'enabled',
			type: 'boolean',
			default: true,
			description: 'Whether the destination receives data from the start',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				moreSettings,
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					description: 'What the destination is called in Segment',
				},
			],
		},
		simplify,
	],
};

export const get: OperationOption = {
	name: 'Get',
	value: 'get',
	action: 'Get destination',
	description: 'Retrieve a destination and whether it is switched on',
	routing: routing('GET', '/destinations/{destination}', getOne('destination', simple.destination)),
	fields: [destinationLocator, simplify],
};

export const getMany: OperationOption = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many destinations',
	description: 'Retrieve many destinations of the workspace',
	routing: routing('GET', '/destinations', getManyOf('destinations', simple.destination)),
	fields: [...paging, simplify],
};

export const remove: OperationOption = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete destination',
	description:
		'Delete a destination for good, with its settings, filters and mappings. To pause it, use Update instead.',
	routing: routing('DELETE', '/destinations/{destination}', removeOf('destination')),
	fields: [destinationLocator],
};

export const update: OperationOption = {
	name: 'Update',
	value: 'update',
	action: 'Update destination',
	description: 'Enable, disable or rename a destination, or change its settings',
	routing: routing(
		'PATCH',
		'/destinations/{destination}',
		getOne('destination', simple.destination, (form) => {
			const fields = form.collection('updateFields');
			return {
				body: changes({
					name: fields.trimmed('name'),
					enabled: fields.optionalFlag('enabled'),
					settings: fields.object('settings'),
				}),
			};
		}),
	),
	fields: [
		destinationLocator,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Enabled',
					name: 'enabled',
					type: 'boolean',
					default: true,
					description: 'Whether the destination receives data',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					description: 'What the destination is called in Segment',
				},
				{
					displayName: 'Settings',
					name: 'settings',
					type: 'json',
					default: '{}',
					description:
						'Settings that are to change, as a JSON object. Segment ignores those that are read-only.',
				},
			],
		},
		simplify,
	],
};
