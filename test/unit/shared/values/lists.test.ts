import fc from 'fast-check';
import { describe as describeValue, isFields } from '../../../../nodes/shared/read/describe';
import {
	isAbsent,
	readId,
	readJsonList,
	readList,
	readName,
	readObject,
	trim,
} from '../../../../nodes/shared/read/values';
import { DATE, LUXON, NO_DATE, outcome } from './support';

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
		['[object Object]', '! A name in Field is the text “[object Object]”, not a name'],
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
