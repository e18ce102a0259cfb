import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { clock } from '../../../nodes/shared/clock';
import { startStandIn, type StandIn } from '../../stand-in/server';
import { useFastClock } from '../../support/clock';
import {
	eventItems,
	ITEMS_ARE_MESSAGES,
	MAP_FIELDS,
	runSegment,
	TRACK,
} from '../../support/runSegment';

const MINUTE = 60_000;

let standIn: StandIn;

beforeEach(async () => {
	useFastClock();
	standIn = await startStandIn({ now: () => clock.now() });
});
afterEach(async () => {
	jest.restoreAllMocks();
	await standIn.close();
});

const WAYS: Array<[string, INodeParameters]> = [
	['Track', TRACK],
	['Batch', MAP_FIELDS],
];

/** The messages of the only request, as they left. */
function sentMessages(): IDataObject[] {
	expect(standIn.requests).toHaveLength(1);
	return (standIn.requests[0].body as { batch: IDataObject[] }).batch;
}

const sentUsers = () => standIn.received.map(({ message }) => message.userId);

describe.each(WAYS)('Execute Once, %s', (_name, parameters) => {
	it('takes exactly the first item, whatever the others hold', async () => {
		const items = [...eventItems(1), { bad: true }, { userId: {}, event: [] }];
		const { json, outputs, error } = await runSegment(standIn, {
			parameters,
			items,
			settings: { executeOnce: true },
		});
		expect(error).toBeUndefined();
		expect(sentUsers()).toEqual(['user-0']);
		expect(json).toMatchObject([{ success: true }]);
		expect(outputs[0][0].pairedItem).toEqual({ item: 0 });
	});

	it('says what is wrong with the first', async () => {
		const { error } = await runSegment(standIn, {
			parameters,
			items: [{ userId: '', event: 'E' }, ...eventItems(1)],
			settings: { executeOnce: true },
		});
		expect(error?.message).toBe('User ID and Anonymous ID are both empty');
		expect(standIn.counts.requests).toBe(0);
	});
});

it('takes the first item with an expression that fails in the second', async () => {
	const { json } = await runSegment(standIn, {
		parameters: {
			...TRACK,
			event: 'Tested',
			userId: "={{ $json.bad ? $('Nowhere').item.json.id : $json.id }}",
		},
		items: [{ id: 'u-0' }, { bad: true }],
		settings: { executeOnce: true },
	});
	expect(sentUsers()).toEqual(['u-0']);
	expect(json).toHaveLength(1);
});

describe('stop on error', () => {
	const SINGLE = {
		...TRACK,
		options: { delivery: 'single', concurrentRequests: 1, maxRetries: 0 },
	};

	it('sends nothing that waited, and says how many', async () => {
		standIn.faults.add({ status: 503 });
		const { error, outputs } = await runSegment(standIn, {
			parameters: SINGLE,
			items: eventItems(30),
		});
		expect(outputs).toEqual([]);
		expect(standIn.counts.requests).toBe(1);
		expect(error?.message).toBe(
			'Segment had trouble in one attempt (503): 1 item of 30 may have arrived',
		);
		expect(error?.description).toContain('May have arrived: item 0.');
		expect(error?.description).toContain('Not sent: 29.');
	});

	it('says how many Segment took before', async () => {
		standIn.events.on('change', () => {
			if (standIn.counts.requests === 3) standIn.faults.add({ status: 400 });
		});
		const { error } = await runSegment(standIn, { parameters: SINGLE, items: eventItems(30) });
		expect(sentUsers()).toEqual(['user-0', 'user-1', 'user-2']);
		expect(error?.description).toContain('Not taken: item 3. Segment accepted 3. Not sent: 26.');
	});

	it('sends no later batch of n8n’s Batching', async () => {
		standIn.faults.add({ status: 400 });
		const { error } = await runSegment(standIn, {
			parameters: {
				...MAP_FIELDS,
				requestOptions: { batching: { batch: { batchSize: 10, batchInterval: 1 } } },
			},
			items: eventItems(30),
		});
		expect(standIn.counts.requests).toBe(1);
		expect(error?.message).toMatch(/: 10 items of 30 not taken$/);
		expect(error?.description).toContain('Not sent: 20.');
	});
});

describe.each(WAYS)('pauses of n8n’s Batching, %s', (_name, parameters) => {
	const slowly = (batchInterval: number, maxRetries = 0): INodeParameters => ({
		...parameters,
		options: { maxRetries },
		requestOptions: { batching: { batch: { batchSize: 2, batchInterval } } },
	});
	const settings = { onError: 'continueRegularOutput' as const };

	it('may be longer than ten minutes: later batches are still tried', async () => {
		standIn.faults.add({ status: 503, times: 2 });
		const { json } = await runSegment(standIn, {
			parameters: slowly(11 * MINUTE),
			items: eventItems(8),
			settings,
		});
		expect(standIn.counts.requests).toBe(4);
		expect(json.map(({ success }) => success)).toEqual([
			...[undefined, undefined, undefined, undefined],
			...[true, true, true, true],
		]);
		expect(clock.pause).toHaveBeenCalledWith(11 * MINUTE, expect.anything());
	});

	it('do not prolong a hopeless run: it ends when Segment had ten minutes of trouble', async () => {
		standIn.faults.add({ status: 503, retryAfter: 300, times: 1_000 });
		const { json } = await runSegment(standIn, {
			parameters: slowly(MINUTE, 10),
			items: eventItems(8),
			settings,
		});
		expect(standIn.counts.requests).toBe(3);
		expect(json.map(({ details }) => (details as { attempts: number }).attempts)).toEqual([
			...[3, 3],
			...[0, 0, 0, 0, 0, 0],
		]);
	});

	it('are not waited for once a refused write key ended the run', async () => {
		standIn.faults.add({ status: 401 });
		const before = clock.now();
		const { json } = await runSegment(standIn, {
			parameters: slowly(11 * MINUTE),
			items: eventItems(8),
			settings,
		});
		expect(standIn.counts.requests).toBe(1);
		expect(json).toHaveLength(8);
		expect(clock.now()).toBe(before);
	});
});

describe('a whole body for /v1/batch as one item', () => {
	const BODY = {
		batch: [
			{ type: 'track', event: 'Seen', userId: 'u-1' },
			{ type: 'page', userId: 'u-2', context: { ip: '203.0.113.8' } },
			{ type: 'identify', userId: ' u-3 ', traits: { plan: null } },
		],
		context: { ip: '203.0.113.7' },
		sentAt: '2026-01-31T09:30:00.000Z',
		writeKey: 'secret',
	};
	const EVENT = { type: 'track', event: 'After', userId: 'u-4' };

	it('is unpacked, each message with a result that is linked to the item', async () => {
		const { outputs } = await runSegment(standIn, {
			parameters: ITEMS_ARE_MESSAGES,
			items: [BODY, EVENT],
		});
		expect(standIn.counts).toMatchObject({ requests: 1, accepted: 4 });
		expect(sentMessages().map(({ messageId: _id, ...message }) => message)).toEqual([
			{ ...BODY.batch[0], context: BODY.context },
			BODY.batch[1],
			{ ...BODY.batch[2], userId: 'u-3', context: BODY.context },
			EVENT,
		]);
		expect(outputs[0].map(({ json, pairedItem }) => [json.type, json.success, pairedItem])).toEqual(
			[
				['track', true, { item: 0 }],
				['page', true, { item: 0 }],
				['identify', true, { item: 0 }],
				['track', true, { item: 1 }],
			],
		);
		const ids = standIn.received.map(({ message }) => message.messageId);
		expect(new Set(ids).size).toBe(4);
		expect(JSON.stringify(standIn.requests.map(({ body }) => body))).not.toContain('secret');
	});

	it('is sent under the same ids when the execution is repeated', async () => {
		for (let times = 0; times < 2; times++) {
			await runSegment(standIn, { parameters: ITEMS_ARE_MESSAGES, items: [BODY] });
		}
		expect(standIn.counts).toMatchObject({ accepted: 3, duplicates: 3 });
	});

	it('is linked once in a summary', async () => {
		const { outputs } = await runSegment(standIn, {
			parameters: { ...ITEMS_ARE_MESSAGES, output: 'summary' },
			items: [BODY, EVENT],
		});
		expect(outputs[0]).toMatchObject([
			{ json: { sent: 4, failed: 0, requests: 1 }, pairedItem: [{ item: 0 }, { item: 1 }] },
		]);
	});

	it('is refused whole when one of its messages is wrong', async () => {
		const { outputs } = await runSegment(standIn, {
			parameters: ITEMS_ARE_MESSAGES,
			items: [{ batch: [...BODY.batch, { type: 'track', userId: 'u-5' }] }, EVENT],
			settings: { onError: 'continueRegularOutput' },
		});
		expect(sentUsers()).toEqual(['u-4']);
		expect(outputs[0].map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
			['Event is empty', { item: 0 }],
			[undefined, { item: 1 }],
		]);
	});
});

describe('Batch, a field that no item has', () => {
	it.each<[INodeParameters, string, string]>([
		[
			{ dataFrom: 'objectField', objectField: 'propertis' },
			'Object Field is “propertis”, and no item has such a field',
			'Did you mean “properties”?',
		],
		[
			{ userIdField: ' customer.di' },
			'User ID Field is “customer.di”, and no item has such a field',
			'Did you mean “customer.id” or “customer”?',
		],
		[
			{ fieldNames: { timestamp: 'craeted_at' } },
			'Timestamp Field is “craeted_at”, and no item has such a field',
			'Did you mean “created_at”?',
		],
		[
			{ messageType: 'field', typeField: 'kind' },
			'Type Field is “kind”, and no item has such a field',
			'Give the name of a field of the input, such as “userId”, “event”, “customer”, “customer.id”, “properties”, “created_at”, “total”; a dot leads into an object.',
		],
		[
			{ dataFrom: 'chosenFields', chosenFields: { field: [{ from: 'totl', to: 'revenue' }] } },
			'Chosen Fields → Field is “totl”, and no item has such a field',
			'Did you mean “total”?',
		],
	])('is refused, with names that come near: %j', async (parameters, message, advice) => {
		const items = [
			{ userId: 'u-1', event: 'E', customer: { id: 1 } },
			{ userId: 'u-2', event: 'E', properties: {}, created_at: 1_769_851_800, total: 5 },
		];
		const { error } = await runSegment(standIn, {
			parameters: { ...MAP_FIELDS, ...parameters },
			items,
		});
		expect(error).toMatchObject({ message, description: advice });
		expect(standIn.counts.requests).toBe(0);
	});

	it.each<[string, INodeParameters, string, string]>([
		[
			'a person',
			{},
			'User ID Field is “userId”, and no item has such a field',
			'such as “who”, “who.id”, “what”',
		],
		[
			'an event',
			{ userIdField: 'who.id' },
			'Event Name is empty, and no item has a field “event”',
			'Other Fields → Event Field',
		],
		[
			'a group',
			{ userIdField: 'who.id', messageType: 'group' },
			'Other Fields → Group ID Field is “groupId”, and no item has such a field',
			'such as “who”',
		],
		[
			'an ID before',
			{ userIdField: 'who.id', messageType: 'alias' },
			'Other Fields → Previous ID Field is “previousId”, and no item has such a field',
			'such as “who”',
		],
	])(
		'under Segment’s own name that no item has is refused where each message needs %s',
		async (...args) => {
			const [, parameters, message, advice] = args;
			const { error } = await runSegment(standIn, {
				parameters: { ...MAP_FIELDS, ...parameters },
				items: [{ who: { id: 1 }, what: 'E' }],
			});
			expect(error?.message).toBe(message);
			expect(error?.description).toContain(advice);
			expect(standIn.counts.requests).toBe(0);
		},
	);

	it('is taken where it is trimmed, or one item has it', async () => {
		const items = [
			{ customer: { id: 1 }, event: 'E', created_at: '2026-01-31T09:30:00Z' },
			{ customer: { id: 2 }, event: 'E' },
		];
		const { error } = await runSegment(standIn, {
			parameters: {
				...MAP_FIELDS,
				userIdField: ' customer.id',
				fieldNames: { timestamp: 'created_at ' },
			},
			items,
		});
		expect(error).toBeUndefined();
		expect(sentMessages().map(({ userId, timestamp }) => [userId, timestamp])).toEqual([
			['1', '2026-01-31T09:30:00.000Z'],
			['2', undefined],
		]);
	});
});
