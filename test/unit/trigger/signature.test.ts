import { createHmac } from 'node:crypto';

import fc from 'fast-check';

import { RefusedRequest, type Delivery } from '../../../nodes/SegmentTrigger/receive/body';
import { trust, verify } from '../../../nodes/SegmentTrigger/receive/signature';
import { buildRequest, payloads, sign, type Payload } from '../../stand-in/webhook-sender';
import { fuzz } from '../../support/forgeryCheck';

const SECRET = 'abc123';

/** What is signed, and what is not; a number is the status of a refusal. */
function check(body: string, signature: unknown, secret = SECRET): Delivery | number {
	try {
		return verify(Buffer.from(body), secret, signature);
	} catch (error) {
		if (error instanceof RefusedRequest) return error.status;
		throw error;
	}
}

const signed = (verified: Payload[], unverified: Payload[] = [], unreadable = 0) => ({
	verified,
	unverified,
	unreadable,
});

describe('published vectors', () => {
	const [cool, not] = [{ cool: true }, { cool: false }];
	it.each([
		['{"cool":true}', '5099cab379b3be52908387457007040cc934ef86', signed([cool])],
		[
			'[{"cool":false},{"cool":true}]',
			'c702b94a2569dd8d2f7185ce0ae951021bef4706',
			signed([not], [cool]),
		],
		[
			'[{"cool":false},{"cool":true}]',
			'685cf04ec172d3adcac0b8f25c923bb4d56ed1eb',
			signed([not, cool]),
		],
		['{"name":"Zoë ☃"}', 'ec12cbd98e57146b2bf713f366eb4a3f478f332c', signed([{ name: 'Zoë ☃' }])],
	])('%s', (body, signature, delivery) => {
		expect(check(body, signature)).toEqual(delivery);
	});
});

describe('what Segment signs', () => {
	const events = [payloads.track(), payloads.page(), payloads.identify()];

	it.each([
		['classic', 1, 'firstElement', 1],
		['classic', 3, 'firstElement', 1],
		['classic', 3, 'wholeBody', 3],
		['actions', 1, 'firstElement', 1],
		['actionsBatch', 3, 'firstElement', 1],
		['actionsBatch', 3, 'wholeBody', 3],
		['extensibleBatch', 3, 'firstElement', 1],
		['extensibleBatch', 3, 'wholeBody', 3],
		['audience', 1, 'firstElement', 1],
		['audiences', 3, 'firstElement', 1],
	] as const)('%s with %d events, %s: %d', (mode, count, signing, verified) => {
		const sent = events.slice(0, count);
		const { body, headers } = buildRequest(sent, { mode, signing, secret: SECRET });
		expect(check(body, headers['X-Signature'])).toEqual(
			signed(sent.slice(0, verified), sent.slice(verified)),
		);
	});

	it('takes one event in the wrapper, as in a batch', () => {
		const [event] = events;
		const signature = sign(SECRET, JSON.stringify(event));
		const wrapper = JSON.stringify({ json: event });
		expect(check(wrapper, signature)).toEqual(signed([event]));
		expect(check(wrapper, sign(SECRET, wrapper))).toEqual(signed([event]));
	});

	it.each(['[1]', '[', '{"a":', 'null'])('reads the signed body %p as far as it goes', (body) => {
		const delivery = check(body, sign(SECRET, body));
		if (body.length > 3) expect(delivery).toEqual(body === 'null' ? signed([], [], 1) : 400);
	});

	it('accepts a body that was written in another way on its path', () => {
		const [first, second] = events;
		const pretty = (value: unknown) => JSON.stringify(value, null, 2).replace('☃', '\\u2603');
		const signature = sign(SECRET, JSON.stringify(second));
		expect(check(pretty(second), signature)).toEqual(signed([second]));
		expect(check(pretty([second, first]), signature)).toEqual(signed([second], [first]));
		const whole = sign(SECRET, JSON.stringify([first, second]));
		expect(check(pretty([first, second]), whole)).toEqual(signed([first, second]));
	});

	it.each(['audience', 'audiences'] as const)(
		'%s: the extras are told by the event itself',
		(mode) => {
			const extras = { team: 'crm', level: 3 };
			const sent = mode === 'audience' ? events.slice(0, 1) : events;
			const { body, headers } = buildRequest(sent, { mode, secret: SECRET, extras });
			const delivered = [JSON.parse(body) as Payload | Payload[]].flat();
			expect(check(body, headers['X-Signature'])).toEqual(
				signed(delivered.slice(0, 1), delivered.slice(1)),
			);
			const forged = body.replace('"team":"crm"', '"team":"evil"');
			expect(forged).not.toBe(body);
			const delivery = check(forged, headers['X-Signature']) as Delivery;
			expect(delivery.verified[0].team).toBe('crm');
			const more = body.replace('"team":"crm"', '"team":"crm","role":"admin"');
			expect(check(more, headers['X-Signature'])).toBe(401);
		},
	);

	it('takes the good ones of a batch with an empty element', () => {
		const body = JSON.stringify([events[0], null, 7, events[1]]);
		const [first, second] = events;
		expect(check(body, sign(SECRET, JSON.stringify(first)))).toEqual(signed([first], [second], 2));
		expect(check(body, sign(SECRET, body))).toEqual(signed([first, second], [], 2));
	});

	it.each(['firstElement', 'wholeBody'] as const)(
		'tells a batch of forms by 415, with the signature of its %s',
		(signing) => {
			const { body, headers } = buildRequest(events, {
				mode: 'formBatch',
				secret: SECRET,
				signing,
			});
			expect(check(body, headers['X-Signature'])).toBe(415);
		},
	);

	it('tells a batch of forms by 415, with the signature of its first text', () => {
		const { body } = buildRequest(events, { mode: 'formBatch', secret: SECRET });
		const spaced = body.replace('[{"body":', '[{ "body":');
		const first = spaced.slice(1, spaced.indexOf('}') + 1);
		expect(check(spaced, sign(SECRET, first))).toBe(415);
	});

	it('never accepts anything for an empty secret', () => {
		expect(check('{}', sign('', '{}'), '')).toBe(401);
	});
});

describe('without a signature that fits the bytes', () => {
	const signature = 'a'.repeat(40);
	const milliseconds = (work: () => unknown): number => {
		const started = performance.now();
		work();
		return performance.now() - started;
	};

	it('parses nothing that is nested too deeply', () => {
		const deep = '['.repeat(50_000) + ']'.repeat(50_000);
		expect(check(deep, signature)).toBe(401);
		expect(check(`{"a":${deep}}`, signature)).toBe(401);
		const event = payloads.track();
		const batch = `[${JSON.stringify(event)},${deep}]`;
		expect(check(batch, sign(SECRET, JSON.stringify(event)))).toBe(400);
	});

	it('takes hardly any time for 15 MB', () => {
		const big = 15 * 1024 * 1024;
		const bodies = [
			'[{"a":'.repeat(big / 6),
			`[${'{"a":[1]},'.repeat(big / 10)}{}]`,
			`{"a":[${'[1],'.repeat(big / 4)}1]}`,
			`"${'x'.repeat(big)}"`,
			manyExtras(),
			`[${manyExtras()},1]`,
		];
		for (const body of bodies) {
			expect(milliseconds(() => check(body, signature))).toBeLessThan(1500);
			expect(check(body, signature)).toBe(401);
		}
	});
});

/** An event of nearly 1 MB that names as many extras as it has fields, of which none is an extra. */
function manyExtras(): string {
	const named = (prefix: string, count: number) =>
		Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, 0]));
	const extras = JSON.stringify(named('a', 40_000));
	const context = { personas: { audience_settings: { extras } } };
	return JSON.stringify({ context, ...named('b', 45_000) });
}

describe('trust', () => {
	const read = (body: string) => trust(Buffer.from(body));

	it('takes everything that is an event', () => {
		const event = payloads.track();
		expect(read(JSON.stringify(event))).toEqual(signed([event]));
		expect(read(JSON.stringify([event, { json: event }, null]))).toEqual(
			signed([event, event], [], 1),
		);
	});

	it.each([
		['{"a":', 400],
		['['.repeat(101) + ']'.repeat(101), 400],
		['[{"body":"a=b"}]', 415],
	])('refuses %p by %d', (body, status) => {
		expect(() => read(body)).toThrow(expect.objectContaining({ status }));
	});
});

/** Whether some rule signs these bytes, told without the code under test. */
function isGenuine(body: string, signature: string): boolean {
	let parsed: unknown;
	try {
		parsed = JSON.parse(body);
	} catch {
		return false;
	}
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
					expect(check(body, sign(secret, body))).toBe(401);
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
					expect(check('{"cool":true}', header)).toBe(401);
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
				const isTaken = typeof check(changed, signature) !== 'number';
				expect(isTaken).toBe(isGenuine(changed, signature));
			}),
			{ numRuns: 500 },
		);
	});

	it('accepts no batch whose first event is not the signed one', () => {
		fc.assert(
			fc.property(fc.array(event, { minLength: 1, maxLength: 5 }), event, (batch, forged) => {
				const signature = sign(SECRET, JSON.stringify(batch[0]));
				fc.pre(JSON.stringify(forged) !== JSON.stringify(batch[0]));
				expect(check(JSON.stringify([forged, ...batch]), signature)).toBe(401);
			}),
			{ numRuns: 300 },
		);
	});

	it.each(['all', 'verified', 'none'] as const)(
		'hands on nothing of 6,000 changed requests that Segment did not sign, with Batches %s',
		(batches) => {
			for (const mode of ['actions', 'actionsBatch', 'extensibleBatch', 'audiences'] as const) {
				expect(fuzz(mode, batches, 1_500, 7).forged).toEqual([]);
			}
		},
	);
});
