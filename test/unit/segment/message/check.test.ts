import fc from 'fast-check';
import { tryToParseDateTime } from 'n8n-workflow';

import { checkMessage, checkSize } from '../../../../nodes/Segment/message/check';
import { MESSAGE_TYPES, type Fields } from '../../../../nodes/Segment/message/types';
import { problemOf } from './support';

const COMPLETE: Record<string, Fields> = {
	identify: { type: 'identify', userId: 'u-1', traits: { plan: 'pro' } },
	group: { type: 'group', userId: 'u-1', groupId: 'acct_19', traits: {} },
	track: { type: 'track', anonymousId: 'a-1', event: 'Order Completed', properties: {} },
	page: { type: 'page', userId: 'u-1', anonymousId: 'a-1', name: 'Home', category: 'Docs' },
	screen: { type: 'screen', userId: 'u-1' },
	alias: { type: 'alias', previousId: 'a-1', userId: 'u-1' },
};

const track = COMPLETE.track;
const ISO_ADVICE = 'Use a time such as 2026-01-31T09:30:00Z.';
const CONSENT_ADVICE =
	'Use { "categoryPreferences": { "Advertising": true, "Analytics": false } }.';

describe('checkMessage', () => {
	it.each(MESSAGE_TYPES)('lets a complete %s message pass and tells its type', (type) => {
		expect(checkMessage(COMPLETE[type])).toBe(type);
	});

	it.each([
		[{}, 'Type is missing'],
		[{ type: 'Track' }, 'Type “Track” is not a Segment message type'],
		[{ type: 5 }, 'Type “5” is not a Segment message type'],
	])('refuses %p, which names no call', (message, words) => {
		expect(problemOf(() => checkMessage(message))).toEqual({
			message: words,
			advice: 'Use one of identify, group, track, page, screen, alias.',
		});
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
		const { [key]: _left, ...rest } = COMPLETE[type];
		expect(problemOf(() => checkMessage(rest))).toEqual({ message, advice });
	});

	it.each([
		['userId', 'User ID'],
		['anonymousId', 'Anonymous ID'],
		['event', 'Event'],
		['name', 'Name'],
		['category', 'Category'],
		['groupId', 'Group ID'],
		['previousId', 'Previous ID'],
		['messageId', 'Message ID'],
	])('refuses %s that is no text or empty text', (key, label) => {
		expect(problemOf(() => checkMessage({ ...track, [key]: '' }))).toEqual({
			message: `${label} is empty`,
			advice: 'Fill it in, or leave it out.',
		});
		expect(problemOf(() => checkMessage({ ...track, [key]: 5 }))).toEqual({
			message: `${label} is a number, not text`,
			advice: 'Use text.',
		});
		expect(problemOf(() => checkMessage({ ...track, [key]: { id: 1 } })).message).toBe(
			`${label} is an object, not text`,
		);
	});

	it.each([
		['traits', 'Traits'],
		['properties', 'Properties'],
		['context', 'Context'],
		['integrations', 'Destinations'],
	])('refuses %s that is no object', (key, label) => {
		for (const [value, words] of [
			[[], 'a list'],
			['{}', 'text'],
			[null, 'null'],
			[new Date(), 'a date'],
		]) {
			expect(problemOf(() => checkMessage({ ...track, [key as string]: value }))).toEqual({
				message: `${label} is ${words as string}, not an object`,
				advice: 'Use a JSON object such as { "plan": "premium" }.',
			});
		}
	});

	it('takes a message id of 99 characters and refuses one of 100', () => {
		expect(checkMessage({ ...track, messageId: 'x'.repeat(99) })).toBe('track');
		expect(problemOf(() => checkMessage({ ...track, messageId: 'x'.repeat(100) }))).toEqual({
			message: 'Message ID has 100 characters, and Segment takes fewer than 100',
			advice: 'Use a shorter ID, for example a UUID or a hash.',
		});
	});

	it.each([
		'2026-01-31',
		'2026-01-31T09:30Z',
		'2026-01-31T09:30:00.123Z',
		'2026-01-31T09:30:00+05:30',
		'2026-01-31 09:30:00',
		new Date(),
		tryToParseDateTime('2026-01-31T09:30:00Z'),
	])('takes the timestamp %p', (timestamp) => {
		expect(checkMessage({ ...track, timestamp })).toBe('track');
	});

	it.each([
		'soon',
		'',
		'31.01.2026',
		'2026-13-31T09:30:00Z',
		'2026-02-30T09:30:00Z',
		1769851800,
		null,
		new Date(NaN),
	])('refuses the timestamp %p', (timestamp) => {
		expect(problemOf(() => checkMessage({ ...track, timestamp }))).toEqual({
			message: 'Timestamp is not an ISO 8601 time',
			advice: ISO_ADVICE,
		});
	});

	it.each([
		[{ categoryPreferences: { Advertising: true, Analytics: false } }],
		[{ categoryPreferences: {} }],
		[{ categoryPreferences: {}, version: 2 }],
	])('takes the consent %j', (consent) => {
		expect(checkMessage({ ...track, context: { consent } })).toBe('track');
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
		expect(problemOf(() => checkMessage({ ...track, context: { consent } }))).toEqual({
			message: 'Context → Consent has the wrong shape',
			advice: CONSENT_ADVICE,
		});
	});

	it('refuses the event of a consent without the consent', () => {
		const event = 'Segment Consent Preference Updated';
		expect(problemOf(() => checkMessage({ ...track, event }))).toEqual({
			message: 'Context → Consent is empty',
			advice: CONSENT_ADVICE,
		});
		const context = { consent: { categoryPreferences: { Advertising: true } } };
		expect(checkMessage({ ...track, event, context })).toBe('track');
	});

	it('refuses an advertising ID that is no text, and context traits that are no object', () => {
		const withContext = (context: Fields) => problemOf(() => checkMessage({ ...track, context }));
		expect(withContext({ device: { advertisingId: 7 } }).message).toBe(
			'Context → Device → Advertising ID is a number, not text',
		);
		expect(withContext({ traits: ['pro'] }).message).toBe(
			'Context → Traits is a list, not an object',
		);
	});

	it('never ends in anything but a type or a problem', () => {
		const value = fc.oneof(fc.jsonValue(), fc.constant(undefined), fc.date());
		const keys = ['userId', 'event', 'traits', 'context', 'timestamp', 'messageId', 'groupId'];
		const message = fc.record(Object.fromEntries(keys.map((key) => [key, value])));
		fc.assert(
			fc.property(fc.constantFrom(...MESSAGE_TYPES), message, (type, fields) => {
				try {
					expect(checkMessage({ ...(fields as Fields), type })).toBe(type);
				} catch (error) {
					expect(error).toMatchObject({ name: 'Error', advice: expect.any(String) as string });
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
