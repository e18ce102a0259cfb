/**
 * The one rule of how a value is read, whatever an expression yields: either exactly what was meant
 * is used, or a Problem names the field. Each function gives undefined for a value that is absent.
 * `field` is how the form calls it.
 */
import { Problem } from '../problem';
import { describe, isFields, quote, type Fields } from './describe';
import { NOT_A_NUMBER, readJson } from './json';
import { dateToIso, isDate, toIsoTime } from './time';

/** All Unicode white space and the byte order mark; `trim` leaves U+0085. */
const OUTER_SPACE = /^[\p{White_Space}\uFEFF]+|[\p{White_Space}\uFEFF]+$/gu;

/** Text without the white space around it. */
export function trim(text: string): string {
	return isTight(text) ? text : text.replace(OUTER_SPACE, '');
}

/** Whether a text begins and ends with a plain printed character, as nearly all do. */
function isTight(text: string): boolean {
	const first = text.charCodeAt(0);
	const last = text.charCodeAt(text.length - 1);
	return first > 0x20 && first < 0x7f && last > 0x20 && last < 0x7f;
}

/** An empty field. */
export function isAbsent(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

/** The first value that is not absent: Segment also leaves names empty. */
export function firstGiven(...values: unknown[]): unknown {
	return values.find((value) => !isAbsent(value));
}

/** What JavaScript makes text of a value that is missing or wrong. */
const TEXT_OF_NOTHING =
	/^(undefined|null|NaN|-?Infinity|\[object \w+\]|Invalid Date|Invalid DateTime)$/;

const CHECK_EXPRESSION = 'Check the expression: the field that it reads is missing or misspelt.';

/**
 * The ID of a person, an account or a thing: text without white space around it, or the exact digits
 * of a whole number.
 *
 * @param longest how many characters Segment takes
 */
export function readId(value: unknown, field: string, longest = Infinity): string | undefined {
	const id = idText(value, field);
	if (id === undefined) return undefined;
	if (id.length > longest) {
		throw new Problem(
			`${field} has ${id.length} characters, and Segment takes at most ${longest}`,
			'Use a shorter ID, for example a UUID or a hash.',
		);
	}
	return id;
}

function idText(value: unknown, field: string, what = 'an ID'): string | undefined {
	switch (typeof value) {
		case 'string': {
			const text = trim(value);
			if (text === '') return undefined;
			if (TEXT_OF_NOTHING.test(text)) {
				throw new Problem(`${field} is the text ${quote(text)}, not ${what}`, CHECK_EXPRESSION);
			}
			refuseHalfCharacter(text, field);
			return text;
		}
		case 'number':
			if (Number.isSafeInteger(value)) return String(value);
			throw Number.isFinite(value)
				? new Problem(
						Number.isInteger(value)
							? `${field} is the number ${value}, which has lost digits`
							: `${field} is the number ${value}, not a whole one`,
						'Send it as text: have its source give it in quotes.',
					)
				: new Problem(`${field} is ${value}, not ${what}`, CHECK_EXPRESSION);
		case 'bigint':
			return value.toString();
		case 'undefined':
			return undefined;
	}
	if (value === null) return undefined;
	throw new Problem(
		`${field} is ${describe(value)}, not text`,
		typeof value === 'boolean'
			? 'Check the expression: it gives true or false where an ID belongs.'
			: 'Choose one value inside it with the expression.',
	);
}

/** @throws Problem for text with a surrogate without its other half, which no address can carry */
export function refuseHalfCharacter(text: string, field: string): void {
	if (text.isWellFormed()) return;
	throw new Problem(
		`${field} holds half a character`,
		'Remove the broken character; it often comes from text that was cut in the middle of an emoji.',
	);
}

/** A secret that was pasted, such as a key or a token. */
export function readSecret(value: unknown, field: string): string | undefined {
	if (value !== undefined && value !== null && typeof value !== 'string') {
		throw new Problem(`${field} is not text`, 'Paste it once more.');
	}
	const secret = trim(value ?? '');
	if (TEXT_OF_NOTHING.test(secret)) {
		throw new Problem(`${field} is the text ${quote(secret)}`, CHECK_EXPRESSION);
	}
	if (/\p{White_Space}/u.test(secret)) {
		throw new Problem(`${field} has white space inside`, 'Paste it once more, in one piece.');
	}
	refuseHalfCharacter(secret, field);
	return secret === '' ? undefined : secret;
}

const ON = new Set(['true', '1', 'yes', 'on']);
const OFF = new Set(['false', '0', 'no', 'off']);

/** A switch; it never falls to a side. */
export function readSwitch(value: unknown, field: string): boolean | undefined {
	if (typeof value === 'boolean') return value;
	if (isAbsent(value)) return undefined;
	if (typeof value === 'string' || typeof value === 'number') {
		const text = trim(String(value)).toLowerCase();
		if (ON.has(text)) return true;
		if (OFF.has(text)) return false;
	}
	throw new Problem(`${field} is ${describe(value)}, not true or false`, 'Use true or false.');
}

/** A choice among values; also in another case or with blanks around. It never falls back. */
export function readChoice<Choice extends string | number | boolean>(
	value: unknown,
	field: string,
	choices: readonly Choice[],
): Choice | undefined {
	if (isAbsent(value)) return undefined;
	if (choices.includes(value as Choice)) return value as Choice;
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
		const text = trim(String(value)).toLowerCase();
		const fitting = choices.filter((choice) => String(choice).toLowerCase() === text);
		if (fitting.length === 1) return fitting[0];
	}
	throw new Problem(
		`${field} is ${describe(value)}, which is not one of its choices`,
		`Use one of ${choices.join(', ')}.`,
	);
}

export interface NumberRange {
	min?: number;
	max?: number;
	whole?: boolean;
}

const DIGITS = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A number, or digits as text. */
export function readNumber(
	value: unknown,
	field: string,
	{ min = -Infinity, max = Infinity, whole = false }: NumberRange = {},
): number | undefined {
	if (isAbsent(value)) return undefined;
	const number = numberIn(value, field);
	if (whole && !Number.isInteger(number)) {
		throw new Problem(`${field} is ${number}, not a whole number`, 'Use a whole number.');
	}
	if (number < min || number > max) {
		const range =
			max === Infinity
				? `at least ${min}`
				: min === -Infinity
					? `at most ${max}`
					: `from ${min} to ${max}`;
		throw new Problem(`${field} is ${number}, and must be ${range}`, `Correct ${field}.`);
	}
	return number;
}

function numberIn(value: unknown, field: string): number {
	if (typeof value === 'number') {
		if (Number.isFinite(value)) return value;
		throw new Problem(`${field} is ${value}`, NOT_A_NUMBER);
	}
	const text =
		typeof value === 'string' ? trim(value) : typeof value === 'bigint' ? value.toString() : '';
	if (DIGITS.test(text)) {
		const number = Number(text);
		const isExact = !/^[+-]?\d{16,}$/.test(text) || BigInt(text) === BigInt(number);
		if (Number.isFinite(number) && isExact) return number;
		throw new Problem(`${field} is ${quote(text)}, too long for a number`, 'Send it as text.');
	}
	throw new Problem(
		`${field} is ${describe(value)}, not a number`,
		'Use digits with a decimal point, without a currency sign or thousands separators.',
	);
}

/** Text as it is; numbers, true and false, and dates in their plain form. Null is absent. */
export function readText(value: unknown, field: string): string | undefined {
	if (typeof value === 'string') return value === '' ? undefined : value;
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
	if (typeof value === 'number') {
		if (Number.isFinite(value)) return String(value);
		throw new Problem(`${field} is ${value}`, NOT_A_NUMBER);
	}
	const iso = isDate(value) ? dateToIso(value) : undefined;
	if (iso !== undefined) return iso;
	throw new Problem(
		`${field} is ${describe(value)}, not text`,
		isDate(value) ? CHECK_EXPRESSION : 'Choose one value inside it with the expression.',
	);
}

/** The same without white space around it, as names and filters are read; blank text is absent. */
export function readTrimmed(value: unknown, field: string): string | undefined {
	const text = trim(readText(value, field) ?? '');
	refuseHalfCharacter(text, field);
	return text || undefined;
}

/**
 * A point in time as ISO 8601 UTC.
 *
 * @param timezone the zone of a time that names none
 */
export function readTime(value: unknown, field: string, timezone: string): string | undefined {
	if (isAbsent(value)) return undefined;
	const time = toIsoTime(value, timezone);
	if (time !== undefined) return time;
	throw new Problem(
		`${field} is ${describe(value)}, not a time`,
		'Give ISO 8601 such as 2026-01-31T09:30:00Z, epoch seconds or milliseconds, or pick a date.',
	);
}

/** How each entry of a list is read. */
export type ReadEntry<Entry> = (value: unknown, field: string) => Entry | undefined;

/**
 * A list; or text, which is split at commas and line breaks when somebody typed it. A text that an
 * expression gave is one entry, whatever is in it.
 *
 * @param typed whether it is what the user typed
 * @returns the entries that are not blank; undefined when there are none
 */
export function readList<Entry>(
	value: unknown,
	field: string,
	typed: boolean,
	each: ReadEntry<Entry>,
): Entry[] | undefined {
	if (isAbsent(value)) return undefined;
	const entries = (Array.isArray(value) ? value : split(value, field, typed)) as unknown[];
	const read: Entry[] = [];
	for (const [index, entry] of Array.from(entries).entries()) {
		const name = Array.isArray(value) ? `${field} → ${index}` : field;
		if (Array.isArray(value) && (entry === undefined || entry === null)) {
			throw new Problem(`${name} is ${describe(entry ?? undefined)}`, CHECK_EXPRESSION);
		}
		const one = each(entry, name);
		if (one !== undefined) read.push(one);
	}
	return read.length > 0 ? read : undefined;
}

function split(value: unknown, field: string, typed: boolean): unknown[] {
	if (typeof value !== 'string') return [value];
	if (/^\s*\[[^]*\]\s*$/.test(value)) {
		throw new Problem(
			`${field} is text that looks like a JSON list`,
			`Give a list with an expression, such as {{ ${quoteList(value)} }}, or separate the entries with commas.`,
		);
	}
	return typed ? value.split(/[,\r\n]/) : [value];
}

const quoteList = (text: string) => (text.length > 40 ? '["a", "b"]' : text.trim());

/** An object, or one as JSON text. */
export function readObject(value: unknown, field: string): Fields | undefined {
	const object = readJson(value, field);
	if (object === undefined || isFields(object)) return object;
	throw new Problem(
		`${field} is ${describe(object)}, not an object`,
		'Use a JSON object such as { "plan": "premium" }.',
	);
}

/** A list, or one as JSON text. */
export function readJsonList(value: unknown, field: string): unknown[] | undefined {
	const list = readJson(value, field);
	if (list === undefined || Array.isArray(list)) return list;
	throw new Problem(`${field} is ${describe(list)}, not a list`, 'Use a list such as ["a", "b"].');
}

/** What to say of a field that is needed and absent. */
export function missing(field: string): Problem {
	return new Problem(
		`${field} is empty`,
		'Fill it in, or check that its expression reads the right field.',
	);
}

/**
 * An object that has no other fields than these.
 *
 * @param names of the fields, as a Set or as the keys of a Map
 * @param ifNone what to do where there are no fields at all
 * @throws Problem that names the first field that is unknown
 */
export function knownOnly(
	object: Fields,
	names: Pick<ReadonlySet<string>, 'has' | 'keys'>,
	field: string,
	ifNone = 'Leave it empty.',
): Fields {
	for (const name of Object.keys(object)) {
		if (names.has(name)) continue;
		const known = [...names.keys()].join(', ');
		throw new Problem(
			`${field} has no field ${quote(name)}`,
			known === '' ? ifNone : `Its fields are ${known}.`,
		);
	}
	return object;
}

/**
 * The name in a row: of a trait, a destination, a consent category.
 *
 * @param what what the row is, for `Custom Traits has a value without a name`
 * @throws Problem when there is none
 */
export function readName(value: unknown, field: string, what: string): string {
	const name = idText(value, `A name in ${field}`, 'a name');
	if (name !== undefined) return name;
	throw new Problem(`${field} has ${what} without a name`, 'Give that row a name, or remove it.');
}
