import { asNetworkFault } from '../../../nodes/shared/send/networkFault';

/** As n8n's HTTP helper throws it: the HTTP client's error inside n8n's own. */
const wrapped = (code: string) => new Error('n8n', { cause: Object.assign(new Error(), { code }) });

describe('asNetworkFault', () => {
	it.each(['ECONNREFUSED', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND'])(
		'tells that %s may pass, and that nothing was sent',
		(code) => {
			const fault = { kind: 'fault', fault: code, retryable: true, notSent: true };
			expect(asNetworkFault(wrapped(code))).toEqual(fault);
		},
	);

	it.each([
		'ECONNABORTED',
		'ECONNRESET',
		'EPIPE',
		'ERR_BAD_RESPONSE',
		'ERR_NETWORK',
		'ERR_SOCKET_CONNECTION_TIMEOUT',
		'ERR_STREAM_PREMATURE_CLOSE',
		'ETIMEDOUT',
		'HPE_INVALID_CONSTANT',
		'UND_ERR_SOCKET',
		'Z_DATA_ERROR',
		'ERR__ERROR_FORMAT_PADDING_1',
		'ZSTD_error_prefix_unknown',
	])('tells that %s may pass', (code) => {
		expect(asNetworkFault(wrapped(code))).toEqual({ kind: 'fault', fault: code, retryable: true });
	});

	it.each([
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'EPROTO',
		'ERR_SSL_WRONG_VERSION_NUMBER',
		'ERR_TLS_CERT_ALTNAME_INVALID',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	])('tells that %s will not pass', (code) => {
		expect(asNetworkFault(wrapped(code))).toEqual({ kind: 'fault', fault: code, retryable: false });
	});

	it.each([
		new Error('Node "Segment" does not have any credentials set'),
		wrapped('ERR_BAD_REQUEST'),
		wrapped('ERR_INVALID_URL'),
		wrapped('ERR_CANCELED'),
		'text',
		undefined,
	])('leaves other errors alone: %p', (error) => {
		expect(asNetworkFault(error)).toBeUndefined();
	});

	it('finds no end in an error that causes itself', () => {
		const error: Error & { cause?: unknown } = new Error('loop');
		error.cause = error;
		expect(asNetworkFault(error)).toBeUndefined();
	});
});
