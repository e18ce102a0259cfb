import type { IExecuteFunctions, IHttpRequestOptions, INodeParameters } from 'n8n-workflow';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { sendBatch } from '../../nodes/Segment/run/sendBatch';
import { sendItems } from '../../nodes/Segment/run/sendItems';
import { useFastClock } from '../support/clock';
import { eventItems, MAP_FIELDS, TRACK } from '../support/runSegment';

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

/** Track with fields of the item dragged into the form. */
const DRAGGED: INodeParameters = {
	...TRACK,
	properties: { revenue: '={{ $json.total }}', currency: '={{ $json.currency }}' },
	customProperties: {
		assignments: ['email', 'plan', 'note'].map((name) => ({
			id: name,
			name,
			value: `={{ $json.${name} }}`,
			type: 'string',
		})),
	},
};

it.each([
	[10_000, 'of Batch', sendBatch, MAP_FIELDS],
	[100_000, 'of Batch', sendBatch, MAP_FIELDS],
	[
		100_000,
		'of Batch with 1,000 messages a second',
		sendBatch,
		{ ...MAP_FIELDS, options: { messagesPerSecond: 1_000 } },
	],
	[100_000, 'of Track with dragged fields', sendItems, DRAGGED],
])(
	'needs at most three times the bytes it sends for %i items %s',
	async (count, _what, send, parameters: INodeParameters) => {
		const { messagesPerSecond } = (parameters.options ?? {}) as { messagesPerSecond?: number };
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
				parameters,
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
		const [output] = await send.call(context);
		expect(output).toHaveLength(count);
		expect((peak - before) / sent).toBeLessThanOrEqual(3);
		const seconds = waits.reduce((sum, ms) => sum + ms, 0) / 1_000;
		expect({ seconds, logged }).toEqual(
			messagesPerSecond ? { seconds: 99, logged: 19 } : { seconds: 0, logged: 0 },
		);
	},
);
