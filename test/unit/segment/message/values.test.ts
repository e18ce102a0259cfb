import {
	fromJsonText,
	isBlank,
	toBoolean,
	toList,
	toNumber,
	toObject,
	toOptionalText,
	toOptionalTime,
	toText,
	toTextList,
	toTime,
} from '../../../../nodes/Segment/message/values';
import { problemOf } from './support';

const FIELD = 'Traits → Seats';
const DATE = new Date('2026-01-31T09:30:00Z');

it('takes only undefined and empty text for an empty field', () => {
	expect([undefined, ''].map(isBlank)).toEqual([true, true]);
	expect([null, 0, false, ' ', [], {}].some(isBlank)).toBe(false);
});

describe('toNumber', () => {
	it.each([
		[0, 0],
		[-1.5, -1.5],
		['0', 0],
		[' 42 ', 42],
		['19.99', 19.99],
		['1e3', 1000],
	])('reads %p', (value, number) => {
		expect(toNumber(value, FIELD)).toBe(number);
	});

	it.each([['1,000'], ['€5'], [' '], ['NaN'], [NaN], [Infinity], [true], [null], [[1]], [{}]])(
		'refuses %p',
		(value) => {
			const { message, advice } = problemOf(() => toNumber(value, FIELD));
			expect(message).toMatch(/^Traits → Seats is .+, not a number$/);
			expect(advice).toBe(
				'Use digits with a decimal point, without a currency sign or thousands separators.',
			);
		},
	);
});

describe('toBoolean', () => {
	it.each([
		[true, true],
		[false, false],
		['true', true],
		[' FALSE ', false],
		[1, true],
		[0, false],
		['1', true],
		['0', false],
	])('reads %p', (value, boolean) => {
		expect(toBoolean(value, FIELD)).toBe(boolean);
	});

	it.each([
		['yes', 'text'],
		[2, 'a number'],
		[null, 'null'],
		[undefined, 'empty'],
		[{}, 'an object'],
	])('refuses %p', (value, words) => {
		expect(problemOf(() => toBoolean(value, FIELD))).toEqual({
			message: `Traits → Seats is ${words}, not true or false`,
			advice: 'Use true or false.',
		});
	});
});

describe('toText and toOptionalText', () => {
	it.each([
		['a', 'a'],
		[42, '42'],
		[0, '0'],
		[false, 'false'],
		[DATE, '2026-01-31T09:30:00.000Z'],
	])('reads %p', (value, text) => {
		expect(toText(value, FIELD)).toBe(text);
		expect(toOptionalText(value, FIELD)).toBe(text);
	});

	it.each([[undefined], [null], [''], ['  ']])('has nothing for %p', (value) => {
		expect(toOptionalText(value, FIELD)).toBeUndefined();
	});

	it('trims ids and names', () => {
		expect(toOptionalText(' u-1\n', FIELD)).toBe('u-1');
	});

	it.each([
		[{ id: 1 }, 'an object'],
		[['a'], 'a list'],
	])('refuses %p', (value, words) => {
		expect(problemOf(() => toOptionalText(value, 'User ID'))).toEqual({
			message: `User ID is ${words}, not text`,
			advice: 'Choose one value inside it with the expression.',
		});
	});
});

describe('toTime and toOptionalTime', () => {
	it('reads times in the zone of the workflow', () => {
		expect(toTime('2026-01-31T09:30:00', FIELD, 'Asia/Tokyo')).toBe('2026-01-31T00:30:00.000Z');
	});

	it.each([[undefined], [null], ['']])('has nothing for %p', (value) => {
		expect(toOptionalTime(value, FIELD, 'UTC')).toBeUndefined();
	});

	it.each([
		['soon', 'Timestamp is text that is not a time'],
		[{}, 'Timestamp is an object that is not a time'],
		[true, 'Timestamp is a boolean that is not a time'],
	])('refuses %p', (value, message) => {
		expect(problemOf(() => toOptionalTime(value, 'Timestamp', 'UTC'))).toEqual({
			message,
			advice:
				'Use ISO 8601 such as 2026-01-31T09:30:00Z, epoch seconds or milliseconds, or pick a date.',
		});
	});
});

describe('toTextList', () => {
	it.each([
		[
			['a', ' b ', ''],
			['a', 'b'],
		],
		['a, b,,c', ['a', 'b', 'c']],
		[
			[1, false, null],
			['1', 'false'],
		],
		[42, ['42']],
		[[], undefined],
		[' , ', undefined],
	])('reads %p', (value, list) => {
		expect(toTextList(value, FIELD)).toEqual(list);
	});

	it('refuses objects', () => {
		expect(problemOf(() => toTextList([{ a: 1 }], 'Keywords')).message).toBe(
			'Keywords is an object, not text',
		);
	});
});

describe('lists, objects and JSON', () => {
	it('reads them as values and as text', () => {
		expect(toList('[1, "a"]', FIELD)).toEqual([1, 'a']);
		expect(toList([DATE], FIELD)).toEqual(['2026-01-31T09:30:00.000Z']);
		expect(toObject('{"a":1}', FIELD)).toEqual({ a: 1 });
		expect(toObject({ at: DATE }, FIELD)).toEqual({ at: '2026-01-31T09:30:00.000Z' });
		expect(fromJsonText('"a"', FIELD)).toBe('a');
		expect(fromJsonText(5, FIELD)).toBe(5);
	});

	it.each([
		['{}', 'an object'],
		['5', 'a number'],
		[' ', 'empty'],
	])('refuses %j for a list', (value, words) => {
		expect(problemOf(() => toList(value, FIELD))).toEqual({
			message: `Traits → Seats is ${words}, not a list`,
			advice: 'Use a list such as ["a", "b"].',
		});
	});

	it.each([
		['[]', 'a list'],
		['"a"', 'text'],
		['null', 'null'],
		[' ', 'empty'],
		[DATE, 'text'],
	])('refuses %p for an object', (value, words) => {
		expect(problemOf(() => toObject(value, FIELD))).toEqual({
			message: `Traits → Seats is ${words}, not an object`,
			advice: 'Use a JSON object such as { "plan": "premium" }.',
		});
	});
});
