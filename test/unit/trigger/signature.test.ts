import { createHmac } from 'node:crypto';

import fc from 'fast-check';

import { signedPart } from '../../../nodes/SegmentTrigger/receive/signature';
import { buildRequest, payloads, sign } from '../../stand-in/webhook-sender';

const SECRET = 'abc123';

function check(body: string, signature: unknown, secret = SECRET) {
	return signedPart(secret, signature, Buffer.from(body), JSON.parse(body));
}

describe('published vectors', () => {
	it.each([
		['{"cool":true}', '5099cab379b3be52908387457007040cc934ef86', 'wholeBody'],
		['[{"cool":false},{"cool":true}]', 'c702b94a2569dd8d2f7185ce0ae951021bef4706', 'firstElement'],
		['[{"cool":false},{"cool":true}]', '685cf04ec172d3adcac0b8f25c923bb4d56ed1eb', 'wholeBody'],
		['{"name":"Zoë ☃"}', 'ec12cbd98e57146b2bf713f366eb4a3f478f332c', 'wholeBody'],
	])('%s', (body, signature, part) => {
		expect(check(body, signature)).toBe(part);
	});
});

describe('what Segment signs', () => {
	const events = [payloads.track(), payloads.page(), payloads.identify()];

	it.each([
		['classic', 1, 'firstElement', 'wholeBody'],
		['classic', 3, 'firstElement', 'firstElement'],
		['classic', 3, 'wholeBody', 'wholeBody'],
		['actions', 1, 'firstElement', 'wholeBody'],
		['actionsBatch', 3, 'firstElement', 'firstElement'],
		['actionsBatch', 3, 'wholeBody', 'wholeBody'],
		['extensibleBatch', 3, 'firstElement', 'firstElement'],
		['extensibleBatch', 3, 'wholeBody', 'wholeBody'],
		['audiences', 3, 'firstElement', 'firstElement'],
	] as const)('%s with %d events, %s', (mode, count, signing, part) => {
		const { body, headers } = buildRequest(events.slice(0, count), {
			mode,
			signing,
			secret: SECRET,
		});
		expect(check(body, headers['X-Signature'])).toBe(part);
	});

	it('accepts a body that was written in another way on its path', () => {
		const event = payloads.page();
		const pretty = JSON.stringify(event, null, 2).replace('☃', '\\u2603');
		expect(check(pretty, sign(SECRET, JSON.stringify(event)))).toBe('wholeBody');
	});

	it('cannot verify Webhook Audiences with extras, which are merged in after signing', () => {
		const options = { mode: 'audiences', secret: SECRET, extras: { team: 'crm' } } as const;
		const { body, headers } = buildRequest(events, options);
		expect(check(body, headers['X-Signature'])).toBeUndefined();
	});

	it('never accepts anything for an empty secret', () => {
		expect(check('{}', sign('', '{}'), '')).toBeUndefined();
	});

	it('refuses without a stack overflow what is nested too deeply to be written again', () => {
		const deep = '['.repeat(50_000) + ']'.repeat(50_000);
		expect(check(deep, 'a'.repeat(40))).toBeUndefined();
	});
});

/** Whether some rule signs these bytes, told without the code under test. */
function isGenuine(body: string, signature: string): boolean {
	const parsed: unknown = JSON.parse(body);
	const first: unknown = Array.isArray(parsed) ? parsed[0] : undefined;
	return [body, JSON.stringify(parsed), first && JSON.stringify(first)].some(
		(message) =>
			message && createHmac('sha1', SECRET).update(String(message)).digest('hex') === signature,
	);
}

describe('forgeries', () => {
	const json = fc.jsonValue({ maxDepth: 3 });
	const event = fc.dictionary(fc.string({ minLength: 1 }), json, { minKeys: 1 });

	it('accepts no signature made with another secret', () => {
		fc.assert(
			fc.property(
				fc.oneof(event, fc.array(event, { minLength: 1 })),
				fc.string({ minLength: 1 }).filter((secret) => secret !== SECRET),
				(payload, secret) => {
					const body = JSON.stringify(payload);
					expect(check(body, sign(secret, body))).toBeUndefined();
				},
			),
			{ numRuns: 300 },
		);
	});

	it('accepts no header but the exact one', () => {
		const right = sign(SECRET, '{"cool":true}');
		const wrong = fc.oneof(
			fc.string(),
			fc.integer({ min: 0, max: 39 }).map((length) => right.slice(0, length)),
			fc.string({ minLength: 1 }).map((more) => right + more),
			fc
				.tuple(fc.integer({ min: 0, max: 39 }), fc.constantFrom(...'0123456789abcdef'))
				.map(([at, digit]) => right.slice(0, at) + digit + right.slice(at + 1)),
			fc.constantFrom(
				right.toUpperCase(),
				`sha1=${right}`,
				` ${right}`,
				`${right}, ${right}`,
				Buffer.from(right, 'hex').toString('base64'),
			),
			fc.constantFrom(undefined, null, 0, [right], { right }),
		);
		fc.assert(
			fc.property(
				wrong.filter((header) => header !== right),
				(header) => {
					expect(check('{"cool":true}', header)).toBeUndefined();
				},
			),
			{ numRuns: 300 },
		);
	});

	it('accepts no changed byte of a signed body', () => {
		const body = JSON.stringify(payloads.track());
		const signature = sign(SECRET, body);
		fc.assert(
			fc.property(fc.integer({ min: 0, max: body.length - 1 }), fc.string(), (at, text) => {
				const changed = body.slice(0, at) + text + body.slice(at + 1);
				let parsed: unknown;
				try {
					parsed = JSON.parse(changed);
				} catch {
					parsed = undefined; // never gets as far as the signature
				}
				const genuine = parsed !== undefined && isGenuine(changed, signature);
				const part = signedPart(SECRET, signature, Buffer.from(changed), parsed);
				expect(part !== undefined).toBe(genuine);
			}),
			{ numRuns: 500 },
		);
	});

	it('accepts no batch whose first event is not the signed one', () => {
		fc.assert(
			fc.property(fc.array(event, { minLength: 1, maxLength: 5 }), event, (batch, forged) => {
				const signature = sign(SECRET, JSON.stringify(batch[0]));
				fc.pre(JSON.stringify(forged) !== JSON.stringify(batch[0]));
				expect(check(JSON.stringify([forged, ...batch]), signature)).toBeUndefined();
			}),
			{ numRuns: 300 },
		);
	});
});
