import type { INodeProperties } from 'n8n-workflow';

import { paging, simplify } from '../fields/common';
import { sourceLocator } from '../fields/locators';
import { resourceOf } from '../fields/resource';
import { condition, transformationLocator, transformationParts } from '../fields/transformations';
import { getMany, getOne, remove } from '../request/operation';
import { changes, present } from '../request/read';
import { routing } from '../request/routing';
import * as parts from '../request/transformation';
import * as simple from '../simplify/functions';

const PATH = '/transformations/{transformation}';

const name: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Hash E-Mail Addresses',
	description: 'What the transformation is called in Segment',
};

const enabled: INodeProperties = {
	displayName: 'Enabled',
	name: 'enabled',
	type: 'boolean',
	default: true,
	description: 'Whether events are transformed',
};

const byName = (a: INodeProperties, b: INodeProperties) =>
	a.displayName.localeCompare(b.displayName);

const updated = [
	...transformationParts,
	condition,
	enabled,
	name,
	{ ...sourceLocator, required: undefined },
].sort(byName);

export const transformation = resourceOf('transformation', [
	{
		name: 'Create',
		value: 'create',
		action: 'Create transformation',
		description: 'Have events of a source renamed, changed or dropped on their way',
		routing: routing(
			'POST',
			'/transformations',
			getOne('transformation', simple.transformation, (form) => ({
				body: present({
					name: form.requiredText('name'),
					sourceId: form.requiredId('source'),
					if: form.requiredText('condition'),
					enabled: form.flag('enabled'),
					...parts.transformationParts(form.collection('additionalFields')),
				}),
			})),
		),
		fields: [
			{ ...name, required: true },
			sourceLocator,
			{ ...condition, required: true },
			enabled,
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [...transformationParts],
			},
			simplify,
		],
	},
	{
		name: 'Delete',
		value: 'delete',
		action: 'Delete transformation',
		description: 'Delete a transformation for good. To pause it, use Update instead.',
		routing: routing('DELETE', PATH, remove('transformation')),
		fields: [transformationLocator],
	},
	{
		name: 'Get',
		value: 'get',
		action: 'Get transformation',
		description: 'Retrieve a transformation and what it does',
		routing: routing('GET', PATH, getOne('transformation', simple.transformation)),
		fields: [transformationLocator, simplify],
	},
	{
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many transformations',
		description: 'Retrieve many transformations of the workspace',
		routing: routing('GET', '/transformations', getMany('transformations', simple.transformation)),
		fields: [...paging, simplify],
	},
	{
		name: 'Update',
		value: 'update',
		action: 'Update transformation',
		description: 'Enable or disable a transformation, or change what it does',
		routing: routing(
			'PATCH',
			PATH,
			getOne('transformation', simple.transformation, (form) => {
				const fields = form.collection('updateFields');
				return {
					body: changes({
						name: fields.trimmed('name'),
						sourceId: fields.id('source'),
						if: fields.trimmed('condition'),
						enabled: fields.optionalFlag('enabled'),
						...parts.transformationParts(fields),
					}),
				};
			}),
		),
		fields: [
			transformationLocator,
			{
				displayName: 'Update Fields',
				name: 'updateFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [...updated],
			},
			simplify,
		],
	},
]);
