import type { FieldType as RowType, ResourceMapperField } from 'n8n-workflow';

import type { Endpoint, EndpointField } from './endpoint';
import type { FieldType } from './notation';

/**
 * The fields of an endpoint as rows of n8n's resource mapper. Lists and objects are rows of JSON.
 * What may be left out is not there until the user adds it: n8n gives every switch it shows a
 * value, so that it would send `enabled: false` unasked.
 */
export function rowsOf({ fields }: Endpoint): ResourceMapperField[] {
	return fields.map((field) => ({
		id: field.name,
		displayName: labelOf(field),
		required: field.required,
		defaultMatch: false,
		display: true,
		removed: !field.required,
		...typeOfRow(field.type),
	}));
}

/** The places are told apart, because a path's ID is what the request is about. */
const labelOf = ({ label, place }: EndpointField) => `${label} (${place})`;

const ROW_TYPES: Record<Exclude<FieldType['kind'], 'choice'>, RowType> = {
	any: 'object',
	boolean: 'boolean',
	list: 'array',
	number: 'number',
	object: 'object',
	shape: 'object',
	text: 'string',
};

function typeOfRow(type: FieldType): Pick<ResourceMapperField, 'options' | 'type'> {
	return type.kind === 'choice'
		? { type: 'options', options: type.options }
		: { type: ROW_TYPES[type.kind] };
}
