import axios, { type AxiosRequestConfig } from 'axios';

import { SegmentProfile } from '../../../nodes/SegmentProfile/SegmentProfile.node';
import { startProfileApi, type RunningProfileApi } from '../../support/profile-api';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const SPACE = '/v1/spaces/spa_demo';
const ADA = `${SPACE}/collections/users/profiles/user_id:u-1001`;

/** The ID type of each field that takes an ID. */
const TYPES: Record<string, string> = {
	userId: 'user_id',
	anonymousId: 'anonymous_id',
	email: 'email',
	customId: 'phone',
	groupId: 'group_id',
};

let now = NOW;
let profileApi: RunningProfileApi;

beforeAll(async () => (profileApi = await startProfileApi({ now: () => now })));
beforeEach(() => {
	now = NOW;
	profileApi.api.reset();
});
afterAll(async () => await profileApi.close());

const get = async (path: string, config: AxiosRequestConfig = {}) =>
	await axios.get(`${profileApi.host}${path}`, {
		auth: { username: 'demo-access-token', password: '' },
		validateStatus: () => true,
		...config,
	});

describe('access', () => {
	it.each([
		['no token', undefined],
		['another token', { username: 'other', password: '' }],
		['a password', { username: 'demo-access-token', password: 'x' }],
	])('is refused with %s', async (_name, auth) => {
		const { status, data } = await get(`${ADA}/traits`, { auth });
		expect(status).toBe(401);
		expect(data).toEqual({
			error: { code: 'authentication_error', message: expect.any(String) },
		});
	});

	it('is refused to another space', async () => {
		const { status, data } = await get(
			`/v1/spaces/other/collections/users/profiles/user_id:x/traits`,
		);
		expect([status, data.error.code]).toEqual([404, 'not_found']);
		expect(data.error.message).not.toMatch(/profile/i);
	});

	it('is limited to 100 requests a second', async () => {
		for (let request = 0; request < 100; request++) {
			expect((await get(`${ADA}/metadata`)).status).toBe(200);
		}
		const { status, data } = await get(`${ADA}/metadata`);
		expect([status, data.error.code]).toEqual([429, 'rate_limit_error']);
		now += 1_000;
		expect((await get(`${ADA}/metadata`)).status).toBe(200);
	});
});

describe('profiles', () => {
	const typed = new SegmentProfile().description.properties.flatMap(({ name, placeholder }) => {
		const [, id] = /^e\.g\. (\S+)$/.exec(placeholder ?? '') ?? [];
		return id !== undefined && name in TYPES ? [[TYPES[name], id]] : [];
	});

	it.each(typed)('know the node’s own placeholder %s:%s', async (type, id) => {
		const collection = type === 'group_id' ? 'accounts' : 'users';
		const path = `${SPACE}/collections/${collection}/profiles/${type}:${encodeURIComponent(id)}`;
		expect((await get(`${path}/traits`)).status).toBe(200);
	});

	it('are tried by all five placeholders', () => {
		expect(typed).toHaveLength(Object.keys(TYPES).length);
	});

	it.each([
		['user_id:nobody', 404],
		['user_id:U-1001', 404],
		['USER_ID:u-1001', 404],
		['phone:%2B15555550123', 200],
		['phone:+15555550123', 500],
		['email:ada%40example.com', 200],
		['email:ada@example.com', 500],
	])('%s is answered with %i', async (identifier, status) => {
		const answer = await get(`${SPACE}/collections/users/profiles/${identifier}/traits`);
		expect(answer.status).toBe(status);
		if (status === 404) {
			expect(answer.data).toEqual({
				error: { code: 'not_found', message: 'Profile was not found.' },
			});
		}
		expect(answer.headers['request-id']).toMatch(/^[\w-]{36}$/);
	});

	it('live in two collections only', async () => {
		const { status, data } = await get(`${SPACE}/collections/cars/profiles/user_id:u-1001/traits`);
		expect([status, data.error.code]).toEqual([400, 'validation_error']);
	});
});

describe('routes', () => {
	it('give ten traits at a time unless asked for more, and never more than 200', async () => {
		const traits = Object.fromEntries(
			Array.from({ length: 250 }, (_, index) => [`t${index}`, index]),
		);
		profileApi.api.add({ ids: { user_id: 'big' }, traits });
		const path = `${SPACE}/collections/users/profiles/user_id:big/traits`;
		const first = await get(path);
		expect(Object.keys(first.data.traits)).toHaveLength(10);
		expect(first.data.cursor).toEqual({
			url: `/profile-api${path}`,
			has_more: true,
			next: expect.stringMatching(/.+/),
		});
		const many = await get(path, { params: { limit: 500 } });
		expect(Object.keys(many.data.traits)).toHaveLength(200);
		const rest = await get(path, { params: { limit: 200, next: many.data.cursor.next } });
		expect(Object.keys(rest.data.traits)).toHaveLength(50);
		expect(rest.data.cursor).toMatchObject({ has_more: false, next: '' });
	});

	it.each([
		['traits', { class: 'audience' }, { big_spenders: true, churn_risk: false }],
		['traits', { include: 'plan,seats' }, { plan: 'pro', seats: 12 }],
		[
			'traits',
			{ include: 'plan', verbose: 'true' },
			{
				plan: { value: 'pro', source_id: 'standInSource', updated_at: '2026-02-01T09:30:00.000Z' },
			},
		],
	])('%s with %j', async (route, params, traits) => {
		expect((await get(`${ADA}/${route}`, { params })).data.traits).toEqual(traits);
	});

	it.each([
		[{}, ['Order Completed', 'Support Ticket Opened', 'Page Viewed']],
		[{ sort: 'asc', limit: 1 }, ['Page Viewed']],
		[{ include: 'Page Viewed,Order Completed' }, ['Order Completed', 'Page Viewed']],
		[{ exclude: 'Page Viewed' }, ['Order Completed', 'Support Ticket Opened']],
		[{ start: '2026-11-21T00:00:00Z' }, ['Order Completed']],
		[{ end: '2026-11-20T09:30:00Z' }, ['Page Viewed']],
	])('events with %j', async (params, names) => {
		const { data } = await get(`${ADA}/events`, { params });
		expect(data.data.map(({ event }: { event: string }) => event)).toEqual(names);
	});

	it.each([
		['traits', { limit: '0' }],
		['traits', { limit: 'x' }],
		['traits', { class: 'other' }],
		['events', { sort: 'up' }],
		['events', { start: 'soon' }],
		['events', { next: 'nonsense' }],
	])('refuse %s with %j', async (route, params) => {
		const { status, data } = await get(`${ADA}/${route}`, { params });
		expect([status, data.error.code]).toEqual([400, 'invalid_request_error']);
	});

	it('show metadata, external IDs and links', async () => {
		expect((await get(`${ADA}/metadata`)).data.metadata).toHaveProperty('first_source_id');
		expect((await get(`${ADA}/external_ids`, { params: { include: 'phone' } })).data).toEqual({
			data: [expect.objectContaining({ type: 'phone', id: '+15555550123', encoding: 'none' })],
			cursor: expect.objectContaining({ has_more: false }),
		});
		const links = await get(`${SPACE}/collections/accounts/profiles/group_id:acme-42/links`);
		expect(links.data).toEqual({
			data: [{ to_collection: 'users', external_ids: [expect.objectContaining({ id: 'u-1001' })] }],
		});
	});

	it('answer as told', async () => {
		profileApi.api.faults.push({ status: 429, retryAfter: 3, times: 2 });
		const answers = [await get(`${ADA}/metadata`), await get(`${ADA}/metadata`)];
		expect(answers.map(({ status, headers }) => [status, headers['retry-after']])).toEqual([
			[429, '3'],
			[429, '3'],
		]);
		expect((await get(`${ADA}/metadata`)).status).toBe(200);
	});
});
