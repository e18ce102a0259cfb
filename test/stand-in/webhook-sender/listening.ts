/** A webhook of n8n has two addresses, of which the one or the other listens. */
import type { Payload } from './payloads';
import { deliver, type DeliveryOptions, type DeliveryReport } from './sender';

export interface ListeningReport extends DeliveryReport {
	/** The address that was called last. */
	url: string;
}

/**
 * The test address, which listens after _Execute step_, and that of the published workflow; an
 * address of another form stands for itself.
 */
export function addressesOf(url: string): string[] {
	const parts = /^(https?:\/\/[^/]+\/(?:.*\/)?)webhook(?:-test)?(\/.+)$/.exec(url);
	return parts ? [`${parts[1]}webhook-test${parts[2]}`, `${parts[1]}webhook${parts[2]}`] : [url];
}

/** Delivers to whichever of the two listens: n8n answers 404 at the other one, and takes nothing. */
export async function deliverWhereListening(
	events: Payload[],
	{ url, ...options }: DeliveryOptions,
): Promise<ListeningReport> {
	const [first, second] = addressesOf(url);
	const report = await deliver(events, { ...options, url: first });
	const listens = report.attempts.some(({ outcome }) => outcome !== 404);
	if (listens || second === undefined) return { ...report, url: first };
	return { ...(await deliver(events, { ...options, url: second })), url: second };
}
