/** The rule of values.md, kind by kind: taken, absent or refused. */
import fc from 'fast-check';
import { tryToParseDateTime } from 'n8n-workflow';

import { Problem } from '../../../nodes/shared/problem';
import { describe as describeValue, isFields } from '../../../nodes/shared/read/describe';
import {
	isAbsent,
	readChoice,
	readId,
	readJsonList,
	readList,
	readName,
	readNumber,
	readObject,
	readSecret,
	readSwitch,
	readText,
	readTime,
	readTrimmed,
	trim,
} from '../../../nodes/shared/read/values';

const DATE = new Date('2026-01-31T09:30:00Z');
const LUXON = tryToParseDateTime('2026-01-31T10:30:00', 'Europe/Berlin');
const NO_DATE = new Date('x');
const SPACES = [' ', '\n', '\t', '\u00a0', '\ufeff', '\u0085', '\u2003', '\u3000'];

/** Reads a value, and gives what was read or the words of the problem. */
function outcome(read: () => unknown): unknown {
	try {
		return read();
	} catch (error) {
		if (error instanceof Problem && error.advice !== '') return `! ${error.message}`;
		throw error;
	}
}

/** Whatever an expression can give, or nearly. */
const anything = fc.oneof(
	fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, maxDepth: 2 }),
	fc.constantFrom(LUXON, NO_DATE, 'undefined', ' TRUE ', '1e400', () => 1, Symbol('a'), /a/),
);

/** Whether a reader gives nothing, what it promises, or a Problem that names the field. */
function keepsItsPromise(read: (value: unknown) => unknown, promised: (read: unknown) => boolean) {
	fc.assert(
		fc.property(anything, (value) => {
			const result = outcome(() => read(value));
			if (typeof result === 'string' && result.startsWith('! ')) expect(result).toContain('Field');
			else expect(result === undefined || promised(result)).toBe(true);
		}),
		{ numRuns: 500 },
	);
}

describe('an ID', () => {
	const read = (value: unknown, longest?: number) => outcome(() => readId(value, 'Field', longest));

	it.each<[unknown, unknown]>([
		['u-1', 'u-1'],
		['u-1\n', 'u-1'],
		['CN=Ada Lovelace,OU=People', 'CN=Ada Lovelace,OU=People'],
		[5, '5'],
		[0, '0'],
		[-7, '-7'],
		[Number.MAX_SAFE_INTEGER, '9007199254740991'],
		[7615917337495251231n, '7615917337495251231'],
		['7615917337495251231', '7615917337495251231'],
		['false', 'false'],
		[undefined, undefined],
		[null, undefined],
		['', undefined],
		[' \u00a0\ufeff', undefined],
	])('reads %p as %p', (value, id) => {
		expect(read(value)).toBe(id);
	});

	it.each<[unknown, string]>([
		[true, 'Field is true, not text'],
		[false, 'Field is false, not text'],
		[NaN, 'Field is NaN, not an ID'],
		[-Infinity, 'Field is -Infinity, not an ID'],
		[2 ** 53, 'Field is the number 9007199254740992, which has lost digits'],
		[1e21, 'Field is the number 1e+21, which has lost digits'],
		[1.5, 'Field is the number 1.5, not a whole one'],
		[DATE, 'Field is a date, not text'],
		[LUXON, 'Field is a date, not text'],
		[NO_DATE, 'Field is an invalid date, not text'],
		[[], 'Field is a list, not text'],
		[['u-1'], 'Field is a list, not text'],
		[{}, 'Field is an object, not text'],
		[new Map(), 'Field is a Map, not text'],
		[Buffer.from('u'), 'Field is a Buffer, not text'],
		[() => 1, 'Field is a function, not text'],
		...[
			'undefined',
			'null',
			'NaN',
			'Infinity',
			'-Infinity',
			'[object Object]',
			'[object Map]',
			'Invalid Date',
			'Invalid DateTime',
		].map((text): [string, string] => [` ${text}\n`, `Field is the text “${text}”, not an ID`]),
	])('refuses %p', (value, message) => {
		expect(read(value)).toBe(`! ${message}`);
	});

	it('is as long as Segment takes it', () => {
		expect(read('x'.repeat(500), 500)).toBe('x'.repeat(500));
		expect(read('x'.repeat(501), 500)).toBe(
			'! Field has 501 characters, and Segment takes at most 500',
		);
	});

	it('is trimmed text, whatever comes', () => {
		keepsItsPromise(
			(value) => readId(value, 'Field'),
			(id) => typeof id === 'string' && id !== '' && trim(id) === id,
		);
	});
});

describe('trim', () => {
	it.each(SPACES)('takes %j away around a text, and leaves it inside', (space) => {
		expect(trim(`${space}a${space}b${space}`)).toBe(`a${space}b`);
		expect(trim(space)).toBe('');
	});

	it('leaves all other text as it is', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(trim(`x${text}x`)).toBe(`x${text}x`);
			}),
		);
	});
});

describe('a secret', () => {
	const read = (value: unknown) => outcome(() => readSecret(value, 'Field'));

	it.each<[unknown, unknown]>([
		['wk-1\n', 'wk-1'],
		['\u00a0 wk-1 ', 'wk-1'],
		['', undefined],
		[' ', undefined],
		[undefined, undefined],
		[null, undefined],
		['wk 1', '! Field has white space inside'],
		['wk\n1', '! Field has white space inside'],
		[5, '! Field is not text'],
		[{ key: 'wk-1' }, '! Field is not text'],
	])('reads %p', (value, secret) => {
		expect(read(value)).toBe(secret);
	});
});

describe('a switch', () => {
	const read = (value: unknown) => outcome(() => readSwitch(value, 'Field'));

	it.each([true, 'true', 'TRUE', ' True\n', 1, '1', 'yes', 'Yes', 'on', 'ON'])(
		'is on: %p',
		(value) => expect(read(value)).toBe(true),
	);
	it.each([false, 'false', 'FALSE', ' False ', 0, '0', 'no', 'off', 'Off', -0])(
		'is off: %p',
		(value) => expect(read(value)).toBe(false),
	);
	it.each([undefined, null, ''])('says nothing: %p', (value) => {
		expect(read(value)).toBeUndefined();
	});
	it.each<[unknown, string]>([
		[2, '2'],
		[-1, '-1'],
		[NaN, 'NaN'],
		['maybe', '“maybe”'],
		['  ', '“  ”'],
		['truee', '“truee”'],
		[[], 'a list'],
		[[true], 'a list'],
		[{}, 'an object'],
		[DATE, 'a date'],
		[1n, '1'],
	])('never falls to a side: %p', (value, words) => {
		expect(read(value)).toBe(`! Field is ${words}, not true or false`);
	});

	it('is true or false, whatever comes', () => {
		keepsItsPromise(
			(value) => readSwitch(value, 'Field'),
			(flag) => typeof flag === 'boolean',
		);
	});
});

describe('a choice', () => {
	const CHOICES = ['fromContent', 'Source', 'us'];
	const read = (value: unknown) => outcome(() => readChoice(value, 'Field', CHOICES));

	it.each<[unknown, unknown]>([
		['Source', 'Source'],
		['source', 'Source'],
		[' FromContent\n', 'fromContent'],
		[undefined, undefined],
		[null, undefined],
		['', undefined],
	])('reads %p as %p', (value, choice) => {
		expect(read(value)).toBe(choice);
	});

	it.each<[unknown, string]>([
		['eu', '“eu”'],
		[' ', '“ ”'],
		[0, '0'],
		[false, 'false'],
		[['us'], 'a list'],
		[{}, 'an object'],
	])('never falls back: %p', (value, words) => {
		expect(() => readChoice(value, 'Field', CHOICES)).toThrow(
			expect.objectContaining({
				message: `Field is ${words}, which is not one of its choices`,
				advice: 'Use one of fromContent, Source, us.',
			}),
		);
	});

	it('is not guessed where two differ in case only', () => {
		expect(readChoice('a', 'Field', ['A', 'a'])).toBe('a');
		expect(outcome(() => readChoice(' a', 'Field', ['A', 'a']))).toMatch(/^! /);
	});
});

describe('a number', () => {
	const read = (value: unknown, range = {}) => outcome(() => readNumber(value, 'Field', range));

	it.each<[unknown, unknown]>([
		[0, 0],
		[-1.5, -1.5],
		['0', 0],
		[' 42 ', 42],
		['19.99', 19.99],
		['1.56E9', 1.56e9],
		['1e3', 1000],
		['+7', 7],
		['.5', 0.5],
		['007', 7],
		[12n, 12],
		['1000000000000000000', 1e18],
		[undefined, undefined],
		[null, undefined],
		['', undefined],
	])('reads %p as %p', (value, number) => {
		expect(read(value)).toBe(number);
	});

	it.each<[unknown, string]>([
		['1,000', 'Field is “1,000”, not a number'],
		['€5', 'Field is “€5”, not a number'],
		[' ', 'Field is “ ”, not a number'],
		['seven', 'Field is “seven”, not a number'],
		['NaN', 'Field is “NaN”, not a number'],
		['0x10', 'Field is “0x10”, not a number'],
		['1e400', 'Field is “1e400”, too long for a number'],
		['7615917337495251231', 'Field is “7615917337495251231”, too long for a number'],
		[NaN, 'Field is NaN'],
		[Infinity, 'Field is Infinity'],
		[true, 'Field is true, not a number'],
		[[1], 'Field is a list, not a number'],
		[{}, 'Field is an object, not a number'],
		[DATE, 'Field is a date, not a number'],
	])('refuses %p', (value, message) => {
		expect(read(value)).toBe(`! ${message}`);
	});

	it.each<[unknown, object, string]>([
		[2.5, { whole: true }, 'Field is 2.5, not a whole number'],
		['2.5', { whole: true }, 'Field is 2.5, not a whole number'],
		[0, { min: 1 }, 'Field is 0, and must be at least 1'],
		[9, { max: 5 }, 'Field is 9, and must be at most 5'],
		[9, { min: 1, max: 5 }, 'Field is 9, and must be from 1 to 5'],
	])('refuses %p outside of %j', (value, range, message) => {
		expect(read(value, range)).toBe(`! ${message}`);
	});

	it('is finite, whatever comes', () => {
		keepsItsPromise(
			(value) => readNumber(value, 'Field'),
			(number) => Number.isFinite(number),
		);
	});
});

describe('text', () => {
	const read = (value: unknown) => outcome(() => readText(value, 'Field'));

	it.each<[unknown, unknown]>([
		['a', 'a'],
		[' a ', ' a '],
		[42, '42'],
		[0, '0'],
		[false, 'false'],
		[12n, '12'],
		[DATE, '2026-01-31T09:30:00.000Z'],
		[LUXON, '2026-01-31T09:30:00.000Z'],
		['', undefined],
		[null, undefined],
		[undefined, undefined],
	])('reads %p as %p', (value, text) => {
		expect(read(value)).toBe(text);
	});

	it.each<[unknown, string]>([
		[{ id: 1 }, 'Field is an object, not text'],
		[['a'], 'Field is a list, not text'],
		[NO_DATE, 'Field is an invalid date, not text'],
		[LUXON.set({ year: 999_999 }), 'Field is an invalid date, not text'],
		[NaN, 'Field is NaN'],
		[new Set(), 'Field is a Set, not text'],
	])('refuses %p', (value, message) => {
		expect(read(value)).toBe(`! ${message}`);
	});

	it('can be trimmed, and is then absent when it is blank', () => {
		expect(readTrimmed(' a\n', 'Field')).toBe('a');
		expect(readTrimmed(' \u00a0', 'Field')).toBeUndefined();
	});
});

describe('a time', () => {
	const read = (value: unknown) => outcome(() => readTime(value, 'Field', 'Asia/Tokyo'));

	it.each<[unknown, unknown]>([
		['2026-01-31T09:30:00', '2026-01-31T00:30:00.000Z'],
		[DATE, '2026-01-31T09:30:00.000Z'],
		[LUXON, '2026-01-31T09:30:00.000Z'],
		[1769851800, '2026-01-31T09:30:00.000Z'],
		[undefined, undefined],
		[null, undefined],
		['', undefined],
	])('reads %p as %p', (value, time) => {
		expect(read(value)).toBe(time);
	});

	it.each<[unknown, string]>([
		['soon', '“soon”'],
		['2026-02-30', '“2026-02-30”'],
		['2015-2-02T09:30:00Z', '“2015-2-02T09:30:00Z”'],
		[46053.396, '46053.396'],
		[20260131, '20260131'],
		[{}, 'an object'],
		[true, 'true'],
		[NO_DATE, 'an invalid date'],
		[NaN, 'NaN'],
	])('refuses %p', (value, words) => {
		expect(read(value)).toBe(`! Field is ${words}, not a time`);
	});

	it('is ISO 8601 UTC, whatever comes', () => {
		keepsItsPromise(
			(value) => readTime(value, 'Field', 'Asia/Tokyo'),
			(time) => /Z$/.test(String(time)) && !Number.isNaN(Date.parse(String(time))),
		);
	});
});

describe('a list', () => {
	const read = (value: unknown, typed = false) =>
		outcome(() => readList(value, 'Field', typed, (entry, field) => readId(entry, field)));

	it.each<[unknown, unknown]>([
		['a, b,,c\nd\r\n', ['a', 'b', 'c', 'd']],
		[' , ', undefined],
		['', undefined],
		[undefined, undefined],
	])('of typed text %j is split', (value, list) => {
		expect(read(value, true)).toEqual(list);
	});

	it('of a text that an expression gave has one entry', () => {
		expect(read('CN=Ada Lovelace,OU=People')).toEqual(['CN=Ada Lovelace,OU=People']);
	});

	it.each<[unknown, unknown]>([
		[
			['a', ' b ', ''],
			['a', 'b'],
		],
		[
			[1, 2n],
			['1', '2'],
		],
		[42, ['42']],
		[[], undefined],
		[[''], undefined],
	])('reads %p', (value, list) => {
		expect(read(value)).toEqual(list);
	});

	it.each<[unknown, string]>([
		[['a', undefined], 'Field → 1 is empty'],
		[['a', null], 'Field → 1 is empty'],
		// eslint-disable-next-line no-sparse-arrays
		[[, 'a'], 'Field → 0 is empty'],
		[['a', 'undefined'], 'Field → 1 is the text “undefined”, not an ID'],
		[[['a']], 'Field → 0 is a list, not text'],
		[{ a: 1 }, 'Field is an object, not text'],
		['["a","b"]', 'Field is text that looks like a JSON list'],
		['[7615917337495251231]', 'Field is text that looks like a JSON list'],
	])('refuses %p', (value, message) => {
		expect(read(value)).toBe(`! ${message}`);
		if (typeof value === 'string') expect(read(value, true)).toBe(`! ${message}`);
	});

	it('keeps each entry of an expression as it is', () => {
		const entry = fc.string({ minLength: 1, unit: fc.constantFrom(...'ab,;\n"\'') });
		fc.assert(
			fc.property(fc.array(entry.filter((each) => trim(each) === each)), (entries) => {
				expect(read(entries) ?? []).toEqual(entries);
			}),
		);
	});
});

describe('objects, lists and names', () => {
	it('reads them as values and as JSON text', () => {
		expect(readObject('{"a":1}', 'Field')).toEqual({ a: 1 });
		expect(readObject({ at: DATE }, 'Field')).toEqual({ at: '2026-01-31T09:30:00.000Z' });
		expect(readObject(' ', 'Field')).toBeUndefined();
		expect(readObject(undefined, 'Field')).toBeUndefined();
		expect(readJsonList('[1, "a"]', 'Field')).toEqual([1, 'a']);
		expect(readJsonList([LUXON], 'Field')).toEqual(['2026-01-31T09:30:00.000Z']);
	});

	it.each<[unknown, string]>([
		['[]', 'a list'],
		['"a"', '“a”'],
		['5', '5'],
		['null', 'null'],
		[null, 'null'],
		[5, '5'],
		[true, 'true'],
	])('refuses %p for an object', (value, words) => {
		expect(outcome(() => readObject(value, 'Field'))).toBe(`! Field is ${words}, not an object`);
	});

	it.each<[unknown, string]>([
		['{}', 'an object'],
		['5', '5'],
		[{}, 'an object'],
	])('refuses %p for a list', (value, words) => {
		expect(outcome(() => readJsonList(value, 'Field'))).toBe(`! Field is ${words}, not a list`);
	});

	it.each<[unknown, string]>([
		[' plan ', 'plan'],
		[5, '5'],
		['', '! Field has a value without a name'],
		[' ', '! Field has a value without a name'],
		[undefined, '! Field has a value without a name'],
		['[object Object]', '! A name in Field is the text “[object Object]”, not an ID'],
		[{}, '! A name in Field is an object, not text'],
	])('reads the name %p', (value, name) => {
		expect(outcome(() => readName(value, 'Field', 'a value'))).toBe(name);
	});
});

it('takes undefined, null and empty text for an empty field', () => {
	expect([undefined, null, ''].every(isAbsent)).toBe(true);
	expect([0, false, ' ', [], {}, NaN].some(isAbsent)).toBe(false);
});

it.each<[unknown, string]>([
	[undefined, 'empty'],
	['', 'empty'],
	[null, 'null'],
	[[], 'a list'],
	[DATE, 'a date'],
	[LUXON, 'a date'],
	[NO_DATE, 'an invalid date'],
	[{}, 'an object'],
	[Object.create(null), 'an object'],
	[new Map(), 'a Map'],
	[/a/, 'a RegExp'],
	['a', '“a”'],
	['x'.repeat(99), `“${'x'.repeat(60)}…”`],
	[1, '1'],
	[NaN, 'NaN'],
	[1n, '1'],
	[true, 'true'],
	[() => 1, 'a function'],
	[Symbol('a'), 'a symbol'],
])('describes %p as %s', (value, words) => {
	expect(describeValue(value)).toBe(words);
});

it('tells objects from lists, dates, null and plain values', () => {
	expect([{}, { a: 1 }, { isLuxonDateTime: true, isValid: true }].every(isFields)).toBe(true);
	expect([null, [], DATE, LUXON, 'a', 1, undefined].some(isFields)).toBe(false);
});
