import fc from 'fast-check';

import {
	fieldName,
	fillPath,
	toEmails,
	toIso,
	toLabels,
	toList,
	toText,
} from '../../../nodes/SegmentWorkspace/request/values';

it.each([
	['trackingPlan', 'Tracking Plan'],
	['subjectIds', 'Subject IDs'],
	['requestId', 'Request ID'],
	['emails', 'Emails'],
])('names the field %s as the panel does', (parameter, name) => {
	expect(fieldName(parameter)).toBe(name);
});

describe('a list', () => {
	it.each([
		['a, b ,, a\nc', ['a', 'b', 'c']],
		[
			['a', ' b ', '', null, 3],
			['a', 'b', '3'],
		],
		['["a,b", "c"]', ['a,b', 'c']],
		['[not json', ['[not json']],
		['', []],
		[undefined, []],
		[7, ['7']],
	])('%j', (value, list) => {
		expect(toList(value, 'emails')).toEqual(list);
	});

	it('holds no objects', () => {
		expect(() => toList([{ a: 1 }], 'emails')).toThrow(
			"'Emails' contains something that is not text",
		);
	});

	it('of an expression is kept whole, whatever is in it', () => {
		const id = fc.string({ minLength: 1 }).map((text) => text.trim());
		fc.assert(
			fc.property(fc.uniqueArray(id.filter((text) => text !== '')), (ids) => {
				expect(toList(ids, 'subjectIds')).toEqual(ids);
			}),
		);
	});
});

it('tells addresses from other text', () => {
	expect(toEmails('a@b.co, c+d@e.fr', 'emails')).toEqual(['a@b.co', 'c+d@e.fr']);
	expect(() => toEmails('a@b.co, c d@e.fr', 'emails')).toThrow('not an e-mail address');
});

it('reads labels as text and as objects', () => {
	const labels = [{ key: 'env', value: 'prod:eu' }];
	expect(toLabels('env: prod:eu', 'labels')).toEqual(labels);
	expect(toLabels(labels, 'labels')).toEqual(labels);
});

it('does not take an object for text', () => {
	expect(() => toText({ a: 1 }, 'name')).toThrow("'Name' is not text");
});

describe('a moment', () => {
	it.each([
		['2026-07-01T12:00:00', 'Europe/Paris', '2026-07-01T10:00:00.000Z'],
		['2026-01-01T12:00:00', 'Europe/Paris', '2026-01-01T11:00:00.000Z'],
		['2026-01-01 12:00:00', 'America/New_York', '2026-01-01T17:00:00.000Z'],
		['2026-01-01', 'Asia/Tokyo', '2025-12-31T15:00:00.000Z'],
		['2026-01-01T12:00:00Z', 'Europe/Paris', '2026-01-01T12:00:00.000Z'],
		['2026-01-01T12:00:00+0200', 'Europe/Paris', '2026-01-01T10:00:00.000Z'],
		[new Date('2026-01-01T12:00:00Z'), 'Europe/Paris', '2026-01-01T12:00:00.000Z'],
		[1_767_268_800_000, 'Europe/Paris', '2026-01-01T12:00:00.000Z'],
		// an hour after the clocks went forward, which a single look at the offset gets wrong
		['2026-03-29T03:30:00', 'Europe/Paris', '2026-03-29T01:30:00.000Z'],
	])('%s in %s', (value, timezone, iso) => {
		expect(toIso(value, 'startTime', timezone)).toBe(iso);
	});
});

describe('a path', () => {
	it('has its IDs encoded, so that they stay in their place', () => {
		fc.assert(
			fc.property(
				fc.string({ minLength: 1 }).filter((id) => !['', '.', '..'].includes(id.trim())),
				(id) => {
					const path = fillPath('/users/{user}/groups', () => id);
					expect(path.split('/')).toHaveLength(4);
					expect(new URL(path, 'https://api.segmentapis.com').pathname).toBe(path);
				},
			),
		);
	});

	it.each(['.', '..', ' .. '])('is not led astray by %j', (id) => {
		expect(() => fillPath('/sources/{source}', () => id)).toThrow("'Source' is not an ID");
	});
});
