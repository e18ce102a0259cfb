import type {
	IDataObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { baseUrl } from '../../shared/hosts';
import { networkFault } from '../../shared/networkFault';
import { sendRequest, type RequestContext } from '../../shared/request';
import { takeTurn } from './gate';
import { waitForSlot } from './limits';

export const CREDENTIAL = 'segmentPublicApi';

/** A request to Segment's Public API. */
export interface ApiRequest {
	method: IHttpRequestMethods;
	/** Path with its IDs filled in and encoded. */
	path: string;
	/** Sent as Segment's own client does: `pagination[count]=200`, `emails[0]=…`. */
	query?: IDataObject;
	body?: IDataObject;
	/** For a POST that does no harm when it is sent twice; every other method does none anyway. */
	repeatable?: boolean;
}

export interface ApiAnswer {
	data: IDataObject;
	headers: IDataObject;
}

/** Segment answered, and the answer is no. */
export class ApiError extends Error {
	constructor(
		readonly request: ApiRequest,
		readonly response: IN8nHttpFullResponse,
	) {
		super(`HTTP ${response.statusCode}`);
	}
}

/** Segment gave no answer. */
export class ConnectionError extends Error {
	/** @param fault the network's own word for it, such as ECONNRESET */
	constructor(
		readonly request: ApiRequest,
		readonly fault: string,
	) {
		super('no answer');
	}
}

/**
 * Sends a request, within the limits of its endpoint, and unwraps Segment's `data` envelope.
 *
 * @param defaults what n8n adds to each request of the node: time-out, proxy, allowed domains
 * @throws ApiError when Segment answers with a status of 400 or more, or with no envelope at all
 * @throws ConnectionError when it does not answer
 */
export async function send(
	context: RequestContext,
	defaults: Partial<IHttpRequestOptions>,
	request: ApiRequest,
): Promise<ApiAnswer> {
	const { method, path, query, body } = request;
	const credentials = await context.getCredentials(CREDENTIAL);
	const base = baseUrl('public', credentials);
	const options: IHttpRequestOptions = {
		...defaults,
		method,
		baseURL: base,
		url: path,
		headers: { Accept: 'application/json' },
		qs: query ?? {},
		arrayFormat: 'indices',
		json: true,
		body,
	};
	const owner = `${base} ${context.getNode().credentials?.[CREDENTIAL]?.id ?? ''}`;
	const response = await takeTurn(runOf(context), async () =>
		sendRequest(context, CREDENTIAL, options, {
			repeatable: method !== 'POST' || request.repeatable === true,
			waitHint: resetHint,
			renewToken: credentials.authType === 'oauth',
			paced: async (attempt, signal) => {
				await waitForSlot(owner, method, path, signal);
				return await attempt();
			},
		}),
	).catch((error: unknown) => {
		throw new ConnectionError(request, networkFault(error).fault);
	});
	const { data } = (response.body ?? {}) as { data?: unknown };
	if (response.statusCode >= 400 || typeof data !== 'object' || data === null) {
		throw new ApiError(request, response);
	}
	return { data: data as IDataObject, headers: response.headers };
}

/** What the items of one run of a node share. */
function runOf(context: RequestContext): object {
	return 'getExecuteData' in context ? context.getExecuteData() : context;
}

/**
 * Where a 429 of the Public API without `Retry-After` says when to try again: `msBeforeNext` in the
 * body, or the date in `X-RateLimit-Reset` (Segment docs, Public API, "Rate Limits").
 */
export function resetHint(response: IN8nHttpFullResponse, now: number): number | undefined {
	if (response.statusCode !== 429) return undefined;
	const wait = Number(errorsIn(response.body)[0]?.data?.msBeforeNext);
	if (wait > 0) return wait;
	const reset = Date.parse(String(response.headers['x-ratelimit-reset'])) - now;
	return reset > 0 ? reset : undefined;
}

/** One entry of Segment's error envelope. */
export interface ServiceError {
	type?: string;
	message?: string;
	field?: string;
	data?: { msBeforeNext?: unknown } | null;
}

export function errorsIn(body: unknown): ServiceError[] {
	const { errors } = (body ?? {}) as { errors?: unknown };
	return Array.isArray(errors)
		? errors.filter((error) => typeof error === 'object' && error !== null)
		: [];
}
