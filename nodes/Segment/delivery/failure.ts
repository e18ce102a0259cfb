import type { NetworkFault } from '../../shared/networkFault';
import { isRetryableStatus } from '../../shared/retry';
import { isFields } from '../message/json';

/** What Segment answered. */
export interface Answer {
	status: number;
	headers: Record<string, unknown>;
	/** Parsed JSON, or text where it was none. */
	body: unknown;
}

export type Reply = Answer | NetworkFault;

/** Why a message was not accepted, in words for the user. */
export interface Failure {
	/** What happened. */
	message: string;
	/** What to do next. */
	advice: string;
	/** HTTP status, when Segment answered. */
	status?: number;
	/** Segment's own code and text, when it gave them. */
	code?: string;
	reason?: string;
}

/** Whether Segment took the messages (Segment docs, "HTTP API Source", Errors). */
export function isAccepted(reply: Reply): boolean {
	if ('fault' in reply || reply.status < 200 || reply.status > 299) return false;
	return !isFields(reply.body) || reply.body.success !== false;
}

export function isRetryable(reply: Reply): boolean {
	return 'fault' in reply ? reply.retryable : isRetryableStatus(reply.status);
}

/** Whether fewer messages in one request would help: 413, or a 400 that speaks of the size. */
export function isTooLarge(reply: Reply): boolean {
	if ('fault' in reply) return false;
	if (reply.status === 413) return true;
	const { code, reason } = segmentError(reply.body);
	return (
		reply.status === 400 && /large|size|exceed|too[ _-](big|long|many)/i.test(`${code} ${reason}`)
	);
}

/**
 * Puts a reply that was no success into words.
 *
 * @param attempts 0 for a message that was not tried, since others had that reply for too long
 */
export function describeFailure(reply: Reply, attempts: number): Failure {
	const tries = ['for ten minutes', 'in one attempt'][attempts] ?? `in ${attempts} attempts`;
	if ('fault' in reply) {
		return {
			message: `Segment could not be reached ${tries}`,
			advice: reply.retryable
				? `${RUN_AGAIN} Check the network, the proxy and the credential's Host. (${reply.fault})`
				: `Check the certificate and the credential's Host. (${reply.fault})`,
		};
	}
	const { status, headers, body } = reply;
	const details = { status, ...segmentError(body) };
	if (isTooLarge(reply)) {
		return {
			...details,
			message: `Segment found the message too large (${status})`,
			advice: 'Send fewer or shorter traits, properties and context fields.',
		};
	}
	switch (status) {
		case 400:
			return {
				...details,
				message: 'Segment could not read the message (400)',
				advice: "Check the write key in the credential, and the message with 'Dry Run'.",
			};
		case 401:
		case 403:
			return {
				...details,
				message: `Segment did not accept the write key (${status})`,
				advice:
					'Check the write key and the region in the credential. A source that enforces OAuth takes no write key alone.',
			};
		case 404:
			return {
				...details,
				message: 'There is no Segment at this address (404)',
				advice: "Check the credential's Region and Host.",
			};
		case 429:
			return {
				...details,
				message: `Segment limited the rate and took nothing ${tries} (429)`,
				advice: `${RUN_AGAIN} Lower 'Concurrent Requests', or raise 'Max Retries'.`,
			};
	}
	if (status >= 300 && status < 400) {
		return {
			...details,
			message: `The host points to another address (${status})`,
			advice: `Use ${String(headers.location ?? 'that address')} as the credential's Host.`,
		};
	}
	if (isRetryable(reply)) {
		return {
			...details,
			message: `Segment had trouble and took nothing ${tries} (${status})`,
			advice: `${RUN_AGAIN} See status.segment.com.`,
		};
	}
	return {
		...details,
		message: `Segment did not take the message (${status})`,
		advice: "Check the message with 'Dry Run', and the credential.",
	};
}

const RUN_AGAIN = 'Run it again later: what did arrive is not counted twice.';

function segmentError(body: unknown): { code?: string; reason?: string } {
	if (!isFields(body)) {
		return typeof body === 'string' && body !== '' ? { reason: body.slice(0, 200) } : {};
	}
	const { code, message } = body;
	return {
		...(typeof code === 'string' && { code }),
		...(typeof message === 'string' && { reason: message }),
	};
}
