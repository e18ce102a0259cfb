/**
 * Whether a request was signed by Segment, and what of it. Segment's webhook destinations put a
 * lower-case hex HMAC-SHA1 of the JSON they deliver into the header X-Signature; it carries no
 * time, so a signature alone does not stop a replay.
 * Rules: Segment docs, "Webhooks (Actions) Destination", and the code of Segment's destinations.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

import {
	eventIn,
	firstElement,
	isForm,
	isObject,
	isShallow,
	parse,
	parseSafely,
	RefusedRequest,
	wrapped,
	type Delivery,
	type SegmentEvent,
} from './body';

const HEX_SHA1 = /^[0-9a-f]{40}$/;

/**
 * What is longer is not written anew to find a signature for it: a batch, and one event, of which
 * Segment takes 32 KB, in whatever way they were formatted since.
 */
const MAX_REWRITTEN_BYTES = 1024 * 1024;
const MAX_REWRITTEN_EVENT_BYTES = 256 * 1024;

/**
 * Reads a request and tells what of it Segment has signed.
 *
 * Each event given back as verified is parsed from the very text that the signature is for: nobody
 * picks it out of the request a second time.
 *
 * @param rawBody the bytes that were posted
 * @param secret the shared secret, never empty
 * @param signature the header X-Signature as it came
 * @throws RefusedRequest 401 when nothing is signed with this secret, 400 for what is not JSON
 */
export function verify(rawBody: Buffer, secret: string, signature: unknown): Delivery {
	refuseUnsigned(signature);
	const signs = signatureOf(secret, signature);
	if (signs(rawBody)) return sorted(parse(rawBody));

	// From here on this may be anybody's text: it is looked at before it is parsed
	const first = firstElement(rawBody, MAX_REWRITTEN_EVENT_BYTES);
	if (first) {
		const element = parseSafely(first);
		if (isForm(element)) throw formBody();
		const event = signs(first) ? eventIn(parse(first)) : signedEvent(element, signs);
		// Only the first event of a batch is signed today
		if (event) return withRest(event, rawBody);
	}
	if (rawBody.length <= MAX_REWRITTEN_BYTES && isShallow(rawBody)) {
		const body = parseSafely(rawBody);
		const isEvent = !first && rawBody.length <= MAX_REWRITTEN_EVENT_BYTES;
		const event = isEvent ? signedEvent(body, signs) : undefined;
		if (event) return sorted(event);
		const written = JSON.stringify(body) as string | undefined;
		if (written !== undefined && signs(written)) return sorted(parse(written));
	}
	throw unsigned(signature);
}

/**
 * Reads a request of a trigger that checks no signatures.
 *
 * @throws RefusedRequest 400 for what is not JSON, or nested too deeply
 */
export function trust(rawBody: Buffer): Delivery {
	if (!isShallow(rawBody)) throw tooDeep();
	return sorted(parse(rawBody));
}

/**
 * All of a body that is signed as a whole.
 *
 * @throws RefusedRequest 415 for a batch of forms
 */
function sorted(body: unknown): Delivery {
	const elements: unknown[] = Array.isArray(body) ? body : [body];
	if (Array.isArray(body) && isForm(body[0])) throw formBody();
	const verified = events(elements);
	return { verified, unverified: [], unreadable: elements.length - verified.length };
}

/** A batch of which the first event is signed. */
function withRest(event: SegmentEvent, rawBody: Buffer): Delivery {
	if (!isShallow(rawBody)) throw tooDeep();
	const body = parse(rawBody);
	const rest: unknown[] = Array.isArray(body) ? body.slice(1) : [];
	const unverified = events(rest);
	return { verified: [event], unverified, unreadable: rest.length - unverified.length };
}

function events(elements: unknown[]): SegmentEvent[] {
	return elements.map(eventIn).filter((event) => event !== undefined);
}

/**
 * The event in an element that Segment signed before it wrapped it or added extras to it, or that
 * somebody has formatted in another way since.
 */
function signedEvent(element: unknown, signs: Signs): SegmentEvent | undefined {
	for (const value of [element, wrapped(element)]) {
		if (!isObject(value)) continue;
		const written = JSON.stringify(value);
		if (signs(written)) return eventIn(parse(written));

		const withoutExtras = JSON.stringify(leaveOut(value, extrasOf(value)));
		if (withoutExtras === written || !signs(withoutExtras)) continue;
		const event = parse(withoutExtras);
		// The extras' values too are taken from what is signed, and not from where they were added
		if (isObject(event)) return { ...event, ...extrasOf(event) };
	}
	return undefined;
}

/** What Webhook Audiences adds to each event after signing it: named in the event itself, as JSON. */
function extrasOf(event: SegmentEvent): SegmentEvent {
	const settings = ['context', 'personas', 'audience_settings'].reduce<unknown>(
		(value, name) => (isObject(value) ? value[name] : undefined),
		event,
	);
	const extras = isObject(settings) ? settings.extras : undefined;
	const value = typeof extras === 'string' ? parseSafely(extras) : extras;
	return isObject(value) ? value : {};
}

/** The event without fields of these names. Anybody may have written both, with thousands of names. */
function leaveOut(event: SegmentEvent, fields: SegmentEvent): SegmentEvent {
	return Object.fromEntries(Object.entries(event).filter(([name]) => !Object.hasOwn(fields, name)));
}

type Signs = (message: Buffer | string) => boolean;

/** @throws RefusedRequest 401 for a header that is no signature at all: no body need be read for it */
export function refuseUnsigned(signature: unknown): asserts signature is string {
	if (typeof signature !== 'string' || !HEX_SHA1.test(signature)) throw unsigned(signature);
}

function signatureOf(secret: string, signature: string): Signs {
	if (secret === '') return () => false;
	const expected = Buffer.from(signature, 'hex');
	return (message) =>
		timingSafeEqual(expected, createHmac('sha1', secret).update(message).digest());
}

function unsigned(signature: unknown): RefusedRequest {
	return new RefusedRequest(
		401,
		signature === undefined
			? 'The header X-Signature is missing. Enter the shared secret in the settings of your Segment destination.'
			: 'The header X-Signature does not fit the body. Check that your Segment destination and this trigger have the same shared secret.',
	);
}

function formBody(): RefusedRequest {
	return new RefusedRequest(
		415,
		'The batch holds forms, and this trigger reads JSON only. Set the content type to JSON in the mapping of your Segment destination.',
	);
}

function tooDeep(): RefusedRequest {
	return new RefusedRequest(400, 'The body is nested too deeply to be an event of Segment');
}
