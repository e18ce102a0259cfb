/** The requests that Segment's webhook destinations make. */
import { createHmac } from 'node:crypto';

import type { Payload } from './payloads';

/**
 * - `classic`: Webhooks, one event (or an array of them)
 * - `actions`: Webhooks (Actions), one event
 * - `actionsBatch`: the same with batching, an array
 * - `extensibleBatch`: Extensible Webhook with batching, an array of `{ json: event }`
 * - `formBatch`: the same with the content type of a form, an array of `{ body: form }`
 * - `audience`: Webhook Audiences, one event that carries the customer's extras
 * - `audiences`: the same with batching, an array
 */
export type Mode =
	| 'classic'
	| 'actions'
	| 'actionsBatch'
	| 'extensibleBatch'
	| 'formBatch'
	| 'audience'
	| 'audiences';

const SINGLE: Mode[] = ['actions', 'audience', 'classic'];

/** What is signed in an array: its first element today, all of it once Segment has changed it. */
export type Signing = 'firstElement' | 'wholeBody';

export interface RequestOptions {
	mode: Mode;
	/** Signs nothing when left out. */
	secret?: string;
	signing?: Signing;
	/** Webhook Audiences merges these into each event after signing; they also stand in its context. */
	extras?: Payload;
	/** Custom headers of the mapping. */
	headers?: Record<string, string>;
}

export interface WebhookRequest {
	headers: Record<string, string>;
	body: string;
}

/** Whether a mode puts several events into one request. */
export const isBatched = (mode: Mode) => !SINGLE.includes(mode);

export function sign(secret: string, message: string): string {
	return createHmac('sha1', secret).update(message, 'utf8').digest('hex');
}

/** The request that delivers these events; more than one only for an array mode or `classic`. */
export function buildRequest(events: Payload[], options: RequestOptions): WebhookRequest {
	const { mode, secret, signing = 'firstElement', extras, headers } = options;
	const isArray = isBatched(mode) || events.length > 1;
	const data = events.map((event) => withExtrasInContext(event, extras));
	const delivered = data.map((event) => {
		if (mode === 'extensibleBatch') return { json: event };
		if (mode === 'formBatch') return { body: asForm(event) };
		return { ...event, ...extras };
	});
	const body = JSON.stringify(isArray ? delivered : delivered[0]);
	// the payload's own data is signed: without the wrapper of one mode, without the extras of the other
	const signed = isArray && signing === 'wholeBody' ? body : JSON.stringify(data[0]);
	return {
		body,
		headers: {
			'User-Agent': mode === 'classic' ? 'Segment.io/1.0' : 'Segment (Actions)',
			...headers,
			'Content-Type': 'application/json',
			...(secret !== undefined && { 'X-Signature': sign(secret, signed) }),
		},
	};
}

/** Segment keeps the settings of an audience in the context of its events, extras as JSON text. */
function withExtrasInContext(event: Payload, extras: Payload | undefined): Payload {
	if (!extras) return event;
	const context = (event.context ?? {}) as { personas?: Payload };
	const audienceSettings = { extras: JSON.stringify(extras) };
	const personas = { ...context.personas, audience_settings: audienceSettings };
	return { ...event, context: { ...context, personas } };
}

const asForm = (event: Payload): string =>
	new URLSearchParams(
		Object.entries(event).map(([name, value]): [string, string] => [name, String(value)]),
	).toString();
