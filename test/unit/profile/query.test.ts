import { tryToParseDateTime } from 'n8n-workflow';

import { toQuery } from '../../../nodes/SegmentProfile/lookup/query';
import { profileUrl } from '../../../nodes/SegmentProfile/lookup/url';

describe('filters', () => {
	it('leave out what is empty', () => {
		expect(
			toQuery({ start: '', include: ' , ', exclude: [], class: '', sort: undefined }, 'UTC'),
		).toEqual({});
	});

	it('keep switches and choices', () => {
		expect(toQuery({ verbose: false, class: 'audience', sort: 'asc' }, 'UTC')).toEqual({
			verbose: 'false',
			class: 'audience',
			sort: 'asc',
		});
	});

	it.each([
		['Order Completed,  Signed Up ,', ['Order Completed', 'Signed Up']],
		[
			['Order Completed', ' Signed Up'],
			['Order Completed', 'Signed Up'],
		],
		['plan', ['plan']],
	])('read the names in %j', (include, names) => {
		expect(toQuery({ include }, 'UTC')).toEqual({ include: names });
	});

	it.each([
		['2026-01-31T09:30:00Z', '2026-01-31T09:30:00.000Z'],
		['2026-01-31T09:30:00+02:00', '2026-01-31T07:30:00.000Z'],
		// Europe/Berlin, one hour before UTC in winter
		['2026-01-31T09:30:00', '2026-01-31T08:30:00.000Z'],
		['2026-01-31', '2026-01-30T23:00:00.000Z'],
	])('write the time %s as %s', (start, written) => {
		expect(toQuery({ start }, 'Europe/Berlin')).toEqual({ start: written });
	});

	it('take the time of an expression', () => {
		const end = tryToParseDateTime('2026-01-31T09:30:00', 'Asia/Tokyo');
		expect(toQuery({ end: end as never }, 'UTC')).toEqual({ end: '2026-01-31T00:30:00.000Z' });
		expect(toQuery({ end: end.toJSDate() as never }, 'UTC')).toEqual({
			end: '2026-01-31T00:30:00.000Z',
		});
	});

	it.each([
		[{ start: 'yesterday' }, 'Start is no time'],
		[{ end: '5' }, 'End is no time'],
		[{ end: '2026-13-45' }, 'End is no time'],
	])('refuse %j', (filters, message) => {
		expect(() => toQuery(filters, 'UTC')).toThrow(message);
	});
});

it('the URL encodes each part and keeps the commas between names', () => {
	const url = profileUrl(
		{ host: 'https://profiles.segment.com', id: 'spa/1' },
		'users',
		{ text: 'user_id:a b', path: 'user_id:a%20b' },
		'events',
		{ limit: 5, verbose: 'true', include: ['A, B', 'C+D'], next: 'a/b+c==' },
	);
	expect(url).toBe(
		'https://profiles.segment.com/v1/spaces/spa%2F1/collections/users/profiles/user_id:a%20b/events?limit=5&verbose=true&include=A%2C%20B,C%2BD&next=a%2Fb%2Bc%3D%3D',
	);
});
