import { simplify } from '../../fields/common';
import { audienceLocator, spaceLocator } from '../../fields/locators';
import type { OperationOption } from '../../fields/resource';
import { backfillDays, externalIds, historicalData } from '../../fields/unify';
import { computation } from '../../request/audience';
import { getOne } from '../../request/operation';
import { changes, clearable } from '../../request/read';
import { routing } from '../../request/routing';
import * as simple from '../../simplify/unify';

export const update: OperationOption = {
	name: 'Update',
	value: 'update',
	action: 'Update audience',
	description: 'Rename, enable or disable an audience, or change its query',
	routing: routing(
		'PATCH',
		'/spaces/{space}/audiences/{audience}',
		getOne('audience', simple.audience, (form) => {
			const fields = form.collection('updateFields');
			const query = fields.trimmed('query');
			return {
				body: changes({
					name: fields.trimmed('name'),
					description: clearable(fields, 'description'),
					enabled: fields.optionalFlag('enabled'),
					definition: query === undefined ? undefined : { query },
					options: computation(fields),
				}),
			};
		}),
	),
	fields: [
		spaceLocator,
		audienceLocator,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				backfillDays,
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
				},
				{
					displayName: 'Enabled',
					name: 'enabled',
					type: 'boolean',
					default: true,
					description: 'Whether the audience is computed',
				},
				externalIds,
				historicalData,
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
				},
				{
					displayName: 'Query',
					name: 'query',
					type: 'string',
					typeOptions: { rows: 4 },
					default: '',
					description:
						'Who belongs to the audience. Segment locks the audience until it is computed anew.',
				},
			],
		},
		simplify,
	],
};
