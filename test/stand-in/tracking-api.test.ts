import { gzipSync } from 'node:zlib';

import { basic, get, post, WRITE_KEY } from './client';
import { startStandIn, type StandIn } from './server';

const NOW = Date.parse('2026-01-02T03:04:10.000Z');
const EU_KEY = 'WriteKeyOfASourceInTheOtherRegio';
const SUCCESS = { success: true };
const MALFORMED = { success: false, message: 'malformed JSON', code: 'invalid_request' };

let standIn: StandIn;

beforeAll(async () => {
	standIn = await startStandIn({
		now: () => NOW,
		writeKeys: [
			WRITE_KEY,
			{ writeKey: EU_KEY, name: 'EU', region: 'eu' },
			{ writeKey: 'disabled', name: 'Disabled', status: 'disabled' },
			{ writeKey: 'locked', name: 'Locked', status: 'locked' },
		],
	});
});
beforeEach(() => standIn.reset());
afterAll(async () => await standIn.close());

const track = (changes: object = {}) => ({ userId: 'u-1', event: 'Song Played', ...changes });
const stored = () => standIn.received.map(({ message }) => message);
const codes = () => standIn.discarded.map(({ code }) => code);

/** A track message whose JSON has exactly this many bytes. */
function trackOfBytes(bytes: number, changes: object = {}) {
	const message = { ...track(changes), properties: { text: '' } };
	message.properties.text = 'x'.repeat(bytes - Buffer.byteLength(JSON.stringify(message)));
	return message;
}

describe('addresses', () => {
	test.each([
		['identify', { userId: 'u-1', traits: { email: 'a@example.com' } }],
		['track', track()],
		['page', { anonymousId: 'a-1', name: 'Home' }],
		['screen', { userId: 'u-1', name: 'Inbox' }],
		['group', { userId: 'u-1', groupId: 'g-1' }],
		['alias', { previousId: 'a-1', userId: 'u-1' }],
	])('POST /v1/%s takes one message of that type', async (type, message) => {
		const { status, data } = await post(standIn, `/v1/${type}`, message);

		expect({ status, data }).toEqual({ status: 200, data: SUCCESS });
		expect(standIn.received).toMatchObject([
			{ type, sent: message, message: { ...message, type } },
		]);
	});

	test.each(['/v1/batch', '/v1/import'])('POST %s takes several', async (path) => {
		const batch = [
			{ type: 'track', ...track() },
			{ type: 'page', userId: 'u-2' },
		];
		const { status, data } = await post(standIn, path, { batch });

		expect({ status, data }).toEqual({ status: 200, data: SUCCESS });
		expect(standIn.received.map(({ sent }) => sent)).toEqual(batch);
	});

	test.each(['/v1/nothing', '/v1/track/', '/v1/v1/track', '/v1/Track', '/v2/track', '/track'])(
		'POST %s is not found',
		async (path) => {
			const { status, data } = await post(standIn, path, track());

			expect({ status, data }).toEqual({ status: 404, data: { success: false } });
		},
	);

	test('GET of a call is not found', async () => {
		expect(await get(standIn, '/v1/track')).toMatchObject({
			status: 404,
			data: { success: false },
		});
	});
});

describe('bodies', () => {
	test.each([
		['text that is no JSON', '{ "userId": oops'],
		['nothing', ''],
		['a list', '[]'],
		['null', 'null'],
	])('%s is refused', async (_name, body) => {
		const { status, data } = await post(standIn, '/v1/track', body);

		expect({ status, data }).toEqual({ status: 400, data: MALFORMED });
		expect(standIn.requests).toMatchObject([
			{ status: 400, refusal: 'malformed JSON', messages: 0 },
		]);
		expect(standIn.counts).toMatchObject({ requests: 1, refused: 1, messages: 0 });
	});

	test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])(
		'JSON sent as %s is refused',
		async (type) => {
			const headers = { ...basic(`${WRITE_KEY}:`), 'Content-Type': type };
			const { status, data } = await post(standIn, '/v1/track', JSON.stringify(track()), headers);

			expect({ status, data }).toEqual({ status: 400, data: MALFORMED });
		},
	);

	test('JSON with a character set and a gzipped body are read', async () => {
		const zipped = gzipSync(JSON.stringify(track({ event: 'Zipped' })));
		const plain = { ...basic(WRITE_KEY), 'Content-Type': 'application/json; charset=utf-8' };
		await post(standIn, '/v1/track', track({ event: 'Naïve' }), plain);
		await post(standIn, '/v1/track', zipped, { ...basic(WRITE_KEY), 'Content-Encoding': 'gzip' });

		expect(stored()).toMatchObject([{ event: 'Naïve' }, { event: 'Zipped' }]);
	});

	test('a broken gzipped body is refused', async () => {
		const headers = { ...basic(WRITE_KEY), 'Content-Encoding': 'gzip' };

		expect(await post(standIn, '/v1/track', Buffer.from('no gzip'), headers)).toMatchObject({
			status: 400,
			data: MALFORMED,
		});
	});

	test('a single message may have 32 KB and no more, in bytes', async () => {
		const fits = trackOfBytes(32_768);
		const multibyte = { ...track(), properties: { text: 'é'.repeat(16_384) } };

		expect(await post(standIn, '/v1/track', fits)).toMatchObject({ status: 200 });
		for (const tooLarge of [trackOfBytes(32_769), multibyte]) {
			expect(await post(standIn, '/v1/track', tooLarge)).toMatchObject({
				status: 400,
				data: {
					success: false,
					code: 'invalid_request',
					message: expect.stringContaining('32 KB'),
				},
			});
		}
		expect(standIn.counts).toMatchObject({ accepted: 1, refused: 2 });
	});

	test('a batch may have 500 KB and no more', async () => {
		const batchOfBytes = (bytes: number) => {
			const batch = Array.from({ length: 15 }, () => trackOfBytes(32_000, { type: 'track' }));
			const rest = bytes - Buffer.byteLength(JSON.stringify({ batch })) - 1;
			return { batch: [...batch, trackOfBytes(rest, { type: 'track' })] };
		};

		expect(await post(standIn, '/v1/batch', batchOfBytes(512_000))).toMatchObject({ status: 200 });
		expect(await post(standIn, '/v1/batch', batchOfBytes(512_001))).toMatchObject({
			status: 400,
			data: { success: false, code: 'invalid_request', message: expect.stringContaining('500 KB') },
		});
		expect(standIn.counts).toMatchObject({ accepted: 16, refused: 1 });
		expect(standIn.requests.map(({ bytes }) => bytes)).toEqual([512_000, 512_001]);
	});

	test('a body far beyond the limit is answered too', async () => {
		const { status, data } = await post(standIn, '/v1/batch', 'x'.repeat(5_000_000));

		expect({ status, data }).toMatchObject({ status: 400, data: { code: 'invalid_request' } });
		expect(standIn.requests).toMatchObject([{ status: 400, bytes: 5_000_000 }]);
	});

	test('one message over 32 KB fails its batch', async () => {
		const batch = [{ type: 'track', ...track() }, trackOfBytes(32_769, { type: 'track' })];
		const { status, data } = await post(standIn, '/v1/batch', { batch });

		expect({ status, data }).toMatchObject({
			status: 400,
			data: { message: 'batch[1] exceeds the limit of 32 KB' },
		});
		expect(standIn.counts).toMatchObject({ messages: 0, refused: 1 });
	});

	test('one message over 32 KB is discarded alone when so set', async () => {
		standIn.settings.oversizeItem = 'discard';
		const batch = [{ type: 'track', ...track() }, trackOfBytes(32_769, { type: 'track' })];

		expect(await post(standIn, '/v1/batch', { batch })).toMatchObject({ status: 200 });
		expect(standIn.counts).toMatchObject({ accepted: 1, discarded: 1 });
		expect(codes()).toEqual(['message_too_large']);
	});
});

describe('write keys', () => {
	test.each([
		['Basic with a colon', {}, basic(`${WRITE_KEY}:`), 'basic'],
		['Basic without a colon', {}, basic(WRITE_KEY), 'basic'],
		['the body', { writeKey: WRITE_KEY }, {}, 'none'],
		['the body when Basic says otherwise', { writeKey: WRITE_KEY }, basic('other:'), 'basic'],
	])('read from %s', async (_name, fields, headers, authorization) => {
		await post(standIn, '/v1/track', track(fields), headers as Record<string, string>);

		expect(standIn.requests).toMatchObject([{ writeKey: WRITE_KEY, authorization }]);
		expect(standIn.received).toMatchObject([{ writeKey: WRITE_KEY }]);
		expect(stored()[0]).not.toHaveProperty('writeKey');
	});

	test('read from beside the batch', async () => {
		const batch = [{ type: 'track', ...track() }];
		await post(standIn, '/v1/batch', { batch, writeKey: WRITE_KEY }, {});

		expect(standIn.counts.accepted).toBe(1);
	});

	test.each([
		['none', {}, {}],
		['an empty one in the body', { writeKey: '' }, {}],
		['an empty one in Basic', {}, basic(':')],
	])('%s is refused', async (_name, fields, headers) => {
		const { status, data } = await post(standIn, '/v1/track', track(fields), { ...headers });

		expect({ status, data }).toEqual({
			status: 400,
			data: { success: false, message: 'missing writeKey', code: 'invalid_request' },
		});
	});

	test.each([
		['unknown', 'NoSourceHasThisWriteKey000000000', 'project_not_found'],
		['of the other region', EU_KEY, 'wrong_region'],
		['of a disabled source', 'disabled', 'source_disabled'],
		['of a locked workspace', 'locked', 'locked_workspace'],
	])('one %s is answered 200 and discarded', async (_name, writeKey, code) => {
		const { status, data } = await post(standIn, '/v1/track', track({ writeKey }), {});

		expect({ status, data }).toEqual({ status: 200, data: SUCCESS });
		expect(codes()).toEqual([code]);
		expect(standIn.received).toEqual([]);
	});
});

describe('what Segment discards after answering 200', () => {
	const consent = (value: unknown) => ({ context: { consent: value } });
	test.each([
		['bad_request', 'batch', 'not an object'],
		['bad_request', 'track', track({ messageId: 7 })],
		['missing_type', 'batch', track()],
		['missing_type', 'batch', track({ type: '' })],
		['invalid_type', 'batch', track({ type: 'Track' })],
		['invalid_type', 'batch', track({ type: 7 })],
		['no_user_anon_id', 'track', { event: 'Song Played' }],
		['no_user_anon_id', 'identify', { userId: null, traits: {} }],
		['no_user_anon_id', 'group', { groupId: 'g-1' }],
		['no_user_anon_id', 'alias', { previousId: 'a-1' }],
		['id_not_string', 'track', track({ userId: '' })],
		['id_not_string', 'track', track({ userId: 7 })],
		['id_not_string', 'track', track({ anonymousId: {} })],
		['id_not_string', 'group', { userId: 'u-1', groupId: '' }],
		['id_not_string', 'alias', { userId: 'u-1', previousId: 7 }],
		['id_required', 'group', { userId: 'u-1' }],
		['id_required', 'alias', { userId: 'u-1' }],
		['id_required', 'alias', { anonymousId: 'a-1', previousId: 'a-2' }],
		['message_id_too_long', 'track', track({ messageId: 'm'.repeat(100) })],
		['event_not_defined', 'track', { userId: 'u-1' }],
		['event_not_defined', 'track', track({ event: '' })],
		['event_not_string', 'track', track({ event: 7 })],
		['properties_not_object', 'track', track({ properties: [] })],
		['properties_not_object', 'page', { userId: 'u-1', properties: 'text' }],
		['traits_not_object', 'identify', { userId: 'u-1', traits: [] }],
		['traits_not_object', 'group', { userId: 'u-1', groupId: 'g-1', traits: 'text' }],
		['name_not_string', 'page', { userId: 'u-1', name: '' }],
		['name_not_string', 'screen', { userId: 'u-1', name: 7 }],
		['category_not_string', 'page', { userId: 'u-1', category: '' }],
		['category_not_string', 'screen', { userId: 'u-1', category: {} }],
		['consent_categorypreferences_should_exist', 'track', track(consent({}))],
		['consent_categorypreferences_should_exist', 'track', track(consent('all'))],
		[
			'consent_categorypreferences_should_exist',
			'track',
			track({ event: 'Segment Consent Preference Updated' }),
		],
		[
			'consent_categorypreferences_fields_should_be_object',
			'track',
			track(consent({ categoryPreferences: [] })),
		],
		[
			'consent_categorypreferences_fields_should_be_bool',
			'identify',
			{ userId: 'u-1', ...consent({ categoryPreferences: { ads: 'yes' } }) },
		],
		[
			'consent_version_should_be_number',
			'track',
			track(consent({ categoryPreferences: {}, version: '1' })),
		],
		[
			'device_advertisingid_should_be_string',
			'track',
			track({ context: { device: { advertisingId: 7 } } }),
		],
	])('%s: %s %j', async (code, call, message) => {
		const body = call === 'batch' ? { batch: [message] } : message;
		const { status, data } = await post(standIn, `/v1/${call}`, body);

		expect({ status, data }).toEqual({ status: 200, data: SUCCESS });
		expect(standIn.discarded).toMatchObject([
			{ code, reason: expect.any(String), sent: message, request: 1, writeKey: WRITE_KEY },
		]);
		expect(standIn.received).toEqual([]);
		expect(standIn.counts).toMatchObject({ accepted: 0, discarded: 1, byCode: { [code]: 1 } });
	});

	test.each([
		['a messageId of 99 characters', track({ messageId: 'm'.repeat(99) })],
		['consent', track(consent({ categoryPreferences: { ads: true, other: false }, version: 2 }))],
		['an advertising id', track({ context: { device: { advertisingId: 'x' } } })],
		['nulls', track({ properties: null, context: null, anonymousId: null, messageId: null })],
		['an unknown field', track({ email: 'a@example.com' })],
		['another type than the path, which wins', track({ type: 'page' })],
	])('keeps a message with %s', async (_name, message) => {
		await post(standIn, '/v1/track', message);

		expect(stored()).toMatchObject([{ event: 'Song Played', type: 'track' }]);
		expect(standIn.discarded).toEqual([]);
	});

	test('suppressed_user', async () => {
		standIn.settings.suppressedUserIds = ['u-1'];
		const batch = [track(), track({ userId: 'u-2' })].map((message) => ({
			type: 'track',
			...message,
		}));

		expect(await post(standIn, '/v1/batch', { batch })).toMatchObject({ status: 200 });
		expect(codes()).toEqual(['suppressed_user']);
		expect(stored()).toMatchObject([{ userId: 'u-2' }]);
	});

	test('the good messages of a batch are kept: multi_user_error', async () => {
		const batch = [
			{ type: 'track', ...track() },
			{ type: 'track', userId: 'u-2' },
			{ type: 'identify', userId: 'u-3' },
		];
		await post(standIn, '/v1/batch', { batch });

		expect(stored()).toMatchObject([{ userId: 'u-1' }, { userId: 'u-3' }]);
		expect(codes()).toEqual(['event_not_defined']);
		expect(standIn.requests).toMatchObject([
			{ messages: 3, accepted: 2, discarded: 1, batchCode: 'multi_user_error', status: 200 },
		]);
	});

	test('a batch of which nothing is left: empty_batch_result', async () => {
		await post(standIn, '/v1/batch', { batch: [{ type: 'track' }] });

		expect(standIn.requests).toMatchObject([{ batchCode: 'empty_batch_result' }]);
	});

	test.each([[{ batch: [] }], [{}], [{ batch: 'text' }]])('%j: empty_batch', async (body) => {
		expect(await post(standIn, '/v1/batch', body)).toMatchObject({ status: 200, data: SUCCESS });
		expect(standIn.requests).toMatchObject([{ batchCode: 'empty_batch', messages: 0 }]);
		expect(standIn.counts.byCode).toEqual({ empty_batch: 1 });
	});

	test('2,500 messages are accepted, of 2,501 none is', async () => {
		const batch = Array.from({ length: 2_501 }, (_, i) => ({ type: 'page', userId: `u-${i}` }));

		expect(await post(standIn, '/v1/batch', { batch: batch.slice(1) })).toMatchObject({
			status: 200,
		});
		expect(standIn.counts).toMatchObject({ accepted: 2_500, discarded: 0 });
		expect(await post(standIn, '/v1/batch', { batch })).toMatchObject({
			status: 200,
			data: SUCCESS,
		});
		expect(standIn.counts).toMatchObject({ accepted: 2_500, byCode: { batch_too_long: 2_501 } });
	});
});

describe('what Segment stores', () => {
	test('messageId, receivedAt and times are given to a message without them', async () => {
		await post(standIn, '/v1/track', track());
		const now = '2026-01-02T03:04:10.000Z';

		expect(stored()).toEqual([
			{
				...track(),
				type: 'track',
				messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
				receivedAt: now,
				originalTimestamp: now,
				timestamp: now,
				version: 2,
			},
		]);
	});

	test('the timestamp is corrected by how far the sender’s clock is off', async () => {
		const timestamp = '2026-01-02T04:00:00.000Z';
		await post(standIn, '/v1/track', track({ timestamp, sentAt: '2026-01-02T04:00:05Z' }));
		await post(standIn, '/v1/batch', {
			batch: [{ type: 'track', ...track({ timestamp }) }],
			sentAt: '2026-01-02T04:00:01.500Z',
		});

		expect(stored()).toMatchObject([
			{ originalTimestamp: timestamp, timestamp: '2026-01-02T03:04:05.000Z' },
			{ originalTimestamp: timestamp, timestamp: '2026-01-02T03:04:08.500Z' },
		]);
		expect(standIn.requests).toMatchObject([
			{ sentAt: '2026-01-02T04:00:05Z' },
			{ sentAt: '2026-01-02T04:00:01.500Z' },
		]);
	});

	test('without sentAt the timestamp stays what it is', async () => {
		await post(standIn, '/v1/track', track({ timestamp: '2020-02-03T00:00:00+01:00' }));

		expect(stored()).toMatchObject([
			{ originalTimestamp: '2020-02-03T00:00:00+01:00', timestamp: '2020-02-02T23:00:00.000Z' },
		]);
	});

	test('context and integrations beside the batch reach every message, which wins', async () => {
		await post(standIn, '/v1/batch', {
			batch: [
				{ type: 'track', ...track({ context: { ip: '1.2.3.4', locale: 'de-DE' } }) },
				{ type: 'page', userId: 'u-2', integrations: { Mixpanel: true } },
			],
			context: { locale: 'en-US', app: { name: 'A' } },
			integrations: { All: false },
		});

		expect(stored()).toMatchObject([
			{
				context: { ip: '1.2.3.4', locale: 'de-DE', app: { name: 'A' } },
				integrations: { All: false },
			},
			{
				context: { locale: 'en-US', app: { name: 'A' } },
				integrations: { All: false, Mixpanel: true },
			},
		]);
	});

	test('a messageId counts once, across all sources and calls', async () => {
		standIn.settings.sources = [WRITE_KEY, 'another'].map((writeKey) => ({
			writeKey,
			name: writeKey,
		}));
		await post(standIn, '/v1/track', track({ messageId: 'm-1' }));
		await post(standIn, '/v1/identify', { userId: 'u-9', messageId: 'm-1', writeKey: 'another' });
		await post(standIn, '/v1/batch', {
			batch: ['m-1', 'm-2', 'm-2'].map((messageId) => ({ type: 'page', userId: 'u', messageId })),
		});

		expect(stored().map(({ messageId }) => messageId)).toEqual(['m-1', 'm-2']);
		expect(standIn.duplicates.map(({ messageId }) => messageId)).toEqual(['m-1', 'm-1', 'm-2']);
		expect(standIn.deliveries('m-1')).toBe(3);
		expect(standIn.deliveries('m-2')).toBe(2);
		expect(standIn.deliveries('m-3')).toBe(0);
		expect(standIn.counts).toMatchObject({ messages: 5, accepted: 2, duplicates: 3, discarded: 0 });
	});

	test('a discarded message does not use its messageId up', async () => {
		await post(standIn, '/v1/track', { messageId: 'm-1', event: 'Song Played' });
		await post(standIn, '/v1/track', track({ messageId: 'm-1' }));

		expect(standIn.counts).toMatchObject({ accepted: 1, discarded: 1, duplicates: 0 });
	});
});

describe('the request log', () => {
	test('keeps each attempt with what it said', async () => {
		const body = { ...track(), messageId: 'm-1', sentAt: '2026-01-02T03:04:10.000Z' };
		await post(standIn, '/v1/track', body);
		await post(standIn, '/v1/track', body, { ...basic(WRITE_KEY), 'X-Retry-Count': '1' });

		const shared = {
			method: 'POST',
			path: '/v1/track',
			bytes: Buffer.byteLength(JSON.stringify(body)),
			body,
			at: '2026-01-02T03:04:10.000Z',
			sentAt: body.sentAt,
			status: 200,
		};
		expect(standIn.requests).toMatchObject([
			{ ...shared, number: 1, attempt: 1, accepted: 1 },
			{ ...shared, number: 2, attempt: 2, retryCount: 1, duplicates: 1 },
		]);
		expect(standIn.requests[0]).not.toHaveProperty('retryCount');
		expect(standIn.requests[1].headers).toMatchObject({ 'x-retry-count': '1' });
	});
});

describe('GET /v1/projects/{writeKey}/settings', () => {
	test('tells the source of a known key where to send', async () => {
		expect(await get(standIn, `/v1/projects/${WRITE_KEY}/settings`)).toMatchObject({
			status: 200,
			data: {
				integrations: {
					'Segment.io': { apiKey: WRITE_KEY, apiHost: `127.0.0.1:${standIn.port}/v1` },
				},
			},
		});
	});

	test('names the other region’s host for its key', async () => {
		const { data } = await get(standIn, `/v1/projects/${EU_KEY}/settings`);

		expect(data.integrations['Segment.io'].apiHost).toBe('events.eu1.segmentapis.com/v1');
	});

	test('is not found for an unknown key, and creates no event', async () => {
		expect(await get(standIn, '/v1/projects/unknown/settings')).toMatchObject({ status: 404 });
		expect(standIn.counts).toMatchObject({ requests: 0, messages: 0 });
	});
});
