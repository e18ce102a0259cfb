import { runInNewContext } from 'node:vm';

import fc from 'fast-check';
import { tryToParseDateTime } from 'n8n-workflow';

import { Problem } from '../../../nodes/shared/problem';
import {
	mergeFields,
	nest,
	parseJson,
	readJson,
	setKey,
	toPlainData,
} from '../../../nodes/shared/read/json';

const noon = new Date('2026-01-31T12:00:00.500Z');
const luxonNoon = tryToParseDateTime('2026-01-31T13:00:00.500', 'Europe/Berlin');

function problemOf(run: () => unknown): Problem {
	try {
		run();
	} catch (error) {
		if (error instanceof Problem) return error;
		throw error;
	}
	throw new Error('there is no problem');
}

describe('toPlainData', () => {
	it('equals a round trip through JSON for every JSON value', () => {
		fc.assert(
			fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
				expect(JSON.stringify(toPlainData(value, 'Value'))).toBe(JSON.stringify(value));
			}),
		);
	});

	it('gives what JSON carries unchanged, or a problem, whatever it is given', () => {
		const anything = fc.anything({
			withBigInt: true,
			withDate: true,
			withMap: true,
			withSet: true,
		});
		fc.assert(
			fc.property(anything, (value) => {
				let data: unknown;
				try {
					data = toPlainData(value, 'Value');
				} catch (error) {
					expect(error).toBeInstanceOf(Problem);
					return;
				}
				if (data === undefined) expect(value).toBeUndefined();
				else expect(JSON.parse(JSON.stringify(data))).toEqual(withoutMinusZero(data));
			}),
			{ numRuns: 500 },
		);
	});

	/** JSON writes -0 as 0. */
	function withoutMinusZero(data: unknown): unknown {
		if (data === 0) return 0;
		if (Array.isArray(data)) return data.map(withoutMinusZero);
		if (typeof data !== 'object' || data === null) return data;
		return Object.fromEntries(
			Object.entries(data).map(([key, value]) => [key, withoutMinusZero(value)]),
		);
	}

	it('copies objects and lists, so that nothing of the input is shared', () => {
		const input = { list: [{ a: 1 }] };
		const copy = toPlainData(input, 'Value') as typeof input;
		copy.list[0].a = 2;
		expect(input.list[0].a).toBe(1);
	});

	it('writes dates at any depth as ISO 8601 UTC, and a bigint as digits', () => {
		expect(toPlainData({ a: [noon], b: { c: luxonNoon }, d: 2n ** 64n }, 'Value')).toEqual({
			a: ['2026-01-31T12:00:00.500Z'],
			b: { c: '2026-01-31T12:00:00.500Z' },
			d: '18446744073709551616',
		});
	});

	it('leaves out what is undefined, as JSON does', () => {
		expect(toPlainData({ a: undefined, b: null }, 'Value')).toEqual({ b: null });
		expect(toPlainData(undefined, 'Value')).toBeUndefined();
	});

	it('takes the plain objects and dates of another realm, as n8n’s expressions make them', () => {
		const value = runInNewContext('({ a: [{ at: new Date(0) }] })') as object;
		expect(toPlainData(value, 'Value')).toEqual({ a: [{ at: '1970-01-01T00:00:00.000Z' }] });
	});

	it.each<[string, unknown, string]>([
		['NaN', { ltv: NaN }, 'Value → ltv is NaN'],
		['Infinity', { a: [1, { b: -Infinity }] }, 'Value → a.1.b is -Infinity'],
		['a number alone', NaN, 'Value is NaN'],
		['an invalid date', { at: new Date('x') }, 'Value → at is an invalid date'],
		['an invalid DateTime', [luxonNoon.set({ year: 999_999 })], 'Value → 0 is an invalid date'],
		['a Map', { m: new Map() }, 'Value → m is a Map, which JSON cannot carry'],
		['a Set', new Set(), 'Value is a Set, which JSON cannot carry'],
		['a RegExp', { r: /a/ }, 'Value → r is a RegExp, which JSON cannot carry'],
		['an Error', { e: new Error('no') }, 'Value → e is a Error, which JSON cannot carry'],
		['a URL', { u: new URL('https://a.b') }, 'Value → u is a URL, which JSON cannot carry'],
		['a Buffer', { b: Buffer.from('a') }, 'Value → b is a Buffer, which JSON cannot carry'],
		['a typed array', new Uint8Array(1), 'Value is a Uint8Array, which JSON cannot carry'],
		['a function', { f: () => 1 }, 'Value → f is a function, which JSON cannot carry'],
		['a symbol', { s: Symbol('s') }, 'Value → s is a symbol, which JSON cannot carry'],
		['a boxed text', { s: new String('a') }, 'Value → s is a String, which JSON cannot carry'],
		['undefined in a list', { l: [1, undefined] }, 'Value → l.1 is empty, which JSON cannot carry'],
		// eslint-disable-next-line no-sparse-arrays
		['a hole in a list', { l: [, 1] }, 'Value → l.0 is empty, which JSON cannot carry'],
	])('refuses %s with its path', (_name, value, message) => {
		const problem = problemOf(() => toPlainData(value, 'Value'));
		expect(problem.message).toBe(message);
		expect(problem.advice).not.toBe('');
	});

	it('refuses what contains itself, and what is too deep, in its own words', () => {
		const loop: Record<string, unknown> = {};
		loop.self = { loop };
		let deep: unknown = 1;
		for (let level = 0; level < 20_000; level++) deep = [deep];
		for (const value of [loop, deep]) {
			expect(problemOf(() => toPlainData(value, 'Traits'))).toMatchObject({
				message: 'Traits is nested more than 100 levels deep, or contains itself',
				advice: 'Pass only the values that you need instead of the whole object.',
			});
		}
		const twice = { a: 1 };
		expect(toPlainData([twice, twice], 'Value')).toEqual([{ a: 1 }, { a: 1 }]);
	});

	it('takes a hundred levels', () => {
		let deep: unknown = 1;
		for (let level = 0; level < 100; level++) deep = { deep };
		expect(toPlainData(deep, 'Value')).toEqual(deep);
	});

	it('keeps a key called __proto__ as plain data', () => {
		const value = JSON.parse('{"__proto__":{"admin":true}}') as object;
		const copy = toPlainData(value, 'Value') as Record<string, unknown>;
		expect(JSON.stringify(copy)).toBe('{"__proto__":{"admin":true}}');
		expect(copy.admin).toBeUndefined();
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

	it.each(['{"order_id": 7615917337495251231}', '[-9007199254740993]', '12345678901234567'])(
		'refuses digits that JSON.parse would change: %s',
		(text) => {
			const [, digits] = /(-?\d{16,})/.exec(text) ?? [];
			expect(problemOf(() => parseJson(text, 'Traits'))).toMatchObject({
				message: `Traits holds the number ${digits}, which loses digits`,
				advice: `Put it in quotes: "${digits}".`,
			});
		},
	);

	it.each([
		'{"id": "7615917337495251231"}',
		'{"7615917337495251231": 1}',
		'{"a": "\\"7615917337495251231"}',
		'[1000000000000000000]',
		'[9007199254740991, 0.12345678901234567]',
	])('takes digits that stay the same: %s', (text) => {
		expect(parseJson(text, 'Traits')).toEqual(JSON.parse(text));
	});

	it('takes a text of megabytes', () => {
		const text = JSON.stringify({ note: `${'x'.repeat(1e7)}${'1'.repeat(20)}` });
		expect(Object.keys(parseJson(text, 'Traits') as object)).toEqual(['note']);
	});

	it('refuses a number that is too large, with its path', () => {
		expect(problemOf(() => readJson('{"order":{"total":1e400}}', 'Properties')).message).toBe(
			'Properties → order.total is Infinity',
		);
	});
});

describe('nest', () => {
	const key = fc.string({ minLength: 1, unit: fc.constantFrom(...'abc_') });

	it('makes what the path reads back', () => {
		fc.assert(
			fc.property(fc.array(key, { minLength: 1, maxLength: 5 }), fc.jsonValue(), (keys, value) => {
				const read = keys.reduce<unknown>(
					(at, each) => (at as Record<string, unknown>)[each],
					nest([[keys.join('.'), value]], 'Traits', true),
				);
				expect(read).toEqual(value);
			}),
		);
	});

	it('loses no value: each is where its name says, or two names are named', () => {
		const names = fc.array(fc.array(key, { minLength: 1, maxLength: 3 }), { maxLength: 6 });
		fc.assert(
			fc.property(names, (paths) => {
				const entries = paths.map((path, index) => [path.join('.'), index] as const);
				let fields: Record<string, unknown>;
				try {
					fields = nest(entries, 'Traits', true);
				} catch (error) {
					expect((error as Error).message).toMatch(/^Traits has (both )?“/);
					return;
				}
				for (const [index, path] of paths.entries()) {
					expect(
						path.reduce<unknown>((at, each) => (at as Record<string, unknown>)[each], fields),
					).toBe(index);
				}
			}),
		);
	});

	it.each([
		[['plan', 'plan'], 'Traits has “plan” twice'],
		[
			['plan', 'plan.tier'],
			'Traits has both “plan” and “plan.tier”, and one would replace the other',
		],
		[
			['plan.tier', 'plan'],
			'Traits has both “plan.tier” and “plan”, and one would replace the other',
		],
		[['a.b.c', 'a.b'], 'Traits has both “a.b.c” and “a.b”, and one would replace the other'],
		[['tags', 'tags.0'], 'Traits has both “tags” and “tags.0”, and one would replace the other'],
	])('refuses %j', (names, message) => {
		const entries = names.map((name, index) => [name, index] as const);
		expect(problemOf(() => nest(entries, 'Traits', true)).message).toBe(message);
	});

	it('keeps what stands beside the path', () => {
		const entries: Array<[string, unknown]> = [
			['address.city', 'Berlin'],
			['plan', 'pro'],
			['address.country', 'DE'],
		];
		expect(nest(entries, 'Traits', true)).toEqual({
			address: { city: 'Berlin', country: 'DE' },
			plan: 'pro',
		});
		expect(nest(entries, 'Traits', false)).toEqual(Object.fromEntries(entries));
	});

	it.each(['.', 'a.', '.a', 'a..b', 'Dr.'])(
		'keeps %j, whose parts are not all names, as it is',
		(name) => {
			expect(nest([[name, 1]], 'Traits', true)).toEqual({ [name]: 1 });
		},
	);

	it('does not reach the prototype of objects', () => {
		const fields = nest(
			[
				['__proto__.polluted', true],
				['constructor.prototype.polluted', true],
			],
			'Traits',
			true,
		);
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
		expect(JSON.stringify(fields)).toBe(
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

	it('names the place where both hold a value, where none may be lost', () => {
		const merge = () => mergeFields({ os: { name: 'a' } }, { os: { name: 'b' } }, 'Context');
		expect(problemOf(merge).message).toBe(
			'Context has “os.name”, which another field of the form holds too',
		);
		expect(mergeFields({ os: { name: 'a' } }, { os: { version: 'b' } }, 'Context')).toEqual({
			os: { name: 'a', version: 'b' },
		});
	});
});

it('setKey makes a plain key of every name', () => {
	const fields = {};
	setKey(fields, '__proto__', 1);
	setKey(fields, 'constructor', 2);
	expect(Object.entries(fields)).toEqual([
		['__proto__', 1],
		['constructor', 2],
	]);
});
