import { Problem } from '../problem';
import { decoded } from '../read/texts';
import { readNumber, readSwitch } from '../read/values';
import type { Connection } from '../send/client';

/** What n8n's routing engine uses when the user sets no time-out. */
const DEFAULT_TIMEOUT_MS = 300_000;

/** n8n's Batching option. */
export interface Batching {
	/** Items before each pause. */
	size: number;
	/** Milliseconds to pause; 0 for no batching. */
	interval: number;
}

/** All at once. */
export const NO_BATCHING: Batching = { size: 1, interval: 0 };

/** The longest time that a timer of Node's can wait; it takes a longer one for none. */
const MAX_TIMEOUT_MS = 2_147_483_647;

/**
 * Reads the Request Options that n8n adds to every declarative node, as its routing engine does: in a
 * custom operation the engine leaves that to the node, and else it checks nothing.
 *
 * @param given the parameter `requestOptions`
 * @throws Problem when the proxy is no address, or the time-out none that can be waited for
 */
export function readRequestOptions(given: unknown): {
	connection: Connection;
	batching: Batching;
} {
	const options = given as {
		batching?: { batch?: { batchSize?: unknown; batchInterval?: unknown } };
		allowUnauthorizedCerts?: unknown;
		proxy?: string;
		timeout?: unknown;
	};
	const { batchSize, batchInterval } = options.batching?.batch ?? {};
	const timeout = readNumber(options.timeout, 'Timeout', { min: 0, max: MAX_TIMEOUT_MS });
	return {
		connection: {
			timeout: timeout || DEFAULT_TIMEOUT_MS,
			skipSslCertificateValidation:
				readSwitch(options.allowUnauthorizedCerts, 'Ignore SSL Issues (Insecure)') ?? false,
			...(options.proxy && { proxy: readProxy(options.proxy) }),
		},
		batching: {
			size: Math.max(1, readNumber(batchSize, 'Items per Batch', { whole: true }) ?? 1),
			interval: readNumber(batchInterval, 'Batch Interval (ms)') ?? 0,
		},
	};
}

function readProxy(address: string): Connection['proxy'] {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	// n8n would go past a proxy of another protocol without a word.
	if (!url?.hostname || !/^https?:$/.test(url.protocol)) {
		throw new Problem(
			'The proxy is not an address',
			"Use the form http://proxy.example.com:8080 in 'Proxy' under Settings.",
		);
	}
	return {
		host: url.hostname,
		// A port that is its protocol's own is left out of a parsed URL.
		port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
		protocol: url.protocol.replace(/:$/, ''),
		...(url.username && {
			auth: { username: encoded(url.username), password: encoded(url.password) },
		}),
	};
}

/** n8n takes both for parts of an address and decodes them; a bare % stands for itself. */
function encoded(text: string): string {
	return encodeURIComponent(decoded(text));
}
