import type { IExecuteSingleFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { baseUrl } from '../../shared/hosts';
import { sendRequest } from '../../shared/request';
import { isProfileNotFound, readRefusal, refusalError } from './errors';
import type { Collection, Identifier } from './identifier';
import { isRecord, unexpectedAnswer, type Fetch } from './pages';
import { LookupProblem } from './problem';
import type { Throttle } from './throttle';
import { profileUrl, type Space } from './url';

const CREDENTIAL = 'segmentProfileApi';

/**
 * Asks for the routes of one profile, within Segment's rate limit and repeated while that can help.
 *
 * @param settings the node's settings for time-out, proxy and certificates are taken from here
 * @throws LookupProblem or InvalidHostError when the credential is not filled in
 */
export async function createFetch(
	context: IExecuteSingleFunctions,
	settings: IHttpRequestOptions,
	throttle: Throttle,
	profile: { collection: Collection; identifier: Identifier },
): Promise<Fetch> {
	const space = await readSpace(context);
	const { timeout, proxy, skipSslCertificateValidation } = settings;
	return async (route, query) => {
		const request: IHttpRequestOptions = {
			method: 'GET',
			url: profileUrl(space, profile.collection, profile.identifier, route, query),
			json: true,
			// The access token opens every profile, so it goes to no address but the credential's
			disableFollowRedirect: true,
			...{ timeout, proxy, skipSslCertificateValidation },
		};
		const response = await sendRequest(context, CREDENTIAL, request, {
			repeatable: true,
			paced: async (send, signal) => await throttle.request(send, signal),
		});
		const { statusCode, body } = response;
		if (statusCode >= 200 && statusCode < 300) {
			if (isRecord(body)) return body;
			throw unexpectedAnswer();
		}
		const refusal = readRefusal(response);
		if (isProfileNotFound(refusal)) return undefined;
		throw refusalError(context.getNode(), context.getItemIndex(), refusal);
	};
}

async function readSpace(context: IExecuteSingleFunctions): Promise<Space> {
	const credential = await context.getCredentials(CREDENTIAL);
	const id = String(credential.spaceId ?? '').trim();
	if (id === '') throw new LookupProblem('Space ID is empty', 'Fill it in in the credential.');
	return { host: baseUrl('profile', credential), id };
}
