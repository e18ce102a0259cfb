import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Form } from '../../shared/read/form';
import { paging, simplify } from '../fields/common';
import {
	functionCode,
	functionLocator,
	functionLogo,
	functionSettingRows,
	functionTypes,
	versionLocator,
} from '../fields/functions';
import { resourceOf } from '../fields/resource';
import { getFunctions } from '../operations/getFunctions';
import { getMany, getOne, perform, remove } from '../request/operation';
import { changes, chosen, clearable, present } from '../request/read';
import { routing } from '../request/routing';
import * as simple from '../simplify/functions';

/** The rows of Settings. */
function settings(fields: Form): IDataObject[] | undefined {
	const rows = fields.rows('settings', 'setting');
	if (rows.length === 0) return undefined;
	return rows.map((row) => {
		const name = row.requiredText('name');
		const label = row.trimmed('label') ?? name;
		return {
			name,
			label,
			description: row.trimmed('description') ?? label,
			type: row.choice('type'),
			required: row.flag('required'),
			sensitive: row.flag('sensitive'),
		};
	});
}

const displayName: INodeProperties = {
	displayName: 'Name',
	name: 'displayName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Add Country',
	description: 'What the function is called in Segment',
};

const description: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	description: 'What the function is for',
};

export const functionResource = resourceOf('function', [
	{
		name: 'Create',
		value: 'create',
		action: 'Create function',
		description: 'Create a function. It runs once it is deployed.',
		routing: routing(
			'POST',
			'/functions',
			getOne('function', simple.fn, (form) => {
				const fields = form.collection('additionalFields');
				return {
					body: present({
						displayName: form.requiredText('displayName'),
						resourceType: chosen(form, 'functionType'),
						code: form.requiredText('code'),
						description: fields.trimmed('description'),
						logoUrl: fields.trimmed('logoUrl'),
						settings: settings(fields),
					}),
				};
			}),
		),
		fields: [
			{ ...displayName, required: true },
			{
				displayName: 'Type',
				name: 'functionType',
				type: 'options',
				options: functionTypes,
				default: 'DESTINATION',
				description: 'Where the function stands in the way of the data',
			},
			{ ...functionCode, required: true },
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [description, functionLogo, functionSettingRows],
			},
			simplify,
		],
	},
	{
		name: 'Delete',
		value: 'delete',
		action: 'Delete function',
		description: 'Delete a function for good. What is connected to it stops working.',
		routing: routing('DELETE', '/functions/{function}', remove('function')),
		fields: [functionLocator],
	},
	{
		name: 'Deploy',
		value: 'deploy',
		action: 'Deploy function',
		description: 'Have the newest version of the code run wherever the function is used',
		routing: routing(
			'POST',
			'/functions/{function}/deploy',
			perform(
				(form) => ({ id: form.requiredId('function'), deployed: true }),
				() => ({ repeatable: true }),
			),
		),
		fields: [functionLocator],
	},
	{
		name: 'Get',
		value: 'get',
		action: 'Get function',
		description: 'Retrieve a function; its code is in the result when Simplify is off',
		routing: routing('GET', '/functions/{function}', getOne('function', simple.fn)),
		fields: [functionLocator, simplify],
	},
	{
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many functions',
		description: 'Retrieve many functions of the workspace, of one type or of all',
		routing: routing('GET', '/functions', getFunctions),
		fields: [
			{
				displayName: 'Type',
				name: 'functionType',
				type: 'options',
				options: [{ name: 'All Types', value: 'ALL' }, ...functionTypes],
				default: 'ALL',
				description: 'Which functions are retrieved',
			},
			...paging,
			simplify,
		],
	},
	{
		name: 'Get Versions',
		value: 'getVersions',
		action: 'Get versions of function',
		description: 'Retrieve the versions of the code; the code itself when Simplify is off',
		routing: routing('GET', '/functions/{function}/versions', getMany('versions', simple.version)),
		fields: [functionLocator, ...paging, simplify],
	},
	{
		name: 'Restore Version',
		value: 'restoreVersion',
		action: 'Restore version of function',
		description: 'Make an older version of the code the newest one. It runs once it is deployed.',
		routing: routing(
			'POST',
			'/functions/{function}/versions',
			getOne('version', simple.version, (form) => ({
				body: { versionId: form.requiredId('functionVersion') },
			})),
		),
		fields: [functionLocator, versionLocator, simplify],
	},
	{
		name: 'Update',
		value: 'update',
		action: 'Update function',
		description:
			'Change the code, name or settings of a function. New code runs once it is deployed.',
		routing: routing(
			'PATCH',
			'/functions/{function}',
			getOne('function', simple.fn, (form) => {
				const fields = form.collection('updateFields');
				return {
					body: changes({
						displayName: fields.trimmed('displayName'),
						code: fields.trimmed('code'),
						description: clearable(fields, 'description'),
						logoUrl: fields.trimmed('logoUrl'),
						settings: settings(fields),
					}),
				};
			}),
		),
		fields: [
			functionLocator,
			{
				displayName: 'Update Fields',
				name: 'updateFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					functionCode,
					description,
					functionLogo,
					displayName,
					{
						...functionSettingRows,
						description: `${functionSettingRows.description}. They replace those that there are.`,
					},
				],
			},
			simplify,
		],
	},
]);
