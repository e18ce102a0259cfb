import type { INodeProperties } from 'n8n-workflow';

import { paging, simplify } from '../fields/common';
import { connectionLocator, insertFunctionLocator, instanceLocator } from '../fields/functions';
import { operationsOf, shown } from '../fields/resource';
import { getMany, getOne, remove, type Input } from '../request/operation';
import { changes, pathOf, present } from '../request/read';
import { routing } from '../request/routing';
import * as simple from '../simplify/functions';
import { object } from '../simplify/values';

const RECORD = 'insertFunctionInstance';
const PATH = '/insert-function-instances/{instance}';

/** Segment asks for the settings with every change: where none are given, it gets those it has. */
const update: Input = (form) => {
	const fields = form.collection('updateFields');
	const body = changes({
		name: fields.trimmed('name'),
		enabled: fields.optionalFlag('enabled'),
		settings: fields.object('settings'),
	});
	const path = pathOf(form, PATH);
	return async (api) => {
		if (body.settings !== undefined) return { body };
		const { settings } = await api.record({ method: 'GET', path }, RECORD);
		return { body: { ...body, settings: object(settings) } };
	};
};

const operations = operationsOf('functionInstance', [
	{
		name: 'Create',
		value: 'create',
		action: 'Create insert function instance',
		description: 'Have an insert function change the events of a source or destination',
		routing: routing(
			'POST',
			'/insert-function-instances',
			getOne(RECORD, simple.instance, (form) => {
				const fields = form.collection('additionalFields');
				return {
					body: present({
						functionId: form.requiredId('function'),
						integrationId: form.requiredId('connection'),
						name: form.requiredText('name'),
						enabled: fields.optionalFlag('enabled'),
						settings: fields.object('settings') ?? {},
					}),
				};
			}),
		),
	},
	{
		name: 'Delete',
		value: 'delete',
		action: 'Delete insert function instance',
		description: 'Take an insert function away from a source or destination for good',
		routing: routing('DELETE', PATH, remove('instance')),
	},
	{
		name: 'Get',
		value: 'get',
		action: 'Get insert function instance',
		description: 'Retrieve an instance and what it is connected to',
		routing: routing('GET', PATH, getOne(RECORD, simple.instance)),
	},
	{
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many insert function instances',
		description: 'Retrieve where an insert function is in use',
		routing: routing(
			'GET',
			'/insert-function-instances',
			getMany('instances', simple.instance, (form) => ({
				query: { functionId: form.requiredId('function') },
			})),
		),
	},
	{
		name: 'Update',
		value: 'update',
		action: 'Update insert function instance',
		description: 'Enable, disable or rename an instance, or change its settings',
		routing: routing('PATCH', PATH, getOne(RECORD, simple.instance, update)),
	},
]);

const name: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Add Country to Amplitude',
	description: 'What the instance is called in Segment',
};

const enabled: INodeProperties = {
	displayName: 'Enabled',
	name: 'enabled',
	type: 'boolean',
	default: true,
	description: 'Whether the function changes the events',
};

const settings: INodeProperties = {
	displayName: 'Settings',
	name: 'settings',
	type: 'json',
	default: '{}',
	description: 'Values for the settings of the function, as a JSON object',
};

export const functionInstance: INodeProperties[] = [
	operations,
	// only its list says which functions an instance can be chosen for, hence also where it is not sent
	...shown('functionInstance', ['create', 'getAll'], [insertFunctionLocator]),
	...shown(
		'functionInstance',
		['delete', 'get', 'update'],
		[
			{
				...insertFunctionLocator,
				required: undefined,
				description: 'The insert function whose instances the list shows',
			},
			instanceLocator,
		],
	),
	...shown(
		'functionInstance',
		['create'],
		[
			connectionLocator,
			{ ...name, required: true },
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [enabled, settings],
			},
		],
	),
	...shown(
		'functionInstance',
		['update'],
		[
			{
				displayName: 'Update Fields',
				name: 'updateFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [enabled, name, settings],
			},
		],
	),
	...shown('functionInstance', ['getAll'], paging),
	...shown('functionInstance', ['create', 'get', 'getAll', 'update'], [simplify]),
];
