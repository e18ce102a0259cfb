import { isDate } from '../../shared/time';
import { setKey, setPath, toJsonValue } from './json';
import { MessageProblem } from './problem';
import type { Fields } from './types';
import { isAbsent, isBlank, toBoolean, toList, toNumber, toObject, toText, toTime } from './values';

/** One typed name/value row of n8n's assignment list. */
export interface Row {
	name?: unknown;
	value?: unknown;
	type?: string;
}

/** Custom traits or properties as the form gives them: as rows, or as one JSON object. */
export type CustomFields = { rows: Row[] } | { json: unknown };

/**
 * Reads custom traits or properties. An empty text in a row is left out; `null`, `false` and 0 stay.
 *
 * @param label what the form calls them: `Custom Traits` or `Custom Properties`
 * @param nestDots whether `address.city` makes nested objects or stays a name with a dot
 * @throws MessageProblem naming the row whose value does not fit its type, or the place in the JSON
 */
export function readCustomFields(custom: CustomFields, label: string, nestDots: boolean): Fields {
	const fields: Fields = {};
	const add = nestDots ? setPath : setKey;
	for (const [name, value] of 'json' in custom
		? Object.entries(isAbsent(custom.json) ? {} : toObject(custom.json, label))
		: readRows(custom.rows, label)) {
		add(fields, name, value);
	}
	return fields;
}

function readRows(rows: Row[], label: string): Array<[string, unknown]> {
	const entries: Array<[string, unknown]> = [];
	for (const { name, value, type } of rows) {
		if (isBlank(value)) continue;
		const key = String(name ?? '').trim();
		if (key === '') {
			throw new MessageProblem(
				`${label} has a value without a name`,
				'Give that row a name, or remove it.',
			);
		}
		entries.push([key, value === null ? null : readValue(type, value, `${label} → ${key}`)]);
	}
	return entries;
}

function readValue(type: string | undefined, value: unknown, field: string): unknown {
	switch (type) {
		case 'string':
			return toText(value, field);
		case 'number':
			return toNumber(value, field);
		case 'boolean':
			return toBoolean(value, field);
		case 'array':
			return toList(value, field);
		case 'object':
			return holdsTime(value) ? toTime(value, field, 'UTC') : toObject(value, field);
		default: // a row that names no type, as moved from n8n's built-in node
			return toJsonValue(value, field);
	}
}

/** The editor types a dragged date as an object, and n8n hands a DateTime in a row over as text. */
function holdsTime(value: unknown): boolean {
	return isDate(value) || (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value));
}
