/** Who answers Segment, and when: not before n8n has registered the run. */
import * as host from 'n8n-workflow';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	IWebhookResponseData,
	WebhookResponseMode,
} from 'n8n-workflow';

/**
 * n8n 2 answers a webhook when it has registered the run. n8n 1 answers before it tries to, so there
 * the run itself answers, with the first thing it does. Only n8n 2 tells nodes a version of its API.
 */
const N8N_ANSWERS = 'N8N_NODES_API_VERSION' in host;

export const RESPONSE_MODE: WebhookResponseMode = N8N_ANSWERS ? 'onReceived' : 'responseNode';

/** Starts a run with these items, and has it confirmed with this answer. */
export function start(
	items: INodeExecutionData[],
	webhookResponse: IDataObject,
	n8nAnswers = N8N_ANSWERS,
): IWebhookResponseData {
	if (n8nAnswers) return { webhookResponse, workflowData: [items] };
	const [first, ...rest] = items;
	return { workflowData: [[{ ...first, webhookResponse }, ...rest]] };
}

/** What a run of the trigger gives: its items, after it has sent the answer that one of them brings. */
export function confirm(context: IExecuteFunctions): INodeExecutionData[][] {
	const items = context.getInputData();
	const [first, ...rest] = items;
	if (!first?.webhookResponse) return [items];
	const { webhookResponse, ...item } = first;
	// n8n 1 ends the response while it saves static data, unless the answer is bytes
	context.sendResponse({
		body: Buffer.from(JSON.stringify(webhookResponse)),
		headers: { 'content-type': 'application/json; charset=utf-8' },
		statusCode: 200,
	});
	return [[item as INodeExecutionData, ...rest]];
}
