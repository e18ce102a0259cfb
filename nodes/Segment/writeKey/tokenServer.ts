import {
	UserError,
	type ICredentialDataDecryptedObject,
	type IHttpRequestHelper,
} from 'n8n-workflow';

import { baseUrl, isAutomatic, regionAt } from '../../shared/send/hosts';
import { COMPARE_KEY, writeKeyIn } from './ask';
import { readKeySettings, settingsUrl } from './keySettings';

/**
 * The address that issues access tokens for a credential. With Region Automatic it is the one of the
 * region that the write key's own settings name.
 *
 * @throws UserError when they cannot be read
 */
export async function tokenServer(
	http: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	if (!isAutomatic(credentials)) return baseUrl('oauth', credentials);
	const url = settingsUrl(baseUrl('settings', credentials), writeKeyIn(credentials));
	const body: unknown = await http.helpers
		.httpRequest({ method: 'GET', url, disableFollowRedirect: true })
		.catch(() => undefined);
	const settings = readKeySettings(body);
	if (!settings || settings.host === null) throw noRegion();
	return baseUrl('oauth', { region: regionAt(settings.host ?? '') ?? 'us' });
}

function noRegion(): UserError {
	return new UserError(
		`The region of the write key could not be looked up. ${COMPARE_KEY} Or choose the Region in the credential instead of Automatic.`,
	);
}
