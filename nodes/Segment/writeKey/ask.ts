import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import { readSecret } from '../../shared/read/values';
import type { Attempt } from '../../shared/send/client';
import { baseUrl } from '../../shared/send/hosts';
import { inAttempts, whereToLook, type Reply } from '../../shared/send/reply';
import type { Sender } from '../../shared/send/sender';
import { readKeySettings, settingsUrl, type KeySettings } from './keySettings';

/** Where to compare a write key, for error texts. */
export const COMPARE_KEY =
	'Compare it with Connections → Sources → your source → Settings → API Keys. A source made minutes ago may not be known yet.';

/** What Segment answers where it knows no source with the key. */
const UNKNOWN_KEY = new Set([400, 401, 403, 404]);

export function isUnknownKey(reply: Reply): boolean {
	return reply.kind === 'answer' && UNKNOWN_KEY.has(reply.status);
}

/** The write key of a credential. */
export function writeKeyIn(credential: ICredentialDataDecryptedObject): string {
	const writeKey = readSecret(credential.writekey, "The credential's Write Key");
	if (writeKey !== undefined) return writeKey;
	throw new Problem("The credential's Write Key is empty", 'Fill it in: Segment drops the rest.');
}

/** The settings that Segment's CDN, or the user's own host, keeps for the credential's write key. */
export async function askKeySettings(
	sender: Sender,
	attempt: Attempt,
	credential: ICredentialDataDecryptedObject,
): Promise<KeySettings> {
	const url = settingsUrl(baseUrl('settings', credential), writeKeyIn(credential));
	const { reply, attempts } = await sender.send(async () => await attempt({ method: 'GET', url }), {
		repeatable: true,
	});
	const settings = reply.kind === 'answer' ? readKeySettings(reply.body) : undefined;
	if (settings) return settings;
	throw isUnknownKey(reply) ? unknownKey(reply) : noSettings(reply, attempts, new URL(url).host);
}

function unknownKey(reply: Reply): Problem {
	return new Problem(
		"Segment knows no source with the credential's Write Key",
		`${COMPARE_KEY} If it is right, choose the Region in the credential instead of Automatic.`,
		reply.kind === 'answer' ? { status: reply.status } : {},
		true,
	);
}

function noSettings(reply: Reply, attempts: number, host: string): Problem {
	const [what, advice, details] =
		reply.kind === 'fault'
			? [`${host} could not be reached ${inAttempts(attempts)}`, whereToLook(reply), {}]
			: [`${host} did not tell (${reply.status})`, '', { status: reply.status }];
	return new Problem(
		`The source of the write key could not be looked up: ${what}`,
		`${advice} To do without, choose the Region in the credential instead of Automatic.`.trim(),
		details,
		true,
	);
}
