import type { INodeProperties } from 'n8n-workflow';

import { isAbsent, missing } from '../../shared/read/values';
import { paging, simplify } from '../fields/common';
import { spaceLocator } from '../fields/locators';
import { resourceOf } from '../fields/resource';
import { computedTraitLocator, historicalData } from '../fields/unify';
import { getMany, getOne, remove, type Input } from '../request/operation';
import { changes, clearable, pathOf, present, presentOrNothing } from '../request/read';
import { routing } from '../request/routing';
import { object } from '../simplify/values';
import * as simple from '../simplify/unify';

const LIST = '/spaces/{space}/computed-traits';
const ONE = `${LIST}/{computedTrait}`;

/** Segment asks for both halves of a definition: the one that stays is looked up. */
const update: Input = (form) => {
	const fields = form.collection('updateFields');
	const definition = presentOrNothing({
		query: fields.trimmed('query'),
		type: fields.optionalChoice('traitType'),
	});
	const body = changes({
		name: fields.trimmed('name'),
		description: clearable(fields, 'description'),
		enabled: fields.optionalFlag('enabled'),
		definition,
	});
	const path = pathOf(form, ONE);
	return async (api) => {
		if (!definition || (definition.query !== undefined && definition.type !== undefined)) {
			return { body };
		}
		const trait = await api.record({ method: 'GET', path }, 'computedTrait');
		const { query, type } = object(trait.definition);
		const whole = { query, type, ...definition };
		if (isAbsent(whole.query)) throw missing(fields.label('query'));
		if (isAbsent(whole.type)) throw missing(fields.label('traitType'));
		return { body: { ...body, definition: whole } };
	};
};

const description: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	description: 'What the trait says of a profile',
};

const enabled: INodeProperties = {
	displayName: 'Enabled',
	name: 'enabled',
	type: 'boolean',
	default: true,
	description: 'Whether the trait is computed',
};

const name: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Orders in 90 Days',
	description: 'What the trait is called; Segment makes its key of it',
};

const query: INodeProperties = {
	displayName: 'Query',
	name: 'query',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	placeholder: "e.g. event('Order Completed').count()",
	description:
		'What is computed, in <a href="https://www.twilio.com/docs/segment/api/public-api/query-language" target="_blank">Segment\'s query language</a>',
};

const traitType: INodeProperties = {
	displayName: 'Type',
	name: 'traitType',
	type: 'options',
	options: [
		{ name: 'Accounts', value: 'ACCOUNTS' },
		{ name: 'Users', value: 'USERS' },
	],
	default: 'USERS',
	description: 'Whose trait it is',
};

export const computedTrait = resourceOf('computedTrait', [
	{
		name: 'Create',
		value: 'create',
		action: 'Create computed trait',
		description: 'Have a trait of each profile computed from its events and traits',
		routing: routing(
			'POST',
			LIST,
			getOne('computedTrait', simple.computedTrait, (form) => {
				const fields = form.collection('additionalFields');
				return {
					body: present({
						name: form.requiredText('name'),
						definition: { query: form.requiredText('query'), type: form.choice('traitType') },
						description: fields.trimmed('description'),
						enabled: fields.optionalFlag('enabled'),
						options: presentOrNothing({
							includeHistoricalData: fields.optionalFlag('includeHistoricalData'),
							includeAnonymousUsers: fields.optionalFlag('includeAnonymousUsers'),
							backfillDurationDays: fields.optionalNumber('backfillDurationDays'),
						}),
					}),
				};
			}),
		),
		fields: [
			spaceLocator,
			{ ...name, required: true },
			traitType,
			{ ...query, required: true },
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					{
						displayName: 'Backfill Duration (Days)',
						name: 'backfillDurationDays',
						type: 'number',
						typeOptions: { minValue: 1 },
						default: 7,
						description: 'How many days of past events are looked at',
					},
					description,
					enabled,
					{
						displayName: 'Include Anonymous Users',
						name: 'includeAnonymousUsers',
						type: 'boolean',
						default: true,
						description: 'Whether people count who have no User ID yet',
					},
					historicalData,
				],
			},
			simplify,
		],
	},
	{
		name: 'Delete',
		value: 'delete',
		action: 'Delete computed trait',
		description: 'Delete a computed trait for good. Destinations stop receiving it.',
		routing: routing('DELETE', ONE, remove('computedTrait')),
		fields: [spaceLocator, computedTraitLocator],
	},
	{
		name: 'Get',
		value: 'get',
		action: 'Get computed trait',
		description: 'Retrieve a computed trait with its query and status',
		routing: routing('GET', ONE, getOne('computedTrait', simple.computedTrait)),
		fields: [spaceLocator, computedTraitLocator, simplify],
	},
	{
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many computed traits',
		description: 'Retrieve many computed traits of a space',
		routing: routing('GET', LIST, getMany('computedTraits', simple.computedTrait)),
		fields: [spaceLocator, ...paging, simplify],
	},
	{
		name: 'Update',
		value: 'update',
		action: 'Update computed trait',
		description: 'Rename, enable or disable a computed trait, or change its query',
		routing: routing('PATCH', ONE, getOne('computedTrait', simple.computedTrait, update)),
		fields: [
			spaceLocator,
			computedTraitLocator,
			{
				displayName: 'Update Fields',
				name: 'updateFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [description, enabled, name, query, traitType],
			},
			simplify,
		],
	},
]);
