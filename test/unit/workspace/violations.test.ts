/** How an event violates the JSON schema of a tracking plan's rule. */
import { violations } from '../../../nodes/SegmentWorkspace/operations/dataReview/violations';

const schema = {
	type: 'object',
	properties: {
		properties: {
			type: 'object',
			required: ['id', 'price'],
			properties: {
				id: { type: ['string', 'null'] },
				price: { type: 'number' },
				currency: { enum: ['EUR', 'USD'] },
				count: { type: 'integer' },
				code: { pattern: '^A' },
				odd: { pattern: '(' },
				tags: { type: 'array', items: { type: 'string' } },
			},
		},
	},
};
const of = (properties: unknown) => violations(schema, { type: 'track', properties });

it('finds none where all is kept', () => {
	const kept = { id: null, price: 1, currency: 'EUR', count: 2, code: 'A1', odd: '(', tags: ['a'] };
	expect(of(kept)).toEqual([]);
	expect(of({ ...kept, more: true })).toEqual([]);
});

it.each<[object, string]>([
	[{ id: 'a' }, 'properties.price is missing'],
	[{ id: 'a', price: '1' }, 'properties.price is not of type number'],
	[{ id: 1, price: 1 }, 'properties.id is not of type string or null'],
	[{ id: 'a', price: 1, currency: 'GBP' }, 'properties.currency is none of EUR, USD'],
	[{ id: 'a', price: 1, count: 1.5 }, 'properties.count is not of type integer'],
	[{ id: 'a', price: 1, code: 'B' }, 'properties.code does not match ^A'],
	[{ id: 'a', price: 1, tags: ['a', 2] }, 'properties.tags.1 is not of type string'],
])('finds what is wrong with %j', (properties, violation) => {
	expect(of(properties)).toEqual([violation]);
});

it('finds a part that is no object, and nothing in what is no schema', () => {
	expect(of('text')).toEqual(['properties is not of type object']);
	expect(violations(undefined, {})).toEqual([]);
	expect(violations({ type: 'odd' }, 1)).toEqual([]);
});
