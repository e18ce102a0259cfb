/** Rules out of a spreadsheet that has one row for each property of an event. */
import type { IDataObject } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import { describe, isFields, quote, type Fields } from '../../shared/read/describe';
import { setKey } from '../../shared/read/json';
import {
	isAbsent,
	knownOnly,
	readChoice,
	readList,
	readNumber,
	readSwitch,
	readTrimmed,
	trim,
	type ReadEntry,
} from '../../shared/read/values';
import { isAboutTraits } from '../simplify/protocols';
import { nameOf, readName, type Rule, type RuleName } from './rule';

/** What a row may say, by its column; capitals, blanks and underscores do not matter. */
const COLUMNS = [
	'event',
	'call',
	'version',
	'eventDescription',
	'property',
	'type',
	'required',
	'description',
	'permittedValues',
];
/** What spreadsheets and n8n's tables add to a row. */
const ADDED = ['row_number', 'id', 'createdAt', 'updatedAt'];

const CALLS = ['group', 'identify', 'page', 'screen', 'track'];

/** JSON Schema's types, and a time. */
const TYPES: Record<string, IDataObject> = {
	any: {},
	array: { type: 'array' },
	boolean: { type: 'boolean' },
	date: { type: 'string', format: 'date-time' },
	integer: { type: 'integer' },
	number: { type: 'number' },
	object: { type: 'object' },
	string: { type: 'string' },
};

/** An object of JSON Schema. */
interface Schema {
	type?: unknown;
	properties?: Record<string, Schema>;
	required?: string[];
	[keyword: string]: unknown;
}

/**
 * The rules that rows describe, in the order of their first rows.
 *
 * @throws Problem that names the row and its column
 */
export function rulesOfRows(rows: unknown[], label: string): Rule[] {
	const rules = new Map<string, { name: RuleName; description?: string; event: Schema }>();
	for (const [index, entry] of rows.entries()) {
		const at = `${label} → ${index}`;
		const row = readColumns(entry, at);
		const call = readChoice(row.call, `${at} → call`, CALLS) ?? 'track';
		const event = readTrimmed(row.event, `${at} → event`);
		if (call === 'track' && event === undefined) {
			throw new Problem(
				`${at} → event is empty`,
				'Give the name of the event in every row, or remove the row.',
			);
		}
		const name = readName(call.toUpperCase(), event, row.version, at);
		const rule = rules.get(nameOf(name)) ?? { name, event: { type: 'object' } };
		rules.set(nameOf(name), rule);
		rule.description ??= readTrimmed(row.eventDescription, `${at} → eventDescription`);
		addProperty(rule.event, row, at);
	}
	return [...rules.values()].map(({ name, description, event }) => ({
		...name,
		jsonSchema: schemaOf(name.type, event, description),
	}));
}

/** A schema as Segment's own editor writes it. */
function schemaOf(type: string, event: Schema, description: string | undefined): IDataObject {
	const hasTraits = isAboutTraits(type);
	return {
		$schema: 'http://json-schema.org/draft-07/schema#',
		...(description !== undefined && { description }),
		type: 'object',
		properties: {
			context: {},
			properties: hasTraits ? {} : event,
			traits: hasTraits ? event : {},
		},
	} as IDataObject;
}

function readColumns(entry: unknown, label: string): Fields {
	if (!isFields(entry)) {
		throw new Problem(
			`${label} is ${describe(entry)}, not a row`,
			'Give an object with the columns event, property, type, required and description.',
		);
	}
	const names = new Map([...COLUMNS, ...ADDED].map((column) => [plain(column), column]));
	const row: Fields = {};
	for (const [name, value] of Object.entries(entry)) {
		const column = names.get(plain(name)) ?? name;
		if (Object.hasOwn(row, column)) {
			throw new Problem(`${label} has the column ${quote(column)} twice`, 'Remove one of the two.');
		}
		setKey(row, column, value);
	}
	delete row.row_number;
	return knownOnly(row, new Set([...COLUMNS, ...ADDED]), label, 'Rename or remove it.');
}

const plain = (column: string) => column.toLowerCase().replace(/[\s_-]/g, '');

/** Puts the property of a row where it belongs; dots in its name lead into objects. */
function addProperty(event: Schema, row: Fields, label: string): void {
	const property = readTrimmed(row.property, `${label} → property`);
	const isRequired = readSwitch(row.required, `${label} → required`) ?? false;
	const schema = propertySchema(row, label);
	if (property === undefined) {
		const told = ABOUT_PROPERTY.find((column) => !isAbsent(row[column]));
		if (told === undefined) return;
		throw new Problem(
			`${label} → property is empty, and ${told} is about one`,
			'Name the property. What the event is goes into eventDescription.',
		);
	}
	const keys = property.split('.');
	const path = keys.includes('') ? [property] : keys;
	const last = path.pop() ?? property;
	let parent = event;
	for (const key of path) {
		parent.properties ??= {};
		parent = Object.hasOwn(parent.properties, key)
			? parent.properties[key]
			: newObject(parent.properties, key);
		if (parent.type !== 'object') {
			throw new Problem(
				`${label} → property is “${property}”, and “${key}” is no object`,
				`Give “${key}” the type object.`,
			);
		}
	}
	parent.properties ??= {};
	if (Object.hasOwn(parent.properties, last)) {
		throw new Problem(
			`${label} → property is “${property}”, which is there already`,
			'Remove one of the two; the row of an object goes before those of what is in it.',
		);
	}
	setKey(parent.properties, last, schema);
	if (isRequired) parent.required = [...(parent.required ?? []), last];
}

/** Columns that say something only of a property. */
const ABOUT_PROPERTY = ['type', 'description', 'permittedValues'];

function newObject(properties: Record<string, Schema>, key: string): Schema {
	const schema: Schema = { type: 'object' };
	setKey(properties, key, schema);
	return schema;
}

function propertySchema(row: Fields, label: string): Schema {
	const type = readChoice(row.type, `${label} → type`, Object.keys(TYPES)) ?? 'any';
	const description = readTrimmed(row.description, `${label} → description`);
	const column = `${label} → permittedValues`;
	const permitted = readList(row.permittedValues, column, true, PERMITTED[type] ?? readTrimmed);
	return {
		...TYPES[type],
		...(description !== undefined && { description }),
		...(permitted && { enum: permitted }),
	};
}

/** How a permitted value is read, where it is no text. */
const PERMITTED: Record<string, ReadEntry<unknown>> = {
	boolean: (value, label) => readSwitch(entry(value), label),
	integer: (value, label) => readNumber(entry(value), label, { whole: true }),
	number: (value, label) => readNumber(entry(value), label),
};

/** What stands between two commas. */
const entry = (value: unknown) => (typeof value === 'string' ? trim(value) : value);
