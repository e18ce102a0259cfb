import fc from 'fast-check';

import { checkMessage, checkSize } from '../../../../nodes/Segment/message/check';
import { MESSAGE_TYPES, type Message } from '../../../../nodes/Segment/message/types';
import { Problem } from '../../../../nodes/shared/problem';
import type { Fields } from '../../../../nodes/shared/read/describe';
import { problemOf } from './support';

const COMPLETE: Record<string, Message> = {
	identify: { type: 'identify', userId: 'u-1', traits: { plan: 'pro' } },
	group: { type: 'group', userId: 'u-1', groupId: 'acct_19', traits: {} },
	track: { type: 'track', anonymousId: 'a-1', event: 'Order Completed', properties: {} },
	page: { type: 'page', userId: 'u-1', anonymousId: 'a-1', name: 'Home', category: 'Docs' },
	screen: { type: 'screen', userId: 'u-1' },
	alias: { type: 'alias', previousId: 'a-1', userId: 'u-1' },
};

/** A track message with whatever a replayed item has. */
const withFields = (fields: Fields) => ({ ...COMPLETE.track, ...fields }) as Message;
const check = (fields: Fields) => checkMessage(withFields(fields));

const CONSENT_ADVICE =
	'Use { "categoryPreferences": { "Advertising": true, "Analytics": false } }.';

describe('checkMessage', () => {
	it.each(MESSAGE_TYPES)('lets a complete %s message pass', (type) => {
		expect(() => checkMessage(COMPLETE[type])).not.toThrow();
	});

	it.each(['identify', 'group', 'track', 'page', 'screen'])(
		'refuses a %s message that belongs to nobody',
		(type) => {
			const { userId: _userId, anonymousId: _anonymousId, ...message } = COMPLETE[type];
			expect(problemOf(() => checkMessage(message))).toEqual({
				message: 'User ID and Anonymous ID are both empty',
				advice: 'Fill in one of them. Segment drops messages that belong to nobody.',
			});
		},
	);

	it.each([
		['group', 'groupId', 'Group ID is empty', 'Give the ID of the account.'],
		['track', 'event', 'Event is empty', 'Give a name such as Order Completed.'],
		['alias', 'previousId', 'Previous ID is empty', 'Give the ID that the user had before.'],
		['alias', 'userId', 'User ID is empty', 'Give the new ID of the user.'],
	])('refuses a %s message without %s', (type, key, message, advice) => {
		const rest: Message = { ...COMPLETE[type], [key]: undefined };
		expect(problemOf(() => checkMessage(rest))).toEqual({ message, advice });
	});

	it('tells everything that is missing at once', () => {
		expect(problemOf(() => checkMessage({ type: 'track' }))).toEqual({
			message: 'User ID and Anonymous ID are both empty; Event is empty',
			advice:
				'Fill in one of them. Segment drops messages that belong to nobody. Give a name such as Order Completed.',
		});
	});

	it('refuses an alias that has only an Anonymous ID', () => {
		const alias: Message = { type: 'alias', previousId: 'a-1', anonymousId: 'a-2' };
		expect(problemOf(() => checkMessage(alias)).message).toBe('User ID is empty');
	});

	it.each([
		['traits', 'Traits'],
		['properties', 'Properties'],
		['context', 'Context'],
		['integrations', 'Destinations'],
	])('refuses %s that is no object', (key, label) => {
		for (const [value, words] of [
			[[], 'a list'],
			['{}', '“{}”'],
			[null, 'null'],
			[new Date(), 'a date'],
		]) {
			expect(problemOf(() => check({ [key]: value }))).toEqual({
				message: `${label} is ${words as string}, not an object`,
				advice: 'Use a JSON object such as { "plan": "premium" }.',
			});
		}
	});

	it.each([
		[{ categoryPreferences: { Advertising: true, Analytics: false } }],
		[{ categoryPreferences: {} }],
		[{ categoryPreferences: {}, version: 2 }],
	])('takes the consent %j', (consent) => {
		expect(() => check({ context: { consent } })).not.toThrow();
	});

	it.each([
		[{}],
		[null],
		['yes'],
		[{ categoryPreferences: [] }],
		[{ categoryPreferences: null }],
		[{ categoryPreferences: { Advertising: 'true' } }],
		[{ categoryPreferences: { Advertising: { given: true } } }],
		[{ Advertising: true }],
		[{ categoryPreferences: {}, version: '2' }],
	])('refuses the consent %j', (consent) => {
		expect(problemOf(() => check({ context: { consent } }))).toEqual({
			message: 'Context → Consent has the wrong shape',
			advice: CONSENT_ADVICE,
		});
	});

	it('refuses the event of a consent without the consent', () => {
		const event = 'Segment Consent Preference Updated';
		expect(problemOf(() => check({ event }))).toEqual({
			message: 'Context → Consent is empty',
			advice: CONSENT_ADVICE,
		});
		const context = { consent: { categoryPreferences: { Advertising: true } } };
		expect(() => check({ event, context })).not.toThrow();
	});

	it('refuses an advertising ID that is no text, and context traits that are no object', () => {
		for (const [advertisingId, words] of [
			[7, '7'],
			['', 'empty'],
			[null, 'null'],
		]) {
			expect(problemOf(() => check({ context: { device: { advertisingId } } })).message).toBe(
				`Context → Device → Advertising ID is ${words as string}, not text`,
			);
		}
		expect(problemOf(() => check({ context: { traits: ['pro'] } })).message).toBe(
			'Context → Traits is a list, not an object',
		);
	});

	it('never ends in anything but a problem', () => {
		const value = fc.oneof(fc.jsonValue(), fc.constant(undefined), fc.date());
		const context = fc.record({ consent: value, device: value, traits: value });
		const fields = fc.record({
			traits: value,
			properties: value,
			integrations: value,
			context: fc.oneof(value, context),
		});
		fc.assert(
			fc.property(fc.constantFrom(...MESSAGE_TYPES), fields, (type, spoilt) => {
				try {
					checkMessage({ ...COMPLETE[type], ...spoilt } as Message);
				} catch (error) {
					expect(error).toBeInstanceOf(Problem);
				}
			}),
		);
	});
});

describe('checkSize', () => {
	// 32 KB less `,"sentAt":"2026-01-02T03:04:05.678Z"`, which every attempt adds
	const LARGEST = 32 * 1024 - 36;

	it('takes what still fits into 32 KB with sentAt', () => {
		expect(() => checkSize(LARGEST)).not.toThrow();
	});

	it('refuses one byte more and tells the real size', () => {
		expect(problemOf(() => checkSize(LARGEST + 1))).toEqual({
			message: 'The message has 32,733 bytes, and Segment takes at most 32 KB (32,732 bytes)',
			advice: 'Send fewer or shorter traits, properties and context fields.',
		});
	});
});
