import fc from 'fast-check';
import { readId, readSecret, trim } from '../../../../nodes/shared/read/values';
import { DATE, keepsItsPromise, LUXON, NO_DATE, outcome } from './support';

const SPACES = [' ', '\n', '\t', '\u00a0', '\ufeff', '\u0085', '\u2003', '\u3000'];

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
		['wk\ud800', '! Field holds half a character'],
		['wk 1', '! Field has white space inside'],
		['wk\n1', '! Field has white space inside'],
		[5, '! Field is not text'],
		[{ key: 'wk-1' }, '! Field is not text'],
	])('reads %p', (value, secret) => {
		expect(read(value)).toBe(secret);
	});
});
