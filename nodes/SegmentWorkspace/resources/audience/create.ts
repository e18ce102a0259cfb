import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { shown } from '../../fields/resource';
import { computation, definition } from '../../request/audience';
import { getOne } from '../../request/operation';
import { present } from '../../request/read';
import { routing } from '../../request/routing';
import * as simple from '../../simplify/unify';

export const createAudience: INodePropertyOptions = {
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
};

export const nameField: INodeProperties[] = shown(
	'audience',
	['create'],
	[
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Active Customers',
		},
	],
);
