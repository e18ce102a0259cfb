import { hash } from 'node:crypto';

import { Problem } from '../../shared/problem';
import type { Message } from './types';

/** How a message without an ID of its own gets one. */
export type MessageIdMode = 'perExecution' | 'fromContent' | 'custom';

/** What makes a node run unlike every other, and the same when it is repeated. */
export interface RunOrigin {
	writeKey: string;
	/** Workflows and executions have the same numbers in many n8n instances. */
	instanceId: string;
	workflowId: string;
	executionId: string;
	nodeId: string;
	runIndex: number;
}

/**
 * Makes the function that gives the messages of one run their ids. The same item of the same run
 * always gets the same one, so that Segment drops what is sent again (Segment docs, "Handling
 * Duplicate Data").
 *
 * @param sharedByCalls whether one run serves several calls under the same numbers, as an agent's
 *   tool does: then the content tells the calls apart
 * @throws (the function it makes) Problem when every message must bring its own ID
 */
export function createMessageIds(
	mode: MessageIdMode,
	origin: RunOrigin,
	sharedByCalls: boolean,
): (position: string, message: Message) => string {
	const { writeKey, instanceId, workflowId, executionId, nodeId, runIndex } = origin;
	if (mode === 'custom') return refuseToMakeId;
	if (mode === 'fromContent') {
		return (_position, message) => uuidFrom(JSON.stringify([writeKey]) + canonicalJson(message));
	}
	const run = JSON.stringify([writeKey, instanceId, workflowId, executionId, nodeId, runIndex]);
	return (position, message) =>
		uuidFrom(run + position + (sharedByCalls ? canonicalJson(message) : ''));
}

function refuseToMakeId(): never {
	throw new Problem(
		'Message ID is empty',
		'Fill it in, or choose another way under Options → Message IDs.',
	);
}

/** A new ID for a message that Segment has seen under another: always the same one for that other. */
export function messageIdFromOther(writeKey: string, messageId: string): string {
	return uuidFrom(JSON.stringify([writeKey, messageId]));
}

function uuidFrom(text: string): string {
	const hex = hash('sha256', text, 'hex');
	// Version 8 is a UUID of the application's own making, variant 8 that of all UUIDs (RFC 9562).
	const [version, variant] = [`8${hex.slice(12, 15)}`, `8${hex.slice(15, 18)}`];
	// A template would leave the text in pieces, which JSON.stringify is slow to read.
	return [hex.slice(0, 8), hex.slice(8, 12), version, variant, hex.slice(18, 30)].join('-');
}

/** JSON with sorted keys, so that the order in which a source lists its fields does not matter. */
function canonicalJson(value: unknown): string {
	return JSON.stringify(value, (_key, entry: unknown) =>
		typeof entry === 'object' && entry !== null && !Array.isArray(entry)
			? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))
			: entry,
	);
}
