/** A request from Segment: checked, filtered, and turned into items. */
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import {
	batchesOf,
	duplicateLimitsOf,
	filterOf,
	includesHeaders,
	isAutomatic,
	takesSecretFromCredential,
	verifiesSignatures,
} from '../parameters';
import { eventsIn, parseBody, RefusedRequest } from './body';
import { passes } from './filter';
import { dropDuplicates } from './memory';
import { signedPart } from './signature';

/** Headers that let their reader act as the sender. */
const SECRET_HEADERS = ['authorization', 'cookie', 'proxy-authorization', 'x-signature'];

/**
 * Answers a request and starts the workflow with one item for each event that passes.
 *
 * The answer is sent from here, so that it never waits for the run: n8n 2.41 registers the run
 * first, which can take longer than Segment's five seconds when n8n limits how many run at a time,
 * and forgets on the way that static data has changed.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		const { events, unverified } = await readEvents(context);
		const filter = filterOf(context);
		const wanted = events.filter((event) => passes(event, filter));
		const limits = duplicateLimitsOf(context);
		const fresh = limits ? dropDuplicates(context, wanted, limits) : wanted;

		answer(context, 200, {
			received: events.length + unverified,
			unverified,
			filtered: events.length - wanted.length,
			duplicates: wanted.length - fresh.length,
			started: fresh.length,
		});
		if (fresh.length === 0) return { noWebhookResponse: true };
		const headers = headersOf(context);
		const items = fresh.map((event) => ({ json: headers ? { ...event, headers } : event }));
		return { noWebhookResponse: true, workflowData: [items] };
	} catch (error) {
		return refuse(context, error);
	}
}

function refuse(context: IWebhookFunctions, error: unknown): IWebhookResponseData {
	if (!(error instanceof RefusedRequest)) throw error;
	context.logger.warn(`${context.getNode().name} refused a request: ${error.message}`);
	answer(context, error.status, { message: error.message });
	return { noWebhookResponse: true };
}

function answer(context: IWebhookFunctions, status: number, body: IDataObject): void {
	context.getResponseObject().status(status).json(body);
}

async function readEvents(context: IWebhookFunctions) {
	const { rawBody, headers } = context.getRequestObject();
	const secret = await sharedSecret(context);
	const body = parseBody(rawBody, headers['content-type']);
	const signature = headers['x-signature'];
	const signed = secret === undefined ? undefined : signedPart(secret, signature, rawBody, body);
	if (secret !== undefined && !signed) throw unsigned(signature);

	const events = eventsIn(body, batchesOf(context), signed);
	const received = Array.isArray(body) ? body.length : 1;
	return { events, unverified: received - events.length };
}

function unsigned(signature: unknown): RefusedRequest {
	return new RefusedRequest(
		401,
		signature === undefined
			? 'The header X-Signature is missing. Enter the shared secret in the settings of your Segment destination.'
			: 'The header X-Signature does not fit the body. Check that your Segment destination and this trigger have the same shared secret.',
	);
}

/**
 * The secret that Segment signs with; undefined when the user chose not to check signatures.
 *
 * @throws RefusedRequest 503 when there should be one, so that Segment tries again for some hours
 */
async function sharedSecret(context: IWebhookFunctions): Promise<string | undefined> {
	if (!verifiesSignatures(context)) return undefined;
	const isGenerated = isAutomatic(context) && !takesSecretFromCredential(context);
	const secret = isGenerated
		? context.getWorkflowStaticData('node').sharedSecret
		: (await context.getCredentials('segmentTriggerApi')).sharedSecret;
	if (typeof secret === 'string' && secret !== '') return secret;
	throw new RefusedRequest(
		503,
		isGenerated
			? 'The trigger has no shared secret yet. Publish the workflow again to set up the Segment destination.'
			: 'The Shared Secret in the credential of this trigger is empty',
	);
}

/** The headers to hand on; undefined unless the user wants them. */
function headersOf(context: IWebhookFunctions): IDataObject | undefined {
	if (!includesHeaders(context)) return undefined;
	const headers: IDataObject = { ...context.getHeaderData() };
	for (const name of SECRET_HEADERS) delete headers[name];
	return headers;
}
