/** The values of typed fields, as the form or the input gives them. */
import { Problem } from '../../shared/problem';
import { describe, isFields, type Fields } from '../../shared/read/describe';
import { Faults } from '../../shared/read/faults';
import type { Form } from '../../shared/read/form';
import { readJson, setKey, toPlainData } from '../../shared/read/json';
import {
	isAbsent,
	knownOnly,
	missing,
	readChoice,
	readId,
	readJsonList,
	readList,
	readNumber,
	readObject,
	readSwitch,
	readText,
	readTime,
	readTrimmed,
} from '../../shared/read/values';
import { findInInput, respell } from './fromInput';
import { rowName, type TypedField } from './typedField';

/** What typed fields hold. */
export interface TypedValues {
	/** As it is sent, nested. */
	data: Fields;
	/** For Map Automatically: the name of the input's field by the name of the row that took it. */
	taken?: Map<string, string>;
}

/** How a value came into the form. */
interface Given {
	/** How errors call it. */
	label: string;
	/** Whether it is what the user typed, and no expression's. */
	typed: boolean;
	/** Whether keys of records may be spelt otherwise. */
	respells: boolean;
	/** The workflow's zone. */
	timezone: string;
}

/**
 * Reads the rows of a resource mapper, or with Map Automatically the input's fields of those names.
 * An expression's `null` is sent, as it clears a trait; the editor's own is an empty row.
 *
 * @param parameter the resource mapper
 * @param fields what its rows can be
 * @param item the fields of the input
 * @throws Problem naming every row whose value does not fit its type, or that is missing
 */
export function readTypedFields(
	form: Form,
	parameter: string,
	fields: readonly TypedField[],
	item: Fields,
): TypedValues {
	const { values, isTyped, isAutomatic } = form.mapped(parameter);
	const label = form.label(parameter);
	const { timezone } = form;
	const found = isAutomatic ? findInInput(fields, item) : undefined;
	const used = found ? {} : withoutEmpty(values);
	knownOnly(used, new Set(fields.map(rowName)), label, 'This event has none.');

	const entries: Array<[string[], unknown]> = [];
	const faults = new Faults();
	for (const field of fields) {
		const row = rowName(field);
		const from = found?.get(row);
		const typed = !found && isTyped(row);
		const read = faults.attempt(() =>
			readTyped(field, from ? from.value : ownOf(used, row), {
				label: `${label} → ${field.label}${from ? ` (field “${from.name}”)` : ''}`,
				typed,
				respells: isAutomatic,
				timezone,
			}),
		);
		if (read !== undefined) entries.push([[...field.path], read]);
	}
	faults.end();
	return {
		data: nestPaths(entries),
		...(found && { taken: new Map([...found].map(([row, { name }]) => [row, name])) }),
	};
}

/** Not what every object has, as a property of that name would be given. */
const ownOf = (values: Fields, row: string) =>
	Object.hasOwn(values, row) ? values[row] : undefined;

/** Rows that hold nothing; of another event they may be left over. */
function withoutEmpty(values: Fields): Fields {
	return Object.fromEntries(
		Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
	);
}

function nestPaths(entries: Array<[string[], unknown]>): Fields {
	const data: Fields = {};
	for (const [path, value] of entries) {
		let parent = data;
		for (const key of path.slice(0, -1)) {
			if (!isFields(parent[key])) setKey(parent, key, {});
			parent = parent[key] as Fields;
		}
		setKey(parent, path[path.length - 1], value);
	}
	return data;
}

function readTyped(field: TypedField, value: unknown, given: Given): unknown {
	if (value === null && !given.typed && !field.required) return null;
	const read = isAbsent(value) ? undefined : ofKind(field, value, given);
	if (read === undefined && field.required) throw missing(given.label);
	return read;
}

function ofKind(field: TypedField, value: unknown, given: Given) {
	const { kind, options = [], fields = [], types = [] } = field;
	const { label, typed, timezone } = given;
	switch (kind) {
		case 'any':
			return readAny(value, types, given);
		case 'choice':
			return readChoice(value, label, options);
		case 'id':
			return readId(value, label);
		case 'integer':
			return readNumber(value, label, { whole: true });
		case 'number':
			return readNumber(value, label);
		case 'object':
			return readObject(value, label);
		case 'records':
			return readJsonList(value, label)?.map((record, index) =>
				readRecord(record, fields, { ...given, typed: false, label: `${label} → ${index}` }),
			);
		case 'switch':
			return readSwitch(value, label);
		case 'text':
			return readText(value, label);
		case 'texts': {
			const isJson = typed && typeof value === 'string' && /^\s*\[/.test(value);
			const list = isJson ? readJsonList(value, label) : value;
			return readList(list, label, typed, (entry, at) => readTrimmed(entry, at));
		}
		case 'time':
			return readTime(value, label, timezone);
	}
}

/**
 * Text is text. It is JSON where the user typed a list or an object, as the editor has no other way to
 * give one, and where the field takes no text.
 */
function readAny(value: unknown, types: readonly unknown[], { label, typed }: Given): unknown {
	const [, bracket] = typeof value === 'string' ? (/^\s*([[{])/.exec(value) ?? []) : [];
	const takes = (type: string) => types.length === 0 || types.includes(type);
	if (bracket === undefined || !takes(bracket === '[' ? 'array' : 'object')) {
		return toPlainData(value, label);
	}
	if (!takes('string') || (typed && isJson(value as string))) return readJson(value, label);
	return value;
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

function readRecord(record: unknown, fields: readonly TypedField[], given: Given): Fields {
	const { label } = given;
	if (!isFields(record)) {
		throw new Problem(
			`${label} is ${describe(record)}, not an object`,
			`Use a list of objects with keys such as ${fields.slice(0, 3).map(rowName).join(', ')}.`,
		);
	}
	const spelt = given.respells ? respell(record, fields, label) : record;
	const kinds = new Map(fields.map((field) => [rowName(field), field]));
	const read: Fields = {};
	for (const [key, value] of Object.entries(spelt)) {
		const field = kinds.get(key);
		const own = { ...given, label: `${label} → ${key}` };
		const one = field ? readTyped(field, value, own) : toPlainData(value, own.label);
		if (one !== undefined) setKey(read, key, one);
	}
	return read;
}
