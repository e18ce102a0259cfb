import type { IDataObject } from 'n8n-workflow';

import type { Form } from '../../shared/read/form';
import { mergeFields, toPlainData } from '../../shared/read/json';
import {
	readJsonList,
	readNumber,
	readObject,
	readSwitch,
	readText,
} from '../../shared/read/values';

/** The rows of Settings, each read by the type that the catalog gives it, and More Settings. */
export function settings(form: Form): IDataObject {
	const { values, typeOf } = form.mapped('settings');
	const label = form.label('settings');
	const read: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(values)) {
		const own = form.attempt(() => readSetting(typeOf(name), value, `${label} → ${name}`));
		if (own !== undefined) read[name] = own;
	}
	const more = form.collection('additionalFields');
	const others = more.object('moreSettings') ?? {};
	return mergeFields(read, others, more.label('moreSettings')) as IDataObject;
}

function readSetting(type: unknown, value: unknown, field: string): unknown {
	// a row that is not filled in
	if (value === null) return undefined;
	switch (type) {
		case 'array':
			return readJsonList(value, field);
		case 'boolean':
			return readSwitch(value, field);
		case 'number':
			return readNumber(value, field);
		case 'object':
			return readObject(value, field);
		case 'string':
			return readText(value, field);
		default:
			return toPlainData(value, field);
	}
}
