import type { INodeParameters } from 'n8n-workflow';
import nock from '../../support/nock';
import { clock } from '../../../nodes/shared/clock';
import { useFastClock } from '../../support/clock';
import { type RunningProfileApi, runProfile, startProfileApi } from '../../support/profile-api';
import { byId, THREE } from './outcomeSupport';

let profileApi: RunningProfileApi;
beforeAll(async () => (profileApi = await startProfileApi({ requestsPerSecond: Infinity })));

beforeEach(() => {
	profileApi.api.reset();
	useFastClock();
});

afterEach(() => {
	jest.restoreAllMocks();
	nock.cleanAll();
});

afterAll(async () => await profileApi.close());

const run = async (
	parameters: INodeParameters,
	more: Omit<Parameters<typeof runProfile>[0], 'parameters'> = {},
) => await runProfile({ host: profileApi.host, items: THREE, parameters, ...more });

describe('an unknown profile', () => {
	it.each(['get', 'getEvents', 'getExternalIds', 'getLinks', 'getMetadata', 'getTraits'])(
		'stops %s with an error that names it',
		async (operation) => {
			const { error } = await run({ ...byId, operation });
			expect(error).toMatchObject({
				message: 'Item 1 of 3: The profile was not found',
				description: expect.stringMatching(
					/^Segment has no profile for user_id:nobody\. Check the ID and the kind of ID in Look Up By, or choose under If Not Found what shall happen instead\. Done: \d items? \(0/,
				),
				httpCode: '404',
				context: { itemIndex: 1 },
			});
		},
	);

	it.each(['get', 'getEvents', 'getExternalIds', 'getLinks', 'getMetadata', 'getTraits'])(
		'is an empty result of %s',
		async (operation) => {
			const { outputs, error } = await run({ ...byId, operation, ifNotFound: 'emptyResult' });
			expect(error).toBeUndefined();
			expect(outputs[0].filter(({ pairedItem }) => isFrom(pairedItem, 1))).toEqual([
				{
					json: { found: false, collection: 'users', id: 'user_id:nobody' },
					pairedItem: { item: 1 },
				},
			]);
		},
	);

	it('is left out', async () => {
		const { outputs, error } = await run({ ...byId, ifNotFound: 'noItem' });
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
	});

	it('is one result when the node continues on fail', async () => {
		const { outputs } = await run(byId, { settings: { onError: 'continueRegularOutput' } });
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(outputs[0][1].json).toEqual({
			error: 'The profile was not found',
			message: expect.stringContaining('user_id:nobody'),
			details: { status: 404 },
		});
	});

	it('goes to the error output with its own input data', async () => {
		const { outputs } = await run(byId, { settings: { onError: 'continueErrorOutput' } });
		expect(outputs[0].map(({ json }) => json.id)).toEqual(['user_id:u-1001', 'user_id:u-1002']);
		expect(outputs[1]).toEqual([
			{
				json: {
					id: 'nobody',
					error: 'The profile was not found',
					message: expect.stringContaining('user_id:nobody'),
					details: { status: 404 },
				},
				pairedItem: expect.objectContaining({ item: 1 }),
			},
		]);
	});

	it('is not one whose space is unknown', async () => {
		const { error } = await run(
			{ ...byId, ifNotFound: 'emptyResult' },
			{ credential: { spaceId: 'spa_other' } },
		);
		expect(error).toMatchObject({
			message: 'Item 0 of 3: Segment does not know this space',
			description: expect.stringMatching(
				/^Check Space ID and Region in the credential\. Segment says: Space was not found\. Request ID: [\w-]{36}\. No other item was done\. Not tried: 2 items\.$/,
			),
		});
	});

	it('is told apart by the case of its ID only where that is wanted', async () => {
		profileApi.api.add({ ids: { email: 'Grace@Example.com' } });
		const parameters = { operation: 'getMetadata', idType: 'email', email: 'Grace@Example.com' };
		const items = [{}];
		const lower = await run(parameters, { items });
		expect(lower.json[0].id).toBe('email:grace@example.com');
		const asIs = await run({ ...parameters, options: { lowercaseId: false } }, { items });
		expect(asIs.json[0].id).toBe('email:Grace@Example.com');
	});

	function isFrom(pairedItem: unknown, item: number): boolean {
		return (pairedItem as { item: number }).item === item;
	}
});

describe('IDs of any kind arrive as they are', () => {
	it.each([
		'+15555550123',
		'50%',
		'%2B',
		'two words',
		'a/b/../c',
		'urn:uuid:1',
		'😀 né',
		`o'neil (jr.)*!`,
		'a?b#c&d=e',
		'{{ 1 }}\\"',
		'x'.repeat(500),
		'😀'.repeat(500),
	])('%s', async (value) => {
		profileApi.api.add({ ids: { 'my type': value } });
		const { json, error } = await runProfile({
			host: profileApi.host,
			items: [{ value }],
			parameters: {
				operation: 'getExternalIds',
				idType: 'customId',
				customIdType: 'my type',
				customId: '={{ $json.value }}',
				options: { lowercaseId: false },
			},
		});
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining({ type: 'my type', id: value })]);
	});
});

describe('many items', () => {
	const MANY = 2_001;
	const items = Array.from({ length: MANY }, (_, index) => ({ id: `n${index}` }));

	beforeEach(() => {
		// Time that passes when somebody waits
		let now = 0;
		jest.spyOn(clock, 'now').mockImplementation(() => now);
		jest.spyOn(clock, 'pause').mockImplementation(async (milliseconds) => {
			const wakeAt = now + milliseconds;
			await new Promise(setImmediate);
			now = Math.max(now, wakeAt);
		});
	});

	it('go out a few at a time, and each result knows its item', async () => {
		for (const { id } of items) profileApi.api.add({ ids: { user_id: id } });
		const running = run(byId, { items });
		// the first one goes alone, for the credential may be refused
		while (profileApi.urls().length < 1) await new Promise(setImmediate);
		profileApi.api.answerTogether(10);
		const { outputs, error } = await running;
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json, pairedItem }) => ({ id: json.id, pairedItem }))).toEqual(
			items.map(({ id }, item) => ({ id: `user_id:${id}`, pairedItem: { item } })),
		);
		expect(profileApi.urls()).toHaveLength(MANY);
		expect(profileApi.api.mostAtOnce()).toBe(10);
		// 2,001 requests, 100 in each second; the answers take no time here
		expect(clock.now()).toBe(20 * 1_001);
	}, 60_000);
});

it('ends when the execution is cancelled', async () => {
	jest.mocked(clock.pause).mockRestore();
	let cancel = () => {};
	const items = Array.from({ length: 50 }, () => ({ id: 'u-1001' }));
	const execution = run(byId, { items, onStart: (running) => (cancel = running.cancel) });
	while (profileApi.urls().length < 1) await new Promise(setImmediate);
	profileApi.api.faults.push({ status: 429, retryAfter: 300, times: 9_999 });
	while (profileApi.urls().length < 11) await new Promise(setImmediate);
	cancel();
	await execution;
	expect(profileApi.urls()).toHaveLength(11);
}, 10_000);
