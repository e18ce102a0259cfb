import { readNamedFields } from '../../../../nodes/Segment/message/namedFields';
import { GROUP_TRAITS } from '../../../../nodes/Segment/properties/group';
import { USER_TRAITS } from '../../../../nodes/Segment/properties/identify';
import { EVENT_PROPERTIES, PAGE_PROPERTIES } from '../../../../nodes/Segment/properties/track';
import { problemOf } from './support';

it('gives each field the type that the form declares, whatever an expression returned', () => {
	expect(
		readNamedFields(
			USER_TRAITS,
			{
				age: '42',
				phone: 49301234,
				birthday: '1990-05-17',
				createdAt: '2026-01-31T09:30:00',
				company: { employee_count: '12', name: 'Initech', id: 19 },
			},
			'Europe/Berlin',
		),
	).toEqual({
		age: 42,
		phone: '49301234',
		birthday: '1990-05-17',
		createdAt: '2026-01-31T08:30:00.000Z',
		company: { employee_count: 12, name: 'Initech', id: '19' },
	});
});

it('keeps 0 and null, and leaves out empty texts, empty groups and unknown names', () => {
	expect(
		readNamedFields(
			GROUP_TRAITS,
			{
				employees: 0,
				plan: null,
				name: '',
				address: { city: '', country: undefined },
				nonsense: 'x',
			},
			'UTC',
		),
	).toEqual({ employees: 0, plan: null });
	expect(readNamedFields(EVENT_PROPERTIES, { revenue: 0, value: '0' }, 'UTC')).toEqual({
		revenue: 0,
		value: 0,
	});
});

it('reads lists of texts', () => {
	expect(readNamedFields(PAGE_PROPERTIES, { keywords: ['a', '', 'b'] }, 'UTC')).toEqual({
		keywords: ['a', 'b'],
	});
	expect(readNamedFields(PAGE_PROPERTIES, { keywords: 'a, b' }, 'UTC')).toEqual({
		keywords: ['a', 'b'],
	});
	expect(readNamedFields(PAGE_PROPERTIES, { keywords: [] }, 'UTC')).toEqual({});
});

it.each([
	[{ age: 'old' }, 'Age is text, not a number'],
	[{ createdAt: 'once' }, 'Created At is text that is not a time'],
	[{ phone: { mobile: 1 } }, 'Phone is an object, not text'],
	[{ company: { employee_count: [] } }, 'Company → Employee Count is a list, not a number'],
])('names the field of %j', (values, message) => {
	expect(problemOf(() => readNamedFields(USER_TRAITS, values, 'UTC')).message).toBe(message);
});
