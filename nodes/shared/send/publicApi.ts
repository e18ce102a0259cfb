/** The way to Segment's Public API, for all nodes: how to ask, and what counts as an answer. */
import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { clock } from '../clock';
import { Problem } from '../problem';
import { isFields } from '../read/describe';
import { readSecret } from '../read/values';
import { asProblem } from '../run/errors';
import {
	cancelSignal,
	createClient,
	type Attempt,
	type ClientContext,
	type Connection,
} from './client';
import { elsewhere } from './elsewhere';
import { baseUrl } from './hosts';
import { usesOAuth } from './oauthCredential';
import { followPages, nextIn, type Page } from './pages';
import { isPathPart } from './pathPart';
import { paceOf } from './publicApiLimits';
import { isRepeatable, missingIn, problemOf, resetHint } from './publicApiProblems';
import { DEFAULT_MAX_RETRIES, Sender, type Sent } from './sender';

export const CREDENTIAL = 'segmentPublicApi';

/**
 * Asked for with every page, because some endpoints refuse requests without a number. Newer
 * documentation allows up to 1,000, older up to 200 (Segment docs, Public API, "Pagination").
 */
export const PAGE_SIZE = 200;

/** The other region's answer only makes an error clearer, so nobody waits long for it. */
const ELSEWHERE_TIMEOUT_MS = 10_000;

/** Requests under way at a time, so that a thousand items do not arrive all at once. */
export const REQUESTS_AT_ONCE = 5;

export interface ApiRequest {
	method: IHttpRequestMethods;
	/** Path with its IDs in it: see `fillPath`. */
	path: string;
	/** Nested as Segment's own client writes it: `pagination[count]=200`, `emails[0]=…`. */
	query?: IDataObject;
	body?: IDataObject;
	/** The version of the endpoint that is asked for, where it is not the stable one. */
	headers?: { Accept: string };
	/** For a POST that does no harm when it is sent twice; every other method does none anyway. */
	repeatable?: boolean;
}

export interface ApiAnswer {
	/** The content of Segment's `data` envelope. */
	data: IDataObject;
	headers: IDataObject;
}

/** A list that is asked for page by page. */
export interface ApiList {
	path: string;
	/** Member of `data` that holds the records. */
	key: string;
	query?: IDataObject;
	/** Largest page of the endpoint, when it is not 200. */
	pageSize?: number;
	/** The few endpoints that answer everything at once and know no paging. */
	singlePage?: boolean;
	/** The few endpoints that take `count` and `cursor` by themselves instead of in `pagination`. */
	plainPaging?: boolean;
}

/**
 * Segment's Public API with the credential of a node, for one run of it. Every method throws a
 * Problem (its `details.status` is the HTTP status) or CancelledError.
 */
export interface PublicApi {
	/**
	 * @param needs a member that `data` must have
	 * @throws Problem also for an answer that is not Segment's, or that has no `data`
	 */
	send(request: ApiRequest, needs?: string): Promise<ApiAnswer>;
	/** Sends a request, and gives the member of the answer that holds the record. */
	record(request: ApiRequest, key: string): Promise<IDataObject>;
	/** The same for a list that is not paged; e-mail addresses by themselves become `{ email }`. */
	records(request: ApiRequest, key: string): Promise<IDataObject[]>;
	/** One page of a list; `wanted` limits its size. */
	page(list: ApiList, wanted: number, cursor?: string): Promise<Page<IDataObject>>;
	/** All records of a list, or as many as are wanted. */
	list(list: ApiList, limit?: number): Promise<IDataObject[]>;
	/** Waits, unless the execution is cancelled. */
	pause(ms: number): Promise<void>;
	/** Tells n8n's log, for whoever wonders how far a long operation is. */
	log(message: string): void;
	/** A pause between batches of items, that the user asked for; it does not count as trouble of Segment's. */
	rest(ms: number): Promise<void>;
	/** Resolves with the first `pause`: an item has done its part, and waits for its end. */
	onlyWaiting: Promise<void>;
}

/**
 * Nothing is read or sent before the first request.
 *
 * @param options the run's connection (time-out, proxy, certificates), attempts after the first, and
 * whether requests wait until Segment's rate limits let them pass
 */
export function createPublicApi(
	context: ClientContext,
	{
		connection = {},
		maxRetries = DEFAULT_MAX_RETRIES,
		isPaced = true,
	}: { connection?: Connection; maxRetries?: number; isPaced?: boolean } = {},
): PublicApi {
	const signal = cancelSignal(context);
	const newSender = () => new Sender({ atOnce: REQUESTS_AT_ONCE, maxRetries, signal });
	const sender = newSender();
	let connected: Promise<Connected> | undefined;
	let noteWaiting = (): void => undefined;
	const onlyWaiting = new Promise<void>((resolve) => (noteWaiting = resolve));

	async function send(request: ApiRequest, needs?: string): Promise<ApiAnswer> {
		connected ??= connect(context, connection).catch(endRun);
		const { attempt, base, owner, refuseElsewhere } = await connected;
		const { method, path, query, body } = request;
		const headers = { Accept: 'application/json', ...request.headers };
		const url = `${base}${path}`;
		const once = async () => await attempt({ method, url, headers, query, body });
		const pace = isPaced ? paceOf(owner, method, path) : undefined;
		// A sender lets no request pass for as long as Segment asked for
		const sent = await (isPaced ? sender : newSender()).send(
			async () => (pace ? await pace.keep(once, signal) : await once()),
			{ repeatable: isRepeatable(request), waitHint: resetHint },
		);
		if (sent.reply.kind === 'answer' && sent.reply.status === 401) await refuseElsewhere();
		const answer = readAnswer(request, sent, url);
		const isWhole = needs === undefined || (answer.data[needs] ?? null) !== null;
		if (!isWhole) throw missingIn(request, answer.data, needs);
		return answer;
	}

	async function record(request: ApiRequest, key: string): Promise<IDataObject> {
		const { data } = await send(request);
		const found = data[key];
		if (!isFields(found)) throw missingIn(request, data, key);
		return found as IDataObject;
	}

	async function records(request: ApiRequest, key: string): Promise<IDataObject[]> {
		const { data } = await send(request);
		return recordsIn(request, data, key);
	}

	async function page(list: ApiList, wanted: number, cursor?: string): Promise<Page<IDataObject>> {
		const { path, key, query, pageSize = PAGE_SIZE, singlePage, plainPaging } = list;
		const pagination = {
			count: Math.min(pageSize, wanted),
			...(cursor !== undefined && { cursor }),
		};
		const request: ApiRequest = {
			method: 'GET',
			path,
			query: singlePage ? query : { ...(plainPaging ? pagination : { pagination }), ...query },
		};
		const { data } = await send(request);
		const found = pageIn(request, data, key);
		return singlePage ? { ...found, next: undefined } : found;
	}

	return {
		send,
		record,
		records,
		page,
		list: async (list, limit = Infinity) =>
			(await followPages((cursor, wanted) => page(list, wanted, cursor), limit)).entries,
		pause: async (ms) => {
			noteWaiting();
			await clock.pause(ms, signal);
		},
		log: (message) => context.logger.info(message),
		rest: async (ms) => await sender.rest(ms),
		onlyWaiting,
	};
}

interface Connected {
	attempt: Attempt;
	base: string;
	/** What tells tokens apart. */
	owner: string;
	/** @throws Problem when the credential, refused here, belongs to another region */
	refuseElsewhere: () => Promise<void>;
}

async function connect(context: ClientContext, connection: Connection): Promise<Connected> {
	const credential = await context.getCredentials(CREDENTIAL);
	const token = readSecret(credential.token, "The credential's Token");
	if (token === undefined && !usesOAuth(credential)) {
		throw new Problem(
			"The credential's Token is empty",
			'Fill it in, or sign in with an OAuth app.',
		);
	}
	const base = baseUrl('public', credential);
	const clientWith = (own: Connection) =>
		createClient(context, {
			credentialType: CREDENTIAL,
			credential,
			connection: own,
			renewsToken: usesOAuth(credential),
		});
	return {
		base,
		owner: `${base} ${context.getNode().credentials?.[CREDENTIAL]?.id ?? ''}`,
		attempt: clientWith(connection),
		refuseElsewhere: elsewhere(
			credential,
			clientWith({ ...connection, timeout: ELSEWHERE_TIMEOUT_MS }),
		),
	};
}

/** Without a credential that can be used no other item could be sent either. */
function endRun(error: unknown): never {
	const { message, advice, details } = asProblem(error);
	throw new Problem(message, advice, details, true);
}

/**
 * What Segment answered, without its envelope.
 *
 * @param url the address that was asked
 * @throws Problem for every answer that is no success of Segment's, and for none
 */
export function readAnswer(request: ApiRequest, sent: Sent, url: string): ApiAnswer {
	const { reply, doubtful } = sent;
	if (reply.kind === 'answer') {
		const { status, headers, body } = reply;
		const isSuccess = status >= 200 && status < 300;
		if (isSuccess && isFields(body) && isFields(body.data) && !hasErrors(body.errors)) {
			return { data: body.data as IDataObject, headers };
		}
		const isEmpty = body === undefined || body === null || body === '';
		const isDeleted =
			request.method === 'DELETE' &&
			// what an attempt before deleted is gone now
			((status === 404 && doubtful) || (isSuccess && isEmpty));
		if (isDeleted || status === 204) return { data: {}, headers };
	}
	throw problemOf(request, sent, url);
}

function hasErrors(errors: unknown): boolean {
	return errors !== undefined && errors !== null && !(Array.isArray(errors) && errors.length === 0);
}

/** The records of an answer with their list, and the cursor of the next page. */
export function pageIn(request: ApiRequest, data: IDataObject, key: string): Page<IDataObject> {
	return {
		entries: recordsIn(request, data, key),
		next: nextIn(data.pagination),
	};
}

/** Lists whose entries are e-mail addresses by themselves. */
const OF_EMAILS = ['emails', 'invites'];

/** An entry that is no object becomes one: an address, or some other value. */
export function recordOf(key: string, entry: unknown): IDataObject {
	if (isFields(entry)) return entry as IDataObject;
	return { [OF_EMAILS.includes(key) ? 'email' : 'value']: entry } as IDataObject;
}

/**
 * The records of a list, in which some endpoints have texts by themselves.
 *
 * @throws Problem when there is no such list: what looks like an empty one might be another answer
 */
function recordsIn(request: ApiRequest, data: IDataObject, key: string): IDataObject[] {
	const list = data[key];
	if (!Array.isArray(list)) throw missingIn(request, data, key);
	return list.map((entry: unknown, index) => {
		if (typeof entry === 'string' || isFields(entry)) return recordOf(key, entry);
		throw missingIn(request, data, `${key} → ${index}`);
	});
}

/**
 * Puts IDs into a path such as `/users/{user}/groups`, each encoded.
 *
 * @param idOf the ID for a name in braces
 * @param labelOf how the form calls it
 * @throws Problem for an ID that would lead to another path
 */
export function fillPath(
	template: string,
	idOf: (name: string) => string,
	labelOf: (name: string) => string = (name) => name,
): string {
	return template.replace(/\{(\w+)\}/g, (_, name: string) => {
		const id = idOf(name);
		if (!isPathPart(id)) {
			throw new Problem(`${labelOf(name)} is “${id}”, not an ID`, 'Choose one from the list.');
		}
		return encodeURIComponent(id);
	});
}
