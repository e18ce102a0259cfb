import { fakeClock, servePublicApi, type Served } from './testing/serve';
import { known, tokens } from '.';

const clock = fakeClock();
const issued = 'issued-by-oauth';
let served: Served;

beforeAll(async () => {
	served = await servePublicApi({
		now: clock.now,
		isValidToken: (token) => token === issued,
		perMinute: 100,
	});
});
beforeEach(() => served.api.reset());
afterAll(() => served.close());

const groupUsers = `/group/${known.groupId}/users`;

describe('access', () => {
	it.each([
		['no token', null, 401, 'unauthorized'],
		['an unknown token', 'who', 401, 'unauthorized'],
		['an expired OAuth token', tokens.expired, 401, 'unauthorized'],
	])('refuses %s', async (_, token, status, type) => {
		const answer = await served.call('GET', '/', undefined, token);
		expect(answer.status).toBe(status);
		expect(answer.body).toEqual({ errors: [{ type, message: expect.any(String) }] });
	});

	it.each([tokens.owner, tokens.restricted, issued])('lets %s in', async (token) => {
		const answer = await served.call('GET', '/', undefined, token);
		expect(answer.status).toBe(200);
		expect(answer.body).toEqual({
			data: {
				workspace: { id: known.workspaceId, slug: 'northwind-tours', name: 'Northwind Tours' },
			},
		});
	});

	it.each([
		['GET', '/users'],
		['GET', '/groups'],
		['GET', '/roles'],
		['GET', '/invites'],
		['GET', '/audit-events'],
		['GET', '/regulations'],
		['DELETE', `/sources/${known.sourceId}`],
		['POST', '/labels'],
	])('keeps members from %s %s', async (method, path) => {
		const { status, body } = await served.call(method, path, undefined, tokens.restricted);
		expect([status, body.errors?.[0].type]).toEqual([403, 'forbidden']);
		served.api.state.deniedStatus = 401;
		expect((await served.call(method, path, undefined, tokens.restricted)).status).toBe(401);
	});

	it('shows members no write keys', async () => {
		const one = await served.call(
			'GET',
			`/sources/${known.sourceId}`,
			undefined,
			tokens.restricted,
		);
		expect(one.body.data).toMatchObject({ source: { id: known.sourceId, writeKeys: [] } });
		const all = await served.call('GET', '/sources', undefined, tokens.restricted);
		expect(JSON.stringify(all.body)).not.toContain(known.writeKey);
	});

	it('misses features that are switched off', async () => {
		served.api.state.features.delete('Destination Subscriptions');
		const path = `/destinations/${known.destinationId}/subscriptions`;
		const { status, body } = await served.call('GET', path);
		expect(status).toBe(403);
		expect(body.errors?.[0].message).toContain('Destination Subscriptions');
	});
});

describe('errors', () => {
	it.each([
		['GET', '/users/404', "User with id '404' not found."],
		['GET', '/groups/404/users', "User Group with id '404' not found."],
		['DELETE', '/sources/404', "Source with id '404' not found."],
		['GET', '/destinations/404', "Destination with id '404' not found."],
		['GET', '/spaces/404/audiences', "Space with id '404' not found."],
		['GET', '/regulations/404', "Regulation with id '404' not found."],
	])('404: %s %s', async (method, path, message) => {
		const { status, body } = await served.call(method, path);
		expect(status).toBe(404);
		expect(body).toEqual({ errors: [{ type: 'not-found', message, data: null }] });
	});

	it('404: a path that does not exist', async () => {
		expect(await served.refusal('GET', '/nowhere')).toEqual([404, undefined]);
		// members are replaced under the singular path only
		expect(await served.refusal('PUT', `/groups/${known.groupId}/users`, { emails: [] })).toEqual([
			404,
			undefined,
		]);
	});

	it('422: names every field that is missing, ill-typed or unknown', async () => {
		const { status, body } = await served.call('POST', '/sources', { slug: 1, nick: 'x' });
		expect(status).toBe(422);
		expect(body.errors).toEqual([
			{ type: 'input-validation', message: '"slug" must be a string', field: 'slug' },
			{ type: 'input-validation', message: '"enabled" is required', field: 'enabled' },
			{ type: 'input-validation', message: '"metadataId" is required', field: 'metadataId' },
			{ type: 'input-validation', message: '"nick" is not allowed', field: 'nick' },
		]);
	});

	it('422: a body is taken as it is typed, and ids have at most 255 characters', async () => {
		const path = `/sources/${known.sourceId}`;
		expect(await served.refusal('PATCH', path, { enabled: 'true' })).toEqual([422, 'enabled']);
		expect(await served.refusal('GET', `/users/${'x'.repeat(256)}`)).toEqual([422, 'userId']);
	});

	it('400 for malformed JSON, 413 for a body that is too large', async () => {
		expect(await served.refusal('POST', '/groups', '{"name":')).toEqual([400, undefined]);
		const { status, body } = await served.call('POST', '/groups', { name: 'x'.repeat(2 ** 20) });
		expect([status, body.errors?.[0].type]).toEqual([413, 'payload-too-large']);
	});

	it('echoes what it is asked for', async () => {
		expect(await served.refusal('GET', '/echo?message=a&triggerError=true&statusCode=409')).toEqual(
			[409, undefined],
		);
		const many = await served.call('GET', '/echo?message=a&triggerMultipleErrors=true');
		expect(many.body.errors).toHaveLength(2);
		expect((await served.call('GET', '/echo?message=a&triggerUnexpectedError=true')).status).toBe(
			500,
		);
		const { headers } = await served.data('GET', '/echo?message=a');
		expect(headers).not.toHaveProperty('authorization');
	});
});

describe('pages', () => {
	it.each([
		'pagination.count=3&pagination.cursor=Mw%3D%3D',
		'pagination.count=3&pagination.cursor=Mw==',
		'pagination[count]=3&pagination[cursor]=Mw==',
		'pagination%5Bcount%5D=3&pagination%5Bcursor%5D=Mw%3D%3D',
	])('understands %s', async (query) => {
		const { users, pagination } = await served.data('GET', `/users?${query}`);
		const expected = served.api.state.users.slice(3, 6).map(({ id }) => id);
		expect((users as Array<{ id: string }>).map(({ id }) => id)).toEqual(expected);
		expect(pagination).toEqual({
			current: 'Mw==',
			next: 'Ng==',
			previous: 'MA==',
			totalEntries: 450,
		});
	});

	it('holds 200 entries unless told otherwise', async () => {
		const { users, pagination } = await served.data('GET', '/users');
		expect(users).toHaveLength(200);
		expect(pagination).toEqual({ current: 'MA==', next: 'MjAw', totalEntries: 450 });
	});

	it.each([
		['absent' as const, { current: 'NDAw', previous: 'MjAw', totalEntries: 450 }],
		['null' as const, { current: 'NDAw', next: null, previous: 'MjAw', totalEntries: 450 }],
	])('ends with next %s', async (lastNext, expected) => {
		served.api.state.lastNext = lastNext;
		const { pagination } = await served.data('GET', '/users?pagination.cursor=NDAw');
		expect(pagination).toEqual(expected);
	});

	it.each([
		['/users', 'count=0'],
		['/users', 'count=1001'],
		['/users', 'count=many'],
		['/users', 'count=1.5'],
		['/users', 'size=1'],
		['/users', 'cursor='],
		['/users', 'cursor=3'],
		['/users', 'cursor=LTE%3D'],
		[`/spaces/${known.spaceId}/audiences`, 'count=201'],
	])('refuses %s?pagination.%s', async (path, query) => {
		const [field] = query.split('=');
		expect(await served.refusal('GET', `${path}?pagination.${query}`)).toEqual([
			422,
			`pagination.${field}`,
		]);
	});

	it('takes plain count and cursor where Segment does', async () => {
		const path = `/reverse-etl-models/${known.modelId}/subscriptionId/${known.modelSubscriptionId}/syncs`;
		const { syncStatuses, pagination } = await served.data('GET', `${path}?count=4&cursor=NA==`);
		expect(syncStatuses).toHaveLength(4);
		expect(pagination).toMatchObject({ current: 'NA==', next: 'OA==', totalEntries: 30 });
		expect(await served.refusal('GET', `${path}?count=4&cursor=x`)).toEqual([422, 'cursor']);
	});
});

describe('lists in the query', () => {
	it.each([
		(emails: string[]) => emails.map((email) => `emails=${email}`),
		(emails: string[]) => emails.map((email) => `emails[]=${email}`),
		(emails: string[]) => emails.map((email, n) => `emails[${n}]=${email}`),
		(emails: string[]) => emails.map((email, n) => `emails%5B${n}%5D=${email}`),
		(emails: string[]) => emails.map((email, n) => `emails.${n}=${email}`),
	])('spelling %#', async (spell) => {
		for (const count of [1, 2, 60]) {
			const [group] = served.api.state.groups;
			const [gone, stay] = [group.emails.slice(0, count), group.emails.slice(count)];
			const query = spell(gone.map(encodeURIComponent)).join('&');
			expect(await served.data('DELETE', `${groupUsers}?${query}`)).toEqual({ status: 'SUCCESS' });
			expect(served.api.state.groups[0].emails).toEqual(stay);
		}
	});

	it('reads lists within objects', async () => {
		const range = 'granularity=DAY&startTime=2026-05-18&endTime=2026-05-20&groupBy=event+Name';
		const path = `/delivery-overview/successfully-received?sourceId=${known.sourceId}&${range}`;
		for (const filter of ['filter[eventName][0]=Tour+Booked', 'filter.eventName.0=Tour%20Booked']) {
			const { dataset } = await served.data('GET', `${path}&${filter}`);
			expect(dataset).toEqual([expect.objectContaining({ eventName: 'Tour Booked' })]);
		}
	});

	it('wants at least one value', async () => {
		expect(await served.refusal('DELETE', groupUsers)).toEqual([422, 'emails']);
		expect(await served.refusal('DELETE', '/users')).toEqual([422, 'userIds']);
	});
});

describe('limits', () => {
	const limitsOf = (headers: Headers) =>
		['Consumed', 'Remaining', 'Reset'].map((name) => headers.get(`X-RateLimit-${name}`));
	const inAMinute = () => new Date(clock.now() + 60_000).toUTCString();

	it('shows them with every answer', async () => {
		const first = await served.call('GET', '/');
		const second = await served.call('GET', '/users/404');
		expect(limitsOf(first.headers)).toEqual(['1', '99', inAMinute()]);
		expect(limitsOf(second.headers)).toEqual(['2', '98', inAMinute()]);
		expect(inAMinute()).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
	});

	it('limits a token by the minute, and says when to come back', async () => {
		for (let n = 0; n < 100; n += 1) await served.call('GET', '/');
		clock.pass(2_500);
		const { status, headers, body } = await served.call('GET', '/');
		expect(status).toBe(429);
		expect(headers.get('Retry-After')).toBe('58');
		const data = { remainingPoints: 0, msBeforeNext: 57_500, consumedPoints: 101 };
		expect(body).toEqual({
			errors: [{ type: 'RequestError', message: 'Too many requests', data }],
		});
		expect((await served.call('GET', '/', undefined, issued)).status).toBe(200);
		clock.pass(57_500);
		expect((await served.call('GET', '/')).status).toBe(200);
	});

	it.each([
		['PATCH', `/groups/${known.groupId}`, { name: 'x' }, 60],
		['DELETE', '/labels/a/b', undefined, 60],
		['POST', `/destinations/${known.destinationId}/subscriptions`, {}, 5],
		['PATCH', `/destinations/${known.destinationId}/subscriptions/x`, {}, 5],
		['POST', `/spaces/${known.spaceId}/audiences/previews`, {}, 5],
		['POST', '/reverse-etl-syncs', {}, 20],
		['GET', `/spaces/${known.spaceId}/audiences?pagination.count=1`, undefined, 60],
	])('limits %s %s', async (method, path, body, limit) => {
		for (let n = 0; n < limit; n += 1) {
			expect((await served.call(method, path, body)).status).not.toBe(429);
		}
		const answer = await served.call(method, path, body);
		expect(answer.status).toBe(429);
		// only where the token itself is limited
		expect(answer.headers.get('Retry-After')).toBeNull();
		expect(limitsOf(answer.headers)).toEqual([String(limit + 1), '0', inAMinute()]);
		expect(answer.body.errors?.[0].data).toMatchObject({ msBeforeNext: 60_000 });
		expect((await served.call('GET', '/')).status).toBe(200);
		clock.pass(60_000);
		expect((await served.call(method, path, body)).status).not.toBe(429);
	});

	it('counts deleted people by the month', async () => {
		const path = '/regulations';
		const ids = (count: number) => Array.from({ length: count }, (_, n) => `id-${n}`);
		const input = (subjectIds: string[], regulationType = 'DELETE_ONLY') => ({
			regulationType,
			subjectType: 'USER_ID',
			subjectIds,
		});
		expect(await served.refusal('POST', path, input(ids(5001)))).toEqual([422, 'subjectIds']);
		const answer = await served.call('POST', path, input(ids(5000)));
		expect(limitsOf(answer.headers).slice(0, 2)).toEqual(['5000', '105000']);
		for (let n = 1; n < 22; n += 1) await served.data('POST', path, input(ids(5000)));
		expect((await served.call('POST', path, input(['a']))).status).toBe(429);
		const other = await served.call('POST', path, input(['a'], 'SUPPRESS_ONLY'));
		expect(limitsOf(other.headers).slice(0, 2)).toEqual(['1', '109999']);
	});
});

describe('faults', () => {
	it('fails as often as asked, then answers', async () => {
		served.api.fault({ times: 2, status: 429, headers: { 'Retry-After': '1' } });
		const answers = [];
		for (let n = 0; n < 3; n += 1) answers.push(await served.call('GET', '/'));
		expect(answers.map(({ status }) => status)).toEqual([429, 429, 200]);
		expect(answers[0].headers.get('Retry-After')).toBe('1');
		expect(answers[0].body.errors).toEqual([expect.objectContaining({ type: 'RequestError' })]);
		expect(served.api.requests.map(({ status }) => status)).toEqual([429, 429, 200]);
	});

	it('fails only what it is told', async () => {
		served.api.fault({ method: 'GET', path: /^\/users/, status: 503, body: { errors: [] } });
		expect((await served.call('GET', '/')).status).toBe(200);
		expect((await served.call('POST', '/users')).status).toBe(404);
		expect(await served.call('GET', '/users')).toMatchObject({ status: 503, body: { errors: [] } });
		expect((await served.call('GET', '/users')).status).toBe(200);
	});

	it('cuts the connection before or after the call is carried out', async () => {
		const groups = served.api.state.groups.length;
		served.api.fault({ path: '/groups', reset: 'before' });
		await expect(served.call('POST', '/groups', { name: 'A' })).rejects.toThrow();
		expect(served.api.state.groups).toHaveLength(groups);
		served.api.fault({ path: '/groups', reset: 'after' });
		await expect(served.call('POST', '/groups', { name: 'A' })).rejects.toThrow();
		expect(served.api.state.groups).toHaveLength(groups + 1);
		expect(served.api.requests.map(({ status }) => status)).toEqual([0, 0]);
	});

	it('is forgotten, with all else, by a reset', async () => {
		served.api.fault({ status: 500 });
		await served.call('DELETE', `/sources/${known.sourceId}`);
		served.api.fault({ status: 500 });
		served.api.reset();
		expect(served.api.requests).toEqual([]);
		expect((await served.call('GET', `/sources/${known.sourceId}`)).status).toBe(200);
	});
});

it('records what it was asked', async () => {
	await served.call('PATCH', `/groups/${known.groupId}?x.y=1&x.z=2`, { name: 'A' });
	expect(served.api.requests).toEqual([
		expect.objectContaining({
			method: 'PATCH',
			path: `/groups/${known.groupId}`,
			search: 'x.y=1&x.z=2',
			query: { x: { y: '1', z: '2' } },
			body: { name: 'A' },
			status: 422,
		}),
	]);
});
