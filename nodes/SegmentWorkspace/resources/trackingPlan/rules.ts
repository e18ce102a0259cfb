import type { INodeProperties } from 'n8n-workflow';

import { allowEmpty, paging, simplify } from '../../fields/common';
import { trackingPlanLocator } from '../../fields/locators';
import type { OperationOption } from '../../fields/resource';
import { changeRules } from '../../operations/changeRules';
import { removeRules as removeRulesOf } from '../../operations/removeRules';
import { getMany } from '../../request/operation';
import { routing } from '../../request/routing';
import { rule } from '../../simplify/protocols';

const PATH = '/tracking-plans/{trackingPlan}/rules';

const rulesFormat: INodeProperties = {
	displayName: 'Rules Format',
	name: 'rulesFormat',
	type: 'options',
	options: [
		{
			name: 'JSON',
			value: 'json',
			description: 'Rules as Segment writes them, as Get Rules gives them without Simplify',
		},
		{
			name: 'Rows',
			value: 'rows',
			description: 'One row for each property of an event, as in a spreadsheet',
		},
	],
	default: 'json',
	description: 'How the rules are written',
};

const rules: INodeProperties = {
	displayName: 'Rules',
	name: 'rules',
	type: 'json',
	default: '[]',
	required: true,
	description:
		'A list. JSON: objects with type, key (the name of the event), version and jsonSchema. Rows: objects with event, call, version, eventDescription, property, type, required, description and permittedValues. With Execute Once, an expression takes all rows that come in: see the documentation.',
};

const dryRun: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description: 'Whether only to show what would be added, changed and removed',
};

export const getRules: OperationOption = {
	name: 'Get Rules',
	value: 'getRules',
	action: 'Get rules of tracking plan',
	description: 'Retrieve what a tracking plan expects of each event',
	routing: routing('GET', PATH, getMany('rules', rule)),
	fields: [trackingPlanLocator, ...paging, simplify],
};

export const removeRules: OperationOption = {
	name: 'Remove Rules',
	value: 'removeRules',
	action: 'Remove rules from tracking plan',
	description: 'Take rules out of a tracking plan, by type, name and version',
	routing: routing('DELETE', PATH, removeRulesOf),
	fields: [trackingPlanLocator, rulesFormat, rules],
};

export const replaceRules: OperationOption = {
	name: 'Replace Rules',
	value: 'replaceRules',
	action: 'Replace rules of tracking plan',
	description: 'Give a tracking plan these rules and take all others off',
	routing: routing('PUT', PATH, changeRules(true)),
	fields: [trackingPlanLocator, rulesFormat, rules, dryRun, allowEmpty],
};

export const updateRules: OperationOption = {
	name: 'Update Rules',
	value: 'updateRules',
	action: 'Update rules of tracking plan',
	description: 'Add and change rules of a tracking plan; all others stay as they are',
	routing: routing('PATCH', PATH, changeRules(false)),
	fields: [trackingPlanLocator, rulesFormat, rules, dryRun],
};
