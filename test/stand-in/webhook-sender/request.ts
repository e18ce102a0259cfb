/** The requests that Segment's webhook destinations make. */
import { createHmac } from 'node:crypto';

import type { Payload } from './payloads';

/**
 * - `classic`: Webhooks, one event (or an array of them)
 * - `actions`: Webhooks (Actions), one event
 * - `actionsBatch`: the same with batching, an array
 * - `extensibleBatch`: Extensible Webhook with batching, an array of `{ json: event }`
 * - `audiences`: Webhook Audiences, an array whose events carry the customer's extras
 */
export type Mode = 'classic' | 'actions' | 'actionsBatch' | 'extensibleBatch' | 'audiences';

/** What is signed in an array: its first element today, all of it once Segment has changed it. */
export type Signing = 'firstElement' | 'wholeBody';

export interface RequestOptions {
	mode: Mode;
	/** Signs nothing when left out. */
	secret?: string;
	signing?: Signing;
	/** Webhook Audiences merges these into each event after signing. */
	extras?: Payload;
	/** Custom headers of the mapping. */
	headers?: Record<string, string>;
}

export interface WebhookRequest {
	headers: Record<string, string>;
	body: string;
}

/** Whether a mode puts several events into one request. */
export const isBatched = (mode: Mode) => mode !== 'actions' && mode !== 'classic';

export function sign(secret: string, message: string): string {
	return createHmac('sha1', secret).update(message, 'utf8').digest('hex');
}

/** The request that delivers these events; more than one only for an array mode or `classic`. */
export function buildRequest(events: Payload[], options: RequestOptions): WebhookRequest {
	const { mode, secret, signing = 'firstElement', extras, headers } = options;
	const isArray = isBatched(mode) || events.length > 1;
	const delivered = events.map((event) => {
		if (mode === 'extensibleBatch') return { json: event };
		return mode === 'audiences' ? { ...event, ...extras } : event;
	});
	const body = JSON.stringify(isArray ? delivered : delivered[0]);
	// the payload's own data is signed: without the wrapper of one mode, without the extras of the other
	const signed = isArray && signing === 'wholeBody' ? body : JSON.stringify(events[0]);
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
