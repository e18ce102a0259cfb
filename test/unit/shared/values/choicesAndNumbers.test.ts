import { readChoice, readNumber, readSwitch } from '../../../../nodes/shared/read/values';
import { DATE, keepsItsPromise, outcome } from './support';

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
