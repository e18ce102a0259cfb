import * as fc from 'fast-check';

import { toIdentifier, type Identity } from '../../../nodes/SegmentProfile/lookup/identifier';

const user = (value: unknown, more: Partial<Identity> = {}): Identity => ({
	collection: 'users',
	idType: 'userId',
	value,
	lowercase: true,
	...more,
});

describe('the type of an identifier', () => {
	it.each([
		['users', 'userId', 'user_id'],
		['users', 'anonymousId', 'anonymous_id'],
		['users', 'email', 'email'],
		['accounts', 'groupId', 'group_id'],
	] as const)('%s by %s is %s', (collection, idType, type) => {
		expect(toIdentifier(user('x1', { collection, idType })).text).toBe(`${type}:x1`);
	});

	it.each(['users', 'accounts'] as const)('is given for a custom ID of %s', (collection) => {
		const identity = user('x1', { collection, idType: 'customId', customIdType: ' ios.idfa ' });
		expect(toIdentifier(identity).text).toBe('ios.idfa:x1');
	});

	it.each([
		['users', 'groupId', 'Look up a user by Anonymous ID, Custom ID, Email or User ID.'],
		['accounts', 'userId', 'Look up an account by Group ID or Custom ID.'],
		['accounts', 'email', 'Look up an account by Group ID or Custom ID.'],
	] as const)('has to fit: %s by %s', (collection, idType, advice) => {
		expect(() => toIdentifier(user('x1', { collection, idType }))).toThrow(
			expect.objectContaining({ message: 'Look Up By does not fit the collection', advice }),
		);
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
		expect(toIdentifier(user(value)).path).toBe(`user_id:${path}`);
	});

	it('can be 500 characters long', () => {
		expect(toIdentifier(user('😀'.repeat(500))).path).toBe(`user_id:${'%F0%9F%98%80'.repeat(500)}`);
	});

	it('comes back from the URL as it was, whatever it holds', () => {
		const wellFormed = fc
			.string({ unit: 'binary', minLength: 1 })
			.filter((text) => text.trim() !== '');
		fc.assert(
			fc.property(wellFormed, (value) => {
				const { path } = toIdentifier(user(value, { lowercase: false }));
				expect(path).toMatch(/^user_id:[A-Za-z0-9\-._~%]+$/);
				expect(decodeURIComponent(path)).toBe(`user_id:${value}`);
			}),
		);
	});

	it('is in lower case with its type, unless switched off', () => {
		const identity = user('Ada@Example.COM', { idType: 'customId', customIdType: 'Mail' });
		expect(toIdentifier(identity).text).toBe('mail:ada@example.com');
		expect(toIdentifier({ ...identity, lowercase: false }).text).toBe('Mail:Ada@Example.COM');
	});

	it('can be a number', () => {
		expect(toIdentifier(user(0)).text).toBe('user_id:0');
	});

	it.each([
		['', 'User ID is empty'],
		['  ', 'User ID is empty'],
		[undefined, 'User ID is empty'],
		[null, 'User ID is empty'],
		[{ id: 1 }, 'User ID is not text'],
		[['a'], 'User ID is not text'],
		['cut \ud83d', 'User ID holds half a character'],
	])('cannot be %j', (value, message) => {
		expect(() => toIdentifier(user(value))).toThrow(
			expect.objectContaining({ message, advice: expect.stringMatching(/\.$/) }),
		);
	});

	it('names the custom fields', () => {
		const identity = user('', { idType: 'customId', customIdType: 'phone' });
		expect(() => toIdentifier(identity)).toThrow('Custom ID is empty');
		expect(() => toIdentifier({ ...identity, value: 'x', customIdType: ' ' })).toThrow(
			'Custom ID Type is empty',
		);
	});
});
