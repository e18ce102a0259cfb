import nock from '../../support/nock';
import type { INodeParameters } from 'n8n-workflow';

import { clock } from '../../../nodes/shared/clock';
import { type RunningProfileApi, runProfile, startProfileApi } from '../../support/profile-api';

const NOW = Date.parse('2026-11-21T12:00:00Z');
let profileApi: RunningProfileApi;
beforeAll(async () => (profileApi = await startProfileApi({ now: () => NOW })));
beforeEach(() => {
	profileApi.api.reset();
	jest.spyOn(clock, 'pause').mockRejectedValue(new Error('nothing here has to wait'));
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await profileApi.close());

const run = async (parameters: INodeParameters) =>
	await runProfile({ host: profileApi.host, parameters });

const path = (rest: string) => `/users/profiles/user_id:u-1001/${rest}`;

describe('the exact request', () => {
	const requests: Array<[string, INodeParameters, string]> = [
		['Get Metadata', { operation: 'getMetadata' }, 'metadata'],
		[
			'Get Metadata, verbose',
			{ operation: 'getMetadata', options: { verbose: true } },
			'metadata?verbose=true',
		],
		['Get Links', { operation: 'getLinks' }, 'links?limit=20'],
		['Get Links, limited', { operation: 'getLinks', limit: 3 }, 'links?limit=3'],
		['Get External IDs', { operation: 'getExternalIds' }, 'external_ids?limit=50'],
		[
			'Get External IDs, all of some types',
			{
				operation: 'getExternalIds',
				returnAll: true,
				filters: { include: 'user_id, anonymous_id' },
				options: { verbose: false },
			},
			'external_ids?include=user_id,anonymous_id&verbose=false&limit=100',
		],
		['Get Traits', { operation: 'getTraits' }, 'traits?limit=50'],
		[
			'Get Traits, all options',
			{
				operation: 'getTraits',
				returnAll: true,
				filters: { class: 'computed_trait', include: 'orders_last_30_days,größe' },
				options: { verbose: true },
			},
			'traits?class=computed_trait&include=orders_last_30_days,gr%C3%B6%C3%9Fe&verbose=true&limit=200',
		],
		['Get Events', { operation: 'getEvents' }, 'events?limit=50'],
		[
			'Get Events, all options',
			{
				operation: 'getEvents',
				returnAll: true,
				filters: {
					start: '2026-11-10T00:00:00',
					end: '2026-11-20T00:00:00Z',
					include: 'Order Completed, Signed Up',
					exclude: 'Page Viewed',
				},
				options: { sort: 'asc' },
			},
			'events?end=2026-11-20T00%3A00%3A00.000Z&exclude=Page%20Viewed&include=Order%20Completed,Signed%20Up&start=2026-11-10T00%3A00%3A00.000Z&sort=asc&limit=100',
		],
	];

	it.each(requests)('of %s', async (_name, parameters, url) => {
		const { error } = await run(parameters);
		expect(error).toBeUndefined();
		expect(profileApi.urls().map(sorted)).toEqual([sorted(path(url))]);
	});

	/** The order of query parameters means nothing. */
	function sorted(url: string): string {
		const [address, query = ''] = url.split('?');
		return `${address}?${query.split('&').sort().join('&')}`;
	}
});

describe('what comes back', () => {
	it('from Get Traits is one item', async () => {
		const { json } = await run({
			operation: 'getTraits',
			filters: { include: 'plan,big_spenders' },
		});
		expect(json).toEqual([
			{
				found: true,
				collection: 'users',
				id: 'user_id:u-1001',
				traits: { plan: 'pro', big_spenders: true },
			},
		]);
	});

	it('from Get Traits, verbose, tells where each value is from', async () => {
		const { json } = await run({
			operation: 'getTraits',
			filters: { include: 'plan' },
			options: { verbose: true },
		});
		expect(json[0].traits).toEqual({
			plan: {
				value: 'pro',
				source_id: 'standInSource',
				updated_at: '2026-02-01T09:30:00.000Z',
			},
		});
	});

	it('from Get Metadata is one item', async () => {
		const { json } = await run({ operation: 'getMetadata' });
		expect(json).toEqual([
			{
				found: true,
				collection: 'users',
				id: 'user_id:u-1001',
				metadata: expect.objectContaining({ updated_at: '2026-02-01T09:30:00.000Z' }),
			},
		]);
	});

	it('from Get Events is an item for each event, within 14 days', async () => {
		const { json } = await run({ operation: 'getEvents', returnAll: true });
		expect(json.map(({ event }) => event)).toEqual([
			'Order Completed',
			'Support Ticket Opened',
			'Page Viewed',
		]);
		expect(json[0].properties).toEqual({ order_id: 'o-88', total: 61.3 });
	});

	it('from Get Events follows the time range in the workflow’s zone', async () => {
		const { json } = await runProfile({
			host: profileApi.host,
			timezone: 'America/New_York',
			parameters: {
				operation: 'getEvents',
				returnAll: true,
				// 10:00 and 10:30 UTC; the stand-in's order was completed at 10:00
				filters: { start: '2026-11-21T04:59:59', end: '2026-11-21T05:30:00' },
			},
		});
		expect(json.map(({ event }) => event)).toEqual(['Order Completed']);
	});

	it('from Get Events takes the times and names of expressions', async () => {
		await run({
			operation: 'getEvents',
			filters: {
				start: '={{ DateTime.fromISO("2026-11-20T12:00:00+01:00") }}',
				end: '={{ new Date("2026-11-21T00:00:00Z") }}',
				include: '={{ ["Signed Up", "Order Completed"] }}',
			},
		});
		expect(profileApi.urls()[0]).toContain('start=2026-11-20T11%3A00%3A00.000Z');
		expect(profileApi.urls()[0]).toContain('end=2026-11-21T00%3A00%3A00.000Z');
		expect(profileApi.urls()[0]).toContain('include=Signed%20Up,Order%20Completed');
	});

	it('from Get External IDs and Get Links is an item for each', async () => {
		const ids = await run({ operation: 'getExternalIds', filters: { include: 'anonymous_id' } });
		expect(ids.json.map(({ id }) => id)).toEqual(['a-7f3c', 'a-91bd']);
		const links = await run({ operation: 'getLinks', returnAll: true });
		expect(links.json).toEqual([
			{ to_collection: 'accounts', external_ids: [expect.objectContaining({ id: 'acme-42' })] },
		]);
	});

	it('is nothing when the list is empty', async () => {
		profileApi.api.add({ ids: { user_id: 'quiet' } });
		const { outputs, error } = await run({ operation: 'getEvents', userId: 'quiet' });
		expect(error).toBeUndefined();
		expect(outputs).toEqual([[]]);
	});
});

describe('pages', () => {
	const MANY = 450;
	const page = (route: string, limits: number[]) =>
		limits.map((limit, index) =>
			expect.stringMatching(
				new RegExp(`/${route}\\?limit=${limit}${index === 0 ? '$' : '&next=[\\w%]+$'}`),
			),
		);

	beforeEach(() =>
		profileApi.api.add({
			ids: {
				user_id: 'big',
				anonymous_id: Array.from({ length: MANY }, (_, index) => `a${index}`),
			},
			traits: Object.fromEntries(Array.from({ length: MANY }, (_, index) => [`t${index}`, index])),
			events: Array.from({ length: MANY }, (_, index) => ({
				event: `Event ${index}`,
				timestamp: new Date(NOW - index * 1_000).toISOString(),
			})),
		}),
	);

	const big = async (parameters: INodeParameters) => await run({ userId: 'big', ...parameters });

	it('of traits are followed to the end', async () => {
		const { json } = await big({ operation: 'getTraits', returnAll: true });
		expect(Object.keys(json[0].traits as object)).toHaveLength(MANY);
		expect(profileApi.urls()).toEqual(page('traits', [200, 200, 200]));
	});

	it('of events are followed to the end', async () => {
		const { json } = await big({ operation: 'getEvents', returnAll: true });
		expect(json.map(({ event }) => event)).toEqual(
			Array.from({ length: MANY }, (_, index) => `Event ${index}`),
		);
		expect(profileApi.urls()).toEqual(page('events', [100, 100, 100, 100, 100]));
	});

	it('of external IDs are followed as far as the limit goes', async () => {
		const { json } = await big({ operation: 'getExternalIds', limit: 230 });
		expect(json).toHaveLength(230);
		expect(profileApi.urls()).toEqual(page('external_ids', [100, 100, 30]));
	});

	it('are followed by Get too', async () => {
		const { json } = await big({ parts: ['traits', 'externalIds', 'events'], eventLimit: 150 });
		expect(Object.keys(json[0].traits as object)).toHaveLength(MANY);
		expect(json[0].externalIds).toHaveLength(MANY + 1);
		expect(json[0].events).toHaveLength(150);
	});

	it('that never end are noticed', async () => {
		nock('https://profiles.segment.com')
			.get(/links/)
			.times(2)
			.reply(200, { data: [{ to_collection: 'accounts' }], cursor: { has_more: true, next: 'x' } });
		const { error } = await runProfile({
			parameters: { operation: 'getLinks', returnAll: true },
		});
		expect(error?.message).toBe('Segment gave the same page twice');
	});

	it.each([
		[0, 'Limit is 0, and must be at least 1'],
		[-1, 'Limit is -1, and must be at least 1'],
		[1.5, 'Limit is 1.5, not a whole number'],
		['many', 'Limit is “many”, not a number'],
		['={{ 0 / 0 }}', 'Limit is NaN'],
	])('cannot be limited to %j', async (limit, message) => {
		const { error } = await big({ operation: 'getEvents', limit });
		expect(error?.message).toBe(message);
	});

	const answer = (cursor: object, event = 'x') => ({ data: [{ event }], cursor });
	const follow = async (...answers: object[]) => {
		for (const body of answers) {
			nock('https://profiles.segment.com')
				.get(/events/)
				.reply(200, body);
		}
		return await runProfile({ parameters: { operation: 'getEvents', returnAll: true } });
	};

	it.each([[['a']], [true], [{ next: { a: 1 } }]])(
		'do not end at the cursor %j',
		async (cursor) => {
			const { error } = await follow(answer(cursor as object));
			expect(error?.message).toBe('Segment says that there is more, but not where it begins');
		},
	);

	it('that lead back to where they began are noticed', async () => {
		const { error } = await follow(
			answer({ has_more: true, next: 'a' }, '1'),
			answer({ has_more: true, next: 'b' }, '2'),
			answer({ has_more: true, next: 'a' }, '3'),
		);
		expect(error?.message).toBe('Segment gave the same page twice');
	});

	it.each(['', null, undefined])('that go on, but not where: cursor %j', async (next) => {
		const { error } = await follow(answer({ has_more: true, next }));
		expect(error?.message).toBe('Segment says that there is more, but not where it begins');
	});

	it('are followed by a cursor that is a number', async () => {
		const { json, error } = await follow(
			answer({ has_more: true, next: 7 }, '1'),
			answer({ has_more: false, next: '' }, '2'),
		);
		expect(error).toBeUndefined();
		expect(json).toEqual([{ event: '1' }, { event: '2' }]);
	});
});

describe('hosts', () => {
	it.each([
		['us', 'https://profiles.segment.com'],
		['eu', 'https://profiles.euw1.segment.com'],
	])('of region %s', async (region, host) => {
		const scope = nock(host, {
			reqheaders: {
				// "demo-access-token:"
				authorization: 'Basic ZGVtby1hY2Nlc3MtdG9rZW46',
				accept: 'application/json',
			},
		})
			.get('/v1/spaces/spa_demo/collections/users/profiles/user_id:u-1001/metadata')
			.reply(200, { metadata: { created_at: 'then' } });
		const { json } = await runProfile({
			credential: { region },
			parameters: { operation: 'getMetadata' },
		});
		expect(json[0].metadata).toEqual({ created_at: 'then' });
		scope.done();
	});

	it.each([
		[{ allowedHttpRequestDomains: 'none' }],
		[{ allowedHttpRequestDomains: 'domains', allowedDomains: 'example.com' }],
		[{ allowedHttpRequestDomains: 'domains', allowedDomains: '127.0.0.1' }],
	])('are reached with a credential restricted to %j', async (restriction) => {
		const { json, error } = await runProfile({
			host: profileApi.host,
			credential: restriction,
			parameters: { operation: 'getMetadata' },
		});
		expect(error).toBeUndefined();
		expect(json).toHaveLength(1);
	});

	it('are not left for another one', async () => {
		nock('https://profiles.segment.com')
			.get(/metadata/)
			.reply(302, '', { Location: 'https://elsewhere.example/metadata' });
		const elsewhere = nock('https://elsewhere.example')
			.get('/metadata')
			.reply(200, { metadata: {} });
		const { error } = await runProfile({ parameters: { operation: 'getMetadata' } });
		expect(error).toMatchObject({
			message: 'The host points to another address, status 302',
			description: expect.stringContaining('If https://elsewhere.example is right, enter it'),
		});
		expect(error?.description).not.toContain('/metadata');
		expect(elsewhere.isDone()).toBe(false);
		nock.cleanAll();
	});

	it('have to be addresses', async () => {
		const { error } = await runProfile({ host: 'profiles' });
		expect(error?.message).toMatch(/^The credential's Host “profiles” is not a web address/);
	});
});
