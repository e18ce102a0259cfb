import fc from 'fast-check';
import { buildRequest, payloads, sign } from '../../stand-in/webhook-sender';
import { items, post, SECRET, send, useWebhook, webhook } from './support';

useWebhook();

describe('forgeries', () => {
	interface Request {
		headers: Record<string, string>;
		body: string;
	}
	const hex = fc.constantFrom(...'0123456789abcdef');
	const signature = (change: (right: string) => string) => (request: Request) => ({
		...request,
		headers: { ...request.headers, 'X-Signature': change(request.headers['X-Signature']) },
	});
	const body = (change: (body: string) => string) => (request: Request) => ({
		...request,
		body: change(request.body),
	});
	/** Ways to change a genuine request; each makes it one that Segment did not send. */
	const attack = fc.oneof(
		fc.constant((request: Request) => ({
			...request,
			headers: { 'Content-Type': 'application/json' },
		})),
		fc
			.string({ minLength: 1 })
			.filter((secret) => secret !== SECRET)
			.map((secret) => (request: Request) => ({
				...request,
				headers: { ...request.headers, 'X-Signature': sign(secret, request.body) },
			})),
		fc.nat(39).map((length) => signature((right) => right.slice(0, length))),
		fc.tuple(fc.nat(39), hex).map(([at, digit]) =>
			signature((right) => {
				const changed = right[at] === digit ? (digit === '0' ? '1' : '0') : digit;
				return right.slice(0, at) + changed + right.slice(at + 1);
			}),
		),
		fc.constantFrom(
			signature((right) => right.toUpperCase().replace(/^[0-9]*$/, 'A')),
			signature((right) => Buffer.from(right, 'hex').toString('base64')),
			signature((right) => `sha1=${right}`),
		),
		fc.nat(400).map((length) => body((text) => text.slice(0, length))),
		fc.uuid().map((id) => body((text) => text.replace(/user-97980cfea0067/, id))),
		fc
			.uuid()
			.map((id) => body((text) => text.replace(/"messageId":"[^"]*"/, `"messageId":"${id}"`))),
		fc.constant(body((text) => `[{"type":"track"},${text.replace(/^\[|\]$/g, '')}]`)),
		fc.constant(body((text) => `{"json":${text},"x":1}`)),
	);
	const genuine = fc.record({
		mode: fc.constantFrom('actions', 'actionsBatch', 'classic', 'extensibleBatch' as const),
		signing: fc.constantFrom('firstElement', 'wholeBody' as const),
		count: fc.integer({ min: 1, max: 3 }),
	});

	it('starts nothing for any of 400 of them', async () => {
		const names = ['track', 'page', 'identify'] as const;
		const outcomes = new Map<number, number>();
		await fc.assert(
			fc.asyncProperty(genuine, attack, async ({ mode, signing, count }, forge) => {
				const events = names.slice(0, count).map((name) => payloads[name]());
				const request = buildRequest(mode === 'actions' ? events.slice(0, 1) : events, {
					mode,
					signing,
					secret: SECRET,
				});
				const forged = forge(request);
				const { status } = await post(forged.body, forged.headers);
				outcomes.set(status, (outcomes.get(status) ?? 0) + 1);
				expect([400, 401]).toContain(status);
				expect(webhook.runs).toEqual([]);
			}),
			{ numRuns: 400 },
		);
		expect(outcomes.get(401)).toBeGreaterThan(300);
	}, 60_000);

	it('starts nothing when genuine requests are repeated, in any order and shape', async () => {
		const events = Array.from({ length: 20 }, () => payloads.track());
		await send(events);
		await fc.assert(
			fc.asyncProperty(
				fc.shuffledSubarray(events, { minLength: 1 }),
				fc.constantFrom('firstElement', 'wholeBody' as const),
				async (some, signing) => {
					expect((await send(some, { signing })).body).toMatchObject({ started: 0 });
				},
			),
			{ numRuns: 100 },
		);
		expect(items()).toEqual([events]);
	});
});
