import { networkFault } from '../../../nodes/shared/networkFault';

const withCode = (code: unknown) => Object.assign(new Error('failed'), { code });

it.each([
	'ECONNREFUSED',
	'ECONNRESET',
	'ECONNABORTED',
	'ETIMEDOUT',
	'ENOTFOUND',
	'EPIPE',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ERR_NETWORK',
	'ERR_BAD_RESPONSE',
	'ERR_STREAM_PREMATURE_CLOSE',
	'ERR_SOCKET_CONNECTION_TIMEOUT',
	'UND_ERR_SOCKET',
	'HPE_INVALID_CONSTANT',
])('takes %s for a fault that may pass', (code) => {
	expect(networkFault(withCode(code))).toEqual({ fault: code, retryable: true });
});

it.each([
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'ERR_SSL_WRONG_VERSION_NUMBER',
	'EPROTO',
])('takes %s for a fault that stays', (code) => {
	expect(networkFault(withCode(code))).toEqual({ fault: code, retryable: false });
});

it('looks for the reason in what caused the error', () => {
	const error = new Error('The service refused the connection', {
		cause: new Error('wrapped', { cause: withCode('ECONNREFUSED') }),
	});
	expect(networkFault(error)).toEqual({ fault: 'ECONNREFUSED', retryable: true });
});

it.each([
	new Error('Node does not have any credentials set'),
	withCode(undefined),
	withCode(400),
	withCode('ERR_INVALID_URL'),
	'a text',
	null,
])('throws %p again, which is no network fault', (error) => {
	expect(thrownFor(error)).toBe(error);
});

it('ends with errors that cause each other', () => {
	const error = new Error('round');
	error.cause = new Error('and round', { cause: error });
	expect(thrownFor(error) === error).toBe(true);
});

function thrownFor(error: unknown): unknown {
	try {
		return networkFault(error);
	} catch (thrown) {
		return thrown;
	}
}
