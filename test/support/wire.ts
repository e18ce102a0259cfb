import { createRequire } from 'node:module';

/** A request as n8n's HTTP client would put it on the wire. */
export interface Sent {
	method: string;
	/** Path and query, still encoded. */
	url: string;
	/** Parsed; undefined when there is none. */
	body: unknown;
}

interface AxiosConfig {
	method?: string;
	data?: unknown;
}

interface Axios {
	defaults: { adapter?: unknown };
	getUri(config: AxiosConfig): string;
}

const core = createRequire(require.resolve('n8n-core'));
const network = createRequire(core.resolve('@n8n/backend-network'));
/** The client below n8n's own HTTP helpers. */
const axios = network('axios') as Axios;

/**
 * Takes the place of the network, below n8n's HTTP client: thousands of requests need no sockets.
 *
 * @param reply the body of the answer, whose status is 200
 */
export function catchRequests(reply: (request: Sent) => unknown): {
	requests: Sent[];
	release: () => void;
} {
	const requests: Sent[] = [];
	const { adapter } = axios.defaults;
	axios.defaults.adapter = async (config: AxiosConfig) => {
		const { pathname, search } = new URL(axios.getUri(config));
		const request: Sent = {
			method: (config.method ?? 'get').toUpperCase(),
			url: `${pathname}${search}`,
			body: parse(config.data),
		};
		requests.push(request);
		return await Promise.resolve({
			data: JSON.stringify(reply(request)),
			status: 200,
			statusText: 'OK',
			headers: { 'content-type': 'application/json' },
			config,
			request: {},
		});
	};
	return { requests, release: () => void (axios.defaults.adapter = adapter) };
}

function parse(data: unknown): unknown {
	if (data === undefined || data === null) return undefined;
	return JSON.parse(Buffer.isBuffer(data) ? data.toString('utf8') : String(data)) as unknown;
}

/** The messages of a request: of a batch, or the one that its endpoint is for. */
export function messagesIn({ url, body }: Sent): Array<Record<string, unknown>> {
	const { batch, ...message } = body as { batch?: Array<Record<string, unknown>> } & Record<
		string,
		unknown
	>;
	return batch ?? [{ type: url.replace('/v1/', ''), ...message }];
}
