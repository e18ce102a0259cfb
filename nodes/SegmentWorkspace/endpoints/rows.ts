import type { FieldType as RowType, ResourceMapperField } from 'n8n-workflow';

import { fieldsOfShape, type Endpoint, type EndpointField } from './endpoint';
import type { FieldType } from './notation';
import { titleOf } from '../../shared/title';
import { textKindOf } from './values';

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
		...typeOfRow(field),
	}));
}

/** The places are told apart, because a path's ID is what the request is about. */
function labelOf({ label, place, type }: EndpointField): string {
	const content = contentOf(type);
	return `${label} (${content ? `${place}, ${content}` : place})`;
}

/** What stands in JSON. */
function contentOf(type: FieldType): string {
	switch (type.kind) {
		case 'any':
			return 'JSON';
		case 'list':
			return `list of ${contentOf(type.of) || `${nameOf(type.of)}s`}`;
		case 'object':
			return 'object';
		case 'shape': {
			const names = fieldsOfShape(type.name).map(({ name, required }) =>
				required ? name : `${name}?`,
			);
			return `{ ${names.join(', ')} }`;
		}
		default:
			return '';
	}
}

const nameOf = ({ kind }: FieldType) => (kind === 'boolean' ? 'switche' : kind);

const ROW_TYPES: Record<Exclude<FieldType['kind'], 'choice'>, RowType> = {
	any: 'object',
	boolean: 'boolean',
	list: 'array',
	number: 'number',
	object: 'object',
	shape: 'object',
	text: 'string',
};

function typeOfRow({
	name,
	place,
	type,
}: EndpointField): Pick<ResourceMapperField, 'options' | 'type'> {
	if (type.kind === 'choice') {
		const options = type.options.map((option) => ({ ...option, name: titleOf(option.name) }));
		return { type: 'options', options };
	}
	const isTime = type.kind === 'text' && place !== 'path' && textKindOf(name) === 'time';
	return { type: isTime ? 'dateTime' : ROW_TYPES[type.kind] };
}
