import { inspect } from 'node:util';

import fc from 'fast-check';

import { createFieldMapper, type FieldMapping } from '../../../../nodes/Segment/message/mapFields';
import { MESSAGE_TYPES } from '../../../../nodes/Segment/message/types';
import { problemOf } from './support';

const PATHS: FieldMapping['paths'] = {
	userId: 'userId',
	anonymousId: 'anonymousId',
	groupId: 'groupId',
	previousId: 'previousId',
	event: 'event',
	name: 'name',
	category: 'category',
	timestamp: 'timestamp',
	messageId: 'messageId',
};
const context = { library: { name: 'test' } };

function mapper(mapping: Partial<FieldMapping>, paths: Partial<FieldMapping['paths']> = {}) {
	return createFieldMapper({
		type: 'identify',
		paths: { ...PATHS, ...paths },
		eventName: '',
		data: { from: 'allOtherFields' },
		context,
		itemContext: undefined,
		integrations: {},
		timezone: 'Europe/Berlin',
		...mapping,
	});
}

const EVERYTHING = {
	userId: 1,
	anonymousId: 'a-1',
	groupId: 'g-1',
	previousId: 'p-1',
	event: 'Order Completed',
	name: 'Home',
	category: 'Docs',
	timestamp: '2026-01-31T09:30:00',
	messageId: 'm-1',
	plan: 'pro',
};

it.each([
	[
		'identify',
		{ userId: '1', anonymousId: 'a-1' },
		'traits',
		['groupId', 'previousId', 'event', 'name', 'category'],
	],
	[
		'group',
		{ userId: '1', anonymousId: 'a-1', groupId: 'g-1' },
		'traits',
		['previousId', 'event', 'name', 'category'],
	],
	[
		'track',
		{ userId: '1', anonymousId: 'a-1', event: 'Order Completed' },
		'properties',
		['groupId', 'previousId', 'name', 'category'],
	],
	[
		'page',
		{ userId: '1', anonymousId: 'a-1', name: 'Home', category: 'Docs' },
		'properties',
		['groupId', 'previousId', 'event'],
	],
	[
		'screen',
		{ userId: '1', anonymousId: 'a-1', name: 'Home', category: 'Docs' },
		'properties',
		['groupId', 'previousId', 'event'],
	],
] as const)('gives %s its own fields, and the others as its data', (type, fields, key, others) => {
	expect(mapper({ type })(EVERYTHING)).toEqual({
		type,
		...fields,
		[key]: { ...Object.fromEntries(others.map((name) => [name, EVERYTHING[name]])), plan: 'pro' },
		context,
		timestamp: '2026-01-31T08:30:00.000Z',
		messageId: 'm-1',
	});
});

it('gives alias its ids and no data', () => {
	expect(mapper({ type: 'alias' })(EVERYTHING)).toEqual({
		type: 'alias',
		userId: '1',
		anonymousId: 'a-1',
		previousId: 'p-1',
		context,
		timestamp: '2026-01-31T08:30:00.000Z',
		messageId: 'm-1',
	});
});

it('reads the type of each item from a field', () => {
	const map = mapper({ type: { path: 'meta.type' } });
	for (const type of MESSAGE_TYPES) {
		expect(map({ meta: { type: ` ${type.toUpperCase()} ` }, userId: 'u' }).type).toBe(type);
	}
	expect(problemOf(() => map({ meta: {} }))).toEqual({
		message: 'Type (field “meta.type”) is empty, not a message type',
		advice: 'Use one of identify, group, track, page, screen, alias.',
	});
	expect(problemOf(() => map({ meta: { type: 'order' } })).message).toBe(
		'Type (field “meta.type”) is “order”, not a message type',
	);
});

it('uses the event of all messages, and then leaves a field called event to the properties', () => {
	expect(mapper({ type: 'track', eventName: 'Imported' })({ userId: 'u', event: 'x' })).toEqual({
		type: 'track',
		userId: 'u',
		event: 'Imported',
		properties: { event: 'x' },
		context,
	});
});

it('follows paths into objects, and takes a field with a dot in its name first', () => {
	const map = mapper({}, { userId: 'customer.id' });
	expect(map({ customer: { id: 7, plan: 'pro' } })).toEqual({
		type: 'identify',
		userId: '7',
		traits: { customer: { plan: 'pro' } },
		context,
	});
	expect(map({ 'customer.id': 8 })).toEqual({ type: 'identify', userId: '8', context });
	const both = { 'customer.id': 8, customer: { id: 7, plan: 'pro' } };
	expect(map(both).traits).toEqual({ customer: { id: 7, plan: 'pro' } });
	expect(map({ customer: [{ id: 1 }] }).userId).toBeUndefined();
	expect(mapper({}, { userId: 'constructor.name' })({}).userId).toBeUndefined();
});

const named = (...names: string[]) => names.map((name) => ({ from: name, to: name }));

it('takes chosen fields under the names they are sent as, which nest at dots as rows do', () => {
	const fields = [
		{ from: 'total', to: 'revenue' },
		{ from: 'total', to: 'order.total' },
		...named('customer.plan', 'since', 'missing', 'empty', 'none'),
	];
	const item = {
		userId: 'u',
		total: 0,
		customer: { plan: 'pro' },
		since: new Date(0),
		empty: '',
		none: null,
		other: 1,
	};
	expect(mapper({ data: { from: 'chosenFields', fields } })(item).traits).toEqual({
		revenue: 0,
		order: { total: 0 },
		customer: { plan: 'pro' },
		since: '1970-01-01T00:00:00.000Z',
		none: null,
	});
});

it.each([
	[named('plan', 'plan'), 'Chosen Fields has “plan” twice'],
	[
		named('plan', 'plan.tier'),
		'Chosen Fields has both “plan” and “plan.tier”, and one would replace the other',
	],
	[
		[
			{ from: 'tags', to: 'tags' },
			{ from: 'first', to: 'tags.0' },
		],
		'Chosen Fields has both “tags” and “tags.0”, and one would replace the other',
	],
])(
	'refuses chosen fields of which one would replace another, before any item: %j',
	(fields, message) => {
		expect(problemOf(() => mapper({ data: { from: 'chosenFields', fields } })).message).toBe(
			message,
		);
	},
);

it('takes the object of one field', () => {
	const map = mapper({ data: { from: 'objectField', path: 'data.traits' } });
	expect(map({ userId: 'u', data: { traits: { at: new Date(0) } } }).traits).toEqual({
		at: '1970-01-01T00:00:00.000Z',
	});
	expect(map({ userId: 'u' })).toEqual({ type: 'identify', userId: 'u', context });
	expect(problemOf(() => map({ data: { traits: 'x' } }))).toEqual({
		message: 'Object Field “data.traits” holds “x”, not an object',
		advice: "Choose the field that holds the object, or another way under 'Traits or Properties'.",
	});
});

it('sends destinations only where there are some', () => {
	expect(mapper({ integrations: { All: false } })({ userId: 'u' }).integrations).toEqual({
		All: false,
	});
	expect(mapper({})({ userId: 'u' })).not.toHaveProperty('integrations');
});

it.each([
	[{ customer: {} }, 'User ID (field “customer”) is an object, not text'],
	[{ customer: NaN }, 'User ID (field “customer”) is NaN, not an ID'],
	[{ timestamp: 'soon' }, 'Timestamp (field “timestamp”) is “soon”, not a time'],
	[{ timestamp: 46053.396 }, 'Timestamp (field “timestamp”) is 46053.396, not a time'],
	[{ ltv: NaN }, 'Field “ltv” is NaN'],
	[{ order: { seen: new Map() } }, 'Field “order” → seen is a Map, which JSON cannot carry'],
	[{ messageId: [] }, 'Message ID (field “messageId”) is a list, not text'],
])('names the field of %j', (item, message) => {
	expect(problemOf(() => mapper({}, { userId: 'customer' })(item)).message).toBe(message);
});

it('never changes an item, and always makes JSON', () => {
	const items = fc.dictionary(
		fc.oneof(fc.constantFrom('userId', 'event', 'customer', 'timestamp'), fc.string()),
		fc.oneof(fc.jsonValue(), fc.date()),
	);
	fc.assert(
		fc.property(items, (item) => {
			// Jest takes two invalid dates for different ones
			const shown = () => inspect(item, { depth: null, maxStringLength: null });
			const before = shown();
			let message: unknown;
			try {
				message = mapper({}, { userId: 'customer.id' })(item);
			} catch {
				return;
			} finally {
				expect(shown()).toBe(before);
			}
			expect(JSON.parse(JSON.stringify(message))).toMatchObject({ type: 'identify' });
		}),
	);
});
