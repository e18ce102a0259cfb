import { compileSchema } from '../../../nodes/shared/jsonSchema/compile';

const fits = (schema: unknown, value: unknown) => compileSchema(schema)(value).length === 0;

/** A schema, values that fit, values that do not. */
const CASES: Array<[schema: object, fitting: unknown[], wrong: unknown[]]> = [
	[{ type: 'integer' }, [1, 1.0, -3], [1.5, '1', true, null]],
	[{ type: ['string', 'null'] }, ['a', null], [0, {}]],
	[{ type: 'object' }, [{}], [[], null, 'a']],
	[{ enum: [1, { a: [true] }] }, [1, { a: [true] }], [true, { a: [false] }]],
	[{ const: null }, [null], [0, '', undefined]],
	[{ minimum: 1, exclusiveMaximum: 3 }, [1, 2.9, 'x'], [0, 3]],
	[{ maximum: 1, exclusiveMinimum: -1 }, [1], [-1, 2]],
	[{ multipleOf: 0.01 }, [0.07, 19.99, 0, -1e21, 10000000.01], [0.001, 10000000.005, 1e-7]],
	[{ multipleOf: 1000 }, [1764313200000, -0], [1764313200500]],
	[{ multipleOf: 2 }, [2 ** 60, 1e300], [1000000001, 0.5]],
	[{ multipleOf: 1e-8 }, [12391239123, 1.5e-7], [1.5e-8]],
	[{ multipleOf: 0 }, ['x'], [0, 1]],
	[{ minLength: 1, maxLength: 2 }, ['💶💶', 5], ['', 'abc']],
	[{ pattern: '(?i)^eur$' }, ['EUR', 'eur', 1], ['euro']],
	[{ pattern: '^\\d{2}\\-\\d$' }, ['12-3'], ['12_3']],
	[
		{ format: 'date-time' },
		['2026-01-31T09:30:00Z', '2026-01-31t09:30:00.5+02:00'],
		['2026-02-30T09:30:00Z', '2026-01-31', 'now'],
	],
	[{ format: 'email' }, ['ada@example.com', 3], ['ada', 'a@b@c', 'a b@example.com']],
	[{ format: 'uuid' }, ['0b3b8f6e-0000-4000-8000-000000000001'], ['0b3b8f6e']],
	[{ format: 'ipv6' }, ['::1', '1::', '::ffff:192.0.2.1'], [':::', '12345::', '1::2::3']],
	[{ format: 'unknown' }, ['anything'], []],
	[{ items: { type: 'number' }, minItems: 1, maxItems: 2 }, [[1], [1, 2]], [[], ['a'], [1, 2, 3]]],
	[{ items: [{ type: 'number' }], additionalItems: false }, [[], [1]], [[1, 2], ['a']]],
	[
		{ uniqueItems: true },
		[
			[1, '1', true],
			[{ a: 1 }, { a: 2 }],
		],
		[
			[1, 1],
			[{ a: 1 }, { a: 1 }],
		],
	],
	[{ contains: { const: 1 } }, [[0, 1], 'x'], [[], [0]]],
	[{ required: ['toString'], minProperties: 1 }, [{ toString: 1 }], [{}, { a: 1 }]],
	[{ properties: { a: false }, maxProperties: 1 }, [{ b: 1 }], [{ a: 1 }, { b: 1, c: 1 }]],
	[
		{
			properties: { a: {} },
			patternProperties: { '^x': { type: 'number' } },
			additionalProperties: false,
		},
		[{ a: 'any', x1: 2 }],
		[{ b: 1 }, { x1: 'a' }],
	],
	[{ propertyNames: { maxLength: 2 } }, [{ ab: 1 }], [{ abc: 1 }]],
	[
		{ dependencies: { a: ['b'], c: { required: ['d'] } } },
		[{}, { a: 1, b: 1 }],
		[{ a: 1 }, { c: 1 }],
	],
	[{ allOf: [{ minimum: 1 }, { maximum: 2 }] }, [1, 2], [0, 3]],
	[{ anyOf: [{ type: 'string' }, { minimum: 2 }] }, ['a', 2], [1]],
	[{ oneOf: [{ minimum: 1 }, { maximum: 2 }] }, [0, 3], [1, 2]],
	[{ not: { pattern: 'bot' } }, ['Mozilla'], ['googlebot']],
	[
		{
			if: { properties: { a: { const: 1 } } },
			then: { required: ['b'] },
			else: { required: ['c'] },
		},
		[
			{ a: 1, b: 1 },
			{ a: 2, c: 1 },
		],
		[{ a: 1 }, { a: 2 }],
	],
	[
		{ $ref: '#/definitions/list', definitions: { list: { items: { $ref: '#' } } } },
		[[], [[[]]]],
		[],
	],
	[
		{ definitions: { n: { $id: '#count', type: 'integer' } }, items: { $ref: '#count' } },
		[[1]],
		[['a']],
	],
];

it.each(CASES)('%j', (schema, fitting, wrong) => {
	expect(fitting.filter((value) => !fits(schema, value))).toEqual([]);
	expect(wrong.filter((value) => fits(schema, value))).toEqual([]);
});

it.each([
	[{ type: 'strin' }, 'type is “strin”, which JSON Schema does not know'],
	[{ pattern: '(' }, '“(” is no regular expression'],
	[{ maxLength: -1 }, 'maxLength is -1, not a count'],
	[
		{ $ref: 'https://example.com/other.json' },
		'$ref “https://example.com/other.json” is not in the schema',
	],
	[{ properties: [] }, 'properties is a list, not an object'],
	[{ required: true }, 'required is no list of names'],
	[{ allOf: {} }, 'allOf is an object, not a list'],
	[{ type: [] }, 'type is an empty list'],
	[{ type: null }, 'type is null, which JSON Schema does not know'],
	[{ enum: 'a' }, 'enum is “a”, not a list'],
	[{ required: ['a', 5] }, 'required is no list of names'],
	[{ properties: { a: null } }, 'A schema is null, not an object'],
	[{ properties: { a: { patternProperties: { '[': {} } } } }, '“[” is no regular expression'],
	[{ $ref: '#/definitions/none' }, '$ref “#/definitions/none” is not in the schema'],
])('refuses the schema %j', (schema, message) => {
	expect(() => compileSchema(schema)).toThrow(message);
});

it.each([
	[{ $ref: '#' }],
	[
		{
			$ref: '#/definitions/a',
			definitions: { a: { $ref: '#/definitions/b' }, b: { $ref: '#/definitions/a' } },
		},
	],
	[{ allOf: [{ $ref: '#' }] }],
	[{ not: { anyOf: [{ type: 'string' }, { $ref: '#' }] } }],
])('says that %j has no end', (schema) => {
	const check = compileSchema(schema);
	expect(() => check({ a: 1 })).toThrow('a $ref leads back to itself');
});

it.each([
	[true, []],
	[false, ['false']],
	[{ unknown: { type: 5 }, $comment: 5 }, []],
])('takes the schema %j as draft 7 does', (schema, keywords) => {
	expect(compileSchema(schema)({ a: 1 }).map(({ keyword }) => keyword)).toEqual(keywords);
});

it('looks a value up among 100,000 in no time', () => {
	const check = compileSchema({ enum: Array.from({ length: 100_000 }, (_, index) => `v${index}`) });
	const started = performance.now();
	for (let index = 0; index < 10_000; index++) check('none');
	expect(performance.now() - started).toBeLessThan(1_000);
	expect(check('v99999')).toEqual([]);
	const [{ rule }] = check('none');
	expect(rule).toMatch(/^must be one of "v0", .*"v9" …$/);
});

it('tells every place that does not fit', () => {
	const schema = {
		properties: {
			products: { items: { properties: { price: { type: 'number' } }, required: ['sku'] } },
		},
		required: ['total'],
	};
	expect(compileSchema(schema)({ products: [{ sku: 1 }, { price: 'x' }] })).toEqual([
		{ keyword: 'required', path: ['total'], rule: 'is required' },
		{ keyword: 'required', path: ['products', 1, 'sku'], rule: 'is required' },
		{ keyword: 'type', path: ['products', 1, 'price'], rule: 'must be a number' },
	]);
});
