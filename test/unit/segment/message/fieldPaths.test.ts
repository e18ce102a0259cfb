import fc from 'fast-check';

import { checkNames, readPath, removePath } from '../../../../nodes/Segment/message/fieldPaths';
import type { Fields } from '../../../../nodes/shared/read/describe';
import { problemOf } from './support';

describe('readPath', () => {
	it('leads into objects, and takes a field with a dot in its name first', () => {
		expect(readPath({ customer: { id: { number: 7 } } }, 'customer.id.number')).toBe(7);
		expect(readPath({ 'customer.id': 8, customer: { id: 7 } }, 'customer.id')).toBe(8);
	});

	it('leads into nothing but objects of the item', () => {
		for (const path of ['tags.0', 'tags.length', 'at.getTime', 'name.length', 'none.id', 'a.b']) {
			const item = { tags: ['a'], at: new Date(0), name: 'Ada', none: null };
			expect(readPath(item, path)).toBeUndefined();
		}
		for (const path of ['constructor', 'constructor.name', '__proto__', 'toString.name']) {
			expect(readPath({}, path)).toBeUndefined();
		}
	});
});

describe('removePath', () => {
	it('takes out what readPath reads, and nothing else', () => {
		const key = fc.constantFrom('a', 'b', 'c');
		const item = fc.dictionary(key, fc.oneof(fc.integer(), fc.dictionary(key, fc.integer())));
		fc.assert(
			fc.property(item, key, key, (fields, outer, inner) => {
				const path = `${outer}.${inner}`;
				const expected = structuredClone(fields);
				const within = expected[outer];
				if (typeof within === 'object') delete within[inner];
				const copy = structuredClone(fields);
				removePath(copy, path);
				expect(copy).toEqual(expected);
				expect(readPath(copy, path)).toBeUndefined();
			}),
		);
	});
});

describe('checkNames', () => {
	const check = (path: string, ...items: Fields[]) =>
		checkNames([{ label: 'User ID Field', path }], items);

	it('lets a name pass that at least one item has, however late', () => {
		const items: Fields[] = Array.from({ length: 200 }, () => ({ other: 1 }));
		items.push({ customer: { id: null } });
		expect(() => check('customer.id', ...items)).not.toThrow();
		expect(() => checkNames([], [])).not.toThrow();
	});

	it('refuses a name that no item has, naming the field of the form', () => {
		expect(problemOf(() => check('nothing.like.it', { userId: 1 }, { email: 'a' }))).toEqual({
			message: 'User ID Field is “nothing.like.it”, and no item has such a field',
			advice:
				'Give the name of a field of the input, such as “userId”, “email”; a dot leads into an object.',
		});
	});

	it.each([
		['propertis', ['properties'], '“properties”'],
		['userId', ['user_id'], '“user_id”'],
		['Customer ID', ['customerId', 'other'], '“customerId”'],
		['plans', ['plan', 'plane', 'orders'], '“plan” or “plane”'],
	])('for %s asks about what comes near in %j', (path, names, near) => {
		const item = Object.fromEntries(names.map((name) => [name, 1]));
		expect(problemOf(() => check(path, item)).advice).toBe(`Did you mean ${near}?`);
	});

	it('asks about fields inside of objects too', () => {
		const { advice } = problemOf(() => check('customer.emial', { customer: { email: 'a' } }));
		expect(advice).toBe('Did you mean “customer.email”?');
	});

	it('asks about three names at most, the nearest first', () => {
		const item = { planxx: 1, planx: 1, plany: 1, planz: 1, plan1: 1 };
		expect(problemOf(() => check('plan', item)).advice.match(/“/g)).toHaveLength(3);
		expect(problemOf(() => check('planyy', item)).advice).toMatch(/^Did you mean “plany”/);
	});

	it('takes a field that is there without a value in all items for missing', () => {
		expect(problemOf(() => check('id', { id: undefined }, {})).message).toMatch(/no item has/);
		expect(() => check('id', { id: null }, {})).not.toThrow();
		expect(() => check('id', { id: '' }, {})).not.toThrow();
	});
});
