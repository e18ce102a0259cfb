import type { IDataObject } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import type { Form } from '../../shared/read/form';
import { chosen, present } from './read';

/** What a filter does to the events that meet its condition, from the rows of Actions. */
export function filterActions(form: Form): IDataObject[] | undefined {
	const rows = form.rows('actions', 'action');
	return rows.length > 0 ? rows.map(readAction) : undefined;
}

/** Which properties an action is about: an empty object would allow none at all. */
function propertyNames(row: Form): IDataObject {
	const fields = row.required('fields', row.object('fields')) as IDataObject;
	if (Object.keys(fields).length > 0) return fields;
	throw new Problem(
		`${row.label('fields')} is an empty object`,
		'Name the properties, as in { "properties": { "fields": ["email"] } }.',
	);
}

function readAction(row: Form): IDataObject {
	const type = chosen(row, 'type');
	if (type === 'SAMPLE') {
		const percent = row.required('percent', row.optionalNumber('percent', false));
		return present({ type, percent, path: row.trimmed('path') });
	}
	const isAboutProperties = type === 'ALLOW_PROPERTIES' || type === 'DROP_PROPERTIES';
	return isAboutProperties ? { type, fields: propertyNames(row) } : { type };
}
