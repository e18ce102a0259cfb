import type { Fields } from '../../shared/read/describe';
import { pack, SEGMENT_LIMITS } from './pack';
import type { PreparedMessage } from './prepared';

/** One HTTP request to the Tracking API: a batch, or a message that travels alone. */
export interface TrackingRequest {
	/** Path on the Tracking API's host. */
	path: string;
	messages: PreparedMessage[];
	/** Segment merges it into the context of each message (docs, "HTTP API Source", Batch). */
	context?: Fields;
}

const BATCH_PATH = '/v1/batch';

/**
 * The fewest requests that Segment's limits allow. A message that is alone goes to the endpoint of
 * its call.
 *
 * @param oneEach whether every message shall go alone
 * @param context what all messages have in common; each request carries it once
 * @param most how many messages a request may have, where that is less than Segment takes
 */
export function planDelivery(
	messages: PreparedMessage[],
	oneEach: boolean,
	context?: Fields,
	most = Infinity,
): TrackingRequest[] {
	const limits = {
		bytes: SEGMENT_LIMITS.bytes - contextBytes(context),
		messages: Math.min(SEGMENT_LIMITS.messages, most),
	};
	const batches = oneEach ? messages.map((message) => [message]) : pack(messages, limits);
	return batches.map((batch) => requestFor(batch, context));
}

/** A message alone goes to the endpoint of its call (Segment docs, "HTTP API Source"). */
function requestFor(messages: PreparedMessage[], context: Fields | undefined): TrackingRequest {
	const path = messages.length === 1 ? `/v1/${messages[0].type}` : BATCH_PATH;
	return context ? { path, messages, context } : { path, messages };
}

/** UTF-8 bytes that a context adds to a request. */
export function contextBytes(context: Fields | undefined): number {
	return context ? Buffer.byteLength(`,"context":${JSON.stringify(context)}`) : 0;
}

/** UTF-8 bytes that a write key in the body adds to a request. */
export function writeKeyBytes(writeKey: string | undefined): number {
	return writeKey === undefined ? 0 : Buffer.byteLength(`,"writeKey":${JSON.stringify(writeKey)}`);
}

/**
 * The body of one attempt, put together from texts that are already JSON. Bytes pass through
 * n8n's HTTP client untouched; it would parse a text once more.
 *
 * @param sentAt when this attempt leaves; Segment corrects the sender's clock with it
 * @param writeKey the source's key, where the Authorization header carries a token instead
 */
export function requestBody(
	{ path, messages, context }: TrackingRequest,
	sentAt: Date,
	writeKey?: string,
): Buffer {
	const tail = `,${JSON.stringify({ context, writeKey, sentAt }).slice(1)}`;
	if (path !== BATCH_PATH) return Buffer.from(messages[0].json.slice(0, -1) + tail);
	let batch = messages[0].json;
	for (let index = 1; index < messages.length; index++) batch += `,${messages[index].json}`;
	return Buffer.from(`{"batch":[${batch}]${tail}`);
}

/**
 * The two halves of a batch that was too large for Segment.
 *
 * @returns nothing when there is only one message left
 */
export function halve({ messages, context }: TrackingRequest): TrackingRequest[] {
	if (messages.length < 2) return [];
	const middle = Math.ceil(messages.length / 2);
	return [messages.slice(0, middle), messages.slice(middle)].map((half) =>
		requestFor(half, context),
	);
}

/** What a Dry Run tells of a request. */
export interface PlannedRequest {
	/** Which request of the run, from 1. */
	number: number;
	path: string;
	messages: number;
	/** UTF-8 bytes of the body. */
	bytes: number;
	/** What Segment merges into the context of each message. */
	context?: Fields;
}

/** @param writeKey the source's key, where bodies carry it */
export function planRequests(requests: TrackingRequest[], writeKey?: string): PlannedRequest[] {
	return requests.map((request, index) => ({
		number: index + 1,
		path: request.path,
		messages: request.messages.length,
		bytes: requestBody(request, new Date(0), writeKey).length,
		...(request.context && { context: request.context }),
	}));
}
