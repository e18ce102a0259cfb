/** Names that the source behind the write key knows: those of its destinations and consent categories. */
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import { listError } from '../../shared/run/errors';
import { createClient } from '../../shared/send/client';
import { Sender } from '../../shared/send/sender';
import { CREDENTIAL_TYPE } from '../credential';
import { askKeySettings } from '../writeKey/ask';
import type { KeySettings } from '../writeKey/keySettings';

/** The editor waits for the list. */
const TIMEOUT_MS = 10_000;

export async function searchDestinationNames(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await namesOf(
		this,
		'destinations',
		filter,
		'Segment tells no destinations for this source. A server source may not list its cloud destinations',
	);
}

export async function searchConsentCategories(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await namesOf(
		this,
		'categories',
		filter,
		'Segment tells no consent categories for this source. They are set up under Privacy → Consent Management',
	);
}

/** @throws NodeApiError where there are none: n8n shows an empty list without a word, but its text */
async function namesOf(
	context: ILoadOptionsFunctions,
	what: 'destinations' | 'categories',
	filter: string | undefined,
	ifNone: string,
): Promise<INodeListSearchResult> {
	try {
		const names = (await settingsOf(context))[what];
		if (names.length === 0) throw new Problem(ifNone, 'Choose By Name and type it.');
		const wanted = (filter ?? '').trim().toLowerCase();
		return {
			results: names
				.filter((name) => name.toLowerCase().includes(wanted))
				.map((name) => ({ name, value: name })),
		};
	} catch (error) {
		throw listError(context.getNode(), error);
	}
}

async function settingsOf(context: ILoadOptionsFunctions): Promise<KeySettings> {
	const credential = await context.getCredentials(CREDENTIAL_TYPE);
	const connection = { timeout: TIMEOUT_MS };
	const attempt = createClient(context, {
		credentialType: CREDENTIAL_TYPE,
		credential,
		connection,
	});
	const sender = new Sender({ atOnce: 1, maxRetries: 1, signal: undefined });
	return await askKeySettings(sender, attempt, credential);
}
