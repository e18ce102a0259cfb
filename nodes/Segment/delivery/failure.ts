import { Problem } from '../../shared/problem';
import { isFields } from '../../shared/read/describe';
import {
	beginningOf,
	didNothing,
	inAttempts,
	isRetryable,
	redirectedTo,
	whereToLook,
	words,
	type Answer,
	type Reply,
} from '../../shared/send/reply';
import type { Sent } from '../../shared/send/sender';

/** Whether Segment took the messages (Segment docs, "HTTP API Source", Errors). */
export function isAccepted(reply: Reply): boolean {
	return isSuccess(reply) && saysSuccess(reply.body);
}

function isSuccess(reply: Reply): reply is Answer {
	return reply.kind === 'answer' && reply.status >= 200 && reply.status < 300;
}

/** Segment says `{"success":true}`, and proxies of people's own often nothing. */
function saysSuccess(body: unknown): boolean {
	if (isFields(body)) return body.success === true || Object.keys(body).length === 0;
	return body === undefined || body === null || body === '';
}

const SPEAKS_OF_SIZE =
	/too[ _-](large|big|long)|size[ _-]limit|exceeds?\b.*(\bsize\b|\d ?[km]b\b|bytes)/i;

/** Whether fewer messages in one request would help: 413, or Segment's JSON error about the size. */
export function isTooLarge(reply: Reply): boolean {
	if (reply.kind === 'fault') return false;
	if (reply.status === 413) return true;
	if (reply.status !== 400 || !isFields(reply.body)) return false;
	const { code, reason } = segmentError(reply.body);
	return SPEAKS_OF_SIZE.test(`${code ?? ''} ${reason ?? ''}`);
}

/** Whether Segment may have taken messages of which it did not say so. */
export function mayHaveArrived({ reply, attempts, doubtful }: Sent): boolean {
	return isRetryable(reply) && (doubtful || (attempts > 0 && !didNothing(reply)));
}

/**
 * Puts a reply that was no success into words.
 *
 * @param url the address that was asked
 * @param hasToken whether an OAuth app's access token went along with the write key
 */
export function describeFailure(sent: Sent, url: string, hasToken: boolean): Problem {
	const { reply } = sent;
	const tries = inAttempts(sent.attempts);
	const isDoubtful = mayHaveArrived(sent);
	if (reply.kind === 'fault') {
		return isDoubtful
			? new Problem(`No answer came from Segment ${tries}`, `${RUN_AGAIN} ${whereToLook(reply)}`)
			: new Problem(
					`Segment could not be reached ${tries}`,
					`Nothing arrived. ${whereToLook(reply)}`,
				);
	}
	const { status, body } = reply;
	const problem = (message: string, advice: string, endsRun = false) =>
		new Problem(message, advice, { status, ...segmentError(body) }, endsRun);
	if (isSuccess(reply)) {
		return new Problem(
			`This is not Segment's answer (${status})`,
			`Check the credential's Region and Host, and the proxy. It begins: ${beginningOf(reply)}`,
			{ status },
		);
	}
	if (isTooLarge(reply)) {
		return problem(
			`Segment found the message too large (${status})`,
			'Send fewer or shorter traits, properties and context fields.',
		);
	}
	switch (status) {
		case 400:
			return problem(
				'Segment could not read the message (400)',
				"Check the write key in the credential, and the message with 'Dry Run'.",
			);
		case 401:
		case 403:
			return hasToken
				? problem(
						`Segment did not accept the write key with the OAuth app's token (${status})`,
						'In Segment, see that the OAuth app belongs to the source of this write key and has the scope tracking_api:write. In the credential, check the write key, the Client ID and the region.',
						true,
					)
				: problem(
						`Segment did not accept the write key (${status})`,
						"Check the write key and the region in the credential. A source that enforces OAuth takes no write key alone: set the credential's Authentication to Write Key with an OAuth App.",
						true,
					);
		case 404:
			return problem(
				'There is no Segment at this address (404)',
				"Check the credential's Region and Host.",
			);
		case 429:
			return problem(
				`Segment limited the rate ${isDoubtful ? '' : 'and took nothing '}${tries} (429)`,
				`${isDoubtful ? RUN_AGAIN : 'Run it again later.'} Set 'Max Messages per Second', lower 'Concurrent Requests', or raise 'Max Retries'.`,
			);
	}
	if (status >= 300 && status < 400) {
		return problem(
			`The host points to another address (${status})`,
			`Use ${redirectedTo(reply, url) ?? 'that address'} as the credential's Host.`,
		);
	}
	return isRetryable(reply)
		? problem(
				`Segment had trouble ${tries} (${status})`,
				`${isDoubtful ? RUN_AGAIN : 'Run it again later.'} See status.segment.com.`,
			)
		: problem(
				`Segment did not take the message (${status})`,
				"Check the message with 'Dry Run', and the credential.",
			);
}

/** n8n's Retry keeps the ids of the execution, a new execution makes new ones. */
const RUN_AGAIN =
	'What was sent may have arrived. Repeat it with Executions → Retry (the curved arrow), which keeps the message IDs, so that nothing counts twice; a new execution counts anew unless Message IDs is From Content.';

function segmentError(body: unknown): { code?: string; reason?: string } {
	if (!isFields(body))
		return typeof body === 'string' && body !== '' ? { reason: words(body) } : {};
	const { code, message } = body;
	return {
		...(typeof code === 'string' && { code: words(code) }),
		...(typeof message === 'string' && { reason: words(message) }),
	};
}
