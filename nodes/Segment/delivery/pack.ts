import { MAX_BATCH_BYTES, MAX_BATCH_MESSAGES } from '../message/limits';
import type { PreparedMessage } from './prepared';

/** `{"batch":[` and `],"sentAt":"2026-01-02T03:04:05.678Z"}`, less the comma that the last message has not. */
const ENVELOPE_BYTES = 47;

export interface PackLimits {
	/** UTF-8 bytes of a request's body. */
	bytes: number;
	messages: number;
}

export const SEGMENT_LIMITS: PackLimits = { bytes: MAX_BATCH_BYTES, messages: MAX_BATCH_MESSAGES };

/**
 * Splits messages, in their order, into as few batches as the limits allow.
 *
 * @returns batches of at least one message; a single message over the limit travels alone
 */
export function pack(
	messages: PreparedMessage[],
	limits: PackLimits = SEGMENT_LIMITS,
): PreparedMessage[][] {
	const batches: PreparedMessage[][] = [];
	let batch: PreparedMessage[] = [];
	let bytes = ENVELOPE_BYTES;
	for (const message of messages) {
		const withComma = message.bytes + 1;
		if (
			batch.length === limits.messages ||
			(batch.length > 0 && bytes + withComma > limits.bytes)
		) {
			batches.push(batch);
			batch = [];
			bytes = ENVELOPE_BYTES;
		}
		batch.push(message);
		bytes += withComma;
	}
	if (batch.length > 0) batches.push(batch);
	return batches;
}
