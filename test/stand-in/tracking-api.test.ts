import { gzipSync } from 'node:zlib';
import { basic, get, post, WRITE_KEY } from './client';
import { codes, EU_KEY, standIn, stored, SUCCESS, track, useStandIn } from './trackingSupport';

const MALFORMED = { success: false, message: 'malformed JSON', code: 'invalid_request' };

useStandIn();

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
