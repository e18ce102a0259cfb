import type { INodeProperties } from 'n8n-workflow';

import { readNamedFields } from '../../../../nodes/Segment/message/namedFields';
import { GROUP_TRAITS } from '../../../../nodes/Segment/properties/group';
import { USER_TRAITS } from '../../../../nodes/Segment/properties/identify';
import { EVENT_PROPERTIES, PAGE_PROPERTIES } from '../../../../nodes/Segment/properties/track';
import type { Fields } from '../../../../nodes/shared/read/describe';
import { formWith, problemOf } from './support';

const DEFINITIONS = {
	traits: USER_TRAITS,
	groupTraits: GROUP_TRAITS,
	properties: EVENT_PROPERTIES,
	pageProperties: PAGE_PROPERTIES,
};

const read = (name: keyof typeof DEFINITIONS, values: Fields, saved = values) => {
	const form = formWith(
		{ [name]: values },
		{ timezone: 'Europe/Berlin', saved: { [name]: saved } },
	);
	return readNamedFields(form.collection(name, ''), DEFINITIONS[name], { clears: true });
};

it('gives each field the type that the form declares, whatever an expression returned', () => {
	expect(
		read('traits', {
			age: '42',
			phone: 49301234,
			birthday: '1990-05-17',
			createdAt: '2026-01-31T09:30:00',
			company: { employee_count: '12', name: 'Initech', id: 19 },
		}),
	).toEqual({
		age: 42,
		phone: '49301234',
		birthday: '1990-05-17',
		createdAt: '2026-01-31T08:30:00.000Z',
		company: { employee_count: 12, name: 'Initech', id: '19' },
	});
});

it('leaves out numbers that were added and not filled in, or emptied again', () => {
	const untouched = (definitions: INodeProperties[]) =>
		Object.fromEntries(
			definitions
				.filter(({ type }) => type === 'number')
				.map(({ name, default: value }) => [name, value]),
		);
	expect(read('traits', untouched(USER_TRAITS))).toEqual({});
	expect(read('properties', untouched(EVENT_PROPERTIES))).toEqual({});
	expect(read('traits', { age: null, company: { employee_count: null } })).toEqual({});
	expect(read('traits', { age: null }, { age: '={{ $json.age }}' })).toEqual({ age: null });
});

it('keeps 0 and null, and leaves out empty texts and empty groups', () => {
	expect(
		read('groupTraits', {
			employees: 0,
			plan: null,
			name: '',
			address: { city: '', country: undefined },
		}),
	).toEqual({ employees: 0, plan: null });
	expect(read('properties', { revenue: 0, value: '0' })).toEqual({ revenue: 0, value: 0 });
});

it.each([
	[420, 420],
	['420', 420],
	[' 420 ', 420],
	[0, 0],
	['51-200', '51-200'],
	['10,000+', '10,000+'],
	[null, null],
])('reads the Employees %p of a group as %p', (employees, sent) => {
	expect(read('groupTraits', { employees })).toEqual({ employees: sent });
});

describe('a list of texts', () => {
	it('is what people typed, split at commas', () => {
		expect(read('pageProperties', { keywords: ['a', '', 'b'] })).toEqual({ keywords: ['a', 'b'] });
		expect(read('pageProperties', { keywords: 'a, b' })).toEqual({ keywords: ['a', 'b'] });
		expect(read('pageProperties', { keywords: [] })).toEqual({});
	});

	it('is one entry where an expression gave a text', () => {
		const saved = { keywords: '={{ $json.title }}' };
		expect(read('pageProperties', { keywords: 'Cheap, fast' }, saved)).toEqual({
			keywords: ['Cheap, fast'],
		});
	});

	it('has no holes', () => {
		expect(problemOf(() => read('pageProperties', { keywords: ['a', undefined] })).message).toBe(
			'Keywords → 1 is empty',
		);
	});
});

it.each([
	[{ age: 'old' }, 'Age is “old”, not a number'],
	[{ age: NaN }, 'Age is NaN'],
	[{ createdAt: 'once' }, 'Created At is “once”, not a time'],
	[{ phone: { mobile: 1 } }, 'Phone is an object, not text'],
	[{ company: { employee_count: [] } }, 'Company → Employee Count is a list, not a number'],
	[{ company: 'Initech' }, 'Company is “Initech”, not an object'],
	[{ company: { size: 1 } }, 'Company has no field “size”'],
	[{ address: ['Berlin'] }, 'Address is a list, not an object'],
	[{ plann: 'pro' }, 'Traits has no field “plann”'],
])('names the field of %j', (values, message) => {
	expect(problemOf(() => read('traits', values)).message).toBe(message);
});
