import type { IDataObject } from 'n8n-workflow';

import type { Form } from '../../shared/read/form';
import { chosen, present } from './read';

/** What a filter does to the events that meet its condition, from the rows of Actions. */
export function filterActions(form: Form): IDataObject[] | undefined {
	const rows = form.rows('actions', 'action');
	return rows.length > 0 ? rows.map(readAction) : undefined;
}

function readAction(row: Form): IDataObject {
	const type = chosen(row, 'type');
	if (type === 'SAMPLE') {
		const percent = row.required('percent', row.optionalNumber('percent', false));
		return present({ type, percent, path: row.trimmed('path') });
	}
	const isAboutProperties = type === 'ALLOW_PROPERTIES' || type === 'DROP_PROPERTIES';
	return isAboutProperties
		? { type, fields: row.required('fields', row.object('fields')) as IDataObject }
		: { type };
}
