/** Whether a token that one region refuses belongs to the other. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { Problem } from '../problem';
import { isFields } from '../read/describe';
import { CancelledError } from '../wait';
import type { Attempt } from './client';
import { otherRegion } from './hosts';
import { usesOAuth } from './oauthCredential';
import type { Reply } from './reply';

/**
 * Makes the function that asks Segment's other region about a token, once however often it is
 * called. It does nothing for a custom host, where the token is not meant for Segment itself, and
 * for an OAuth app, whose tokens come from a region's own server.
 *
 * @param attempt sends one request with that credential
 * @throws (the function) Problem naming the right region; CancelledError
 */
export function elsewhere(
	credential: ICredentialDataDecryptedObject,
	attempt: Attempt,
): () => Promise<void> {
	const other = usesOAuth(credential) ? undefined : otherRegion('public', credential);
	if (!other) return async () => undefined;
	let asked: Promise<string | undefined> | undefined;
	return async () => {
		asked ??= attempt({
			method: 'GET',
			url: `${other.baseUrl}/`,
			headers: { Accept: 'application/json' },
		}).then(workspaceIn, unlessCancelled);
		const workspace = await asked;
		if (workspace === undefined) return;
		throw new Problem(
			`The credential's token belongs to the region ${other.name}`,
			`Choose it as Region in the credential: Segment knows the token there, as one of the workspace “${workspace}”.`,
			{ status: 401 },
			true,
		);
	};
}

/** The name of the workspace that a token opens. */
function workspaceIn(reply: Reply): string | undefined {
	if (reply.kind === 'fault' || reply.status !== 200 || !isFields(reply.body)) return undefined;
	const { data } = reply.body;
	const workspace = isFields(data) ? data.workspace : undefined;
	if (!isFields(workspace)) return undefined;
	return String(workspace.name ?? workspace.slug ?? workspace.id);
}

/** What keeps the other region from being asked, such as a credential for certain domains only. */
function unlessCancelled(error: unknown): undefined {
	if (error instanceof CancelledError) throw error;
	return undefined;
}
