import * as fc from 'fast-check';

import { identifierText, readIdentifier } from '../../../nodes/SegmentProfile/lookup/identifier';
import { profileUrl } from '../../../nodes/SegmentProfile/lookup/url';
import { properties } from '../../../nodes/SegmentProfile/properties';
import { Form } from '../../../nodes/shared/read/form';

interface Filled {
	collection?: unknown;
	idType?: unknown;
	options?: object;
	[idType: string]: unknown;
}

const read = (parameters: Filled) => {
	const filled: Filled = { collection: 'users', idType: 'userId', ...parameters };
	return readIdentifier(
		new Form({
			definitions: properties,
			value: (name) => filled[name],
			saved: (name) => filled[name],
			timezone: 'UTC',
		}),
	);
};

const text = (parameters: Filled) => identifierText(read(parameters));

/** The value of a user's ID as it stands in the URL. */
function encoded(value: unknown, options = {}): string {
	const url = profileUrl(
		{ host: 'https://profiles.segment.com', id: 'spa_1' },
		read({ userId: value, options }),
		'metadata',
		{},
	);
	return url.split('/')[9];
}

describe('the type of an identifier', () => {
	it.each([
		['users', 'userId', 'user_id'],
		['users', 'anonymousId', 'anonymous_id'],
		['users', 'email', 'email'],
		['accounts', 'groupId', 'group_id'],
	])('%s by %s is %s', (collection, idType, type) => {
		expect(text({ collection, idType, [idType]: 'x1' })).toBe(`${type}:x1`);
	});

	it.each(['users', 'accounts'])('is given for a custom ID of %s', (collection) => {
		const custom = { collection, idType: 'customId', customId: 'x1', customIdType: ' ios.idfa ' };
		expect(text(custom)).toBe('ios.idfa:x1');
	});

	it.each([
		['users', 'groupId', 'Look up a user by Anonymous ID, Custom ID, Email or User ID.'],
		['accounts', 'userId', 'Look up an account by Group ID or Custom ID.'],
		['accounts', 'email', 'Look up an account by Group ID or Custom ID.'],
	])('has to fit: %s by %s', (collection, idType, advice) => {
		expect(() => read({ collection, idType, [idType]: 'x1' })).toThrow(
			expect.objectContaining({ message: 'Look Up By does not fit the collection', advice }),
		);
	});

	it.each([
		['users', 'userId', 'user_id:x1'],
		['accounts', 'groupId', 'group_id:x1'],
	])('is the usual one of %s when none is given', (collection, field, id) => {
		expect(text({ collection, idType: undefined, [field]: 'x1' })).toBe(id);
	});

	it.each([
		[{ collection: ' Users ' }, 'user_id:x1'],
		[{ idType: 'USERID' }, 'user_id:x1'],
	])('is read in any case: %j', (parameters, id) => {
		expect(text({ userId: 'x1', ...parameters })).toBe(id);
	});

	it.each([
		[{ collection: 'people' }, 'Collection is “people”, which is not one of its choices'],
		[{ idType: 'name' }, 'Look Up By is “name”, which is not one of its choices'],
		[{ idType: true }, 'Look Up By is true, which is not one of its choices'],
	])('never falls back: %j', (parameters, message) => {
		expect(() => read({ userId: 'x1', ...parameters })).toThrow(message);
	});
});

describe('the value of an identifier', () => {
	it.each([
		['+15555550123', '%2B15555550123'],
		['50% off', '50%25%20off'],
		['two words', 'two%20words'],
		['a/b/../c', 'a%2Fb%2F..%2Fc'],
		['urn:x:1', 'urn%3Ax%3A1'],
		['😀', '%F0%9F%98%80'],
		["o'neil (jr.)*!", 'o%27neil%20%28jr.%29%2A%21'],
		['#?&=', '%23%3F%26%3D'],
		['über', '%C3%BCber'],
	])('%s is written %s', (value, path) => {
		expect(encoded(value)).toBe(`user_id:${path}`);
	});

	it('can be 500 characters long', () => {
		expect(encoded('😀'.repeat(500))).toBe(`user_id:${'%F0%9F%98%80'.repeat(500)}`);
	});

	it('comes back from the URL as it was, whatever it holds, without white space around it', () => {
		const wellFormed = fc
			.string({ unit: 'binary', minLength: 1 })
			.map((value) => value.replace(/^[\p{White_Space}\uFEFF]+|[\p{White_Space}\uFEFF]+$/gu, ''))
			.filter((value) => value !== '');
		fc.assert(
			fc.property(
				wellFormed,
				fc.constantFrom('', ' ', '\n', '\u00a0', '\ufeff'),
				(value, space) => {
					const path = encoded(`${space}${value}${space}`, { lowercaseId: false });
					expect(path).toMatch(/^user_id:[A-Za-z0-9\-._~%]+$/);
					expect(decodeURIComponent(path)).toBe(`user_id:${value}`);
				},
			),
		);
	});

	it('is in lower case with its type, unless switched off', () => {
		const custom = { idType: 'customId', customIdType: 'Mail', customId: 'Ada@Example.COM' };
		expect(text(custom)).toBe('mail:ada@example.com');
		expect(text({ ...custom, options: { lowercaseId: false } })).toBe('Mail:Ada@Example.COM');
		expect(text({ ...custom, options: { lowercaseId: 'False' } })).toBe('Mail:Ada@Example.COM');
	});

	it('can be a number', () => {
		expect(text({ userId: 0 })).toBe('user_id:0');
	});

	it.each([
		['', 'User ID is empty'],
		['  ', 'User ID is empty'],
		[undefined, 'User ID is empty'],
		[null, 'User ID is empty'],
		[{ id: 1 }, 'User ID is an object, not text'],
		[['a'], 'User ID is a list, not text'],
		[true, 'User ID is true, not text'],
		[NaN, 'User ID is NaN, not an ID'],
		[2 ** 53, 'User ID is the number 9007199254740992, which has lost digits'],
		['null', 'User ID is the text “null”, not an ID'],
		['cut \ud83d', 'User ID holds half a character'],
	])('cannot be %j', (value, message) => {
		expect(() => read({ userId: value })).toThrow(
			expect.objectContaining({ message, advice: expect.stringMatching(/\.$/) }),
		);
	});

	it('names the custom fields', () => {
		const custom = { idType: 'customId', customIdType: 'phone', customId: '' };
		expect(() => read(custom)).toThrow('Custom ID is empty');
		expect(() => read({ ...custom, customId: 'x', customIdType: ' ' })).toThrow(
			'Custom ID Type is empty',
		);
	});
});
