import { eventsIn, parseBody, RefusedRequest } from '../../../nodes/SegmentTrigger/receive/body';

const statusOf = (run: () => unknown): number | undefined => {
	try {
		run();
	} catch (error) {
		if (error instanceof RefusedRequest) return error.status;
		throw error;
	}
	return undefined;
};

describe('parseBody', () => {
	it.each([
		undefined,
		'',
		'application/json',
		'application/json; charset=utf-8',
		'Application/JSON',
		'application/vnd.segment+json',
	])('reads JSON that comes as %p', (contentType) => {
		expect(parseBody(Buffer.from('{"type":"track"}'), contentType)).toEqual({ type: 'track' });
	});

	it.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data', 'json'])(
		'refuses %s with 415',
		(contentType) => {
			expect(statusOf(() => parseBody(Buffer.from('{}'), contentType))).toBe(415);
		},
	);

	it.each([undefined, '', '{', '{"type":"track"', 'undefined', "{'type':'track'}"])(
		'refuses the body %p with 400',
		(text) => {
			const rawBody = text === undefined ? undefined : Buffer.from(text);
			expect(statusOf(() => parseBody(rawBody, 'application/json'))).toBe(400);
		},
	);
});

describe('eventsIn', () => {
	const [a, b, c] = [{ messageId: 'a' }, { messageId: 'b' }, { messageId: 'c' }];

	it('takes one event, and each event of a list', () => {
		expect(eventsIn(a, 'all', undefined)).toEqual([a]);
		expect(eventsIn([a, b, c], 'all', 'firstElement')).toEqual([a, b, c]);
		expect(eventsIn([], 'all', undefined)).toEqual([]);
	});

	it('unwraps what Extensible Webhook wraps, and nothing else', () => {
		const withJson = { type: 'track', json: { x: 1 } };
		expect(eventsIn([{ json: a }, b, withJson], 'all', undefined)).toEqual([a, b, withJson]);
		expect(eventsIn({ json: a }, 'all', undefined)).toEqual([{ json: a }]);
	});

	it.each([
		['wholeBody', [a, b, c]],
		['firstElement', [a]],
		[undefined, [a]],
	] as const)('with Only Verified Events and %s, takes what is signed', (signed, taken) => {
		expect(eventsIn([a, b, c], 'verified', signed)).toEqual(taken);
	});

	it('without batches, refuses several events but not a list of one', () => {
		expect(eventsIn([a], 'none', 'firstElement')).toEqual([a]);
		expect(statusOf(() => eventsIn([a, b], 'none', 'wholeBody'))).toBe(400);
	});

	it.each([[null], [42], ['track'], [[[]]], [[a, 'b']], [[null]]])('refuses %j', (body) => {
		expect(statusOf(() => eventsIn(body, 'all', undefined))).toBe(400);
	});

	it('says which event is none', () => {
		expect(() => eventsIn([a, 7], 'all', undefined)).toThrow('Event 1 is not a JSON object');
	});
});
