import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startStandIn, type StandIn } from '../../stand-in/server';
import { eventItems, MAP_FIELDS, runSegment, TRACK } from '../../support/runSegment';

let standIn: StandIn;

beforeAll(async () => {
	standIn = await startStandIn();
});
beforeEach(() => standIn.reset());
afterAll(async () => await standIn.close());

/** 32 messages of 30 KB: two batches of 16. */
const LARGE_ITEMS = eventItems(32, () => ({ note: 'x'.repeat(30_000) }));

const WAYS: Array<[string, INodeParameters]> = [
	[
		'Track',
		{
			...TRACK,
			specifyProperties: 'json',
			customPropertiesJson: '={{ ({ note: $json.note }) }}',
		},
	],
	['Batch', MAP_FIELDS],
];

const ONE_AT_A_TIME = { options: { concurrentRequests: 1 } };

/** What makes Segment refuse the first batch: all of its halves too, when it is too large. */
const REFUSALS = [
	{ status: 400, times: 1, ends: false, message: 'Segment could not read the message (400)' },
	{ status: 401, times: 1, ends: true, message: 'Segment did not accept the write key (401)' },
	{ status: 413, times: 31, ends: false, message: 'Segment found the message too large (413)' },
];

describe.each(WAYS)('%s, when one batch of two is refused', (_name, parameters) => {
	describe.each(REFUSALS)('by a $status', ({ status, times, ends, message }) => {
		beforeEach(() => standIn.faults.add({ status, times }));

		const run = async (onError?: 'continueRegularOutput' | 'continueErrorOutput') =>
			await runSegment(standIn, {
				parameters: { ...parameters, ...ONE_AT_A_TIME },
				items: LARGE_ITEMS,
				settings: { onError },
			});

		it('stops with an error that says which items it is about', async () => {
			const { error, outputs } = await run();
			expect(outputs).toEqual([]);
			expect(error?.message).toBe(`${message}: 16 items of 32 not taken`);
			expect(error?.description).toContain('Not taken: item 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 …');
			expect(error?.description).toContain('Not sent: 16.');
			expect(error?.httpCode).toBe(String(status));
			expect(standIn.counts).toMatchObject({ accepted: 0, discarded: 0 });
		});

		it('says with n8n’s Batching how many were not sent at all', async () => {
			const batching = { batch: { batchSize: 16, batchInterval: 1 } };
			const { error } = await runSegment(standIn, {
				parameters: { ...parameters, ...ONE_AT_A_TIME, requestOptions: { batching } },
				items: LARGE_ITEMS,
			});
			expect(error?.message).toBe(`${message}: 16 items of 32 not taken`);
			expect(error?.description).toContain('Not sent: 16.');
			expect(standIn.counts).toMatchObject({ accepted: 0, messages: 0 });
		});

		it('gives each item its own result when it continues', async () => {
			const { outputs, error } = await run('continueRegularOutput');
			expect(error).toBeUndefined();
			expect(outputs).toHaveLength(1);
			expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
				LARGE_ITEMS.map((_, item) => ({ item })),
			);
			outputs[0].forEach(({ json }, item) => {
				if (item < 16 || ends) {
					expect(json).toMatchObject({ error: message, details: { status, code: 'fault' } });
				} else {
					expect(json).toMatchObject({ success: true, type: 'track', attempts: 1 });
				}
			});
			const accepted = outputs[0].slice(16).map(({ json }) => json.messageId);
			expect(accepted).toEqual(standIn.received.map(({ message: { messageId } }) => messageId));
		});

		it('sends the refused items to the error output, with their input', async () => {
			const { outputs } = await run('continueErrorOutput');
			expect(outputs.map((output) => output.length)).toEqual(ends ? [0, 32] : [16, 16]);
			if (ends) return;
			expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
				LARGE_ITEMS.slice(16).map((_, index) => ({ item: index + 16 })),
			);
			outputs[1].forEach(({ json, pairedItem }, item) => {
				expect(json).toMatchObject({ userId: `user-${item}`, error: message });
				expect((json.details as IDataObject).messageId).toEqual(expect.any(String));
				expect(pairedItem).toEqual({ item });
			});
		});
	});
});

describe.each(WAYS)('%s, when items are wrong', (_name, parameters) => {
	const items = eventItems(5);
	delete (items[1] as IDataObject).userId;
	delete (items[3] as IDataObject).event;

	it('sends nothing when it stops on errors', async () => {
		const { error } = await runSegment(standIn, { parameters, items });
		expect(error?.message).toBe('Nothing was sent: 2 items of 5 cannot be sent as they are');
		expect(error?.description).toMatch(
			/Item 1: User ID and Anonymous ID are both empty\..*Item 3: /,
		);
		expect(standIn.counts.requests).toBe(0);
	});

	it('sends the others when it continues', async () => {
		const { outputs } = await runSegment(standIn, {
			parameters,
			items,
			settings: { onError: 'continueErrorOutput' },
		});
		expect(outputs.map((output) => output.map(({ pairedItem }) => pairedItem))).toEqual([
			[{ item: 0 }, { item: 2 }, { item: 4 }],
			[{ item: 1 }, { item: 3 }],
		]);
		expect(standIn.requests.map(({ path, messages }) => [path, messages])).toEqual([
			['/v1/batch', 3],
		]);
		expect(standIn.counts).toMatchObject({ accepted: 3, discarded: 0 });
	});
});

describe('One Request per Message', () => {
	it('fails only the messages that were refused', async () => {
		standIn.faults.add({ status: 400 });
		const { outputs } = await runSegment(standIn, {
			parameters: { ...TRACK, options: { delivery: 'single', concurrentRequests: 1 } },
			items: eventItems(3),
			settings: { onError: 'continueRegularOutput' },
		});
		expect(outputs[0].map(({ json }) => json.success ?? json.error)).toEqual([
			'Segment could not read the message (400)',
			true,
			true,
		]);
		expect(standIn.requests.map(({ path }) => path)).toEqual([
			'/v1/track',
			'/v1/track',
			'/v1/track',
		]);
	});
});

describe('message ids', () => {
	const ids = () => standIn.received.map(({ message }) => message.messageId);

	describe.each(WAYS)('of %s', (_name, parameters) => {
		it('are the same when the same execution is run again, and others in the next', async () => {
			const run = async (executionId: string) =>
				await runSegment(standIn, { parameters, items: eventItems(3), executionId });
			await run('7');
			await run('7');
			expect(standIn.counts).toMatchObject({ accepted: 3, duplicates: 3 });
			await run('8');
			expect(standIn.counts).toMatchObject({ accepted: 6, duplicates: 3 });
			expect(new Set(ids()).size).toBe(6);
		});

		it('from content are the same in every execution, while the content is', async () => {
			const run = async (executionId: string, count: number) =>
				await runSegment(standIn, {
					parameters: { ...parameters, options: { messageIdMode: 'fromContent' } },
					items: eventItems(count),
					executionId,
				});
			await run('7', 3);
			await run('8', 4);
			expect(standIn.counts).toMatchObject({ accepted: 4, duplicates: 3 });
		});

		it('must be there when they are custom', async () => {
			const { error } = await runSegment(standIn, {
				parameters: { ...parameters, options: { messageIdMode: 'custom' } },
				items: eventItems(1),
			});
			expect(error?.message).toBe('Message ID is empty');
			expect(standIn.counts.requests).toBe(0);
		});
	});

	it('tell apart two nodes of one execution', async () => {
		const { run } = await runSegment(standIn, {
			parameters: TRACK,
			twin: MAP_FIELDS,
			items: eventItems(5),
		});
		expect(Object.keys(run.data.resultData.runData)).toEqual(['Start', 'Segment', 'Segment 2']);
		expect(standIn.counts).toMatchObject({ requests: 2, accepted: 10, duplicates: 0 });
	});
});

describe('two executions at once', () => {
	it('keep their messages, credentials and results apart', async () => {
		const other = await startStandIn();
		try {
			const runs = await Promise.all([
				runSegment(standIn, { parameters: TRACK, items: eventItems(40), executionId: '1' }),
				runSegment(other, {
					parameters: TRACK,
					items: eventItems(30, (item) => ({ userId: `other-${item}` })),
					executionId: '2',
				}),
			]);
			expect(standIn.received.map(({ message }) => message.userId)).toEqual(
				eventItems(40).map(({ userId }) => userId),
			);
			expect(other.received.map(({ message }) => message.userId)).toEqual(
				eventItems(30).map((_, item) => `other-${item}`),
			);
			for (const [index, { received }] of [standIn, other].entries()) {
				expect(runs[index].json.map(({ messageId }) => messageId)).toEqual(
					received.map(({ message }) => message.messageId),
				);
			}
		} finally {
			await other.close();
		}
	});
});

describe('an attempt after the first', () => {
	it.each(WAYS)(
		'says so, leaves at its own time and brings the same messages: %s',
		async (_name, parameters) => {
			standIn.faults.add({ status: 503, accept: true, retryAfter: 1 });
			const { json } = await runSegment(standIn, { parameters, items: eventItems(2) });
			expect(json).toMatchObject([{ attempts: 2 }, { attempts: 2 }]);
			const [first, second] = standIn.requests;
			expect(first.headers).not.toHaveProperty('x-retry-count');
			expect(second.headers['x-retry-count']).toBe('1');
			expect(
				Date.parse(String(second.sentAt)) - Date.parse(String(first.sentAt)),
			).toBeGreaterThanOrEqual(1_000);
			expect((second.body as IDataObject).batch).toEqual((first.body as IDataObject).batch);
			expect(standIn.counts).toMatchObject({ accepted: 2, duplicates: 2 });
		},
	);
});
