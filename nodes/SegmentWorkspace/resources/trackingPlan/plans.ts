import type { INodeProperties } from 'n8n-workflow';

import { paging, simplify } from '../../fields/common';
import { trackingPlanLocator } from '../../fields/locators';
import type { OperationOption } from '../../fields/resource';
import { getMany as getManyOf, getOne, perform, remove as removeOf } from '../../request/operation';
import { changes, clearable, present } from '../../request/read';
import { routing } from '../../request/routing';
import * as simple from '../../simplify/protocols';

const TYPES = [
	{ name: 'Engage', value: 'ENGAGE' },
	{ name: 'Live', value: 'LIVE' },
	{ name: 'Property Library', value: 'PROPERTY_LIBRARY' },
	{ name: 'Rule Library', value: 'RULE_LIBRARY' },
	{ name: 'Template', value: 'TEMPLATE' },
];

const description: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	description: 'What the tracking plan is for',
};

export const create: OperationOption = {
	name: 'Create',
	value: 'create',
	action: 'Create tracking plan',
	description: 'Create a tracking plan without rules',
	routing: routing(
		'POST',
		'/tracking-plans',
		getOne('trackingPlan', simple.trackingPlan, (form) => ({
			body: present({
				name: form.requiredText('name'),
				type: form.choice('type'),
				description: form.collection('additionalFields').trimmed('description'),
			}),
		})),
	),
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Website',
			description: 'What the tracking plan is called',
		},
		{
			displayName: 'Type',
			name: 'type',
			type: 'options',
			options: TYPES,
			default: 'LIVE',
			description: 'Live plans check events; libraries hold events or properties for other plans',
		},
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

export const get: OperationOption = {
	name: 'Get',
	value: 'get',
	action: 'Get tracking plan',
	description: 'Retrieve what a tracking plan is called and when it changed',
	routing: routing(
		'GET',
		'/tracking-plans/{trackingPlan}',
		getOne('trackingPlan', simple.trackingPlan),
	),
	fields: [trackingPlanLocator, simplify],
};

export const getMany: OperationOption = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many tracking plans',
	description: 'Retrieve many tracking plans of the workspace',
	routing: routing(
		'GET',
		'/tracking-plans',
		getManyOf('trackingPlans', simple.trackingPlan, (form) => ({
			query: present({ type: form.collection('filters').optionalChoice('type') }),
		})),
	),
	fields: [
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
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: TYPES,
					default: 'LIVE',
					description: 'Only tracking plans of this type',
				},
			],
		},
	],
};

export const remove: OperationOption = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete tracking plan',
	description: 'Delete a tracking plan for good, with its rules',
	routing: routing('DELETE', '/tracking-plans/{trackingPlan}', removeOf('trackingPlan')),
	fields: [trackingPlanLocator],
};

export const update: OperationOption = {
	name: 'Update',
	value: 'update',
	action: 'Update tracking plan',
	description: 'Rename a tracking plan, or describe it anew',
	routing: routing(
		'PATCH',
		'/tracking-plans/{trackingPlan}',
		perform(
			(form) => ({ id: form.requiredId('trackingPlan'), updated: true }),
			(form) => {
				const fields = form.collection('updateFields');
				return {
					body: changes({
						name: fields.trimmed('name'),
						description: fields.isAdded('description')
							? clearable(fields, 'description')
							: undefined,
					}),
				};
			},
		),
	),
	fields: [
		trackingPlanLocator,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				description,
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					description: 'What the tracking plan is called',
				},
			],
		},
	],
};
