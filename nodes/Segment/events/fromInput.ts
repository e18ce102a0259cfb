/** Map Automatically: the fields of an item that are called as an event's fields are. */
import { Problem } from '../../shared/problem';
import { isFields, quote, type Fields } from '../../shared/read/describe';
import { setKey } from '../../shared/read/json';
import { readPath } from '../message/fieldPaths';
import { plainName, rowName, type TypedField } from './typedField';

/** What an item holds for a field. */
export interface FromInput {
	/** Name of the item's field; a dot leads into an object. */
	name: string;
	value: unknown;
}

/**
 * Finds each field in an item: under its own name, or else under the same name spelt otherwise
 * (`orderId` for `order_id`).
 *
 * @returns what was found by the name of the field's row
 * @throws Problem when two of the item's fields could be meant
 */
export function findInInput(fields: readonly TypedField[], item: Fields): Map<string, FromInput> {
	const found = new Map<string, FromInput>();
	let names: Map<string, string[]> | undefined;
	for (const field of fields) {
		const row = rowName(field);
		const exact = readPath(item, row);
		if (exact !== undefined) {
			found.set(row, { name: row, value: exact });
			continue;
		}
		names ??= namesByPlainName(item, Math.max(...fields.map(({ path }) => path.length)));
		const spelt = names.get(plainName(row)) ?? [];
		if (spelt.length > 1) {
			throw new Problem(
				`The item has ${spelt.map(quote).join(' and ')}, and both could be ${quote(row)}`,
				'Rename or remove one of the two.',
			);
		}
		if (spelt.length === 1) found.set(row, { name: spelt[0], value: readPath(item, spelt[0]) });
	}
	return found;
}

/** The names of an item's fields that hold something, and of those inside them, by their plain name. */
function namesByPlainName(item: Fields, depth: number): Map<string, string[]> {
	const names = new Map<string, string[]>();
	add(item, '', depth);
	return names;

	function add(object: Fields, before: string, left: number): void {
		for (const [key, value] of Object.entries(object)) {
			if (value === undefined) continue;
			const name = before + key;
			const plain = plainName(name);
			names.set(plain, [...(names.get(plain) ?? []), name]);
			if (left > 1 && isFields(value)) add(value, `${name}.`, left - 1);
		}
	}
}

/**
 * A record with its keys as the event's fields spell them; other keys stay as they are.
 *
 * @throws Problem when two keys could be meant
 */
export function respell(record: Fields, fields: readonly TypedField[], label: string): Fields {
	const found = byName(findInRecord(record, fields, label));
	const spelt: Fields = {};
	for (const [key, value] of Object.entries(record)) setKey(spelt, found.get(key) ?? key, value);
	return spelt;
}

const byName = (found: Map<string, FromInput>) =>
	new Map([...found].map(([row, { name }]) => [name, row]));

function findInRecord(
	record: Fields,
	fields: readonly TypedField[],
	label: string,
): Map<string, FromInput> {
	try {
		return findInInput(fields, record);
	} catch (error) {
		throw within(label, error);
	}
}

function within(label: string, error: unknown): unknown {
	return error instanceof Problem
		? new Problem(`${label}: ${error.message}`, error.advice, error.details)
		: error;
}
