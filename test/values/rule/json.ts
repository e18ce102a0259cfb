import { ABSENT, orRefuse, REFUSE, trim, use, type Verdict } from './verdict';
import { dateMs, Instant } from './times';

interface JsonRule {
	of: 'object' | 'list' | 'any';
	nullClears?: boolean;
	textIsJson: boolean;
}

const MAX_LEVELS = 100;

export function jsonVerdict({ of, nullClears, textIsJson }: JsonRule, value: unknown): Verdict {
	if (value === undefined) return ABSENT;
	if (value === null) {
		if (nullClears) return use(null);
		return of === 'any' ? { use: [null], absent: true } : { absent: true, refuse: true };
	}
	if (typeof value !== 'string' || !textIsJson) {
		const copy = plainCopy(value);
		return copy === NOT_PLAIN ? REFUSE : fitting(of, copy);
	}
	if (trim(value) === '') return { absent: true, refuse: value !== '' };
	let parsed: unknown;
	try {
		parsed = JSON.parse(trim(value));
	} catch {
		return REFUSE;
	}
	if (losesDigits(value)) return REFUSE;
	const copy = plainCopy(parsed);
	return copy === NOT_PLAIN ? REFUSE : fitting(of, copy);
}

function fitting(of: JsonRule['of'], copy: unknown): Verdict {
	const doubtful = hasBigint(copy);
	const data = doubtful ? withoutBigints(copy) : copy;
	const isList = Array.isArray(data);
	const isObject =
		typeof data === 'object' && data !== null && !isList && !(data instanceof Instant);
	const fits = of === 'any' || (of === 'list' ? isList : isObject);
	if (!fits) return REFUSE;
	if (of === 'object' && Object.keys(data as object).length === 0) {
		return { use: [data], absent: true };
	}
	// a date by itself is no object, but what JSON makes of it is plain
	return doubtful || data instanceof Instant ? orRefuse(use(data)) : use(data);
}

const NOT_PLAIN = Symbol('not plain data');

function plainCopy(value: unknown, level = 0): unknown {
	if (level > MAX_LEVELS) return NOT_PLAIN;
	if (value === null || ['string', 'boolean', 'bigint'].includes(typeof value)) return value;
	if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : NOT_PLAIN;
	if (typeof value !== 'object') return NOT_PLAIN;
	const ms = dateMs(value);
	if (ms !== undefined) return Number.isNaN(ms) ? NOT_PLAIN : new Instant(ms);
	if (Array.isArray(value)) {
		const copies: unknown[] = [];
		for (const entry of value as unknown[]) {
			const copy = plainCopy(entry, level + 1);
			if (copy === NOT_PLAIN) return NOT_PLAIN;
			copies.push(copy);
		}
		return copies;
	}
	if (Object.prototype.toString.call(value) !== '[object Object]') return NOT_PLAIN;
	const copies: Array<[string, unknown]> = [];
	for (const [key, entry] of Object.entries(value)) {
		if (entry === undefined) continue;
		const copy = plainCopy(entry, level + 1);
		if (copy === NOT_PLAIN) return NOT_PLAIN;
		copies.push([key, copy]);
	}
	return Object.fromEntries(copies);
}

export function isCyclic(list: unknown[]): boolean {
	return list.includes(list);
}

function hasBigint(value: unknown): boolean {
	if (typeof value === 'bigint') return true;
	return typeof value === 'object' && value !== null && Object.values(value).some(hasBigint);
}

/** JSON has no bigint; its digits as text lose nothing. */
function withoutBigints(value: unknown): unknown {
	if (typeof value === 'bigint') return String(value);
	if (typeof value !== 'object' || value === null || value instanceof Instant) return value;
	if (Array.isArray(value)) return value.map(withoutBigints);
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [key, withoutBigints(entry)]),
	);
}

/** Whether JSON.parse would change an integer of the text. */
export function losesDigits(json: string): boolean {
	const outsideTexts = json.replace(/"(?:[^"\\]|\\.)*"/g, '""');
	const integers = outsideTexts.match(/(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g) ?? [];
	return integers.some((digits) => BigInt(digits) !== BigInt(Number(digits)));
}
