import type { INodeProperties } from 'n8n-workflow';

import { paging, simplify } from '../fields/common';
import { connectionLocator, insertFunctionLocator, instanceLocator } from '../fields/functions';
import { resourceOf } from '../fields/resource';
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

/** Only the list of instances needs to know the function. */
const ofFunction: INodeProperties = {
	...insertFunctionLocator,
	required: undefined,
	description: 'The insert function whose instances the list shows',
};

export const functionInstance = resourceOf('functionInstance', [
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
		fields: [
			insertFunctionLocator,
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
			simplify,
		],
	},
	{
		name: 'Delete',
		value: 'delete',
		action: 'Delete insert function instance',
		description: 'Take an insert function away from a source or destination for good',
		routing: routing('DELETE', PATH, remove('instance')),
		fields: [ofFunction, instanceLocator],
	},
	{
		name: 'Get',
		value: 'get',
		action: 'Get insert function instance',
		description: 'Retrieve an instance and what it is connected to',
		routing: routing('GET', PATH, getOne(RECORD, simple.instance)),
		fields: [ofFunction, instanceLocator, simplify],
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
		fields: [insertFunctionLocator, ...paging, simplify],
	},
	{
		name: 'Update',
		value: 'update',
		action: 'Update insert function instance',
		description: 'Enable, disable or rename an instance, or change its settings',
		routing: routing('PATCH', PATH, getOne(RECORD, simple.instance, update)),
		fields: [
			ofFunction,
			instanceLocator,
			{
				displayName: 'Update Fields',
				name: 'updateFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [enabled, name, settings],
			},
			simplify,
		],
	},
]);
