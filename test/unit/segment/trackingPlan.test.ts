import { fieldsOf } from '../../../nodes/Segment/trackingPlan/fields';
import { TrackingPlan } from '../../../nodes/Segment/trackingPlan/plan';
import { readRule } from '../../../nodes/Segment/trackingPlan/rules';
import type { Message } from '../../../nodes/Segment/message/types';

const rule = (type: string, parts: object, more: object = {}) =>
	readRule({ type, version: 1, jsonSchema: { type: 'object', properties: parts }, ...more });
const violations = (rules: Array<ReturnType<typeof rule>>, message: Message) =>
	new TrackingPlan(rules).check(message).map(({ type, field }) => `${type}: ${field}`);

it('says that an event is not planned, and holds it against the common rule all the same', () => {
	const rules = [rule('COMMON', {}, { jsonSchema: { required: ['anonymousId'] } })];
	expect(violations(rules, { type: 'track', event: 'Order Completed', userId: 'u' })).toEqual([
		'Unplanned Event: event',
		'Required: anonymousId',
	]);
});

it('takes names of the common rule and patterns for planned', () => {
	const rules = [
		rule('TRACK', { properties: { patternProperties: { '^x_': {} } } }, { key: 'Tour Booked' }),
		rule('COMMON', { properties: { properties: { unit: {} } } }),
	];
	const properties = { x_one: 1, unit: 2, other: 3 };
	expect(violations(rules, { type: 'track', event: 'Tour Booked', properties })).toEqual([
		'Unplanned Property: properties.other',
	]);
});

it('names a field once that its own schema forbids', () => {
	const properties = { additionalProperties: false, properties: { a: {} } };
	const rules = [rule('TRACK', { properties }, { key: 'Tour Booked' })];
	expect(violations(rules, { type: 'track', event: 'Tour Booked', properties: { b: 1 } })).toEqual([
		'Additional Properties: properties.b',
	]);
});

it('holds pages and screens against the events that stand for them, without unplanned ones', () => {
	const needs = { properties: { required: ['title'] } };
	const rules = [
		rule('TRACK', needs, { key: 'Page Viewed' }),
		rule('SCREEN', needs),
		rule('PAGE', { properties: { required: ['price'] } }, { key: 'Pricing' }),
	];
	expect(violations(rules, { type: 'page', properties: { a: 1 } })).toEqual([
		'Required: properties.title',
	]);
	expect(violations(rules, { type: 'page', name: 'Pricing' })).toEqual([
		'Required: properties.price',
		'Required: properties.title',
	]);
	expect(violations(rules, { type: 'screen' })).toEqual(['Required: properties.title']);
});

describe('a schema in pieces', () => {
	const LIST = { type: 'array', items: { $ref: '#/definitions/line' } };
	const jsonSchema = {
		definitions: {
			price: { type: 'number' },
			base: { properties: { unit: { $ref: '#/definitions/price' } }, required: ['unit'] },
			line: { properties: { sku: { type: 'string' }, parts: LIST }, allOf: [{ $ref: '#' }] },
			all: {
				allOf: [
					{ $ref: '#/definitions/base' },
					{ properties: { unit: { description: 'In euros' }, lines: LIST }, required: ['lines'] },
					{ patternProperties: { '^x_': {} } },
					{ $ref: '#/definitions/all' },
					{ $ref: '#/definitions/none' },
				],
			},
		},
		allOf: [
			{ properties: { properties: { $ref: '#/definitions/all' } } },
			{ properties: { properties: { properties: { own: { type: ['string', 'number'] } } } } },
		],
	};
	const tour = readRule({ type: 'TRACK', key: 'Tour Booked', version: 1, jsonSchema });

	it('has all fields that its references and parts have', () => {
		const fields = fieldsOf(tour, 'properties');
		expect(fields).toMatchObject([
			{ label: 'unit', kind: 'number', required: true, description: 'In euros' },
			{ label: 'lines', kind: 'records', required: true },
			{ label: 'own', kind: 'any', required: false, types: ['string', 'number'] },
		]);
		expect(fields[1].fields).toMatchObject([
			{ label: 'sku', kind: 'text' },
			{ label: 'parts', kind: 'records' },
			{ label: 'properties', kind: 'any' },
		]);
	});

	it('plans them', () => {
		const { definitions, allOf } = jsonSchema;
		const all = { allOf: definitions.all.allOf.slice(0, 3) };
		const whole = { allOf, definitions: { ...definitions, all } };
		const rules = [readRule({ type: 'TRACK', key: 'Tour Booked', version: 1, jsonSchema: whole })];
		const properties = { unit: 1, lines: [], x_one: 1, own: 'a', other: 1 };
		expect(violations(rules, { type: 'track', event: 'Tour Booked', properties })).toEqual([
			'Unplanned Property: properties.other',
		]);
	});
});

/** What a plan says of one event when the rule of another, or its own, is odd. */
it.each<[what: string, jsonSchema: unknown, found: string[]]>([
	['no schema', undefined, ['Unplanned Property: properties.a']],
	['a schema that is null', null, ['Unplanned Property: properties.a']],
	['a schema that allows all', true, ['Unplanned Property: properties.a']],
	['a schema that is text', 'x', ['Unreadable Rule: (root)', 'Unplanned Property: properties.a']],
	['a schema without properties', { type: 'object' }, ['Unplanned Property: properties.a']],
	[
		'properties that are a list',
		{ properties: [] },
		['Unreadable Rule: (root)', 'Unplanned Property: properties.a'],
	],
	['a property that is true', { properties: { properties: { properties: { a: true } } } }, []],
	[
		'a property that is false',
		{ properties: { properties: { properties: { a: false } } } },
		['False: properties.a'],
	],
	['a property of no type', { properties: { properties: { properties: { a: {} } } } }, []],
	[
		'required that is no list',
		{ properties: { properties: { required: 'a', properties: { a: {} } } } },
		['Unreadable Rule: (root)'],
	],
	[
		'a pattern that is none',
		{ properties: { properties: { patternProperties: { '(': {} } } } },
		['Unreadable Rule: (root)', 'Unplanned Property: properties.a'],
	],
	[
		'a loop',
		{
			properties: {
				properties: { properties: { a: { $ref: '#/properties/properties/properties/a' } } },
			},
		},
		['Unreadable Rule: (root)'],
	],
	[
		'unknown keywords',
		{ properties: { properties: { unevaluated: 5, properties: { a: { deprecated: {} } } } } },
		[],
	],
	[
		'names that every object has',
		{ properties: { properties: { properties: { a: {} }, required: ['constructor'] } } },
		['Required: properties.constructor'],
	],
])('lets nothing pass unseen with %s', (_, jsonSchema, found) => {
	const rules = [readRule({ type: 'TRACK', key: 'Tour Booked', version: 1, jsonSchema })];
	expect(violations(rules, { type: 'track', event: 'Tour Booked', properties: { a: 1 } })).toEqual(
		found,
	);
	expect(() => fieldsOf(rules[0], 'properties')).not.toThrow();
});

it('checks nothing but the common rule in an alias', () => {
	expect(violations([rule('TRACK', {}, { key: 'x' })], { type: 'alias', userId: 'u' })).toEqual([]);
});

it('never repeats a value of the message', () => {
	const plan = new TrackingPlan([
		rule('IDENTIFY', { traits: { properties: { email: { type: 'string', format: 'email' } } } }),
	]);
	const found = plan.check({ type: 'identify', traits: { email: 'secret words' } });
	expect(found).toHaveLength(1);
	expect(JSON.stringify(found)).not.toContain('secret');
});

it('makes typed fields of a rule, those that are required first', () => {
	const properties = {
		properties: {
			note: { type: ['string', 'null'], description: 'What was said' },
			when: { type: 'string', format: 'date-time' },
			currency: { enum: ['EUR', 'USD', null] },
			count: { type: 'integer' },
			open: { type: 'boolean' },
			tags: { type: 'array', items: { type: 'string' } },
			lines: { type: 'array', items: { properties: { sku: { type: 'string' } } } },
			free: {},
			either: { type: ['string', 'number'] },
			total: { type: 'number' },
		},
		required: ['total', 'note'],
	};
	const fields = fieldsOf(rule('TRACK', { properties }, { key: 'x' }), 'properties');
	expect(fields.map(({ label, kind, required }) => [label, kind, required])).toEqual([
		['total', 'number', true],
		['note', 'text', false],
		['when', 'time', false],
		['currency', 'choice', false],
		['count', 'integer', false],
		['open', 'switch', false],
		['tags', 'texts', false],
		['lines', 'records', false],
		['free', 'any', false],
		['either', 'any', false],
	]);
	expect(fields[1].description).toBe('What was said');
	expect(fields[3].options).toEqual(['EUR', 'USD']);
	expect(fields[7].fields?.map(({ label }) => label)).toEqual(['sku']);
});
