import { simplify } from '../../fields/common';
import { spaceLocator } from '../../fields/locators';
import type { OperationOption } from '../../fields/resource';
import { computation, definition } from '../../request/audience';
import { getOne } from '../../request/operation';
import { present } from '../../request/read';
import { routing } from '../../request/routing';
import * as simple from '../../simplify/unify';
import { queryFields } from './query';

export const create: OperationOption = {
	name: 'Create',
	value: 'create',
	action: 'Create audience',
	description: 'Create an audience from a query',
	routing: routing(
		'POST',
		'/spaces/{space}/audiences',
		getOne('audience', simple.audience, (form) => {
			const fields = form.collection('additionalFields');
			return {
				body: present({
					name: form.requiredText('name'),
					definition: definition(form),
					audienceType: form.choice('audienceType'),
					description: fields.trimmed('description'),
					enabled: fields.optionalFlag('enabled'),
					options: computation(fields),
				}),
			};
		}),
	),
	fields: [
		spaceLocator,
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Active Customers',
		},
		...queryFields,
		simplify,
	],
};
