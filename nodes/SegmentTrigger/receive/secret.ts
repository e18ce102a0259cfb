/** The secret that Segment signs with, and the check of a request by it. */
import type { IWebhookFunctions } from 'n8n-workflow';

import { clock } from '../../shared/clock';
import type { Form } from '../../shared/read/form';
import { isAutomatic, readSharedSecret, takesSecretFromCredential } from '../parameters';
import { RefusedRequest, type Delivery } from './body';
import { refuseUnsigned, verify } from './signature';

interface Known {
	secret: string;
	readAt: number;
}

/** So long a secret that was replaced in n8n is still taken. */
const KEEP_MS = 30_000;

/** By workflow, node and credential. */
const secrets = new Map<string, Known>();

/**
 * Reads a request and tells what of it Segment has signed.
 *
 * The secret of a credential is kept for half a minute, since n8n starts an interpreter of its own
 * each time that it decrypts one. A request that does not fit is checked against the credential
 * itself before it is refused, so a new secret counts at once.
 *
 * @throws RefusedRequest 503 when there should be a secret and is none; and as `verify`
 */
export async function verifySigned(
	context: IWebhookFunctions,
	form: Form,
	bytes: Buffer,
): Promise<Delivery> {
	const signature = context.getRequestObject().headers['x-signature'];
	refuseUnsigned(signature);
	if (isAutomatic(form) && !takesSecretFromCredential(form)) {
		return verify(bytes, generatedSecret(context), signature);
	}
	const key = keyOf(context);
	const kept = keptSecret(key);
	if (kept !== undefined) {
		try {
			return verify(bytes, kept, signature);
		} catch {
			secrets.delete(key);
		}
	}
	const secret = await credentialSecret(context);
	const delivery = verify(bytes, secret, signature);
	if (context.getMode() !== 'manual') secrets.set(key, { secret, readAt: clock.now() });
	return delivery;
}

/** Forgets the secrets, as a restart does. */
export function forgetSecrets(): void {
	secrets.clear();
}

function keyOf(context: IWebhookFunctions): string {
	const { id, credentials } = context.getNode();
	return [context.getWorkflow().id, id, credentials?.segmentTriggerApi?.id].join(' ');
}

/** What is too old is dropped, of all triggers, so that those that are gone leave nothing here. */
function keptSecret(key: string): string | undefined {
	const now = clock.now();
	for (const [each, { readAt }] of secrets) if (readAt + KEEP_MS <= now) secrets.delete(each);
	return secrets.get(key)?.secret;
}

function generatedSecret(context: IWebhookFunctions): string {
	const { sharedSecret } = context.getWorkflowStaticData('node');
	if (typeof sharedSecret === 'string' && sharedSecret !== '') return sharedSecret;
	throw new RefusedRequest(
		503,
		'The trigger has no shared secret yet. Publish the workflow again to set up the Segment destination.',
	);
}

async function credentialSecret(context: IWebhookFunctions): Promise<string> {
	const { sharedSecret } = await context.getCredentials('segmentTriggerApi');
	const secret = readSharedSecret(sharedSecret);
	if (secret !== undefined) return secret;
	throw new RefusedRequest(503, 'The Shared Secret in the credential of this trigger is empty');
}
