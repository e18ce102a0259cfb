import { post, WRITE_KEY } from './client';
import { codes, standIn, stored, SUCCESS, track, useStandIn } from './trackingSupport';

useStandIn();

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
