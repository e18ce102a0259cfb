import { Problem } from '../problem';
import { className, describe, isFields, isPlainObject, quote, type Fields } from './describe';
import { dateToIso, isDate } from './time';

/** Nothing that a person fills in is nested deeper; Segment's own limit is far below. */
const MAX_DEPTH = 100;

/** A place in a value, from the outside in; made into text only where an error names it. */
interface Place {
	key: string | number;
	within: Place | undefined;
}

/**
 * A copy of a value as JSON carries it, every date inside as ISO 8601 UTC. What is undefined in an
 * object is left out, as JSON does.
 *
 * @param field how the form calls it
 * @throws Problem with the path of what JSON would lose or change: NaN, a Map, a function, a cycle …
 */
export function toPlainData(value: unknown, field: string): unknown {
	return copy(value, field, undefined, 0);
}

function copy(value: unknown, field: string, place: Place | undefined, depth: number): unknown {
	switch (typeof value) {
		case 'string':
		case 'boolean':
		case 'undefined':
			return value;
		case 'number':
			if (Number.isFinite(value)) return value;
			throw new Problem(`${nameOf(field, place)} is ${value}`, NOT_A_NUMBER);
		case 'bigint':
			return value.toString();
		case 'object':
			break;
		default:
			throw notPlain(value, field, place);
	}
	if (value === null) return null;
	if (isDate(value)) return copyDate(value, field, place);
	if (depth > MAX_DEPTH) {
		throw new Problem(
			`${field} is nested more than ${MAX_DEPTH} levels deep, or contains itself`,
			'Pass only the values that you need instead of the whole object.',
		);
	}
	if (Array.isArray(value)) return copyList(value, field, place, depth);
	if (!isPlainObject(value)) throw notPlain(value, field, place);
	const fields: Fields = {};
	for (const key of Object.keys(value)) {
		const entry = copy((value as Fields)[key], field, { key, within: place }, depth + 1);
		if (entry !== undefined) setKey(fields, key, entry);
	}
	return fields;
}

function copyList(
	list: unknown[],
	field: string,
	within: Place | undefined,
	depth: number,
): unknown[] {
	// not `map`, which passes over the holes of a list
	return Array.from(list, (entry, key) => {
		if (entry === undefined) throw notPlain(entry, field, { key, within });
		return copy(entry, field, { key, within }, depth + 1);
	});
}

function copyDate(
	date: Parameters<typeof dateToIso>[0],
	field: string,
	place: Place | undefined,
): string {
	const iso = dateToIso(date);
	if (iso !== undefined) return iso;
	throw new Problem(
		`${nameOf(field, place)} is an invalid date`,
		'Check the expression: the text that it reads is no date, or the field is missing.',
	);
}

function notPlain(value: unknown, field: string, place: Place | undefined): Problem {
	const kind =
		typeof value === 'object' && value !== null ? `a ${className(value)}` : describe(value);
	return new Problem(
		`${nameOf(field, place)} is ${kind}, which JSON cannot carry`,
		'Use text, a number, true or false, a list, or an object of these.',
	);
}

function nameOf(field: string, place: Place | undefined): string {
	const keys: Array<string | number> = [];
	for (let at = place; at; at = at.within) keys.unshift(at.key);
	return keys.length === 0 ? field : `${field} → ${keys.join('.')}`;
}

export const NOT_A_NUMBER =
	'That is not a number: was something divided by zero, or is a field empty?';

/**
 * JSON typed as text, or the same as a value from an expression; empty text is undefined.
 *
 * @throws Problem that shows where the text stops being JSON, or what in it would be changed
 */
export function readJson(value: unknown, field: string): unknown {
	return toPlainData(typeof value === 'string' ? parseJson(value, field) : value, field);
}

/** @throws Problem as `readJson` */
export function parseJson(text: string, field: string): unknown {
	if (text.trim() === '') return undefined;
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch {
		throw jsonProblem(text, field);
	}
	checkDigits(text, field);
	return parsed;
}

/**
 * Texts, so that digits inside are passed over; and numbers. There is no `|` for each character of a
 * text, which would overflow the stack in one of megabytes.
 */
const TEXT_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONG_INTEGER = /^-?\d{16,}$/;

/** JSON.parse rounds long integers without a word: another order, another person. */
function checkDigits(text: string, field: string): void {
	if (!/\d{16}/.test(text)) return;
	for (const [token] of text.matchAll(TEXT_OR_NUMBER)) {
		if (!LONG_INTEGER.test(token) || BigInt(token) === BigInt(Number(token))) continue;
		throw new Problem(
			`${field} holds the number ${token}, which loses digits`,
			`Put it in quotes: "${token}".`,
		);
	}
}

function jsonProblem(text: string, field: string): Problem {
	const offset = lengthOfJsonBeginning(text);
	const before = text.slice(0, offset);
	const line = before.split('\n').length;
	const column = offset - before.lastIndexOf('\n');
	const excerpt = text.slice(Math.max(0, offset - 20), offset + 20).replace(/\s+/g, ' ');
	return new Problem(
		`${field} is not valid JSON at line ${line}, column ${column}`,
		`Look near: ${excerpt.trim()}`,
	);
}

/** How much of the text JSON could begin with. JSON.parse tells no position for most mistakes. */
function lengthOfJsonBeginning(text: string): number {
	let good = 0;
	let tooLong = text.length + 1;
	while (tooLong - good > 1) {
		const middle = Math.floor((good + tooLong) / 2);
		if (isJsonBeginning(text.slice(0, middle))) good = middle;
		else tooLong = middle;
	}
	return good;
}

function isJsonBeginning(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch (error) {
		const reason = (error as Error).message;
		return (
			/end of JSON input/.test(reason) ||
			Number(/ at position (\d+)/.exec(reason)?.[1]) === text.length
		);
	}
}

/** Adds `value` under `key`; `__proto__` becomes a plain key too. */
export function setKey(target: Fields, key: string, value: unknown): void {
	if (key !== '__proto__') {
		target[key] = value;
		return;
	}
	Object.defineProperty(target, key, {
		value,
		writable: true,
		enumerable: true,
		configurable: true,
	});
}

/**
 * An object made of named values. A dot in a name makes objects on the way (`address.city`); a name
 * with an empty part, such as `Dr.`, is a plain name.
 *
 * @param entries names and values, in their order
 * @param field what the form calls them all
 * @param nestDots whether a dot nests at all
 * @throws Problem naming both when a name comes twice, or one name makes an object of another
 */
export function nest(
	entries: Iterable<readonly [string, unknown]>,
	field: string,
	nestDots: boolean,
): Fields {
	const fields: Fields = {};
	/** The name that each made object, and each value, comes from. */
	const names = new Map<string, string>();
	const containers = new Map<string, string>();
	for (const [name, value] of entries) {
		const keys = nestDots && name.includes('.') ? name.split('.') : [name];
		const path = keys.includes('') ? [name] : keys;
		place(path, name, value);
	}
	return fields;

	function place(path: string[], name: string, value: unknown): void {
		let parent = fields;
		let at = '';
		for (const key of path.slice(0, -1)) {
			at = at === '' ? key : `${at}\n${key}`;
			const other = names.get(at);
			if (other !== undefined) throw clash(field, other, name);
			if (!containers.has(at)) {
				containers.set(at, name);
				setKey(parent, key, {});
			}
			parent = parent[key] as Fields;
		}
		const last = path[path.length - 1];
		at = at === '' ? last : `${at}\n${last}`;
		const other = names.get(at) ?? containers.get(at);
		if (other !== undefined) throw clash(field, other, name);
		names.set(at, name);
		setKey(parent, last, value);
	}
}

function clash(field: string, one: string, other: string): Problem {
	return one === other
		? new Problem(`${field} has ${quote(one)} twice`, 'Remove one of the two.')
		: new Problem(
				`${field} has both ${quote(one)} and ${quote(other)}, and one would replace the other`,
				'Rename or remove one of them.',
			);
}

/**
 * Merges `from` into `target`, object by object.
 *
 * @throws Problem naming the place where both hold a value, when `field` is given; otherwise `from` wins
 */
export function mergeFields(target: Fields, from: Fields, field?: string, path = ''): Fields {
	for (const [key, value] of Object.entries(from)) {
		const existing = Object.hasOwn(target, key) ? target[key] : undefined;
		if (isFields(existing) && isFields(value)) {
			mergeFields(existing, value, field, `${path}${key}.`);
			continue;
		}
		if (field !== undefined && existing !== undefined) {
			throw new Problem(
				`${field} has ${quote(path + key)}, which another field of the form holds too`,
				'Fill in one of the two.',
			);
		}
		setKey(target, key, value);
	}
	return target;
}
