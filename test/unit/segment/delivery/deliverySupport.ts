import { Delivery, type Outcome } from '../../../../nodes/Segment/delivery/delivery';
import type { PreparedMessage } from '../../../../nodes/Segment/delivery/prepared';
import type { TrackingRequest } from '../../../../nodes/Segment/delivery/request';
import { clock } from '../../../../nodes/shared/clock';
import type { HttpRequest } from '../../../../nodes/shared/send/client';
import type { Reply } from '../../../../nodes/shared/send/reply';
import { Sender } from '../../../../nodes/shared/send/sender';
import { useFastClock } from '../../../support/clock';
import { prepared } from '../../../support/messages';

export const HOST = 'https://api.segment.io';

export const answer = (
	status: number,
	headers: Record<string, string> = {},
	body?: unknown,
): Reply => ({
	kind: 'answer',
	status,
	headers,
	body,
});

export const ACCEPTED = answer(200, {}, { success: true });

export interface Sent {
	url: string;
	headers: Record<string, unknown>;
	body: string;
	/** Milliseconds since the start. */
	at: number;
}

export interface Settings {
	atOnce?: number;
	maxRetries?: number;
	stopsOnError?: boolean;
	signal?: AbortSignal;
	messagesPerSecond?: number;
}

/** A delivery in fast time, whose attempts are answered by `reply`. */
export function deliveryAnsweredBy(
	reply: (sent: Sent) => Reply | Promise<Reply>,
	{ atOnce = 4, maxRetries = 5, stopsOnError = false, signal, ...more }: Settings = {},
) {
	useFastClock();
	const start = clock.now();
	const sent: Sent[] = [];
	const sender = new Sender({ atOnce, maxRetries, signal });
	const attempt = async ({ url, headers = {}, body }: HttpRequest) => {
		sent.push({ url, headers, body: String(body), at: clock.now() - start });
		return await reply(sent[sent.length - 1]);
	};
	const delivery = new Delivery(sender, attempt, { host: HOST, stopsOnError, ...more });
	const deliver = async (...requests: TrackingRequest[]) =>
		await delivery.deliverAll(requests, false);
	return { delivery, deliver, sender, sent, start };
}

/** Replies one after the other; the last one stays. */
export function inTurn(...replies: Reply[]) {
	let next = 0;
	return () => replies[Math.min(next++, replies.length - 1)];
}

export const batch = (first: number, count: number): TrackingRequest => ({
	path: count === 1 ? '/v1/track' : '/v1/batch',
	messages: Array.from({ length: count }, (_, index) => prepared(first + index)),
});

export const singles = (count: number) =>
	Array.from({ length: count }, (_, index) => batch(index, 1));

export const messagesOf = (body: string) => {
	const json = JSON.parse(body) as { batch?: Array<{ messageId: string }>; messageId: string };
	return json.batch ?? [json];
};

export const messages = (outcomes: Outcome[]): PreparedMessage[] =>
	outcomes.map(({ message }) => message);

/** What was wrong with each; undefined for those that Segment took. */
export const problems = (outcomes: Outcome[]) =>
	outcomes.map((outcome) => (outcome.kind === 'refused' ? outcome.problem : undefined));
