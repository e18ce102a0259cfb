/** A request from Segment: verified, filtered, and turned into items. */
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import type { Form } from '../../shared/read/form';
import { sentences } from '../../shared/run/errors';
import {
	batchesOf,
	filterOf,
	includesHeaders,
	memoryRulesOf,
	parametersOf,
	verifiesSignatures,
} from '../parameters';
import { start } from './answer';
import { accepted, jsonBytes, RefusedRequest, type SegmentEvent } from './body';
import { isTaken, untilAnswered } from './fate';
import { passes } from './filter';
import { harmlessHeaders } from './headers';
import { claim } from './memory';
import { verifySigned } from './secret';
import { trust } from './signature';

/**
 * Checks a request and starts the workflow with one item for each event that passes.
 *
 * The answer that confirms the events is sent when n8n has registered the run. Only then do they
 * count as received: whatever is answered otherwise is repeated by Segment, and starts the workflow
 * then.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		const form = parametersOf(context);
		const { events, received, unverified, unreadable } = await readEvents(context, form);
		const filter = filterOf(form);
		const wanted = events.filter((event) => passes(event, filter));
		const { fresh, duplicates, mark, settle } = await claim(
			context,
			wanted,
			memoryRulesOf(form, context.getMode() === 'manual'),
		);

		const webhookResponse: IDataObject = {
			received,
			unverified,
			...(unreadable > 0 && { unreadable }),
			filtered: events.length - fresh.length - duplicates,
			duplicates,
			started: fresh.length,
		};
		if (fresh.length === 0) return { webhookResponse };
		const response = context.getResponseObject();
		if (mark) void untilAnswered(response, mark);
		void isTaken(response).then(settle);
		return start(itemsOf(context, form, fresh), webhookResponse);
	} catch (error) {
		return refuse(context, error);
	}
}

function itemsOf(context: IWebhookFunctions, form: Form, events: SegmentEvent[]) {
	if (!includesHeaders(form)) return events.map((json) => ({ json }));
	const headers = harmlessHeaders(context.getHeaderData() as IDataObject);
	return events.map((event) => ({ json: { ...event, headers } }));
}

function refuse(context: IWebhookFunctions, error: unknown): IWebhookResponseData {
	const { status, message } = refusalOf(error);
	context.logger.warn(`${context.getNode().name} refused a request: ${message}`);
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}

/** A parameter or credential that is wrong: Segment repeats after a 503, for hours in which it can be mended. */
function refusalOf(error: unknown): RefusedRequest {
	if (error instanceof RefusedRequest) return error;
	if (error instanceof Problem) return new RefusedRequest(503, sentences(error));
	throw error;
}

async function readEvents(context: IWebhookFunctions, form: Form) {
	const request = context.getRequestObject();
	// n8n reads only what it can parse itself
	if (!request.rawBody) await request.readRawBody();
	const bytes = jsonBytes(request.rawBody, request.headers['content-type']);
	const delivery = verifiesSignatures(form)
		? await verifySigned(context, form, bytes)
		: trust(bytes);
	return accepted(delivery, batchesOf(form));
}
