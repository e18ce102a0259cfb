import { createHash } from 'node:crypto';

import type { Fields } from './types';

/** How a message without an ID of its own gets one. */
export type MessageIdMode = 'perExecution' | 'fromContent' | 'custom';

/** What makes a message of a node run unlike every other, and the same when the run is repeated. */
export interface MessageOrigin {
	writeKey: string;
	workflowId: string;
	executionId: string;
	nodeId: string;
	runIndex: number;
	/** An agent may call its tool several times under the same numbers: then the content tells calls apart. */
	sharedByCalls: boolean;
}

/**
 * The same ID whenever the same item of the same node run is sent again, so that Segment drops the
 * repetition (Segment docs, "Handling Duplicate Data").
 *
 * @returns a UUID-shaped SHA-256 hash
 */
export function messageIdPerExecution(
	origin: MessageOrigin,
	item: number,
	message: Fields,
): string {
	const { writeKey, workflowId, executionId, nodeId, runIndex, sharedByCalls } = origin;
	const content = sharedByCalls ? canonicalJson(message) : '';
	return uuidFrom([writeKey, workflowId, executionId, nodeId, runIndex, item, content]);
}

/** The same ID whenever a message with the same content is sent with the same write key. */
export function messageIdFromContent(writeKey: string, message: Fields): string {
	return uuidFrom([writeKey, canonicalJson(message)]);
}

/** A new ID for a message that Segment has seen under another: always the same one for that other. */
export function messageIdFromOther(writeKey: string, messageId: string): string {
	return uuidFrom([writeKey, messageId]);
}

function uuidFrom(parts: Array<string | number>): string {
	const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`8${hex.slice(13, 16)}`, // version 8: a UUID of the application's own making (RFC 9562)
		`${'89ab'[parseInt(hex[16], 16) % 4]}${hex.slice(17, 20)}`,
		hex.slice(20, 32),
	].join('-');
}

/** JSON with sorted keys, so that the order in which a source lists its fields does not matter. */
function canonicalJson(value: unknown): string {
	return JSON.stringify(value, (_key, entry: unknown) =>
		typeof entry === 'object' && entry !== null && !Array.isArray(entry)
			? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))
			: entry,
	);
}
