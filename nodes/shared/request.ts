/**
 * One request to Segment through n8n's own HTTP helper, repeated while that can help.
 * Nothing is mapped here: an answer with any HTTP status is returned as it came.
 */
import type {
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { clock } from './clock';
import { backoffMs, isRetryableStatus, retryAfterMs } from './retry';
import { throwIfCancelled } from './wait';

const MAX_RETRIES = 5;
/** All waits of one request together; a rate limit of Segment's is over after a minute. */
const MAX_TOTAL_WAIT_MS = 5 * 60_000;

/** The connection was never made, so nothing can have happened on the other side. */
const NOT_SENT = new Set(['EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND']);
/** The connection broke, and what became of the request is unknown. */
const FATE_UNKNOWN = new Set(['ECONNABORTED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

export type RequestContext = IExecuteSingleFunctions | ILoadOptionsFunctions;

export interface RetryPolicy {
	/**
	 * Whether sending it twice does no harm: true for reads and for writes that set a state.
	 * A request for which it does is repeated only when the first one certainly did nothing:
	 * it was refused by a rate limit (429) or never reached the service.
	 */
	repeatable: boolean;
	/** Makes each attempt, where a rate limit is kept; waits until it may. */
	paced?: <T>(send: () => Promise<T>, signal?: AbortSignal) => Promise<T>;
	/** Milliseconds the service asks to wait, where it says so elsewhere than in `Retry-After`. */
	waitHint?: (response: IN8nHttpFullResponse, now: number) => number | undefined;
	/** Whether n8n may fetch a fresh access token and repeat the request once after a 401. */
	renewToken?: boolean;
}

/**
 * Sends a request with the node's credential.
 *
 * @param options `url` and `baseURL`, method, query, body; never changed here
 * @returns the last answer, whatever its HTTP status
 * @throws NodeApiError when no answer came; CancelledError when the execution was cancelled
 */
export async function sendRequest(
	context: RequestContext,
	credentialType: string,
	options: IHttpRequestOptions,
	policy: RetryPolicy,
): Promise<IN8nHttpFullResponse> {
	const signal = cancelSignal(context);
	let waited = 0;
	for (let retry = 1; ; retry++) {
		throwIfCancelled(signal);
		const send = async () =>
			await attempt(context, credentialType, options, policy.renewToken === true);
		const outcome = await (policy.paced ? policy.paced(send, signal) : send());
		throwIfCancelled(signal);

		const wait = Math.max(waitAsked(outcome, policy) ?? backoffMs(retry, clock.random()), 0);
		const mayRepeat =
			retry <= MAX_RETRIES &&
			waited + wait <= MAX_TOTAL_WAIT_MS &&
			isWorthRepeating(outcome, policy);
		if (!mayRepeat) return answerOf(outcome);

		await clock.pause(wait, signal);
		waited += wait;
	}
}

/** The signal that is aborted when the user stops the execution; lists in the editor have none. */
export function cancelSignal(context: RequestContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

type Outcome = { response: IN8nHttpFullResponse } | { response?: undefined; error: unknown };

async function attempt(
	context: RequestContext,
	credentialType: string,
	options: IHttpRequestOptions,
	renewToken: boolean,
): Promise<Outcome> {
	const request: IHttpRequestOptions = {
		...options,
		headers: { ...options.headers },
		returnFullResponse: true,
		// n8n renews a token only when the 401 is raised as an error
		ignoreHttpStatusErrors: !renewToken,
	};
	try {
		const response: unknown = await context.helpers.httpRequestWithAuthentication.call(
			context,
			credentialType,
			request,
		);
		return { response: response as IN8nHttpFullResponse };
	} catch (error) {
		const response = responseIn(error);
		return response ? { response } : { error };
	}
}

function answerOf(outcome: Outcome): IN8nHttpFullResponse {
	if (outcome.response) return outcome.response;
	throw outcome.error;
}

function waitAsked({ response }: Outcome, policy: RetryPolicy): number | undefined {
	if (!response) return undefined;
	const now = clock.now();
	return retryAfterMs(response.headers['retry-after'], now) ?? policy.waitHint?.(response, now);
}

function isWorthRepeating(outcome: Outcome, { repeatable }: RetryPolicy): boolean {
	if (outcome.response) {
		const { statusCode } = outcome.response;
		return repeatable ? isRetryableStatus(statusCode) : statusCode === 429;
	}
	const code = networkCode(outcome.error);
	return NOT_SENT.has(code) || (repeatable && FATE_UNKNOWN.has(code));
}

/** n8n wraps the HTTP client's error once or twice; `cause` leads to it. */
function networkCode(error: unknown): string {
	for (let current = error; isRecord(current); current = current.cause) {
		if (typeof current.code === 'string') return current.code;
	}
	return '';
}

function responseIn(error: unknown): IN8nHttpFullResponse | undefined {
	for (let current = error; isRecord(current); current = current.cause) {
		const { response } = current;
		if (isRecord(response) && typeof response.status === 'number') {
			return {
				statusCode: response.status,
				headers: (response.headers ?? {}) as IDataObject,
				body: response.data as IN8nHttpFullResponse['body'],
			};
		}
	}
	return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
