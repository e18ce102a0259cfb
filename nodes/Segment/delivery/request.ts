import { pack } from './pack';
import type { PreparedMessage } from './prepared';

/** One HTTP request to the Tracking API: a batch, or a message that travels alone. */
export interface TrackingRequest {
	/** Path on the Tracking API's host. */
	path: string;
	messages: PreparedMessage[];
}

const BATCH_PATH = '/v1/batch';

/**
 * The fewest requests that Segment's limits allow. A message that is alone goes to the endpoint of
 * its call.
 *
 * @param oneEach whether every message shall go alone
 */
export function planDelivery(messages: PreparedMessage[], oneEach: boolean): TrackingRequest[] {
	return oneEach ? messages.map(singleRequest) : pack(messages).map(requestFor);
}

function requestFor(messages: PreparedMessage[]): TrackingRequest {
	return messages.length === 1 ? singleRequest(messages[0]) : { path: BATCH_PATH, messages };
}

/** A message alone goes to the endpoint of its call (Segment docs, "HTTP API Source"). */
function singleRequest(message: PreparedMessage): TrackingRequest {
	return { path: `/v1/${message.type}`, messages: [message] };
}

/**
 * The body of one attempt, put together from texts that are already JSON. Bytes pass through
 * n8n's HTTP client untouched; it would parse a text once more.
 *
 * @param sentAt when this attempt leaves; Segment corrects the sender's clock with it
 */
export function requestBody({ path, messages }: TrackingRequest, sentAt: Date): Buffer {
	const tail = `,"sentAt":"${sentAt.toISOString()}"}`;
	if (path !== BATCH_PATH) return Buffer.from(messages[0].json.slice(0, -1) + tail);
	return Buffer.from(`{"batch":[${messages.map(({ json }) => json).join(',')}]${tail}`);
}

/**
 * The two halves of a batch that was too large for Segment.
 *
 * @returns nothing when there is only one message left
 */
export function halve({ messages }: TrackingRequest): TrackingRequest[] {
	if (messages.length < 2) return [];
	const middle = Math.ceil(messages.length / 2);
	return [messages.slice(0, middle), messages.slice(middle)].map(requestFor);
}

/** What a Dry Run tells of a request. */
export interface PlannedRequest {
	/** Which request of the run, from 1. */
	number: number;
	path: string;
	messages: number;
	/** UTF-8 bytes of the body. */
	bytes: number;
}

export function planRequests(requests: TrackingRequest[]): PlannedRequest[] {
	return requests.map((request, index) => ({
		number: index + 1,
		path: request.path,
		messages: request.messages.length,
		bytes: requestBody(request, new Date(0)).length,
	}));
}
