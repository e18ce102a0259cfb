import { composeMessage } from '../../../../nodes/Segment/message/compose';
import { LIBRARY } from '../../../../nodes/Segment/message/library';
import type { MessageType } from '../../../../nodes/Segment/message/types';
import type { Fields } from '../../../../nodes/shared/read/describe';
import { formWith, problemOf } from './support';

const compose = (type: MessageType, parameters: Fields, nestDots = true) =>
	composeMessage(formWith(parameters, { timezone: 'Europe/Berlin' }), type, {
		nestDots,
		sources: {},
		traits: [],
		item: {},
	});

const rows = (...assignments: object[]) => ({ assignments });
const context = { library: { ...LIBRARY } };

it('leaves out everything that is empty', () => {
	expect(
		compose('track', {
			userId: '',
			anonymousId: ' \u00a0\ufeff',
			event: undefined,
			properties: { currency: '' },
			customProperties: rows(),
			additionalFields: { timestamp: '', messageId: '' },
		}),
	).toEqual({ type: 'track', context });
	expect(compose('page', { userId: null, name: null, category: ' ', pageProperties: {} })).toEqual({
		type: 'page',
		context,
	});
});

it('reads dates as docs/segment.md tells, New York being n8n’s zone unless another is set', () => {
	const time = '2026-11-20 10:15';
	const message = composeMessage(
		formWith(
			{
				userId: 'u-1',
				event: 'Tested',
				customProperties: rows(
					{ name: 'object', value: time, type: 'object' },
					{ name: 'text', value: time, type: 'string' },
					{ name: 'list', value: [time, new Date('2026-11-20T15:15:00Z')], type: 'array' },
				),
				additionalFields: { timestamp: time },
			},
			{ timezone: 'America/New_York' },
		),
		'track',
		{ nestDots: true, sources: {}, traits: [], item: {} },
	);
	expect(message.timestamp).toBe('2026-11-20T15:15:00.000Z');
	expect(message.properties).toEqual({
		object: '2026-11-20T15:15:00.000Z',
		text: time,
		list: [time, '2026-11-20T15:15:00.000Z'],
	});
});

it('tells all that is wrong with an item at once', () => {
	const wrong = () =>
		compose('track', {
			userId: Number.NaN,
			event: 'Tested',
			properties: { revenue: 'a lot', value: 'some' },
			customProperties: rows({ name: 'paid', value: 'maybe', type: 'boolean' }),
			context: { locale: true, ip: [] },
			additionalFields: { timestamp: 'soon', messageId: 'm'.repeat(100) },
		});
	const { message } = problemOf(wrong);
	expect(message.split('; ')).toEqual([
		'User ID is NaN, not an ID',
		'Revenue is “a lot”, not a number',
		'Value is “some”, not a number',
		'Custom Properties → paid is “maybe”, not true or false',
		'Context → IP Address is a list, not text',
		'Timestamp is “soon”, not a time',
		'Message ID has 100 characters, and Segment takes at most 99',
	]);
});

it('writes ids and names as trimmed text', () => {
	expect(
		compose('track', {
			userId: 42,
			anonymousId: 0,
			event: ' Order Completed ',
			additionalFields: { messageId: 7 },
		}),
	).toEqual({
		type: 'track',
		userId: '42',
		anonymousId: '0',
		event: 'Order Completed',
		messageId: '7',
		context,
	});
});

describe.each([
	['identify', 'traits', { userId: 'u-1', anonymousId: 'a-1' }],
	['group', 'traits', { userId: 'u-1', anonymousId: 'a-1', groupId: 'g-1' }],
	['track', 'properties', { userId: 'u-1', anonymousId: 'a-1', event: 'E' }],
	['page', 'properties', { userId: 'u-1', anonymousId: 'a-1', name: 'N', category: 'C' }],
	['screen', 'properties', { userId: 'u-1', anonymousId: 'a-1', name: 'N', category: 'C' }],
	['alias', undefined, { userId: 'u-1', anonymousId: 'a-1', previousId: 'p-1' }],
] as const)('%s', (type, dataKey, ids) => {
	it('has its own ids and names, and no others', () => {
		const everything = {
			...{ userId: 'u-1', anonymousId: 'a-1', groupId: 'g-1', previousId: 'p-1' },
			...{ event: 'E', name: 'N', category: 'C' },
		};
		expect(compose(type, everything)).toEqual({ type, ...ids, context });
	});

	it('carries its custom fields where Segment reads them', () => {
		const row = { name: 'plan', value: 'pro', type: 'string' };
		const message = compose(type, {
			...ids,
			customTraits: rows({ ...row, name: 'trait' }),
			customProperties: rows({ ...row, name: 'property' }),
		});
		const expected = { traits: { trait: 'pro' }, properties: { property: 'pro' } };
		expect(message).toEqual({
			type,
			...ids,
			context,
			...(dataKey && { [dataKey]: expected[dataKey] }),
		});
	});
});

it('puts Email and Name of an identify among the traits, where null clears', () => {
	expect(compose('identify', { email: 'a@example.com', fullName: null }).traits).toEqual({
		email: 'a@example.com',
		name: null,
	});
});

describe('custom fields beside the named ones', () => {
	const groupTraits = { plan: 'free', employees: 3, address: { country: 'DE' } };

	it('join them, object by object', () => {
		const customTraits = rows(
			{ name: 'address.city', value: 'Berlin', type: 'string' },
			{ name: 'seats', value: 4, type: 'number' },
		);
		expect(compose('group', { groupId: 'g-1', groupTraits, customTraits })).toEqual({
			type: 'group',
			groupId: 'g-1',
			traits: {
				plan: 'free',
				employees: 3,
				address: { city: 'Berlin', country: 'DE' },
				seats: 4,
			},
			context,
		});
		const { traits } = compose('group', { groupTraits, customTraits }, false);
		expect(traits).toMatchObject({ address: { country: 'DE' }, 'address.city': 'Berlin' });
	});

	it.each([
		['plan', 'pro', 'plan'],
		['address.country', 'AT', 'address.country'],
		['address', 'Berlin', 'address'],
		['plan.tier', 'gold', 'plan'],
	])('never replace one (%s)', (name, value, clash) => {
		const customTraits = rows({ name, value, type: 'string' });
		expect(problemOf(() => compose('group', { groupTraits, customTraits }))).toEqual({
			message: `Custom Traits has “${clash}”, which another field of the form holds too`,
			advice: 'Fill in one of the two.',
		});
	});

	it('never replace Email', () => {
		const customTraits = rows({ name: 'email', value: 'b@example.com', type: 'string' });
		expect(
			problemOf(() => compose('identify', { email: 'a@example.com', customTraits })).message,
		).toBe('Custom Traits has “email”, which another field of the form holds too');
	});
});

it('carries context, destinations, time and message id', () => {
	expect(
		compose('alias', {
			previousId: 'a-1',
			userId: 'u-1',
			anonymousId: 'browser-1',
			context: { ip: '203.0.113.7' },
			integrations: { all: false },
			additionalFields: { timestamp: '2026-01-31T09:30:00', messageId: 'm-1' },
		}),
	).toEqual({
		type: 'alias',
		previousId: 'a-1',
		userId: 'u-1',
		anonymousId: 'browser-1',
		context: { ...context, ip: '203.0.113.7' },
		integrations: { All: false },
		timestamp: '2026-01-31T08:30:00.000Z',
		messageId: 'm-1',
	});
});

it('changes nothing of what it was given', () => {
	const nested = Object.freeze({ a: Object.freeze({ b: 1 }) });
	const parameters = Object.freeze({
		specifyProperties: 'json',
		customPropertiesJson: Object.freeze({ nested, 'other.c': 2 }),
		properties: Object.freeze({ currency: 'EUR' }),
		context: Object.freeze({
			os: Object.freeze({ name: 'iOS' }),
			additionalContext: Object.freeze({ os: Object.freeze({ version: '18' }) }),
		}),
	});
	expect(compose('track', parameters)).toMatchObject({
		properties: { currency: 'EUR', nested: { a: { b: 1 } }, other: { c: 2 } },
		context: { os: { name: 'iOS', version: '18' } },
	});
});

it('takes a Group ID of 500 characters and a Message ID of 99, and no more', () => {
	expect(compose('group', { groupId: 'g'.repeat(500) }).groupId).toHaveLength(500);
	expect(problemOf(() => compose('group', { groupId: 'g'.repeat(501) })).message).toBe(
		'Group ID has 501 characters, and Segment takes at most 500',
	);
	const withMessageId = (messageId: string) =>
		compose('track', { additionalFields: { messageId } });
	expect(withMessageId('m'.repeat(99)).messageId).toHaveLength(99);
	expect(problemOf(() => withMessageId('m'.repeat(100))).message).toBe(
		'Message ID has 100 characters, and Segment takes at most 99',
	);
});

it.each<[MessageType, Fields, string]>([
	['track', { userId: { id: 1 } }, 'User ID is an object, not text'],
	['track', { userId: 'undefined' }, 'User ID is the text “undefined”, not an ID'],
	['track', { event: ['a'] }, 'Event is a list, not text'],
	[
		'track',
		{ specifyProperties: 'json', customPropertiesJson: '[]' },
		'Custom Properties is a list, not an object',
	],
	[
		'identify',
		{ specifyTraits: 'json', customTraitsJson: '[]' },
		'Custom Traits is a list, not an object',
	],
	['identify', { fullName: ['a'] }, 'Name is a list, not text'],
	['identify', { traits: 'pro' }, 'Traits is “pro”, not an object'],
	['identify', { traits: { plann: 'pro' } }, 'Traits has no field “plann”'],
	['track', { additionalFields: { timestamp: 'soon' } }, 'Timestamp is “soon”, not a time'],
	['track', { additionalFields: { messageId: {} } }, 'Message ID is an object, not text'],
	['track', { additionalFields: ['a'] }, 'Additional Fields is a list, not an object'],
])('%s names the field of %j', (type, parameters, message) => {
	expect(problemOf(() => compose(type, parameters)).message).toBe(message);
});
