/** Segment's Public API, as far as the trigger's set-up needs it. */
import type {
	IDataObject,
	IHookFunctions,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
} from 'n8n-workflow';

import { clock } from '../../shared/clock';
import { isFields } from '../../shared/read/describe';
import { createClient } from '../../shared/send/client';
import { baseUrl } from '../../shared/send/hosts';
import { usesOAuth } from '../../shared/send/oauthCredential';
import { followPages, type Page } from '../../shared/send/pages';
import { CREDENTIAL, PAGE_SIZE, pageIn, readAnswer } from '../../shared/send/publicApi';
import { header, redirectedTo, type Answer } from '../../shared/send/reply';
import { retryAfterMs } from '../../shared/send/retry';

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
		const credential = await context.getCredentials(CREDENTIAL);
		const attempt = createClient(context, {
			credentialType: CREDENTIAL,
			credential,
			connection: {},
			renewsToken: usesOAuth(credential),
		});
		const url = `${baseUrl('public', credential)}${path}`;
		const headers = { accept: 'application/json' };
		const reply = await attempt({ method, url, headers, query, body });
		if (reply.kind === 'fault') throw new Refusal(undefined, reply.fault);
		if (reply.status < 200 || reply.status > 299) throw refusalOf(reply, url);
		return readAnswer({ method, path }, { reply, attempts: 1, doubtful: false }, url).data;
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

/** One page of a list, and where the next one begins. */
async function fetchPage(
	api: PublicApi,
	path: string,
	key: string,
	cursor: string | undefined,
	wanted: number,
): Promise<Page<IDataObject>> {
	const count = Math.min(wanted, PAGE_SIZE);
	const pagination = { count, ...(cursor !== undefined && { cursor }) };
	const data = await api('GET', path, { query: { pagination } });
	return pageIn({ method: 'GET', path }, data, key);
}

/** As many entries as one page holds, and the cursor of the next one. */
export async function listPage(api: PublicApi, path: string, key: string, cursor?: string) {
	return await list(api, path, key, PAGE_SIZE, cursor);
}

/** All entries of a list. */
export async function listAll(api: PublicApi, path: string, key: string): Promise<IDataObject[]> {
	return (await list(api, path, key, Number.POSITIVE_INFINITY)).entries;
}

async function list(api: PublicApi, path: string, key: string, limit: number, from?: string) {
	return await followPages(
		async (cursor, wanted) => await fetchPage(api, path, key, cursor, wanted),
		limit,
		from,
	);
}

function refusalOf(answer: Answer, url: string): Refusal {
	const { status, body } = answer;
	const errors = isFields(body) ? body.errors : undefined;
	const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
	const message = isFields(first) ? first.message : undefined;
	const elsewhere = redirectedTo(answer, url);
	const wait = retryAfterMs(header(answer, 'retry-after'), clock.now());
	return new Refusal(
		status,
		typeof message === 'string' && message !== ''
			? message
			: `HTTP ${status}${elsewhere === undefined ? '' : `, which leads to ${elsewhere}`}`,
		wait === undefined ? undefined : Math.ceil(wait / 1_000),
	);
}

export function objectIn(value: unknown, name: string): IDataObject {
	const inner = isFields(value) ? value[name] : undefined;
	return isFields(inner) ? (inner as IDataObject) : {};
}

/**
 * A text that Segment always gives, such as an ID.
 *
 * @throws Error when it is missing
 */
export function textIn(value: unknown, name: string): string {
	const text = isFields(value) ? value[name] : undefined;
	if (typeof text === 'string' && text !== '') return text;
	throw new Error(`Segment's answer has no “${name}”`);
}
