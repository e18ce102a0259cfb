import { MessageProblem } from './problem';
import type { Fields } from './types';

interface LuxonDateTime {
	isLuxonDateTime: true;
	isValid: boolean;
	toMillis(): number;
}

/** Whether the value is a plain object: neither a list nor a date. */
export function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value) && !isDate(value);
}

/** Recognises a Date, and a DateTime of whichever copy of Luxon n8n's expressions use. */
export function isDate(value: unknown): value is Date | LuxonDateTime {
	return (
		value instanceof Date ||
		(typeof value === 'object' && value !== null && 'isLuxonDateTime' in value)
	);
}

/** The ISO 8601 UTC form of a Date or a Luxon DateTime; undefined when it holds no valid time. */
export function dateToIso(value: Date | LuxonDateTime): string | undefined {
	const date = value instanceof Date ? value : new Date(value.isValid ? value.toMillis() : NaN);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/**
 * A copy of a value as JSON would carry it, with every date inside as ISO 8601 UTC.
 *
 * @param field how the form calls it
 * @throws MessageProblem when the value contains itself
 */
export function toJsonValue(value: unknown, field: string, parents: unknown[] = []): unknown {
	if (typeof value === 'bigint') return value.toString();
	if (typeof value === 'function' || typeof value === 'symbol') return undefined;
	if (typeof value !== 'object' || value === null) return value;
	if (isDate(value)) return dateToIso(value);
	if (parents.includes(value)) {
		throw new MessageProblem(
			`${field} contains itself`,
			'Pass only the values you need instead of the whole object.',
		);
	}
	const path = [...parents, value];
	if ('toJSON' in value && typeof value.toJSON === 'function') {
		return toJsonValue(value.toJSON(), field, path);
	}
	if (Array.isArray(value)) return value.map((entry) => toJsonValue(entry, field, path));
	const copy: Fields = {};
	for (const [key, entry] of Object.entries(value)) {
		const converted = toJsonValue(entry, field, path);
		if (converted !== undefined) setKey(copy, key, converted);
	}
	return copy;
}

/**
 * Parses JSON text; empty text is undefined.
 *
 * @throws MessageProblem that shows where the text stops being JSON
 */
export function parseJson(text: string, field: string): unknown {
	if (text.trim() === '') return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw jsonProblem(text, field);
	}
}

function jsonProblem(text: string, field: string): MessageProblem {
	const offset = lengthOfJsonBeginning(text);
	const before = text.slice(0, offset);
	const line = before.split('\n').length;
	const column = offset - before.lastIndexOf('\n');
	const excerpt = text.slice(Math.max(0, offset - 20), offset + 20).replace(/\s+/g, ' ');
	return new MessageProblem(
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

/** What a value is, in words for an error text. */
export function describe(value: unknown): string {
	if (value === undefined) return 'empty';
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'a list';
	if (isDate(value)) return 'a date';
	if (typeof value === 'object') return 'an object';
	if (typeof value === 'string') return 'text';
	return `a ${typeof value}`;
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
 * Adds `value` under a dotted path, making the objects on the way: `address.city`. A path with an
 * empty part, such as `Dr.`, is a plain name.
 */
export function setPath(target: Fields, path: string, value: unknown): void {
	const keys = path.split('.');
	if (keys.includes('')) return setKey(target, path, value);
	const last = keys.pop() as string;
	let parent = target;
	for (const key of keys) {
		const existing = Object.hasOwn(parent, key) ? parent[key] : undefined;
		const child = isFields(existing) ? existing : {};
		setKey(parent, key, child);
		parent = child;
	}
	setKey(parent, last, value);
}

/** Merges `from` into `target`, object by object; anything else in `from` replaces what was there. */
export function mergeFields(target: Fields, from: Fields): Fields {
	for (const [key, value] of Object.entries(from)) {
		const existing = Object.hasOwn(target, key) ? target[key] : undefined;
		setKey(
			target,
			key,
			isFields(existing) && isFields(value) ? mergeFields(existing, value) : value,
		);
	}
	return target;
}
