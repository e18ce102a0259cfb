import fc from 'fast-check';

import {
	describeFailure,
	isAccepted,
	isRetryable,
	isTooLarge,
	type Reply,
} from '../../../../nodes/Segment/delivery/failure';

const answer = (
	status: number,
	body: unknown = undefined,
	headers: Record<string, unknown> = {},
): Reply => ({ status, headers, body });

const RESET: Reply = { fault: 'ECONNRESET', retryable: true };
const CERTIFICATE: Reply = { fault: 'DEPTH_ZERO_SELF_SIGNED_CERT', retryable: false };

/** Anything that a server or a proxy in front of it may answer. */
const replies: fc.Arbitrary<Reply> = fc.oneof(
	fc.record({
		status: fc.integer({ min: 100, max: 999 }),
		headers: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.string()))),
		body: fc.oneof(
			fc.jsonValue(),
			fc.record({ success: fc.boolean(), code: fc.anything(), message: fc.anything() }),
		),
	}),
	fc.record({ fault: fc.string(), retryable: fc.boolean() }),
);

describe('isAccepted', () => {
	it.each([
		answer(200, { success: true }),
		answer(200, {}),
		answer(200, ''),
		answer(201),
		answer(204),
		answer(299),
	])('says yes to %j', (reply) => expect(isAccepted(reply)).toBe(true));

	it.each([
		answer(200, { success: false }),
		answer(199),
		answer(300),
		answer(301),
		answer(400, { success: true }),
		answer(503),
		RESET,
	])('says no to %j', (reply) => expect(isAccepted(reply)).toBe(false));
});

describe('isTooLarge', () => {
	it.each([
		answer(413),
		answer(400, { code: 'invalid_request', message: 'batch exceeds the limit of 500 KB' }),
		answer(400, { message: 'Payload Too Large' }),
		answer(400, { code: 'message_too_big' }),
		answer(400, 'request size'),
	])('says yes to %j', (reply) => expect(isTooLarge(reply)).toBe(true));

	it.each([
		answer(400, { code: 'invalid_request', message: 'malformed JSON' }),
		answer(400),
		answer(401, { message: 'too large' }),
		answer(200, { message: 'too large' }),
		RESET,
	])('says no to %j', (reply) => expect(isTooLarge(reply)).toBe(false));
});

describe('describeFailure', () => {
	it.each<[Reply, number, string, string]>([
		[
			answer(400),
			1,
			'Segment could not read the message (400)',
			"Check the write key in the credential, and the message with 'Dry Run'.",
		],
		[
			answer(401),
			1,
			'Segment did not accept the write key (401)',
			'Check the write key and the region in the credential. A source that enforces OAuth takes no write key alone.',
		],
		[
			answer(403),
			1,
			'Segment did not accept the write key (403)',
			'Check the write key and the region in the credential. A source that enforces OAuth takes no write key alone.',
		],
		[
			answer(404),
			1,
			'There is no Segment at this address (404)',
			"Check the credential's Region and Host.",
		],
		[
			answer(413),
			1,
			'Segment found the message too large (413)',
			'Send fewer or shorter traits, properties and context fields.',
		],
		[
			answer(422),
			1,
			'Segment did not take the message (422)',
			"Check the message with 'Dry Run', and the credential.",
		],
		[
			answer(429),
			6,
			'Segment limited the rate and took nothing in 6 attempts (429)',
			"Run it again later: what did arrive is not counted twice. Lower 'Concurrent Requests', or raise 'Max Retries'.",
		],
		[
			answer(503),
			6,
			'Segment had trouble and took nothing in 6 attempts (503)',
			'Run it again later: what did arrive is not counted twice. See status.segment.com.',
		],
		[
			answer(500),
			1,
			'Segment had trouble and took nothing in one attempt (500)',
			'Run it again later: what did arrive is not counted twice. See status.segment.com.',
		],
		[
			answer(301, '', { location: 'https://events.example.com/v1/batch' }),
			1,
			'The host points to another address (301)',
			"Use https://events.example.com/v1/batch as the credential's Host.",
		],
		[
			answer(302),
			1,
			'The host points to another address (302)',
			"Use that address as the credential's Host.",
		],
		[
			RESET,
			6,
			'Segment could not be reached in 6 attempts',
			"Run it again later: what did arrive is not counted twice. Check the network, the proxy and the credential's Host. (ECONNRESET)",
		],
		[
			CERTIFICATE,
			1,
			'Segment could not be reached in one attempt',
			"Check the certificate and the credential's Host. (DEPTH_ZERO_SELF_SIGNED_CERT)",
		],
	])('puts %j after %i attempts into words', (reply, attempts, message, advice) => {
		expect(describeFailure(reply, attempts)).toMatchObject({ message, advice });
	});

	it("passes on Segment's own code and words, apart from ours", () => {
		const body = { success: false, code: 'invalid_request', message: 'malformed JSON' };
		expect(describeFailure(answer(400, body), 1)).toMatchObject({
			status: 400,
			code: 'invalid_request',
			reason: 'malformed JSON',
		});
		expect(describeFailure(answer(502, '<html>'.repeat(100)), 1).reason).toHaveLength(200);
	});

	it('finds words for whatever comes, and tells what to do next', () => {
		fc.assert(
			fc.property(replies, fc.integer({ min: 1, max: 11 }), (reply, attempts) => {
				fc.pre(!isAccepted(reply));
				const failure = describeFailure(reply, attempts);
				expect(failure.message).not.toBe('');
				expect(failure.advice).toMatch(/\.|\)$/);
				for (const key of ['code', 'reason'] as const) {
					expect(['string', 'undefined']).toContain(typeof failure[key]);
				}
			}),
		);
	});

	it('promises a repetition only where one helps', () => {
		fc.assert(
			fc.property(replies, (reply) => {
				fc.pre(!isAccepted(reply));
				const { advice } = describeFailure(reply, 1);
				expect(advice.includes('Run it again later')).toBe(isRetryable(reply));
			}),
		);
	});
});
