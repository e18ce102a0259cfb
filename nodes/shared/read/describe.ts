import { isDate } from './time';

/** A JSON object as people fill it: Dates and Luxon DateTimes may still be inside. */
export type Fields = Record<string, unknown>;

/** Whether the value is an object with fields: no list, and no date. */
export function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value) && !isDate(value);
}

/** Whether JSON carries the value by itself and as it is. */
export function isPlainValue(value: unknown): boolean {
	return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

const LONGEST_QUOTE = 60;

/** What a value is, in words for an error text: `“abc”`, `NaN`, `a list`, `an object`. */
export function describe(value: unknown): string {
	if (value === undefined || value === '') return 'empty';
	if (typeof value === 'string') return quote(value);
	if (typeof value === 'bigint') return value.toString();
	if (typeof value === 'symbol' || typeof value === 'function') return `a ${typeof value}`;
	if (typeof value !== 'object' || value === null) return String(value);
	if (Array.isArray(value)) return 'a list';
	if (isDate(value)) return isValidDate(value) ? 'a date' : 'an invalid date';
	return isPlainObject(value) ? 'an object' : `a ${className(value)}`;
}

/** A text as the user wrote it, shortened. */
export function quote(text: string): string {
	const shown = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
	return `“${shown}”`;
}

/** Whether an object is one that JSON can carry as it is; also one of another realm, as n8n's expressions make. */
export function isPlainObject(value: object): boolean {
	const prototype: unknown = Object.getPrototypeOf(value);
	if (prototype === null || prototype === Object.prototype) return true;
	return Object.getPrototypeOf(prototype) === null && className(value) === 'Object';
}

export function className(value: object): string {
	const { constructor } = value as { constructor?: { name?: unknown } };
	return typeof constructor?.name === 'string' && constructor.name ? constructor.name : 'object';
}

function isValidDate(value: Date | { isValid: boolean }): boolean {
	return value instanceof Date ? !Number.isNaN(value.getTime()) : value.isValid;
}
