import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import type { Attempt } from '../../shared/send/client';
import { baseUrl, isAutomatic } from '../../shared/send/hosts';
import type { Sender } from '../../shared/send/sender';
import { askKeySettings, writeKeyIn } from './ask';

/** Enough for all sources of an n8n; a source never moves to another region. */
const MAX_KEPT = 1_000;

/** The hosts that were found, by their write key. */
const found = new Map<string, string>();

/**
 * The base address that the credential's messages go to. With Region Automatic it is the one that
 * the key's own settings name, looked up once; where they name none it is the US one, as in
 * Segment's own libraries.
 *
 * @throws Problem for a key that Segment does not know, or when it could not be asked
 */
export async function trackingHost(
	sender: Sender,
	attempt: Attempt,
	credential: ICredentialDataDecryptedObject,
): Promise<string> {
	if (!isAutomatic(credential)) return baseUrl('tracking', credential);
	const writeKey = writeKeyIn(credential);
	const known = found.get(writeKey);
	if (known !== undefined) return known;
	const { host = baseUrl('tracking', { region: 'us' }) } = await askKeySettings(
		sender,
		attempt,
		credential,
	);
	if (host === null) throw noHost();
	if (found.size >= MAX_KEPT) found.clear();
	found.set(writeKey, host);
	return host;
}

/** Another region's host would take the data and lose it. */
function noHost(): Problem {
	return new Problem(
		"The settings of the credential's Write Key name a host that is no address",
		'Choose the Region in the credential instead of Automatic.',
		{},
		true,
	);
}
