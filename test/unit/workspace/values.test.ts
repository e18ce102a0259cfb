/** What several operations of Segment Workspace read out of a form. */
import fc from 'fast-check';
import type { INodeProperties } from 'n8n-workflow';

import { Form } from '../../../nodes/shared/read/form';
import { fillPath } from '../../../nodes/shared/send/publicApi';
import { inParts } from '../../../nodes/SegmentWorkspace/request/parts';
import { clearable, emails, labels } from '../../../nodes/SegmentWorkspace/request/read';

const FIELD: INodeProperties = {
	displayName: 'Some Field',
	name: 'field',
	type: 'string',
	default: '',
};

/** A form with one field, whose value was typed or given by an expression. */
function form(value: unknown, saved: unknown = value): Form {
	return new Form({
		definitions: [FIELD],
		value: () => value,
		saved: () => saved,
		timezone: 'UTC',
	});
}

const given = (value: unknown) => form(value, '={{ … }}');

describe('e-mail addresses', () => {
	it('are told from other text', () => {
		expect(emails(form('a@b.co, c+d@e.fr\na@b.co'), 'field')).toEqual(['a@b.co', 'c+d@e.fr']);
		expect(emails(given(['a@b.co', ' c@d.co ']), 'field')).toEqual(['a@b.co', 'c@d.co']);
		expect(() => emails(form('a@b.co, c d@e.fr'), 'field')).toThrow(
			'Some Field contains “c d@e.fr”, which is not an e-mail address',
		);
	});

	it.each(['a@b.co, c@d.co', 'a@b.co;c@d.co', 'a@b.co\nc@d.co'])(
		'of an expression are one entry each: %j is none',
		(text) => {
			expect(() => emails(given(text), 'field')).toThrow('which is not an e-mail address');
		},
	);

	it.each([
		[['a@b.co', { a: 1 }], 'Some Field → 1 is an object, not text'],
		[['a@b.co', null], 'Some Field → 1 is empty'],
		['["a@b.co"]', 'Some Field is text that looks like a JSON list'],
	])('%j are refused', (value, message) => {
		expect(() => emails(given(value), 'field')).toThrow(message);
	});
});

describe('labels', () => {
	const read = [{ key: 'env', value: 'prod:eu' }];

	it('are read as text and as objects', () => {
		expect(labels(form('env: prod:eu'), 'field')).toEqual(read);
		expect(labels(given(read), 'field')).toEqual(read);
		expect(labels(given(['env:prod:eu']), 'field')).toEqual(read);
		expect(labels(form(''), 'field')).toEqual([]);
	});

	it.each([
		[form('env'), 'Some Field contains “env”, which is not a label'],
		[given('env:prod, team:x'), 'which is not a label'],
		[given([{ key: 'env' }]), 'Some Field → 0 contains half a label'],
		[given([{ key: {}, value: 'x' }]), 'Some Field → 0 → Key is an object, not text'],
	])('are refused where a part is missing', (some, message) => {
		expect(() => labels(some, 'field')).toThrow(message);
	});
});

it.each([
	['', ''],
	[null, ''],
	[undefined, undefined],
	[' new ', 'new'],
])('text that can be cleared: %j gives %j', (value, read) => {
	expect(clearable(form(value), 'field')).toBe(read);
});

describe('a path', () => {
	it('has its IDs encoded, so that they stay in their place', () => {
		fc.assert(
			fc.property(
				fc.string({ minLength: 1 }).filter((id) => !['.', '..'].includes(id)),
				(id) => {
					const path = fillPath('/users/{user}/groups', () => id);
					expect(path.split('/')).toHaveLength(4);
					expect(new URL(path, 'https://api.segmentapis.com').pathname).toBe(path);
				},
			),
		);
	});

	it.each(['.', '..', '', '\ud800'])('is not led astray by %j', (id) => {
		const fill = () =>
			fillPath(
				'/sources/{source}',
				() => id,
				() => 'Source',
			);
		expect(fill).toThrow(`Source is “${id}”, not an ID`);
	});
});

it('splits a list in its order, into as few parts as fit', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(20)), fc.integer({ min: 1, max: 50 }), (entries, most) => {
			const parts = inParts(entries, (entry, place) => entry + (place < 3 ? 0 : most), most);
			const size = (part: number[]) => part.reduce((sum, entry) => sum + entry, 0);
			expect(parts.flat()).toEqual(entries);
			parts.forEach((part, index) => {
				expect(part.length === 1 || size(part) <= most).toBe(true);
				const next = parts[index + 1];
				if (next) expect(part.length >= 3 || size(part) + next[0] > most).toBe(true);
			});
		}),
	);
});
