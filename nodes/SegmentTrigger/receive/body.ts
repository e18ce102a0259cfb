/** What a request to the trigger is made of. */
import type { IDataObject } from 'n8n-workflow';

/** A Segment event as it was delivered; which fields it has depends on the mapping in Segment. */
export type SegmentEvent = IDataObject;

/** What to do with requests that carry several events. */
export type Batches = 'all' | 'verified' | 'none';

/** What a request carries, sorted by how far it can be trusted. */
export interface Delivery {
	/** What the signature covers; everything where signatures are not checked. */
	verified: SegmentEvent[];
	/** What stands behind the one signed event of a batch. */
	unverified: SegmentEvent[];
	/** Elements that are no event. */
	unreadable: number;
}

/** A request that is answered with an error; nothing starts. */
export class RefusedRequest extends Error {
	constructor(
		readonly status: 400 | 401 | 415 | 503,
		message: string,
	) {
		super(message);
	}
}

/** Segment's messages have a few levels; writing thousands of them again would take n8n's stack. */
const MAX_DEPTH = 100;

const BYTE = { quote: 0x22, backslash: 0x5c, comma: 0x2c, list: 0x5b } as const;

/**
 * The bytes of a request that says it carries JSON.
 *
 * @throws RefusedRequest 415 for another content type, 400 without a body
 */
export function jsonBytes(rawBody: Buffer | undefined, contentType: string | undefined): Buffer {
	if (!isJson(contentType)) {
		throw new RefusedRequest(
			415,
			`The content type is ${contentType}, and this trigger reads application/json only. Set the content type to JSON in the mapping of your Segment destination.`,
		);
	}
	if (!rawBody?.length) throw new RefusedRequest(400, 'The request has no body');
	return rawBody;
}

/** Some senders leave the content type out; what they post is then read as JSON all the same. */
function isJson(contentType: string | undefined): boolean {
	const mediaType = contentType?.split(';')[0].trim().toLowerCase();
	return !mediaType || mediaType === 'application/json' || mediaType.endsWith('+json');
}

/** @throws RefusedRequest 400 for what is not JSON */
export function parse(json: Buffer | string): unknown {
	const value = parseSafely(json);
	if (value === undefined) throw new RefusedRequest(400, 'The body is not valid JSON');
	return value;
}

/** Undefined for what is not JSON. */
export function parseSafely(json: Buffer | string): unknown {
	const text = json.toString();
	try {
		// n8n's own reader leaves a byte order mark out as well
		return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
	} catch {
		return undefined;
	}
}

/**
 * Cuts the first element out of a list, without parsing anything.
 *
 * @param limit a longer element is not looked for
 * @returns undefined where there is no list, or its first element is too long or nested too deeply
 */
export function firstElement(json: Buffer, limit: number): Buffer | undefined {
	const start = json.findIndex((byte) => !isBlank(byte));
	if (json[start] !== BYTE.list) return undefined;
	const { end } = scan(json.subarray(start + 1, start + 1 + limit));
	return end === undefined ? undefined : json.subarray(start + 1, start + 1 + end);
}

/** Whether JSON is nested no deeper than anything that Segment sends; nothing is parsed for it. */
export function isShallow(json: Buffer): boolean {
	return scan(json).isShallow;
}

/**
 * Walks over JSON from bracket to bracket.
 *
 * @returns end: where the first element ends, if this is what stands behind a list's first bracket
 */
function scan(json: Buffer): { isShallow: boolean; end?: number } {
	let depth = 0;
	let isText = false;
	for (let at = 0; at < json.length; at++) {
		const byte = json[at];
		if (isText) {
			if (byte === BYTE.backslash) at++;
			else if (byte === BYTE.quote) isText = false;
		} else if (byte === BYTE.quote) {
			isText = true;
		} else if (byte === BYTE.list || byte === 0x7b) {
			if (++depth > MAX_DEPTH) return { isShallow: false };
		} else if (byte === 0x5d || byte === 0x7d) {
			if (--depth < 0) return { isShallow: true, end: at };
		} else if (byte === BYTE.comma && depth === 0) {
			return { isShallow: true, end: at };
		}
	}
	return { isShallow: true };
}

const isBlank = (byte: number): boolean =>
	byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;

/**
 * The event in Extensible Webhook's wrapper `{ "json": event }`. This is the only place that
 * decides what a wrapper is: were there two, a request could be verified as one and read as the other.
 */
export function wrapped(element: unknown): SegmentEvent | undefined {
	if (!isObject(element) || Object.keys(element).length !== 1) return undefined;
	return isObject(element.json) ? element.json : undefined;
}

/** Extensible Webhook delivers a form in a batch as `{ "body": "a=1&b=2" }`. */
export function isForm(element: unknown): boolean {
	return isObject(element) && Object.keys(element).length === 1 && typeof element.body === 'string';
}

/** The event that an element is or wraps; undefined when it is none. */
export function eventIn(element: unknown): SegmentEvent | undefined {
	return wrapped(element) ?? (isObject(element) ? element : undefined);
}

/**
 * The events that may start the workflow.
 *
 * @throws RefusedRequest 400 for a batch that is not wanted, and for what holds no event at all
 */
export function accepted({ verified, unverified, unreadable }: Delivery, batches: Batches) {
	const received = verified.length + unverified.length + unreadable;
	if (batches === 'none' && received > 1) {
		throw new RefusedRequest(
			400,
			'This trigger takes no batches. Turn batching off in the mapping of your Segment destination, or change Batches in the node.',
		);
	}
	if (unreadable === received && received > 0) {
		throw new RefusedRequest(400, 'The body holds no event: an event is a JSON object');
	}
	const events = batches === 'all' ? [...verified, ...unverified] : verified;
	return { events, received, unreadable, unverified: received - unreadable - events.length };
}

export function isObject(value: unknown): value is SegmentEvent {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
