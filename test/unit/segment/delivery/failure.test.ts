import fc from 'fast-check';

import {
	describeFailure,
	mayHaveArrived,
	isAccepted,
	isTooLarge,
} from '../../../../nodes/Segment/delivery/failure';
import type { Reply } from '../../../../nodes/shared/send/reply';

const answer = (
	status: number,
	body: unknown = undefined,
	headers: Record<string, string> = {},
): Reply => ({ kind: 'answer', status, headers, body });

const RESET: Reply = { kind: 'fault', fault: 'ECONNRESET', retryable: true };
const UNREACHABLE: Reply = { kind: 'fault', fault: 'ENOTFOUND', retryable: true, notSent: true };
const CERTIFICATE: Reply = {
	kind: 'fault',
	fault: 'DEPTH_ZERO_SELF_SIGNED_CERT',
	retryable: false,
};

const URL = 'https://api.segment.io/v1/batch';
const describeReply = (reply: Reply, attempts = 1, hasToken = false) =>
	describeFailure({ reply, attempts, doubtful: false }, URL, hasToken);

/** Anything that a server or a proxy in front of it may answer. */
const replies: fc.Arbitrary<Reply> = fc.oneof(
	fc.record({
		kind: fc.constant('answer' as const),
		status: fc.integer({ min: 100, max: 999 }),
		headers: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.string()))),
		body: fc.oneof(
			fc.jsonValue(),
			fc.record({ success: fc.boolean(), code: fc.anything(), message: fc.anything() }),
		),
	}),
	fc.record({ kind: fc.constant('fault' as const), fault: fc.string(), retryable: fc.boolean() }),
);

const SIGN_IN = '<!DOCTYPE html><html><head><title>Sign in</title></head></html>';

/** With a 200, each of them says that nothing was taken. */
const NOT_SEGMENTS: unknown[] = [
	SIGN_IN,
	{ error: 'unauthorized' },
	{ errors: [{ message: 'forbidden' }] },
	{ success: 'false' },
	{ success: 'true' },
	{ success: false },
	{ success: null },
	{ data: {} },
	[],
	'OK',
	'null',
	0,
	false,
];

describe('isAccepted', () => {
	it.each([
		answer(200, { success: true }),
		answer(200, { success: true, more: 1 }),
		answer(200, {}),
		answer(200, ''),
		answer(200, null),
		answer(201),
		answer(204),
		answer(299),
	])('says yes to %j', (reply) => expect(isAccepted(reply)).toBe(true));

	it.each([
		...NOT_SEGMENTS.map((body) => answer(200, body)),
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
		answer(413, SIGN_IN),
		answer(400, { code: 'invalid_request', message: 'batch exceeds the limit of 500 KB' }),
		answer(400, { message: 'Payload Too Large' }),
		answer(400, { code: 'message_too_big' }),
		answer(400, { message: 'request size limit reached' }),
	])('says yes to %j', (reply) => expect(isTooLarge(reply)).toBe(true));

	it.each([
		answer(400, { code: 'invalid_request', message: 'malformed JSON' }),
		answer(400, { message: 'quota exceeded for this API key' }),
		answer(400, '<h1>400 Bad Request</h1>Request Header Or Cookie Too Large'),
		answer(400, '<font size="2">Bad Request</font>'),
		answer(400, { error: 'Payload Too Large' }),
		answer(400, 'request size'),
		answer(400),
		answer(401, { message: 'too large' }),
		answer(429, { message: 'too large' }),
		answer(200, { message: 'too large' }),
		RESET,
	])('says no to %j', (reply) => expect(isTooLarge(reply)).toBe(false));
});

const RUN_AGAIN =
	'What was sent may have arrived. Repeat it with Executions → Retry (the curved arrow), which keeps the message IDs, so that nothing counts twice; a new execution counts anew unless Message IDs is From Content.';
const WRITE_KEY =
	"Check the write key and the region in the credential. A source that enforces OAuth takes no write key alone: set the credential's Authentication to Write Key with an OAuth App.";

describe('describeFailure', () => {
	it.each<[Reply, number, string, string]>([
		[
			answer(400),
			1,
			'Segment could not read the message (400)',
			"Check the write key in the credential, and the message with 'Dry Run'.",
		],
		[answer(401), 1, 'Segment did not accept the write key (401)', WRITE_KEY],
		[answer(403), 1, 'Segment did not accept the write key (403)', WRITE_KEY],
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
			`Run it again later. Set 'Max Messages per Second', lower 'Concurrent Requests', or raise 'Max Retries'.`,
		],
		[
			answer(503),
			6,
			'Segment had trouble in 6 attempts (503)',
			`${RUN_AGAIN} See status.segment.com.`,
		],
		[
			answer(500),
			1,
			'Segment had trouble in one attempt (500)',
			`${RUN_AGAIN} See status.segment.com.`,
		],
		[
			answer(503),
			0,
			'Segment had trouble for ten minutes (503)',
			'Run it again later. See status.segment.com.',
		],
		[
			RESET,
			6,
			'No answer came from Segment in 6 attempts',
			`${RUN_AGAIN} The connection broke off (ECONNRESET). Check the network, the proxy and the credential's Host.`,
		],
		[
			CERTIFICATE,
			1,
			'Segment could not be reached in one attempt',
			"Nothing arrived. The certificate cannot be trusted (DEPTH_ZERO_SELF_SIGNED_CERT). Check the certificate and the credential's Host.",
		],
	])('puts %j after %i attempts into words', (reply, attempts, message, advice) => {
		expect(describeReply(reply, attempts)).toMatchObject({ message, advice });
	});

	it.each<[string, Reply, number, boolean]>([
		['an answer that was lost', RESET, 1, true],
		['trouble on the other side', answer(503), 1, true],
		['nobody there', UNREACHABLE, 6, false],
		['a rate limit', answer(429), 6, false],
		['a certificate', CERTIFICATE, 1, false],
		['what was not tried', RESET, 0, false],
		['a refusal', answer(400), 1, false],
	])('says whether messages may have arrived: %s', (_, reply, attempts, isDoubtful) => {
		expect(mayHaveArrived({ reply, attempts, doubtful: false })).toBe(isDoubtful);
		expect(describeReply(reply, attempts).advice.includes('may have arrived')).toBe(isDoubtful);
		const after = { reply, attempts, doubtful: true };
		const { advice } = describeFailure(after, URL, false);
		expect(advice.includes('may have arrived')).toBe(mayHaveArrived(after));
	});

	it('keeps the doubt of an attempt before the last', () => {
		for (const reply of [UNREACHABLE, answer(429)]) {
			const { message, advice } = describeFailure(
				{ reply, attempts: 2, doubtful: true },
				URL,
				false,
			);
			expect(message).not.toMatch(/could not be reached|took nothing/);
			expect(advice).toContain(RUN_AGAIN);
		}
	});

	it.each([
		['https://events.example.com/v1/batch?token=s', 'https://events.example.com'],
		['//events.example.com/x', 'https://events.example.com'],
		['/v2/batch', 'https://api.segment.io'],
		['http://', 'that address'],
		[undefined, 'that address'],
	])('names no more than the host that a redirect to %s leads to', (location, host) => {
		expect(describeReply(answer(301, '', location ? { location } : {}))).toMatchObject({
			message: 'The host points to another address (301)',
			advice: `Use ${host} as the credential's Host.`,
		});
	});

	it.each(NOT_SEGMENTS)(
		'says of a 200 with %j that it is not Segment’s, and how it begins',
		(body) => {
			const { message, advice } = describeReply(answer(200, body));
			const text = typeof body === 'string' ? body : JSON.stringify(body);
			expect(message).toBe("This is not Segment's answer (200)");
			expect(advice).toBe(
				`Check the credential's Region and Host, and the proxy. It begins: ${text}`,
			);
		},
	);

	it('shows only the beginning of a long page', () => {
		const { advice } = describeReply(answer(200, `<html>\n\n${'x'.repeat(5_000)}`));
		expect(advice).toMatch(/It begins: <html> x{113}…$/);
	});

	it.each<[number, unknown]>([
		[200, { headers: { Authorization: 'Basic d2stc2VjcmV0Og==' } }],
		[200, '<p>authorization: bearer wk-secret.a_b~c</p>'],
		[502, 'Authorization: Basic d2stc2VjcmV0Og== was refused'],
		[400, { message: 'not for Bearer wk-secret' }],
	])('repeats no credential that a %i with %j repeats', (status, body) => {
		const { advice, details } = describeReply(answer(status, body));
		const told = JSON.stringify([advice, details]);
		expect(told).not.toMatch(/d2stc2VjcmV0|wk-secret/);
		expect(told).toMatch(/(Basic|Bearer) …/i);
	});

	it.each([401, 403])('ends the run for a write key that was refused (%i)', (status) => {
		expect(describeReply(answer(status)).endsRun).toBe(true);
	});

	it('tells of the OAuth app only where there is none, and where it does not fit the key', () => {
		const { message, advice, endsRun } = describeReply(answer(401), 1, true);
		expect(message).toBe("Segment did not accept the write key with the OAuth app's token (401)");
		expect(advice).toMatch(/belongs to the source of this write key.*Client ID/);
		expect(advice).not.toContain('Authentication');
		expect(endsRun).toBe(true);
	});

	it("passes on Segment's own code and words, apart from ours", () => {
		const body = { success: false, code: 'invalid_request', message: 'malformed JSON' };
		expect(describeReply(answer(400, body)).details).toEqual({
			status: 400,
			code: 'invalid_request',
			reason: 'malformed JSON',
		});
	});

	it('finds words for whatever comes, and tells what to do next', () => {
		fc.assert(
			fc.property(replies, fc.integer({ min: 0, max: 11 }), (reply, attempts) => {
				fc.pre(!isAccepted(reply));
				const { message, advice, details } = describeReply(reply, attempts);
				expect(message).not.toBe('');
				expect(advice).not.toBe('');
				for (const key of ['code', 'reason']) {
					expect(['string', 'undefined']).toContain(typeof details[key]);
				}
			}),
		);
	});

	it('warns of what may have arrived only where it may', () => {
		fc.assert(
			fc.property(replies, (reply) => {
				fc.pre(!isAccepted(reply));
				const { advice } = describeReply(reply);
				expect(advice.includes('Repeat it with Executions')).toBe(
					mayHaveArrived({ reply, attempts: 1, doubtful: false }),
				);
			}),
		);
	});

	it('never ends the run for what another message may not meet', () => {
		fc.assert(
			fc.property(replies, (reply) => {
				const isRefusedKey = reply.kind === 'answer' && [401, 403].includes(reply.status);
				expect(describeReply(reply).endsRun).toBe(isRefusedKey);
			}),
		);
	});
});

it('repeats Segment’s words at no length, and a page that is not Segment’s once', () => {
	const long = 'x'.repeat(100_000);
	for (const body of [long, { message: long, code: long }]) {
		const { details } = describeReply(answer(400, body));
		expect(String(details.reason)).toHaveLength(501);
		expect(JSON.stringify(details).length).toBeLessThan(1_100);
	}
	const { advice, details } = describeReply(answer(200, SIGN_IN));
	expect(advice).toContain(`It begins: ${SIGN_IN}`);
	expect(details).toEqual({ status: 200 });
});
