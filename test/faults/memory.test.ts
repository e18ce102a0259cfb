import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { sendBatch } from '../../nodes/Segment/run/sendBatch';
import { eventItems, MAP_FIELDS } from '../support/runSegment';

jest.setTimeout(120_000);

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that are in use, without what only waits to be collected. */
function usedBytes(): number {
	collectGarbage();
	const { heapUsed, arrayBuffers } = process.memoryUsage();
	return heapUsed + arrayBuffers;
}

it.each([10_000, 100_000])(
	'needs at most three times the bytes it sends for %i items',
	async (count) => {
		const items = eventItems(count, (item) => ({
			email: `person-${item}@example.com`,
			plan: 'premium',
			total: item * 1.5,
			currency: 'EUR',
			note: 'Delivered to the back door on a Tuesday',
		})).map((json, item) => ({ json, pairedItem: { item } }));
		let sent = 0;
		let peak = 0;
		let requests = 0;
		const context = {
			getInputData: () => items,
			getNodeParameter: (_name: string, _item: number, fallback: unknown) => fallback,
			getNode: () => ({ id: 'node', type: 'segment', parameters: MAP_FIELDS }),
			getExecutionCancelSignal: () => undefined,
			getCredentials: async () => ({ writekey: 'key', region: 'us' }),
			getWorkflow: () => ({ id: '1' }),
			getExecutionId: () => '1',
			getInstanceId: () => 'instance',
			getContext: () => ({}),
			getMode: () => 'manual',
			getWorkflowDataProxy: () => ({ $runIndex: 0 }),
			getTimezone: () => 'UTC',
			continueOnFail: () => false,
			helpers: {
				async httpRequestWithAuthentication(_type: string, request: IHttpRequestOptions) {
					sent += (request.body as Buffer).length;
					// not each time: collecting garbage takes a while
					if (requests++ % 10 === 0) peak = Math.max(peak, usedBytes());
					return { statusCode: 200, headers: {}, body: { success: true } };
				},
			},
		} as unknown as IExecuteFunctions;

		const before = usedBytes();
		const [output] = await sendBatch.call(context);
		expect(output).toHaveLength(count);
		expect((peak - before) / sent).toBeLessThanOrEqual(3);
	},
);
