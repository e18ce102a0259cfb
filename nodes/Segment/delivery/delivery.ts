import { clock } from '../../shared/clock';
import { Problem } from '../../shared/problem';
import type { Attempt } from '../../shared/send/client';
import type { Sender } from '../../shared/send/sender';
import { LIBRARY } from '../message/library';
import { describeFailure, isAccepted, isTooLarge, mayHaveArrived } from './failure';
import { MessagePace } from './messagePace';
import type { PreparedMessage } from './prepared';
import { halve, requestBody, type TrackingRequest } from './request';

/** What became of one message. */
export type Outcome = Accepted | Refused;

interface Tried {
	message: PreparedMessage;
	/** Which request of the run it went with, from 1; 0 when it was not tried. */
	request: number;
	attempts: number;
}

export interface Accepted extends Tried {
	kind: 'accepted';
}

export interface Refused extends Tried {
	kind: 'refused';
	problem: Problem;
	/** Whether Segment may have taken it, and the answer was lost. */
	isDoubtful: boolean;
}

export interface DeliverySettings {
	/** Base address of the Tracking API. */
	host: string;
	/** Whether nothing that waits is sent after a request that Segment refused. */
	stopsOnError: boolean;
	/** The source's key, where requests are signed in with a token and carry it in their bodies. */
	writeKey?: string;
	/** The most messages in a second; undefined for as fast as it goes. */
	messagesPerSecond?: number;
	/** Is told of each request before it leaves. */
	onSend?: (request: TrackingRequest) => void;
	/** Is told of each request whose outcome is known. */
	onDone?: (request: TrackingRequest) => void;
}

/** Sends the requests of one run of the node to Segment's Tracking API. */
export class Delivery {
	/** Messages that Segment took so far. */
	accepted = 0;

	private requests = 0;

	private bytes = 0;

	/** Why nothing more is sent: the credential was refused, or a request of a run that stops on errors. */
	private end: Problem | undefined;

	private readonly pace: MessagePace | undefined;

	constructor(
		private readonly sender: Sender,
		private readonly attempt: Attempt,
		private readonly settings: DeliverySettings,
	) {
		const { messagesPerSecond } = settings;
		if (messagesPerSecond !== undefined) {
			this.pace = new MessagePace(messagesPerSecond, async (ms) => await sender.rest(ms));
		}
	}

	/** Whether nothing more will be sent. */
	get isOver(): boolean {
		return this.end !== undefined;
	}

	get totals(): { requests: number; retries: number; bytes: number } {
		return { requests: this.requests, retries: this.sender.retries, bytes: this.bytes };
	}

	/**
	 * Delivers requests, a few at a time; a batch that Segment finds too large is halved.
	 *
	 * @param firstAlone whether the first one is to be answered before the others leave, so that a
	 *   refused credential costs one request and not several
	 * @returns the outcome of each message, in their order
	 * @throws CancelledError
	 */
	async deliverAll(requests: TrackingRequest[], firstAlone: boolean): Promise<Outcome[]> {
		const head = firstAlone ? requests.slice(0, 1) : [];
		const first = await Promise.all(head.map(async (request) => await this.deliver(request)));
		const others = requests.slice(head.length);
		// all settle, so that nothing is under way any more when the run ends
		const rest = await Promise.allSettled(
			others.map(async (request) => await this.deliver(request)),
		);
		const outcomes = rest.map((each) => {
			if (each.status === 'rejected') throw each.reason;
			return each.value;
		});
		return [...first, ...outcomes].flat();
	}

	private async deliver(request: TrackingRequest): Promise<Outcome[]> {
		return await this.sender.inTurn(async () => {
			if (!this.isOver) await this.pace?.take(request.messages.length);
			if (this.end) return refused(request, 0, 0, this.end);
			this.settings.onSend?.(request);
			try {
				const outcomes = await this.send(request);
				const failed = outcomes.find((outcome) => outcome.kind === 'refused');
				if (failed && (this.settings.stopsOnError || failed.problem.endsRun))
					this.end = failed.problem;
				return outcomes;
			} catch (error) {
				// n8n could not send at all, as without a credential: no other request would fare better
				this.end = problemIn(error);
				return refused(request, 0, 0, this.end);
			} finally {
				this.settings.onDone?.(request);
			}
		});
	}

	private async send(request: TrackingRequest): Promise<Outcome[]> {
		const url = `${this.settings.host}${request.path}`;
		let number = 0;
		const sent = await this.sender.sendNow(
			async (retry) => {
				if (retry === 0) number = ++this.requests;
				else await this.pace?.take(request.messages.length);
				const body = requestBody(request, new Date(clock.now()), this.settings.writeKey);
				this.bytes += body.length;
				return await this.attempt({ method: 'POST', url, headers: headersOf(retry), body });
			},
			{ repeatable: true },
		);
		const { reply, attempts } = sent;
		if (isAccepted(reply)) {
			this.accepted += request.messages.length;
			return request.messages.map((message) => ({
				kind: 'accepted',
				message,
				request: number,
				attempts,
			}));
		}
		const halves = isTooLarge(reply) ? halve(request) : [];
		if (halves.length > 0) return await this.sendInTurn(halves);
		const hasToken = this.settings.writeKey !== undefined;
		const problem = describeFailure(sent, url, hasToken);
		return refused(request, number, attempts, problem, mayHaveArrived(sent));
	}

	private async sendInTurn(requests: TrackingRequest[]): Promise<Outcome[]> {
		const all: Outcome[] = [];
		for (const request of requests) all.push(...(await this.send(request)));
		return all;
	}
}

/** @throws the error itself where it is no problem: the execution was cancelled */
function problemIn(error: unknown): Problem {
	if (error instanceof Problem) return error;
	throw error;
}

const headersOf = (retry: number) => ({
	'Content-Type': 'application/json',
	'User-Agent': `${LIBRARY.name}/${LIBRARY.version}`,
	...(retry > 0 && { 'X-Retry-Count': String(retry) }),
});

/** The same problem for each message of a request. */
export function refused(
	{ messages }: TrackingRequest,
	request: number,
	attempts: number,
	problem: Problem,
	isDoubtful = false,
): Refused[] {
	return messages.map((message) => ({
		kind: 'refused',
		message,
		request,
		attempts,
		problem,
		isDoubtful,
	}));
}
