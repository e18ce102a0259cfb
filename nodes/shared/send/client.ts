/** The way to Segment: one attempt through n8n's own HTTP helper, which adds the credential. */
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IExecuteSingleFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { Problem } from '../problem';
import { isFields } from '../read/describe';
import { isDeeper } from '../read/texts';
import { asProblem } from '../run/errors';
import { CancelledError, throwIfCancelled, unlessCancelled } from '../wait';
import { asNetworkFault } from './networkFault';
import type { Reply } from './reply';
import { conceal, secretsIn, secretsOf } from './secrets';

export type ClientContext =
	IExecuteFunctions | IExecuteSingleFunctions | IHookFunctions | ILoadOptionsFunctions;

/** n8n's request options that hold for every request of a run: time-out, proxy, certificates. */
export type Connection = Pick<
	IHttpRequestOptions,
	'timeout' | 'proxy' | 'skipSslCertificateValidation'
>;

export interface HttpRequest {
	method: IHttpRequestMethods;
	/** Whole address. */
	url: string;
	headers?: IDataObject;
	/** Nested as Segment's own client writes it: `pagination[count]=200`, `emails[0]=…`. */
	query?: IDataObject;
	/** Bytes go out as they are; an object as JSON. */
	body?: Buffer | IDataObject;
}

/** Sends one attempt. It throws only what no retry can mend: a missing credential, a cancelled run. */
export type Attempt = (request: HttpRequest) => Promise<Reply>;

interface ClientOptions {
	credentialType: string;
	credential: ICredentialDataDecryptedObject;
	connection: Connection;
	/** Whether n8n may fetch a fresh access token and repeat the request once after a 401. */
	renewsToken?: boolean;
}

/**
 * Makes the function that sends one attempt. Redirects are never followed: a POST would arrive as a
 * GET, and the credential at another host. No answer has the secrets that its request went with.
 *
 * @throws (the function it makes) Problem when n8n cannot send at all, CancelledError
 */
export function createClient(context: ClientContext, options: ClientOptions): Attempt {
	const { credentialType, credential, connection, renewsToken = false } = options;
	const signal = cancelSignal(context);
	const { timeout, proxy, skipSslCertificateValidation } = connection;
	const way = { timeout, proxy, skipSslCertificateValidation, abortSignal: signal };
	const secrets = secretsOf(credential);
	const sender = renewsToken
		? fetchingTokensBy(context, way, (token) => secrets.push(token))
		: context;
	// Read once per run: n8n would read it from its database for each request. A token that n8n
	// renews lives in the database, though.
	const given = renewsToken
		? undefined
		: { credentialsDecrypted: { id: '', name: '', type: credentialType, data: credential } };

	return async function attempt({ method, url, headers, query, body }) {
		throwIfCancelled(signal);
		const withoutSecrets = (value: unknown) => conceal(value, [...secrets, ...secretsIn(url)]);
		const isJson = body !== undefined && !Buffer.isBuffer(body);
		const request: IHttpRequestOptions = {
			...way,
			method,
			url,
			// n8n leaves out a body that is an empty object; bytes go out as they are
			headers: isJson ? { 'Content-Type': 'application/json', ...headers } : { ...headers },
			...(query && { qs: query, arrayFormat: 'indices' as const }),
			...(body === undefined
				? { json: true }
				: { body: isJson ? Buffer.from(JSON.stringify(body)) : body }),
			returnFullResponse: true,
			// n8n renews a token only when the 401 is raised as an error
			ignoreHttpStatusErrors: !renewsToken,
			disableFollowRedirect: true,
		};
		try {
			const response = (await unlessCancelled(
				async () =>
					(await context.helpers.httpRequestWithAuthentication.call(
						sender,
						credentialType,
						request,
						given,
					)) as unknown,
				signal,
			)) as IN8nHttpFullResponse;
			return replyOf(response.statusCode, response.headers, response.body, withoutSecrets);
		} catch (error) {
			throwIfCancelled(signal);
			return replyIn(error, withoutSecrets);
		}
	};
}

/**
 * n8n fetches an access token with the helpers of whoever sends: with these the token's request goes
 * the same way as all others, and ends with the execution.
 */
function fetchingTokensBy(
	context: ClientContext,
	way: Connection & { abortSignal?: AbortSignal },
	noteToken: (token: string) => void,
): ClientContext {
	const { helpers } = context;
	const httpRequest = async (request: IHttpRequestOptions): Promise<unknown> => {
		const response: unknown = await unlessCancelled(
			async () => (await helpers.httpRequest({ ...way, ...request })) as unknown,
			way.abortSignal,
		);
		const body = isFields(response) ? response.body : undefined;
		if (isFields(body) && typeof body.access_token === 'string') noteToken(body.access_token);
		return response;
	};
	return Object.create(context, {
		helpers: { value: { ...helpers, httpRequest } },
	}) as ClientContext;
}

/** The signal that is aborted when the user stops the execution; lists in the editor have none. */
export function cancelSignal(context: ClientContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/** More levels than any answer of Segment's has; what steps into data may not come back from so many. */
const MAX_LEVELS = 500;

/** An answer whose status is an error is one however its body looks. */
function replyOf(
	status: number,
	headers: IDataObject,
	body: unknown,
	withoutSecrets: WithoutSecrets,
): Reply {
	if (status >= 200 && status < 300 && isCutOff(headers, body)) {
		return { kind: 'fault', fault: 'the answer was cut off', retryable: true };
	}
	const isReadable = !isDeeper(body, MAX_LEVELS);
	return {
		kind: 'answer',
		status,
		headers,
		body: isReadable ? withoutSecrets(body) : `JSON of more than ${MAX_LEVELS} levels`,
	};
}

type WithoutSecrets = (value: unknown) => unknown;

/** Where compression or the end of the connection ends a body, only its JSON tells that it is not whole. */
function isCutOff(headers: IDataObject, body: unknown): boolean {
	return (
		typeof body === 'string' &&
		/^\s*[[{]/.test(body) &&
		/\bjson\b/i.test(String(headers['content-type']))
	);
}

/** The codes with which axios raises a whole answer whose status is an error. */
const STATUS_ERRORS = new Set(['ERR_BAD_REQUEST', 'ERR_BAD_RESPONSE']);

/** An error that n8n raised: an answer with an error's status, a network fault, or its own. */
function replyIn(error: unknown, withoutSecrets: WithoutSecrets): Reply {
	for (let current = error; isFields(current); current = current.cause) {
		const { response, code } = current;
		// of an answer that was cut off, the body is missing
		const isWhole = isFields(response) && response.data !== undefined;
		if (isWhole && (code === undefined || STATUS_ERRORS.has(String(code)))) {
			return replyOf(
				Number(response.status),
				(response.headers ?? {}) as IDataObject,
				response.data,
				withoutSecrets,
			);
		}
	}
	const fault = asNetworkFault(error);
	if (fault) return fault;
	if (error instanceof CancelledError || error instanceof Problem) throw error;
	const { message, advice } = asProblem(error);
	throw new Problem(String(withoutSecrets(message)), String(withoutSecrets(advice)), {}, true);
}
