/** Segment's Public API, as far as the trigger's set-up needs it. */
import type {
	IDataObject,
	IHookFunctions,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
} from 'n8n-workflow';

import { baseUrl } from '../../shared/send/hosts';

/** Segment recommends to always say how many; 200 is its own default. */
const PAGE_SIZE = 200;

/** Sends one request. Returns the `data` of the answer. */
export type PublicApi = (
	method: IHttpRequestMethods,
	path: string,
	options?: { query?: IDataObject; body?: IDataObject },
) => Promise<IDataObject>;

/** An answer other than success. */
export class Refusal extends Error {
	constructor(
		/** HTTP status; undefined when no answer came. */
		readonly status: number | undefined,
		message: string,
		/** Seconds that Segment asks to wait. */
		readonly retryAfter?: number,
	) {
		super(message);
	}
}

/**
 * The Public API with the credential of a node. Nothing is repeated: whoever activates a workflow
 * waits for it, and n8n itself tries again where nobody does.
 *
 * @returns a function that throws a Refusal
 */
export function publicApi(context: IHookFunctions | ILoadOptionsFunctions): PublicApi {
	return async (method, path, { query, body } = {}) => {
		const baseURL = await baseUrlOf(context);
		try {
			const answer: unknown = await context.helpers.httpRequestWithAuthentication.call(
				context,
				'segmentPublicApi',
				{
					method,
					baseURL,
					url: path,
					qs: query,
					body,
					json: true,
					// a redirect would take the token to another address
					disableFollowRedirect: true,
					headers: { accept: 'application/json' },
				},
			);
			return objectIn(answer, 'data');
		} catch (error) {
			throw refusalOf(error);
		}
	};
}

/** The answer, or undefined when Segment refuses the request with this HTTP status. */
export async function unlessRefused(
	request: Promise<IDataObject>,
	status: number,
): Promise<IDataObject | undefined> {
	return await request.catch((error: unknown) => {
		if (error instanceof Refusal && error.status === status) return undefined;
		throw error;
	});
}

async function baseUrlOf(context: IHookFunctions | ILoadOptionsFunctions): Promise<string> {
	return baseUrl('public', await context.getCredentials('segmentPublicApi'));
}

/** One page of a list, and the cursor of the next one. */
export async function listPage(api: PublicApi, path: string, key: string, cursor?: string) {
	const data = await api('GET', path, {
		query: { 'pagination.count': PAGE_SIZE, ...(cursor && { 'pagination.cursor': cursor }) },
	});
	const next = objectIn(data, 'pagination').next;
	return {
		entries: Array.isArray(data[key]) ? (data[key] as IDataObject[]) : [],
		next: typeof next === 'string' && next !== '' ? next : undefined,
	};
}

/** All entries of a list. */
export async function listAll(api: PublicApi, path: string, key: string): Promise<IDataObject[]> {
	const all: IDataObject[] = [];
	let cursor: string | undefined;
	do {
		const page = await listPage(api, path, key, cursor);
		all.push(...page.entries);
		cursor = page.next;
	} while (cursor);
	return all;
}

/** n8n wraps the HTTP client's error once or twice; `cause` leads to the answer. */
function refusalOf(error: unknown): Refusal {
	for (let current = error; isObject(current); current = current.cause) {
		const { response } = current;
		if (!isObject(response)) continue;
		const status = Number(response.status ?? response.statusCode);
		const errors = objectIn(response, 'data').errors;
		const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
		const message = isObject(first) ? first.message : undefined;
		const wait = Number(objectIn(response, 'headers')['retry-after']);
		return new Refusal(
			status,
			typeof message === 'string' && message !== '' ? message : `HTTP ${status}`,
			Number.isFinite(wait) ? wait : undefined,
		);
	}
	return new Refusal(undefined, error instanceof Error ? error.message : String(error));
}

export function objectIn(value: unknown, name: string): IDataObject {
	const inner = isObject(value) ? value[name] : undefined;
	return isObject(inner) ? (inner as IDataObject) : {};
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

/**
 * A text that Segment always gives, such as an ID.
 *
 * @throws Error when it is missing
 */
export function textIn(value: unknown, name: string): string {
	const text = isObject(value) ? value[name] : undefined;
	if (typeof text === 'string' && text !== '') return text;
	throw new Error(`Segment's answer has no “${name}”`);
}
