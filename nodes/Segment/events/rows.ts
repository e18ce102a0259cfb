import type { FieldType as RowType, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';

import { explained } from '../../shared/title';
import { rowName, type FieldKind, type TypedField } from './typedField';

/** What stands in place of the rows while no event is chosen. */
export const CHOOSE_EVENT =
	'Choose an event first. Where an expression gives its name, use Map Automatically.';

/**
 * What n8n's resource mapper shows.
 *
 * @param ifNone stands in place of the rows; with Map Automatically n8n would show it beside them too
 */
export function mapperRows(fields: readonly TypedField[], ifNone: string): ResourceMapperFields {
	return fields.length > 0 ? { fields: rowsOf(fields) } : { fields: [], emptyFieldsNotice: ifNone };
}

/**
 * Typed fields as rows of n8n's resource mapper, required ones first. The mapper has no place for a
 * description but the row's name. A switch is not there until the user adds it: n8n gives each that
 * it shows a value, so that it would send `false` unasked.
 */
function rowsOf(fields: readonly TypedField[]): ResourceMapperField[] {
	return [...fields]
		.sort((a, b) => rank(a) - rank(b))
		.map((field) => ({
			id: rowName(field),
			displayName: nameOf(field),
			required: field.required,
			defaultMatch: false,
			display: true,
			removed: !field.required && (!field.isShown || field.kind === 'switch'),
			type: ROW_TYPES[field.kind],
			...(field.options && {
				options: field.options.map((value) => ({ name: value, value })),
			}),
		}));
}

const rank = ({ required, isShown }: TypedField) => (required ? 0 : isShown ? 1 : 2);

function nameOf({ label, description, fields }: TypedField): string {
	const keys = fields && `list of { ${fields.map(rowName).join(', ')} }`;
	return explained(label, [description, keys].filter(Boolean).join(': '));
}

const ROW_TYPES: Record<FieldKind, RowType> = {
	any: 'object',
	choice: 'options',
	id: 'string',
	integer: 'number',
	number: 'number',
	object: 'object',
	records: 'array',
	switch: 'boolean',
	text: 'string',
	texts: 'array',
	time: 'dateTime',
};
