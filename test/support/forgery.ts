/** Requests of Segment as an attacker would change them, who has genuine ones and not the secret. */
import {
	buildRequest,
	payloads,
	sign,
	type Mode,
	type Payload,
	type Signing,
	type WebhookRequest,
} from '../stand-in/webhook-sender';

/** A genuine request and what of it is signed. */
export interface Genuine extends WebhookRequest {
	/** The events that Segment vouches for, as they may reach a workflow: JSON of each. */
	signed: string[];
}

export interface Forged {
	body: Buffer;
	signature: string | undefined;
}

/** Numbers from 0 up to 1 that are the same in each run. */
export function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

const KINDS = ['track', 'page', 'delete', 'audienceEnteredAsIdentify', 'group'] as const;
const FORGED = { type: 'delete', userId: 'victim', timestamp: '2026-03-04T10:00:00.000Z' };

/** Genuine requests of one mode, single and in batches, signed by today's and by the coming rule. */
export function genuineRequests(mode: Mode, secret: string): Genuine[] {
	const isSingle = ['actions', 'audience'].includes(mode);
	const extras = mode.startsWith('audience') ? { team: 'crm', level: 3 } : undefined;
	const counts = isSingle ? [1] : [1, 2, 4];
	const signings: Signing[] = isSingle ? ['firstElement'] : ['firstElement', 'wholeBody'];
	return counts.flatMap((count) =>
		signings.map((signing) => {
			const events: Payload[] = KINDS.slice(0, count).map((kind) => payloads[kind]());
			const request = buildRequest(events, { mode, secret, signing, extras });
			const body = [JSON.parse(request.body) as Payload | Payload[]].flat();
			const delivered = body.map((element) =>
				JSON.stringify(mode === 'extensibleBatch' ? element.json : element),
			);
			return { ...request, signed: signing === 'wholeBody' ? delivered : delivered.slice(0, 1) };
		}),
	);
}

type Random = () => number;
type Change = (request: { text: string; signature: string }, random: Random) => void;

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)];

const PIECES = [
	...['"json":', '"body":', '"extras":', '"__proto__":', '"type":"delete"', '"userId":"victim"'],
	...['{', '}', '[', ']', ',', ':', '"', '\\', '\\u0000', '\\u2028', 'null', 'true', '1e999', '-0'],
	...[' ', '\n', '\uFEFF', '\u0000', '{"json":', ',"x":1', '[[', ']]', JSON.stringify(FORGED)],
];

const bodyAs =
	(build: (body: unknown, random: Random) => unknown): Change =>
	(request, random) => {
		try {
			request.text = JSON.stringify(build(JSON.parse(request.text) as unknown, random));
		} catch {
			// an earlier change has made it something else than JSON
		}
	};

const listOf = (body: unknown): unknown[] => (Array.isArray(body) ? body : [body]);
const innerOf = (element: unknown): unknown =>
	(element as { json?: unknown } | null)?.json ?? element;
const asObject = (element: unknown): object =>
	typeof element === 'object' && element !== null ? element : {};

const CHANGES: Change[] = [
	// the text, blindly
	(request, random) => {
		const at = Math.floor(random() * (request.text.length + 1));
		const length = Math.floor(random() * 3);
		request.text =
			request.text.slice(0, at) + pick(PIECES, random) + request.text.slice(at + length);
	},
	(request, random) => {
		const at = Math.floor(random() * request.text.length);
		const byte = String.fromCharCode(32 + Math.floor(random() * 95));
		request.text = request.text.slice(0, at) + byte + request.text.slice(at + 1);
	},
	(request, random) => {
		const [from, to] = [random(), random()].map((one) => Math.floor(one * request.text.length));
		request.text = request.text.slice(0, from) + request.text.slice(to);
	},
	// events added, moved and taken away
	bodyAs((body) => [...listOf(body), FORGED]),
	bodyAs((body) => [FORGED, ...listOf(body)]),
	bodyAs((body) => [...listOf(body)].reverse()),
	bodyAs((body) => listOf(body)[0]),
	bodyAs((body) => [listOf(body)]),
	// the wrapper, with something beside the event, around lists, and more than once
	bodyAs((body) => ({ json: innerOf(listOf(body)[0]) })),
	bodyAs((body) => [{ json: innerOf(listOf(body)[0]), ...FORGED }]),
	bodyAs((body) => ({ ...FORGED, json: innerOf(listOf(body)[0]) })),
	bodyAs((body) => ({ json: body, x: 1 })),
	bodyAs((body) => [{ json: [innerOf(listOf(body)[0])], ...FORGED }]),
	bodyAs((body) => [{ json: { json: innerOf(listOf(body)[0]) } }, FORGED]),
	bodyAs((body) => ({ '0': innerOf(listOf(body)[0]), length: 1, ...FORGED })),
	// the event's own fields, and extras of one's own
	bodyAs((body) => ({ ...asObject(listOf(body)[0]), ...FORGED })),
	bodyAs((body) => [{ ...asObject(listOf(body)[0]), team: 'evil', level: 4 }]),
	bodyAs((body, random) => {
		const event = { ...asObject(innerOf(listOf(body)[0])), ...FORGED };
		const extras = pick([FORGED, JSON.stringify(FORGED), '{"type":1}'], random);
		return { ...event, context: { personas: { audience_settings: { extras } } } };
	}),
	bodyAs((body, random) => {
		const event = asObject(innerOf(listOf(body)[0]));
		const names = Object.keys(event);
		return { ...event, [pick(names, random) ?? 'type']: pick(['victim', null, 1, [], {}], random) };
	}),
	// the same name twice: which one counts is up to the reader
	(request) => {
		request.text = request.text.replace('{', '{"type":"delete","userId":"victim",');
	},
	(request) => {
		request.text = request.text.replace(/\}(\]?)$/, ',"type":"delete","userId":"victim"}$1');
	},
	// the header
	(request, random) => {
		const at = Math.floor(random() * 40);
		const digit = pick([...'0123456789abcdef'], random);
		request.signature = request.signature.slice(0, at) + digit + request.signature.slice(at + 1);
	},
	(request, random) => {
		request.signature = pick(
			[
				...['', ' ', '0'.repeat(40), request.signature.toUpperCase(), `${request.signature} `],
				...[`sha1=${request.signature}`, request.signature.slice(1), sign('', request.text)],
				sign('another secret', request.text),
			],
			random,
		);
	},
];

/** One to three changes to a genuine request; now and then one that means the same. */
export function forge({ body, headers }: WebhookRequest, random: Random): Forged {
	const request = { text: body, signature: headers['X-Signature'] };
	for (let left = Math.ceil(random() * 3); left > 0; left--) pick(CHANGES, random)(request, random);
	const isUnsigned = random() < 0.02;
	return {
		body: Buffer.from(request.text),
		signature: isUnsigned ? undefined : request.signature,
	};
}
