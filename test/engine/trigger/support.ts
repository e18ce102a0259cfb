import { SegmentTriggerApi } from '../../../credentials/SegmentTriggerApi.credentials';
import { forgetAll } from '../../../nodes/SegmentTrigger/receive/memory';
import { SegmentTrigger } from '../../../nodes/SegmentTrigger/SegmentTrigger.node';
import { clock } from '../../../nodes/shared/clock';
import { buildRequest, type DeliveryOptions, type Payload } from '../../stand-in/webhook-sender';
import { startWebhook, type Webhook } from '../../support/webhook';

export const SECRET = 'a shared secret of some length';

/** The webhook of the test that is under way. */
export let webhook: Webhook;

/** Starts a webhook of its own for each test of the file. */
export function useWebhook(): void {
	// A test that is given up goes on, and sends to the webhook of the next one
	jest.setTimeout(30_000);

	beforeEach(async () => {
		forgetAll();
		webhook = await startWebhook({
			nodeType: new SegmentTrigger(),
			credentialTypes: [new SegmentTriggerApi()],
			credentials: { segmentTriggerApi: { sharedSecret: SECRET } },
		});
	});

	afterEach(async () => {
		jest.restoreAllMocks();
		await webhook.close();
	});
}

/** Moves the node's time on. */
export function jump(ms: number): void {
	const now = clock.now() + ms;
	jest.spyOn(clock, 'now').mockImplementation(() => now);
}

export const items = () => webhook.runs.map((run) => run.map(({ json }) => json));

export async function send(events: Payload | Payload[], options: Partial<DeliveryOptions> = {}) {
	const all = Array.isArray(events) ? events : [events];
	const { headers, body } = buildRequest(all, {
		mode: Array.isArray(events) ? 'actionsBatch' : 'actions',
		secret: SECRET,
		...options,
	});
	return await post(body, headers);
}

export async function post(
	body: string | Buffer<ArrayBuffer>,
	headers: Record<string, string>,
	url = webhook.url,
) {
	const response = await fetch(url, { method: 'POST', headers, body });
	return { status: response.status, body: (await response.json()) as Payload };
}
