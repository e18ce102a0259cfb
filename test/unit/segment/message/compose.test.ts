import { composeMessage, type MessageParameters } from '../../../../nodes/Segment/message/compose';
import { LIBRARY } from '../../../../nodes/Segment/message/library';
import { GROUP_TRAITS } from '../../../../nodes/Segment/properties/group';
import { EVENT_PROPERTIES } from '../../../../nodes/Segment/properties/track';
import { problemOf } from './support';

const compose = (parameters: Partial<MessageParameters>, nestDots = true) =>
	composeMessage(
		{ type: 'track', context: {}, integrations: {}, ...parameters },
		{ nestDots, timezone: 'Europe/Berlin' },
	);
const context = { library: { ...LIBRARY } };

it('leaves out everything that is empty', () => {
	expect(
		compose({
			userId: '',
			anonymousId: ' ',
			event: undefined,
			name: null,
			named: { definitions: EVENT_PROPERTIES, values: { currency: '' } },
			custom: { rows: [] },
			timestamp: '',
			messageId: '',
		}),
	).toEqual({ type: 'track', context });
});

it('writes ids and names as trimmed text', () => {
	expect(compose({ userId: 42, anonymousId: 0, event: ' Order Completed ', messageId: 7 })).toEqual(
		{
			type: 'track',
			userId: '42',
			anonymousId: '0',
			event: 'Order Completed',
			messageId: '7',
			context,
		},
	);
});

it('merges custom fields over the named ones, under the key of the call', () => {
	const custom = {
		rows: [
			{ name: 'address.city', value: 'Berlin', type: 'string' },
			{ name: 'plan', value: 'pro', type: 'string' },
		],
	};
	const named = {
		definitions: GROUP_TRAITS,
		values: { plan: 'free', employees: 3, address: { city: 'Bonn', country: 'DE' } },
	};
	expect(compose({ type: 'group', groupId: 'g-1', named, custom })).toEqual({
		type: 'group',
		groupId: 'g-1',
		traits: { plan: 'pro', employees: 3, address: { city: 'Berlin', country: 'DE' } },
		context,
	});
	expect(compose({ named, custom }, false).properties).toMatchObject({ 'address.city': 'Berlin' });
});

it('carries context, destinations, time and message id', () => {
	expect(
		compose({
			type: 'alias',
			previousId: 'a-1',
			userId: 'u-1',
			context: { ip: '203.0.113.7' },
			integrations: { all: false },
			timestamp: '2026-01-31T09:30:00',
			messageId: 'm-1',
		}),
	).toEqual({
		type: 'alias',
		previousId: 'a-1',
		userId: 'u-1',
		context: { ...context, ip: '203.0.113.7' },
		integrations: { All: false },
		timestamp: '2026-01-31T08:30:00.000Z',
		messageId: 'm-1',
	});
});

it('changes nothing of what it was given', () => {
	const nested = Object.freeze({ a: Object.freeze({ b: 1 }) });
	const parameters = Object.freeze({
		custom: { json: Object.freeze({ nested, 'nested.a.c': 2 }) },
		context: Object.freeze({ additionalContext: nested }),
	});
	expect(compose(parameters).properties).toEqual({ nested: { a: { b: 1, c: 2 } } });
	expect(nested).toEqual({ a: { b: 1 } });
});

it.each([
	[{ userId: { id: 1 } }, 'User ID is an object, not text'],
	[{ event: ['a'] }, 'Event is a list, not text'],
	[{ custom: { json: '[]' } }, 'Custom Properties is a list, not an object'],
	[{ type: 'identify', custom: { json: '[]' } }, 'Custom Traits is a list, not an object'],
	[{ timestamp: 'soon' }, 'Timestamp is text that is not a time'],
	[{ messageId: {} }, 'Message ID is an object, not text'],
] as Array<[Partial<MessageParameters>, string]>)(
	'names the field of %j',
	(parameters, message) => {
		expect(problemOf(() => compose(parameters)).message).toBe(message);
	},
);
