import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { baseUrl } from '../../shared/hosts';
import { networkFault } from '../../shared/networkFault';
import { throwIfCancelled } from '../../shared/wait';
import type { Reply } from '../delivery/failure';
import { LIBRARY } from '../message/library';

export const CREDENTIAL_TYPE = 'segmentApi';

/** n8n's request options that hold for every request of a run: time-out, proxy, certificates. */
export type Connection = Pick<
	IHttpRequestOptions,
	'timeout' | 'proxy' | 'skipSslCertificateValidation'
>;

/**
 * Makes the function that sends one attempt with n8n's HTTP helper, which adds the credential.
 *
 * @throws (the function it makes) CancelledError, or n8n's own error when it could not send at all
 */
export function createPost(
	context: IExecuteFunctions | IExecuteSingleFunctions,
	credential: ICredentialDataDecryptedObject,
	connection: Connection,
) {
	const host = baseUrl('tracking', credential);
	const signal = context.getExecutionCancelSignal();
	const credentialsDecrypted = { id: '', name: '', type: CREDENTIAL_TYPE, data: credential };

	return async function post(path: string, body: Buffer, retry: number): Promise<Reply> {
		throwIfCancelled(signal);
		const request: IHttpRequestOptions = {
			timeout: connection.timeout,
			proxy: connection.proxy,
			skipSslCertificateValidation: connection.skipSslCertificateValidation,
			method: 'POST',
			url: `${host}${path}`,
			headers: {
				'Content-Type': 'application/json',
				'User-Agent': `${LIBRARY.name}/${LIBRARY.version}`,
				...(retry > 0 && { 'X-Retry-Count': String(retry) }),
			},
			body,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			// A redirected POST would arrive as a GET.
			disableFollowRedirect: true,
		};
		try {
			const response = (await context.helpers.httpRequestWithAuthentication.call(
				context,
				CREDENTIAL_TYPE,
				request,
				// n8n would read it from its database again for each request.
				{ credentialsDecrypted },
			)) as IN8nHttpFullResponse;
			return { status: response.statusCode, headers: response.headers, body: response.body };
		} catch (error) {
			throwIfCancelled(signal);
			return networkFault(error);
		}
	};
}
