import fc from 'fast-check';
import { tryToParseDateTime } from 'n8n-workflow';

import {
	dateToIso,
	describe as describeValue,
	isDate,
	isFields,
	mergeFields,
	parseJson,
	setPath,
	toJsonValue,
} from '../../../../nodes/Segment/message/json';
import { problemOf } from './support';

const noon = new Date('2026-01-31T12:00:00.500Z');
const luxonNoon = tryToParseDateTime('2026-01-31T13:00:00.500', 'Europe/Berlin');

describe('toJsonValue', () => {
	it('equals a round trip through JSON for every JSON value', () => {
		fc.assert(
			fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
				expect(JSON.stringify(toJsonValue(value, 'Value'))).toBe(JSON.stringify(value));
			}),
		);
	});

	it('copies objects and lists, so that nothing of the input is shared', () => {
		const input = { list: [{ a: 1 }] };
		const copy = toJsonValue(input, 'Value') as typeof input;
		copy.list[0].a = 2;
		expect(input.list[0].a).toBe(1);
	});

	it('writes dates at any depth as ISO 8601 UTC', () => {
		expect(toJsonValue({ a: [noon], b: { c: luxonNoon } }, 'Value')).toEqual({
			a: ['2026-01-31T12:00:00.500Z'],
			b: { c: '2026-01-31T12:00:00.500Z' },
		});
	});

	it('leaves out what JSON cannot carry, and writes a bigint as digits', () => {
		const value = { a: undefined, b: () => 1, c: Symbol('c'), d: 12345678901234567890n };
		expect(toJsonValue(value, 'Value')).toEqual({ d: '12345678901234567890' });
	});

	it('asks objects for their own JSON form, as JSON.stringify does', () => {
		expect(toJsonValue({ link: new URL('https://example.com/a') }, 'Value')).toEqual({
			link: 'https://example.com/a',
		});
	});

	it('keeps a key called __proto__ as plain data', () => {
		const value = JSON.parse('{"__proto__":{"admin":true}}') as object;
		const copy = toJsonValue(value, 'Value') as Record<string, unknown>;
		expect(JSON.stringify(copy)).toBe('{"__proto__":{"admin":true}}');
		expect(copy.admin).toBeUndefined();
	});

	it('refuses an object that contains itself, and takes one that occurs twice', () => {
		const loop: Record<string, unknown> = {};
		loop.self = { loop };
		expect(problemOf(() => toJsonValue(loop, 'Custom Traits → a'))).toEqual({
			message: 'Custom Traits → a contains itself',
			advice: 'Pass only the values you need instead of the whole object.',
		});
		const twice = { a: 1 };
		expect(toJsonValue([twice, twice], 'Value')).toEqual([{ a: 1 }, { a: 1 }]);
	});
});

describe('parseJson', () => {
	it('parses JSON, and takes empty text for nothing', () => {
		expect(parseJson('{"a":[1,null]}', 'Traits')).toEqual({ a: [1, null] });
		expect(parseJson('  \n', 'Traits')).toBeUndefined();
	});

	it.each([
		['{"plan": premium}', 'line 1, column 10', '{"plan": premium}'],
		['{\n\t"plan": "premium",\n\t"seats": 12,\n}', 'line 4, column 1', '"seats": 12, }'],
		['{"plan": "premium"', 'line 1, column 19', '{"plan": "premium"'],
		['[1, 2', 'line 1, column 6', '[1, 2'],
	])('shows where %j stops being JSON', (text, place, excerpt) => {
		const problem = problemOf(() => parseJson(text, 'Custom Traits'));
		expect(problem.message).toBe(`Custom Traits is not valid JSON at ${place}`);
		expect(problem.advice).toContain(excerpt);
	});

	it('points at the first character that cannot be there', () => {
		// A character that no JSON text can hold outside of strings, put into a valid text
		fc.assert(
			fc.property(
				fc.array(fc.integer()),
				fc.nat(),
				fc.constantFrom('', '\n', ' '),
				(list, at, gap) => {
					const valid = `${gap}${JSON.stringify(list)}`;
					const offset = at % valid.length;
					const before = valid.slice(0, offset);
					const problem = problemOf(() => parseJson(`${before}#${valid.slice(offset)}`, 'Traits'));
					const lines = before.split('\n');
					expect(problem.message).toBe(
						`Traits is not valid JSON at line ${lines.length}, column ${lines[lines.length - 1].length + 1}`,
					);
				},
			),
		);
	});
});

describe('isFields, isDate, dateToIso', () => {
	it('tells objects from lists, dates, null and plain values', () => {
		expect([{}, { a: 1 }].map(isFields)).toEqual([true, true]);
		expect([null, [], noon, luxonNoon, 'a', 1, undefined].some(isFields)).toBe(false);
		expect([noon, luxonNoon].map(isDate)).toEqual([true, true]);
		expect([null, {}, '2026-01-31'].some(isDate)).toBe(false);
	});

	it('gives the UTC form of a valid date only', () => {
		expect(dateToIso(noon)).toBe('2026-01-31T12:00:00.500Z');
		expect(dateToIso(new Date(NaN))).toBeUndefined();
		expect(toJsonValue(luxonNoon.set({ year: 999_999 }), 'Value')).toBeUndefined();
	});
});

it.each([
	[undefined, 'empty'],
	[null, 'null'],
	[[], 'a list'],
	[noon, 'a date'],
	[{}, 'an object'],
	['a', 'text'],
	[1, 'a number'],
	[true, 'a boolean'],
])('describes %p as %s', (value, words) => {
	expect(describeValue(value)).toBe(words);
});

describe('setPath', () => {
	const key = fc.string({ minLength: 1, unit: fc.constantFrom(...'abc_') });

	it('makes what the path reads back', () => {
		fc.assert(
			fc.property(fc.array(key, { minLength: 1, maxLength: 5 }), fc.jsonValue(), (keys, value) => {
				const target = {};
				setPath(target, keys.join('.'), value);
				const read = keys.reduce<unknown>(
					(at, each) => (at as Record<string, unknown>)[each],
					target,
				);
				expect(read).toEqual(value);
			}),
		);
	});

	it('keeps what stands beside the path', () => {
		const target = { address: { city: 'Berlin' }, plan: 'pro' };
		setPath(target, 'address.country', 'DE');
		expect(target).toEqual({ address: { city: 'Berlin', country: 'DE' }, plan: 'pro' });
	});

	it('takes a plain value’s place', () => {
		const target = { address: 'Berlin' };
		setPath(target, 'address.city', 'Berlin');
		expect(target).toEqual({ address: { city: 'Berlin' } });
	});

	it.each(['.', 'a.', '.a', 'a..b'])(
		'keeps %j, whose parts are not all names, as it is',
		(name) => {
			const target: Record<string, unknown> = {};
			setPath(target, name, 1);
			expect(target).toEqual({ [name]: 1 });
		},
	);

	it('does not reach the prototype of objects', () => {
		const target: Record<string, unknown> = {};
		setPath(target, '__proto__.polluted', true);
		setPath(target, 'constructor.prototype.polluted', true);
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
		expect(JSON.stringify(target)).toBe(
			'{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
		);
	});
});

describe('mergeFields', () => {
	const fields = fc.dictionary(
		fc.constantFrom('a', 'b', 'c'),
		fc.oneof(fc.integer(), fc.dictionary(fc.constantFrom('x', 'y'), fc.integer())),
	);

	it('has every value of the second, and the first’s where the second has none', () => {
		fc.assert(
			fc.property(fields, fields, (first, second) => {
				const merged = mergeFields(structuredClone(first), second);
				expect(merged).toMatchObject(second);
				for (const [key, value] of Object.entries(first)) {
					if (!(key in second)) expect(merged[key]).toEqual(value);
				}
			}),
		);
	});

	it('merges objects into each other; lists and dates replace', () => {
		const target = { os: { name: 'iOS' }, list: [1, 2], at: { a: 1 } };
		expect(mergeFields(target, { os: { version: '17' }, list: [3], at: noon })).toEqual({
			os: { name: 'iOS', version: '17' },
			list: [3],
			at: noon,
		});
	});
});
