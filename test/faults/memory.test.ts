import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { sendBatch } from '../../nodes/Segment/run/sendBatch';
import { useFastClock } from '../support/clock';
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

afterEach(() => jest.restoreAllMocks());

it.each([
	[10_000, 'as fast as it goes', undefined],
	[100_000, 'as fast as it goes', undefined],
	[100_000, 'with 1,000 messages a second', 1_000],
])(
	'needs at most three times the bytes it sends for %i items %s',
	async (count, _pace, messagesPerSecond) => {
		const waits = useFastClock();
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
		let logged = 0;
		const context = {
			getInputData: () => items,
			getNodeParameter: (_name: string, _item: number, fallback: unknown) => fallback,
			getNode: () => ({
				id: 'node',
				type: 'segment',
				parameters: {
					...MAP_FIELDS,
					...(messagesPerSecond !== undefined && { options: { messagesPerSecond } }),
				},
			}),
			getExecutionCancelSignal: () => undefined,
			getCredentials: async () => ({ writekey: 'key', region: 'us' }),
			getWorkflow: () => ({ id: '1' }),
			getExecutionId: () => '1',
			getInstanceId: () => 'instance',
			getContext: () => ({}),
			getMode: () => 'manual',
			getWorkflowDataProxy: () => ({ $runIndex: 0 }),
			getTimezone: () => 'UTC',
			logger: { info: () => (logged += 1) },
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
		const seconds = waits.reduce((sum, ms) => sum + ms, 0) / 1_000;
		expect({ seconds, logged }).toEqual(
			messagesPerSecond ? { seconds: 99, logged: 19 } : { seconds: 0, logged: 0 },
		);
	},
);
