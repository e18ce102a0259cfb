/** From the bytes of a request to the events in it. */
import type { IDataObject } from 'n8n-workflow';

import type { SignedPart } from './signature';

/** A Segment event as it was delivered; which fields it has depends on the mapping in Segment. */
export type SegmentEvent = IDataObject;

/** What to do with requests that carry several events. */
export type Batches = 'all' | 'verified' | 'none';

/** A request that is answered with an error; nothing starts. */
export class RefusedRequest extends Error {
	constructor(
		readonly status: 400 | 401 | 415 | 503,
		message: string,
	) {
		super(message);
	}
}

/**
 * Reads a JSON body.
 *
 * @throws RefusedRequest 415 for another content type, 400 for no or broken JSON
 */
export function parseBody(rawBody: Buffer | undefined, contentType: string | undefined): unknown {
	if (!isJson(contentType)) {
		throw new RefusedRequest(
			415,
			`The content type is ${contentType}, and this trigger reads application/json only. Set the content type to JSON in the mapping of your Segment destination.`,
		);
	}
	if (!rawBody?.length) throw new RefusedRequest(400, 'The request has no body');
	const body = fromJson(rawBody.toString('utf8'));
	if (body === undefined) throw new RefusedRequest(400, 'The body is not valid JSON');
	return body;
}

function fromJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Some senders leave the content type out; what they post is then read as JSON all the same. */
function isJson(contentType: string | undefined): boolean {
	const mediaType = contentType?.split(';')[0].trim().toLowerCase();
	return !mediaType || mediaType === 'application/json' || mediaType.endsWith('+json');
}

/**
 * The events of a parsed body that may start the workflow.
 *
 * @param signed what the signature vouches for; undefined when signatures are not checked
 * @throws RefusedRequest 400 for anything but an event or a list of events, and for a batch that is not wanted
 */
export function eventsIn(
	body: unknown,
	batches: Batches,
	signed: SignedPart | undefined,
): SegmentEvent[] {
	if (!Array.isArray(body)) return [asEvent(body, 'The body')];
	if (batches === 'none' && body.length > 1) {
		throw new RefusedRequest(
			400,
			'This trigger takes no batches. Turn batching off in the mapping of your Segment destination, or change Batches in the node.',
		);
	}
	const accepted: unknown[] =
		batches === 'verified' && signed !== 'wholeBody' ? body.slice(0, 1) : body;
	return accepted.map((element, index) => asEvent(unwrapped(element), `Event ${index}`));
}

/** Extensible Webhook delivers the events of a batch as `{ "json": event }`. */
function unwrapped(element: unknown): unknown {
	if (!isObject(element)) return element;
	const isWrapper = Object.keys(element).length === 1 && isObject(element.json);
	return isWrapper ? element.json : element;
}

function asEvent(value: unknown, what: string): SegmentEvent {
	if (!isObject(value)) throw new RefusedRequest(400, `${what} is not a JSON object`);
	return value;
}

function isObject(value: unknown): value is SegmentEvent {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
