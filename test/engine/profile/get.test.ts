import type { ServerResponse } from 'node:http';

import { clock } from '../../../nodes/shared/clock';
import { startAnswering } from '../../support/answering';
import { DEFAULT_ACCESS_TOKEN } from '../../stand-in/profile-api';
import { type RunningProfileApi, runProfile, startProfileApi } from '../../support/profile-api';

let profileApi: RunningProfileApi;
beforeAll(async () => (profileApi = await startProfileApi()));
beforeEach(() => {
	profileApi.api.reset();
	jest.spyOn(clock, 'pause').mockRejectedValue(new Error('nothing here has to wait'));
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await profileApi.close());

const get = async (parameters: Record<string, string | number | string[]> = {}) =>
	await runProfile({ host: profileApi.host, parameters });

describe('Profile → Get', () => {
	it('gives the whole profile as one item, with audiences and computed traits apart', async () => {
		const { json, error } = await get();
		expect(error).toBeUndefined();
		expect(json).toEqual([
			{
				found: true,
				collection: 'users',
				id: 'user_id:u-1001',
				traits: {
					first_name: 'Ada',
					last_name: 'Example',
					email: 'ada@example.com',
					plan: 'pro',
					seats: 12,
				},
				audiences: { big_spenders: true, churn_risk: false },
				computedTraits: { orders_last_30_days: 3, lifetime_value: 1840.5 },
				externalIds: [
					expect.objectContaining({ type: 'user_id', id: 'u-1001' }),
					expect.objectContaining({ type: 'anonymous_id', id: 'a-7f3c' }),
					expect.objectContaining({ type: 'anonymous_id', id: 'a-91bd' }),
					expect.objectContaining({ type: 'email', id: 'ada@example.com' }),
					expect.objectContaining({ type: 'phone', id: '+15555550123' }),
				],
				metadata: expect.objectContaining({ created_at: '2026-01-05T08:00:00.000Z' }),
			},
		]);
	});

	it('asks for each part once', async () => {
		await get();
		expect(profileApi.urls().sort()).toEqual([
			'/users/profiles/user_id:u-1001/external_ids?limit=100',
			'/users/profiles/user_id:u-1001/metadata',
			'/users/profiles/user_id:u-1001/traits?class=audience&limit=200',
			'/users/profiles/user_id:u-1001/traits?class=computed_trait&limit=200',
			'/users/profiles/user_id:u-1001/traits?limit=200',
		]);
	});

	it.each([
		['audiences', { big_spenders: true, churn_risk: false }, ['traits?class=audience&limit=200']],
		[
			'computedTraits',
			{ orders_last_30_days: 3, lifetime_value: 1840.5 },
			['traits?class=computed_trait&limit=200'],
		],
		['externalIds', expect.arrayContaining([expect.anything()]), ['external_ids?limit=100']],
		['metadata', expect.objectContaining({ expires_at: null }), ['metadata']],
		['links', [expect.objectContaining({ to_collection: 'accounts' })], ['links?limit=20']],
		['events', expect.arrayContaining([expect.anything()]), ['events?limit=50']],
	])('fetches only %s when only that is included', async (part, value, routes) => {
		const { json } = await get({ parts: [part] });
		expect(json).toEqual([
			{ found: true, collection: 'users', id: 'user_id:u-1001', [part]: value },
		]);
		const prefix = '/users/profiles/user_id:u-1001/';
		expect(profileApi.urls()).toEqual(routes.map((route) => `${prefix}${route}`));
	});

	it('never mixes audiences and computed traits into the traits', async () => {
		const { json } = await get({ parts: ['traits'] });
		expect(json[0]).toEqual({
			found: true,
			collection: 'users',
			id: 'user_id:u-1001',
			traits: {
				first_name: 'Ada',
				last_name: 'Example',
				email: 'ada@example.com',
				plan: 'pro',
				seats: 12,
			},
		});
	});

	it('gives the newest events, as many as asked for', async () => {
		const { json } = await get({ parts: ['events'], eventLimit: 2 });
		expect(json[0].events).toEqual([
			expect.objectContaining({ event: 'Order Completed' }),
			expect.objectContaining({ event: 'Support Ticket Opened' }),
		]);
		expect(profileApi.urls()[0]).toContain('/events?limit=2');
	});

	it('sends the parts at the same time, once the first is answered', async () => {
		const body = '{"traits":{},"metadata":{},"data":[]}';
		const open: ServerResponse[] = [];
		const server = await startAnswering(
			(_request, response) => response.setHeader('Content-Type', 'application/json').end(body),
			(_request, response) => {
				open.push(response.setHeader('Content-Type', 'application/json'));
				if (open.length === 4) for (const each of open) each.end(body);
			},
		);
		const { json } = await runProfile({ host: server.url });
		await server.close();
		expect(json).toHaveLength(1);
		expect(server.requests).toHaveLength(5);
	});

	it('looks up an account', async () => {
		const { json } = await get({ collection: 'accounts', idType: 'groupId', groupId: 'acme-42' });
		expect(json[0]).toMatchObject({
			found: true,
			collection: 'accounts',
			id: 'group_id:acme-42',
			traits: { name: 'Acme', industry: 'Robotics', employees: 42 },
			audiences: { enterprise_accounts: true },
			computedTraits: { active_users: 7 },
		});
	});

	it('gives empty parts for a profile that has nothing there', async () => {
		profileApi.api.add({ ids: { user_id: 'bare' } });
		const { json } = await get({
			userId: 'bare',
			parts: ['traits', 'audiences', 'computedTraits', 'events', 'links'],
		});
		expect(json[0]).toEqual({
			found: true,
			collection: 'users',
			id: 'user_id:bare',
			traits: {},
			audiences: {},
			computedTraits: {},
			events: [],
			links: [],
		});
	});

	it('finds a profile that only some of the routes know', async () => {
		// The first of two parallel requests is told that nobody is there
		profileApi.api.faults.push({
			status: 404,
			error: { code: 'not_found', message: 'Profile was not found.' },
		});
		const { json } = await get({ parts: ['externalIds', 'metadata'] });
		expect(json[0].found).toBe(true);
	});

	it('keeps traits with unusual names', async () => {
		profileApi.api.add({
			ids: { user_id: 'odd' },
			traits: { constructor: 'a', 'a.b': 1, error: 'none', '': 'empty' },
		});
		const { json } = await get({ userId: 'odd', parts: ['traits'] });
		expect(json[0].traits).toEqual({ constructor: 'a', 'a.b': 1, error: 'none', '': 'empty' });
	});

	it('needs something to include', async () => {
		const { error } = await get({ parts: '={{ [] }}' });
		expect(error).toMatchObject({
			message: 'Include is empty',
			description: 'Choose at least one part of the profile.',
		});
		expect(profileApi.urls()).toEqual([]);
	});

	it('authenticates with the token as the user name', async () => {
		await get({ parts: ['metadata'] });
		expect(profileApi.api.requests).toEqual([
			expect.objectContaining({ method: 'GET', status: 200 }),
		]);
		const { error } = await runProfile({
			host: profileApi.host,
			credential: { accessToken: `${DEFAULT_ACCESS_TOKEN}x` },
		});
		expect(error?.message).toBe('Segment did not accept the access token');
	});
});
