import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestHelper } from 'n8n-workflow';

import { baseUrl, isAutomatic, regionAt } from '../../shared/send/hosts';
import { freshToken, issuedToken, usesOAuth, type Scope } from '../../shared/send/oauthCredential';
import { writeKeyIn } from './ask';
import { readKeySettings, settingsUrl } from './keySettings';

/** What a token for sending is good for. */
export const SENDING_SCOPE: Scope = 'tracking_api:write';

const TIMEOUT_MS = 10_000;

/** The token that a credential has for sending. */
export function sendingToken(credential: ICredentialDataDecryptedObject): string {
	return issuedToken(credential, SENDING_SCOPE);
}

/**
 * A fresh token for sending, of the region's token server; with Region Automatic, of the region that
 * the write key's settings name.
 *
 * @returns what n8n is to keep in the credential; nothing for one without an OAuth app
 * @throws UserError as `fetchAccessToken`
 */
export async function freshSendingToken(
	http: IHttpRequestHelper,
	credential: ICredentialDataDecryptedObject,
): Promise<IDataObject> {
	const isSought = usesOAuth(credential) && isAutomatic(credential);
	const region = isSought ? await regionOfKey(http, credential) : undefined;
	const server = region && baseUrl('oauth', { region });
	return await freshToken(http, credential, SENDING_SCOPE, server);
}

/** What keeps its settings from being read is for the run to say, which asks for them too. */
async function regionOfKey(
	http: IHttpRequestHelper,
	credential: ICredentialDataDecryptedObject,
): Promise<'us' | 'eu' | undefined> {
	const url = settingsUrl(baseUrl('settings', credential), writeKeyIn(credential));
	const body: unknown = await http.helpers
		.httpRequest({ method: 'GET', url, json: true, timeout: TIMEOUT_MS })
		.catch(() => undefined);
	const host = readKeySettings(body)?.host;
	return host === undefined ? undefined : regionAt(host);
}
