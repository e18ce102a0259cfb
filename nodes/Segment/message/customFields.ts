import { Problem } from '../../shared/problem';
import { describe, isFields, type Fields } from '../../shared/read/describe';
import type { Form } from '../../shared/read/form';
import { nest, readJson } from '../../shared/read/json';
import { isDate, toIsoTime } from '../../shared/read/time';
import {
	readJsonList,
	readName,
	readNumber,
	readObject,
	readSwitch,
	readText,
	readTime,
} from '../../shared/read/values';

/**
 * Reads custom traits or properties, given as typed rows or as one JSON object. An empty text in a
 * row is left out; `null`, `false` and 0 stay.
 *
 * @param what which of the two the form has
 * @param nestDots whether `address.city` makes nested objects or stays a name with a dot
 * @throws Problem naming the row whose value does not fit its type, the place in the JSON, or two
 * names of which one would replace the other
 */
export function readCustomFields(
	form: Form,
	what: 'Traits' | 'Properties',
	nestDots: boolean,
): Fields {
	const label = `Custom ${what}`;
	const entries =
		form.choice(`specify${what}`) === 'json'
			? Object.entries(form.object(`custom${what}Json`) ?? {})
			: readRows(form.value(`custom${what}`), label, form.timezone);
	return nest(entries, label, nestDots);
}

/** The rows of n8n's assignment list. */
function readRows(value: unknown, label: string, timezone: string): Array<[string, unknown]> {
	if (value === undefined || value === null || value === '') return [];
	const { assignments = [], ...others } = isFields(value) ? value : { assignments: value };
	const rows = Object.keys(others).length === 0 ? assignments : undefined;
	if (!Array.isArray(rows) || !rows.every(isFields)) {
		throw new Problem(
			`${label} is ${describe(value)}, not a list of rows`,
			`Add the rows one by one, or choose Using JSON to give an object.`,
		);
	}
	return rows.flatMap((row) => readRow(row, label, timezone));
}

function readRow(
	{ name, value, type }: Fields,
	label: string,
	timezone: string,
): Array<[string, unknown]> {
	if (value === undefined || value === '') return [];
	const key = readName(name, label, 'a value');
	const read = value === null ? null : readValue(type, value, `${label} → ${key}`, timezone);
	return read === undefined ? [] : [[key, read]];
}

function readValue(type: unknown, value: unknown, field: string, timezone: string): unknown {
	switch (type) {
		case 'string':
			return readText(value, field);
		case 'number':
			return readNumber(value, field);
		case 'boolean':
			return readSwitch(value, field);
		case 'array':
			return readJsonList(value, field);
		case 'object':
			return holdsTime(value) ? readTime(value, field, timezone) : readObject(value, field);
		default: // a row that names no type, as moved from n8n's built-in node
			return typeof value === 'string' ? value : readJson(value, field);
	}

	/** The editor types a dragged date as an object, and n8n hands a DateTime in a row over as text. */
	function holdsTime(given: unknown): boolean {
		if (isDate(given)) return true;
		return (
			typeof given === 'string' &&
			/\D/.test(given.trim()) &&
			toIsoTime(given, timezone) !== undefined
		);
	}
}
