/** What a run of Segment Workspace does with its items: in which order, how many at a time, and when it stops. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { useFastClock } from '../../support/clock';
import nock from '../../support/nock';
import { answer, API, id, refusal, runWorkspace } from '../../support/workspace';

let waits: number[];
beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
beforeEach(() => {
	waits = useFastClock();
});
afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
});

const users = (count: number, bad: Record<number, IDataObject> = {}): IDataObject[] =>
	Array.from({ length: count }, (_, index) => bad[index] ?? { id: `u-${index}` });

const DELETE: INodeParameters = {
	resource: 'user',
	operation: 'delete',
	user: id('={{ $json.id }}'),
};
const CREATE: INodeParameters = { resource: 'group', operation: 'create', name: '={{ $json.id }}' };
const goOn = { onError: 'continueRegularOutput' } as const;
const done = { data: { status: 'SUCCESS' } };
const made = { data: { userGroup: { id: 'g1', name: 'G' } } };

describe('items that cannot be read', () => {
	// the field that the second one reads does not exist
	const items = users(4, { 1: { other: 1 }, 3: { id: Number.NaN } });

	it('are all named before the first byte leaves', async () => {
		const requests = answer(done);
		const { error } = await runWorkspace(DELETE, { items });
		expect(error?.message).toBe('Nothing was sent: 2 items of 4 cannot be sent as they are');
		expect(error?.description).toContain('Item 1: User is empty.');
		expect(error?.description).toContain('Item 3: User is NaN, not an ID.');
		expect(requests).toEqual([]);
	});

	it('do not keep the good ones back when the workflow goes on', async () => {
		const requests = answer(done);
		const { outputs } = await runWorkspace(DELETE, { items, settings: goOn });
		expect(requests.map(({ uri }) => uri)).toEqual([
			'/users?userIds%5B0%5D=u-0',
			'/users?userIds%5B0%5D=u-2',
		]);
		expect(outputs[0].map(({ json }) => json.deleted ?? json.error)).toEqual([
			true,
			'User is empty',
			true,
			'User is NaN, not an ID',
		]);
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, item) => ({ item })),
		);
	});

	it('are named with the field when an expression fails', async () => {
		const requests = answer(done);
		const { error } = await runWorkspace(
			{
				...DELETE,
				user: id("={{ $json.bad ? $('Nowhere').first().json.id : $json.id }}"),
			},
			{ items: users(2, { 1: { bad: true } }) },
		);
		expect(error?.message).toMatch(/: User could not be read: .* in 1 of 2 items$/);
		expect(error?.description).toMatch(/^Item 1: Correct its expression/);
		expect(requests).toEqual([]);
	});
});

it.each([false, true])(
	'runs exactly the first item with Execute Once, going on: %s',
	async (on) => {
		const requests = answer(done);
		const { json, error } = await runWorkspace(DELETE, {
			items: [{ id: 'u-0' }, { bad: true }],
			settings: { executeOnce: true, ...(on && goOn) },
		});
		expect(error).toBeUndefined();
		expect(requests).toHaveLength(1);
		expect(json).toEqual([{ id: 'u-0', deleted: true }]);
	},
);

describe('the first failure of a run that stops', () => {
	it.each([
		['a deletion that is refused', DELETE, refusal(404, 'gone'), 1],
		['a create that is refused', CREATE, refusal(422, 'no'), 1],
		['a create that may have been carried out', CREATE, refusal(503, 'down'), 1],
		['a credential that is refused', DELETE, refusal(401, 'no'), 1],
	])('keeps back whatever waits: %s', async (_, parameters, reply, sent) => {
		const requests = answer(reply);
		const { error } = await runWorkspace(parameters, { items: users(30) });
		expect(requests).toHaveLength(sent);
		expect(error?.message).toMatch(/^Item 0 of 30: /);
		expect(error?.description).toContain('No other item was done. Not tried: 29 items.');
	});

	it('says how many were done, which, and how many were not tried', async () => {
		answer(done, done, done, refusal(404, 'gone'));
		const { error } = await runWorkspace(DELETE, { items: users(30) });
		expect(error?.message).toMatch(/^Item \d of 30: Segment does not know the user/);
		expect(error?.description).toMatch(/Segment says: gone. Done: 3 items \(\d, \d, \d\)/);
		expect(error?.description).toMatch(/Not tried: 2\d items/);
	});

	it('is an empty ID in the first item: nothing is sent at all', async () => {
		const requests = answer(done);
		const { error } = await runWorkspace(DELETE, { items: users(30, { 0: {} }) });
		expect(error?.message).toBe('Nothing was sent: User is empty in 1 of 30 items');
		expect(requests).toEqual([]);
	});
});

it('ends after one request with a refused credential, also when the workflow goes on', async () => {
	const requests = answer(refusal(401, 'no'));
	const { outputs } = await runWorkspace(DELETE, {
		items: users(50, { 0: {} }),
		settings: goOn,
	});
	expect(requests).toHaveLength(1);
	expect(outputs[0]).toHaveLength(50);
	expect(outputs[0][0].json.error).toBe('User is empty');
	for (const { json } of outputs[0].slice(1)) {
		expect(json.error).toBe('Segment does not accept the credential for this');
	}
});

it('says once what is wrong with the credential, whatever the number of items', async () => {
	const credential = { token: 't', region: 'custom', host: 'segment' };
	const { error } = await runWorkspace(DELETE, { items: users(3), credential });
	expect(error?.message).toContain("The credential's Host “segment” is not a web address");
	const { json } = await runWorkspace(DELETE, { items: users(3), credential, settings: goOn });
	expect(json.map((each) => each.error)).toEqual(
		Array.from({ length: 3 }, () => expect.stringContaining("The credential's Host")),
	);
});

it('pauses between batches as Request Options say, and does not take that for trouble', async () => {
	const requests = answer(made, refusal(501, 'no'), made);
	const { json } = await runWorkspace(
		{
			...CREATE,
			requestOptions: {
				batching: { batch: { batchSize: 1, batchInterval: 700_000 } },
			},
		},
		{ items: users(3), settings: goOn },
	);
	expect(requests).toHaveLength(3);
	expect(json.map(({ error, name }) => name ?? error)).toEqual([
		'G',
		'Segment could not complete the request (HTTP 501)',
		'G',
	]);
	expect(waits).toEqual([700_000, 700_000]);
});

it('still tries a later batch when one was out of retries', async () => {
	const down = Array.from({ length: 6 }, () => refusal(503, 'down'));
	const requests = answer(...down, done);
	const { json } = await runWorkspace(
		{
			...DELETE,
			requestOptions: { batching: { batch: { batchSize: 1, batchInterval: 700_000 } } },
		},
		{ items: users(2), settings: goOn },
	);
	expect(requests).toHaveLength(7);
	expect(json).toMatchObject([
		{ error: 'Segment could not complete the request (HTTP 503)' },
		{ deleted: true },
	]);
});

it('says that the proxy of Request Options is none, for every item', async () => {
	const requests = answer(done);
	const parameters = { ...DELETE, requestOptions: { proxy: 'ftp://proxy' } };
	const { error } = await runWorkspace(parameters, { items: users(1) });
	expect(error?.message).toBe('The proxy is not an address');
	expect(requests).toEqual([]);
});

it('waits for many deletions at a time', async () => {
	const seen: string[] = [];
	nock(API)
		.persist()
		.get(/regulations/)
		.reply((uri) => {
			const isFirstLook = !seen.includes(uri);
			seen.push(uri);
			const overallStatus = isFirstLook ? 'RUNNING' : 'FINISHED';
			return [200, { data: { regulation: { id: uri.split('/').at(-1), overallStatus } } }];
		});
	const { json } = await runWorkspace(
		{ resource: 'deletionRequest', operation: 'wait', requestId: '={{ $json.id }}' },
		{ items: users(20) },
	);
	expect(json.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 'FINISHED'));
	// nobody waited for the first one's end
	expect(new Set(seen.slice(0, 20)).size).toBeGreaterThan(10);
});

it('stops within a second when it is cancelled, and sends nothing more', async () => {
	jest.restoreAllMocks();
	const requests = answer({ ...refusal(429, 'slow'), headers: { 'retry-after': '60' } });
	const started = Date.now();
	await runWorkspace(DELETE, {
		items: users(30),
		onStart({ cancel }) {
			const watch = setInterval(() => {
				if (requests.length === 0) return;
				clearInterval(watch);
				cancel();
			}, 10);
		},
	}).catch(() => undefined);
	expect(requests).toHaveLength(1);
	expect(Date.now() - started).toBeLessThan(3_000);
});
