/** No complete answer came: the connection failed, or the time was up. */
export interface NetworkFault {
	kind: 'fault';
	/** The reason in the network's own words. */
	fault: string;
	/** Whether the same request may work later; a refused certificate will not. */
	retryable: boolean;
	/** Present when it is certain that the request never reached the other side. */
	notSent?: true;
}

/** Faults of certificates, which stay until somebody changes something. */
const CERTIFICATE_FAULT = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL|EPROTO/;

/** Node's and axios's codes for a connection that failed, or an answer that came damaged. */
const NETWORK_FAULT =
	/^(E[A-Z]+|EAI_[A-Z]+|ERR_NETWORK|ERR_BAD_RESPONSE|ERR_STREAM_PREMATURE_CLOSE|ERR_SOCKET_.*|UND_ERR_.*|HPE_.*|Z_[A-Z]+_ERROR|ERR__ERROR_.*|ERR_BROTLI_.*|ZSTD_error_.*)$/;

/** Codes of a connection that was never made, so that nothing can have happened on the other side. */
const NOT_SENT = new Set(['EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND']);

/** Reads what n8n's HTTP helper threw; undefined when it is no network fault. */
export function asNetworkFault(error: unknown): NetworkFault | undefined {
	const codes = errorChain(error).map(({ code }) => String(code ?? ''));
	const fault = codes.find((each) => CERTIFICATE_FAULT.test(each) || NETWORK_FAULT.test(each));
	if (fault === undefined) return undefined;
	return {
		kind: 'fault',
		fault,
		retryable: !CERTIFICATE_FAULT.test(fault),
		...(NOT_SENT.has(fault) && { notSent: true }),
	};
}

/** The error and what caused it: n8n wraps the HTTP client's error. */
function errorChain(error: unknown): Array<{ code?: unknown }> {
	const chain: Array<{ code?: unknown }> = [];
	let current = error;
	while (typeof current === 'object' && current !== null && chain.length < 5) {
		chain.push(current);
		current = 'cause' in current ? current.cause : undefined;
	}
	return chain;
}

const WORDS: Array<[RegExp, string]> = [
	[/^(ENOTFOUND|EAI_AGAIN)$/, 'There is no host of this name'],
	[/^ECONNREFUSED$/, 'Nothing listens at this address'],
	[/^(EHOSTUNREACH|ENETUNREACH)$/, 'No network leads to this address'],
	[/^(ETIMEDOUT|ECONNABORTED|ESOCKETTIMEDOUT)$/, 'There was no answer in time'],
	[/^(ECONNRESET|EPIPE)$/, 'The connection broke off'],
	[CERTIFICATE_FAULT, 'The certificate cannot be trusted'],
];

/** A fault in words, with its code: `There is no host of this name (ENOTFOUND)`. */
export function faultInWords(fault: string): string {
	const words = WORDS.find(([pattern]) => pattern.test(fault))?.[1] ?? 'There was no whole answer';
	return `${words} (${fault})`;
}
