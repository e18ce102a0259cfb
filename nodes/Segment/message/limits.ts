/**
 * What Segment takes in one request (Segment docs, "HTTP API Source", Max Request Size).
 * All sizes are UTF-8 bytes, KB = 1024.
 */

const KB = 1_024;

/** `,"sentAt":"2026-01-02T03:04:05.678Z"`, which each attempt adds to a message sent alone. */
const SENT_AT_BYTES = 36;

/** Segment refuses a call over 32 KB. */
export const MAX_CALL_BYTES = 32 * KB;

/** What a message may weigh so that it can also travel alone. */
export const MAX_MESSAGE_BYTES = MAX_CALL_BYTES - SENT_AT_BYTES;

/** Segment refuses a batch over 500 KB; its own SDK keeps this distance. */
export const MAX_BATCH_BYTES = 480 * KB;

/** Segment answers 200 to a longer batch and drops all of it. */
export const MAX_BATCH_MESSAGES = 2_500;

/** Unify drops a group call whose ID is longer (Segment docs, "Unify product limits"). */
export const MAX_GROUP_ID_LENGTH = 500;

/** Segment wants fewer than 100 characters. */
export const MAX_MESSAGE_ID_LENGTH = 99;
