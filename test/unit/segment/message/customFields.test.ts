import { tryToParseDateTime } from 'n8n-workflow';

import { readCustomFields, type Row } from '../../../../nodes/Segment/message/customFields';
import { problemOf } from './support';

const readRows = (rows: Row[], nestDots = true) =>
	readCustomFields({ rows }, 'Custom Traits', nestDots);
const readJson = (json: unknown, nestDots = true) =>
	readCustomFields({ json }, 'Custom Properties', nestDots);

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
		const rows = [
			{ name: 'address.city', value: 'Berlin', type: 'string' },
			{ name: ' address.zip ', value: '10115', type: 'string' },
		];
		expect(readRows(rows)).toEqual({ address: { city: 'Berlin', zip: '10115' } });
		expect(readRows(rows, false)).toEqual({ 'address.city': 'Berlin', 'address.zip': '10115' });
	});

	it.each([
		[
			{ name: 'seats', value: 'many', type: 'number' },
			'Custom Traits → seats is text, not a number',
		],
		[
			{ name: 'vip', value: 'yes', type: 'boolean' },
			'Custom Traits → vip is text, not true or false',
		],
		[{ name: 'tags', value: '{}', type: 'array' }, 'Custom Traits → tags is an object, not a list'],
		[
			{ name: 'team', value: '[]', type: 'object' },
			'Custom Traits → team is a list, not an object',
		],
		[
			{ name: 'plan', value: { a: 1 }, type: 'string' },
			'Custom Traits → plan is an object, not text',
		],
		[
			{ name: 'team', value: '{a:1}', type: 'object' },
			'Custom Traits → team is not valid JSON at line 1, column 2',
		],
		[
			{ name: 'since', value: new Date(NaN), type: 'object' },
			'Custom Traits → since is a date that is not a time',
		],
		[{ name: ' ', value: 'x', type: 'string' }, 'Custom Traits has a value without a name'],
	])('names the row of %j', (row, message) => {
		expect(problemOf(() => readRows([row])).message).toBe(message);
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
		expect(readJson('')).toEqual({});
		expect(readJson(undefined)).toEqual({});
	});

	it('nests dotted names of the object itself, or keeps them', () => {
		const json = { 'cart.total': 5, cart: { items: 2 }, list: [{ 'a.b': 1 }] };
		expect(readJson(json)).toEqual({ cart: { items: 2 }, list: [{ 'a.b': 1 }] });
		expect(readJson({ cart: { items: 2 }, 'cart.total': 5 })).toEqual({
			cart: { items: 2, total: 5 },
		});
		expect(readJson({ 'cart.total': 5 }, false)).toEqual({ 'cart.total': 5 });
	});

	it.each([
		['[1]', 'Custom Properties is a list, not an object'],
		['"text"', 'Custom Properties is text, not an object'],
		[' ', 'Custom Properties is empty, not an object'],
		[5, 'Custom Properties is a number, not an object'],
		['{"a":}', 'Custom Properties is not valid JSON at line 1, column 6'],
	])('refuses %j', (json, message) => {
		expect(problemOf(() => readJson(json)).message).toBe(message);
	});
});
