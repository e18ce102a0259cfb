import { tryToParseDateTime } from 'n8n-workflow';

import { readCustomFields } from '../../../../nodes/Segment/message/customFields';
import { formWith, problemOf } from './support';

interface Row {
	name: unknown;
	value?: unknown;
	type?: string;
}

const readRows = (assignments: Row[], nestDots = true) =>
	readCustomFields(
		formWith({ customTraits: { assignments } }, { timezone: 'Europe/Berlin' }),
		'Traits',
		nestDots,
	);
const readJson = (customPropertiesJson: unknown, nestDots = true) =>
	readCustomFields(
		formWith({ specifyProperties: 'json', customPropertiesJson }),
		'Properties',
		nestDots,
	);

const text = (name: string, value = 'x') => ({ name, value, type: 'string' });

describe('rows', () => {
	it('gives each value the type of its row', () => {
		const date = new Date('2026-01-31T09:30:00Z');
		expect(
			readRows([
				{ name: 'zip', value: 94103, type: 'string' },
				{ name: 'when', value: date, type: 'string' },
				{ name: 'seats', value: '12', type: 'number' },
				{ name: 'none', value: 0, type: 'number' },
				{ name: 'active', value: 'false', type: 'boolean' },
				{ name: 'vip', value: 'yes', type: 'boolean' },
				{ name: 'off', value: false, type: 'boolean' },
				{ name: 'tags', value: '["a",1]', type: 'array' },
				{ name: 'list', value: [{ a: date }], type: 'array' },
				{ name: 'object', value: '{"a":{"b":1}}', type: 'object' },
				{ name: 'dragged', value: { a: 1 }, type: 'object' },
				{ name: 'date', value: tryToParseDateTime('2026-01-31T09:30:00Z'), type: 'object' },
				{ name: 'until', value: '2026-01-31T09:30:00.000+01:00', type: 'object' },
				{ name: 'untyped', value: 7 },
			]),
		).toEqual({
			zip: '94103',
			when: '2026-01-31T09:30:00.000Z',
			seats: 12,
			none: 0,
			active: false,
			vip: true,
			off: false,
			tags: ['a', 1],
			list: [{ a: '2026-01-31T09:30:00.000Z' }],
			object: { a: { b: 1 } },
			dragged: { a: 1 },
			date: '2026-01-31T09:30:00.000Z',
			until: '2026-01-31T08:30:00.000Z',
			untyped: 7,
		});
	});

	it('reads a time without a zone in the workflow’s, in a row of type object', () => {
		expect(readRows([{ name: 'at', value: '2026-01-31T09:30:00', type: 'object' }])).toEqual({
			at: '2026-01-31T08:30:00.000Z',
		});
	});

	it('leaves out empty texts and keeps null', () => {
		expect(
			readRows([
				{ name: 'a', value: '', type: 'string' },
				{ name: 'b', value: undefined, type: 'number' },
				{ name: '', value: '', type: 'string' },
				{ name: 'c', value: null, type: 'number' },
			]),
		).toEqual({ c: null });
	});

	it('nests dotted names, or keeps them, as the user chooses', () => {
		const rows = [text('address.city', 'Berlin'), text(' address.zip ', '10115')];
		expect(readRows(rows)).toEqual({ address: { city: 'Berlin', zip: '10115' } });
		expect(readRows(rows, false)).toEqual({ 'address.city': 'Berlin', 'address.zip': '10115' });
	});

	it.each<[Row[], string]>([
		[[text('plan'), text('plan.tier')], 'has both “plan” and “plan.tier”'],
		[[text('plan.tier'), text('plan')], 'has both “plan.tier” and “plan”'],
		[[text('plan'), text(' plan ')], 'has “plan” twice'],
		[[text('a.b'), text('a.b')], 'has “a.b” twice'],
		[
			[{ name: 'tags', value: ['a'], type: 'array' }, text('tags.0')],
			'has both “tags” and “tags.0”',
		],
		[
			[{ name: 'team', value: { a: 1 }, type: 'object' }, text('team.b')],
			'has both “team” and “team.b”',
		],
	])('never lets a name replace another: %j', (rows, message) => {
		expect(problemOf(() => readRows(rows)).message).toContain(`Custom Traits ${message}`);
	});

	it('takes names that only clash when nested, where they are not', () => {
		expect(readRows([text('plan'), text('plan.tier')], false)).toEqual({
			plan: 'x',
			'plan.tier': 'x',
		});
		expect(problemOf(() => readRows([text('plan'), text('plan')], false)).message).toBe(
			'Custom Traits has “plan” twice',
		);
	});

	it('takes the list from one expression', () => {
		const form = formWith({ customTraits: [text('plan', 'pro')] });
		expect(readCustomFields(form, 'Traits', true)).toEqual({ plan: 'pro' });
	});

	it.each([
		'pro',
		5,
		['pro'],
		{ plan: 'pro' },
		{ assignments: { plan: 'pro' } },
		{ assignments: [], plan: 'pro' },
	])('refuses %j in the place of the list', (customTraits) => {
		const form = formWith({ customTraits });
		expect(problemOf(() => readCustomFields(form, 'Traits', true)).message).toMatch(
			/^Custom Traits is .+, not a list of rows$/,
		);
	});

	it.each<[Row, string]>([
		[{ name: 'seats', value: 'many', type: 'number' }, ' → seats is “many”, not a number'],
		[{ name: 'seats', value: NaN, type: 'number' }, ' → seats is NaN'],
		[{ name: 'vip', value: 'maybe', type: 'boolean' }, ' → vip is “maybe”, not true or false'],
		[{ name: 'tags', value: '{}', type: 'array' }, ' → tags is an object, not a list'],
		[{ name: 'team', value: '[]', type: 'object' }, ' → team is a list, not an object'],
		[
			{ name: 'team', value: new Map(), type: 'object' },
			' → team is a Map, which JSON cannot carry',
		],
		[{ name: 'plan', value: { a: 1 }, type: 'string' }, ' → plan is an object, not text'],
		[
			{ name: 'team', value: '{a:1}', type: 'object' },
			' → team is not valid JSON at line 1, column 2',
		],
		[
			{ name: 'since', value: new Date(NaN), type: 'object' },
			' → since is an invalid date, not a time',
		],
		[{ name: 'since', value: new Date(NaN) }, ' → since is an invalid date'],
		[
			{ name: 'phone', value: '1234567890', type: 'object' },
			' → phone is 1234567890, not an object',
		],
		[text(' '), ' has a value without a name'],
	])('names the row of %j', (row, message) => {
		expect(problemOf(() => readRows([row])).message).toBe(`Custom Traits${message}`);
	});

	it.each([{}, ['a'], '[object Object]', 'undefined'])('refuses %j for a name', (name) => {
		expect(problemOf(() => readRows([{ name, value: 'x', type: 'string' }])).message).toMatch(
			/^A name in Custom Traits is /,
		);
	});
});

describe('JSON', () => {
	it('takes text or a value from an expression', () => {
		expect(readJson('{"quantity": 2, "a": {"b": [null]}}')).toEqual({
			quantity: 2,
			a: { b: [null] },
		});
		expect(readJson({ at: new Date(0), empty: '' })).toEqual({
			at: '1970-01-01T00:00:00.000Z',
			empty: '',
		});
		for (const nothing of ['', ' ', undefined]) expect(readJson(nothing)).toEqual({});
	});

	it('nests dotted names of the object itself, or keeps them', () => {
		expect(readJson({ 'cart.total': 5, 'cart.items': 2, list: [{ 'a.b': 1 }] })).toEqual({
			cart: { items: 2, total: 5 },
			list: [{ 'a.b': 1 }],
		});
		expect(readJson({ 'cart.total': 5 }, false)).toEqual({ 'cart.total': 5 });
	});

	it.each(['{"cart":{"items":2},"cart.total":5}', '{"cart.total":5,"cart":{"items":2}}'])(
		'never lets a name replace another: %s',
		(json) => {
			expect(problemOf(() => readJson(json)).message).toMatch(
				/^Custom Properties has both “cart.*” and “cart.*”, and one would replace the other$/,
			);
		},
	);

	it.each([
		['[1]', 'is a list, not an object'],
		['"text"', 'is “text”, not an object'],
		['null', 'is null, not an object'],
		[5, 'is 5, not an object'],
		['{"a":}', 'is not valid JSON at line 1, column 6'],
		[
			'{"order_id": 7615917337495251231}',
			'holds the number 7615917337495251231, which loses digits',
		],
		['{"total":1e400}', '→ total is Infinity'],
		[{ cart: { ltv: NaN } }, '→ cart.ltv is NaN'],
		[{ seen: new Set() }, '→ seen is a Set, which JSON cannot carry'],
	])('refuses %j', (json, message) => {
		expect(problemOf(() => readJson(json)).message).toBe(`Custom Properties ${message}`);
	});
});
