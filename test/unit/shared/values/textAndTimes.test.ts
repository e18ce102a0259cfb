import { readText, readTime, readTrimmed } from '../../../../nodes/shared/read/values';
import { DATE, keepsItsPromise, LUXON, NO_DATE, outcome } from './support';

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
