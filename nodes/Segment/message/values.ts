import { dateToIso, isDate, toIsoTime } from '../../shared/time';
import { describe, isFields, parseJson, toJsonValue } from './json';
import { MessageProblem } from './problem';
import type { Fields } from './types';

/*
 * n8n does not convert what an expression returns, so a number field may hold "42" and a text field
 * 42. Each function here gives the value in the type its field declares, or throws a MessageProblem
 * that names the field.
 */

/** Nothing to send: an empty field. `null` is sent, since destinations read it as "clear this". */
export function isBlank(value: unknown): boolean {
	return value === undefined || value === '';
}

/** For fields in which there is nothing to clear, such as IDs: there `null` is an empty field too. */
export function isAbsent(value: unknown): boolean {
	return isBlank(value) || value === null;
}

export function toBoolean(value: unknown, field: string): boolean {
	if (typeof value === 'boolean') return value;
	const text = String(value).trim().toLowerCase();
	if (text === 'true' || text === '1') return true;
	if (text === 'false' || text === '0') return false;
	throw new MessageProblem(
		`${field} is ${describe(value)}, not true or false`,
		'Use true or false.',
	);
}

export function toNumber(value: unknown, field: string): number {
	const number = typeof value === 'string' ? Number(value.trim() || NaN) : value;
	if (typeof number === 'number' && Number.isFinite(number)) return number;
	throw new MessageProblem(
		`${field} is ${describe(value)}, not a number`,
		'Use digits with a decimal point, without a currency sign or thousands separators.',
	);
}

/** @param timezone the zone of a time that names none */
export function toTime(value: unknown, field: string, timezone: string): string {
	const time = toIsoTime(value, timezone);
	if (time !== undefined) return time;
	throw new MessageProblem(
		`${field} is ${describe(value)} that is not a time`,
		'Use ISO 8601 such as 2026-01-31T09:30:00Z, epoch seconds or milliseconds, or pick a date.',
	);
}

export function toText(value: unknown, field: string): string | undefined {
	if (isDate(value)) return dateToIso(value);
	if (typeof value !== 'object') return String(value);
	throw new MessageProblem(
		`${field} is ${describe(value)}, not text`,
		'Choose one value inside it with the expression.',
	);
}

/** Ids and names often arrive as numbers from databases: they are sent as text. */
export function toOptionalText(value: unknown, field: string): string | undefined {
	if (isAbsent(value)) return undefined;
	const text = toText(value, field)?.trim();
	return text === '' ? undefined : text;
}

export function toOptionalTime(
	value: unknown,
	field: string,
	timezone: string,
): string | undefined {
	return isAbsent(value) ? undefined : toTime(value, field, timezone);
}

/** A list of texts takes a list, or one text with commas; undefined when nothing is in it. */
export function toTextList(value: unknown, field: string): string[] | undefined {
	const entries = Array.isArray(value) ? value : String(toText(value, field)).split(',');
	const texts = entries
		.map((entry) => toText(entry ?? '', field)?.trim())
		.filter((text): text is string => text !== undefined && text !== '');
	return texts.length > 0 ? texts : undefined;
}

export function toList(value: unknown, field: string): unknown[] {
	const list = fromJsonText(value, field);
	if (Array.isArray(list)) return list;
	throw new MessageProblem(
		`${field} is ${describe(list)}, not a list`,
		'Use a list such as ["a", "b"].',
	);
}

export function toObject(value: unknown, field: string): Fields {
	const object = fromJsonText(value, field);
	if (isFields(object)) return object;
	throw new MessageProblem(
		`${field} is ${describe(object)}, not an object`,
		'Use a JSON object such as { "plan": "premium" }.',
	);
}

/** JSON typed as text, or the same as a value from an expression. */
export function fromJsonText(value: unknown, field: string): unknown {
	return typeof value === 'string' ? parseJson(value, field) : toJsonValue(value, field);
}
