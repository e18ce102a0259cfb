import fc from 'fast-check';

import {
	accepted,
	eventIn,
	firstElement,
	isForm,
	isShallow,
	jsonBytes,
	parse,
	RefusedRequest,
	wrapped,
	type Delivery,
} from '../../../nodes/SegmentTrigger/receive/body';

const statusOf = (run: () => unknown): number | undefined => {
	try {
		run();
	} catch (error) {
		if (error instanceof RefusedRequest) return error.status;
		throw error;
	}
	return undefined;
};

describe('jsonBytes', () => {
	const body = Buffer.from('{"type":"track"}');

	it.each([
		undefined,
		'',
		'application/json',
		'application/json; charset=utf-8',
		'Application/JSON',
		'application/vnd.segment+json',
	])('takes JSON that comes as %p', (contentType) => {
		expect(jsonBytes(body, contentType)).toBe(body);
	});

	it.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data', 'json'])(
		'refuses %s with 415',
		(contentType) => {
			expect(statusOf(() => jsonBytes(body, contentType))).toBe(415);
		},
	);

	it.each([undefined, Buffer.alloc(0)])('refuses the body %p with 400', (rawBody) => {
		expect(statusOf(() => jsonBytes(rawBody, 'application/json'))).toBe(400);
	});
});

describe('parse', () => {
	it('reads JSON, with a byte order mark or without', () => {
		expect(parse('{"type":"track"}')).toEqual({ type: 'track' });
		expect(parse(Buffer.from('\uFEFF[1]'))).toEqual([1]);
		expect(parse('null')).toBeNull();
	});

	it.each(['{', '{"type":"track"', 'undefined', "{'type':'track'}"])('refuses %p', (text) => {
		expect(statusOf(() => parse(text))).toBe(400);
	});
});

describe('firstElement', () => {
	const first = (text: string, limit = 1000) =>
		firstElement(Buffer.from(text), limit)?.toString().trim();

	it('is what a parser reads as the first one, whatever is in it', () => {
		fc.assert(
			fc.property(fc.array(fc.jsonValue({ maxDepth: 4 }), { minLength: 1 }), (list) => {
				const expected: unknown = JSON.parse(JSON.stringify(list[0]));
				expect(JSON.parse(first(JSON.stringify(list), 1e6) ?? '')).toEqual(expected);
				expect(JSON.parse(first(JSON.stringify(list, null, 2), 1e6) ?? '')).toEqual(expected);
			}),
			{ numRuns: 1000 },
		);
	});

	it('is none in what is no list, in a longer element than looked for, and in a deep one', () => {
		expect(first('{"a":[1]}')).toBeUndefined();
		expect(first('')).toBeUndefined();
		expect(first('[1')).toBeUndefined();
		expect(first(`["${'x'.repeat(1000)}"]`)).toBeUndefined();
		expect(first('['.repeat(500) + ']'.repeat(500))).toBeUndefined();
	});
});

describe('isShallow', () => {
	const nested = (depth: number) => Buffer.from('[{"a":'.repeat(depth / 2));

	it('allows a hundred levels, and brackets in texts', () => {
		expect(isShallow(nested(100))).toBe(true);
		expect(isShallow(nested(102))).toBe(false);
		expect(isShallow(Buffer.from(JSON.stringify({ a: '[{"\\"'.repeat(500) })))).toBe(true);
	});

	it('looks behind the first elements too', () => {
		expect(isShallow(Buffer.from(`[1,{"a":2},${'['.repeat(101)}`))).toBe(false);
	});

	it('takes no time for 15 MB', () => {
		const bytes = Buffer.alloc(15 * 1024 * 1024, '[1,{"a":"b"}],');
		const started = performance.now();
		isShallow(bytes);
		expect(performance.now() - started).toBeLessThan(1000);
	});
});

describe('elements', () => {
	const event = { type: 'track' };

	it('are wrapped by exactly the key json, around an object', () => {
		expect(wrapped({ json: event })).toBe(event);
		for (const other of [
			event,
			{ json: event, x: 1 },
			{ json: [event] },
			{ json: 'a' },
			{ json: null },
			[event],
			null,
			'json',
			undefined,
		]) {
			expect(wrapped(other)).toBeUndefined();
		}
	});

	it('are events, wrapped or not, when they are objects', () => {
		expect(eventIn({ json: event })).toBe(event);
		expect(eventIn(event)).toBe(event);
		const withJson = { type: 'track', json: { x: 1 } };
		expect(eventIn(withJson)).toBe(withJson);
		for (const other of [null, 7, 'track', [event]]) expect(eventIn(other)).toBeUndefined();
	});

	it('are forms by exactly the key body, with a text', () => {
		expect(isForm({ body: 'a=b' })).toBe(true);
		for (const other of [{ body: {} }, { body: 'a=b', x: 1 }, 'a=b', null]) {
			expect(isForm(other)).toBe(false);
		}
	});
});

describe('accepted', () => {
	const [a, b, c] = [{ messageId: 'a' }, { messageId: 'b' }, { messageId: 'c' }];
	const delivery = (more: Partial<Delivery>): Delivery => ({
		verified: [],
		unverified: [],
		unreadable: 0,
		...more,
	});

	it('takes everything by default', () => {
		expect(accepted(delivery({ verified: [a], unverified: [b, c] }), 'all')).toEqual({
			events: [a, b, c],
			received: 3,
			unverified: 0,
			unreadable: 0,
		});
		expect(accepted(delivery({}), 'all').events).toEqual([]);
	});

	it('takes what is signed when the user wants that', () => {
		const taken = accepted(delivery({ verified: [a], unverified: [b, c] }), 'verified');
		expect(taken).toMatchObject({ events: [a], received: 3, unverified: 2 });
	});

	it('without batches, refuses several elements but not a list of one', () => {
		expect(accepted(delivery({ verified: [a] }), 'none').events).toEqual([a]);
		expect(statusOf(() => accepted(delivery({ verified: [a, b] }), 'none'))).toBe(400);
		expect(statusOf(() => accepted(delivery({ verified: [a], unreadable: 1 }), 'none'))).toBe(400);
	});

	it('counts what is no event, and refuses a request of nothing else', () => {
		const taken = accepted(delivery({ verified: [a], unreadable: 2 }), 'all');
		expect(taken).toMatchObject({ events: [a], received: 3, unreadable: 2, unverified: 0 });
		expect(statusOf(() => accepted(delivery({ unreadable: 2 }), 'all'))).toBe(400);
	});
});
