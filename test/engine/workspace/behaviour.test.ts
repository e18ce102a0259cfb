/** How Segment Workspace pages, repeats and links, and its access review. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { clock } from '../../../nodes/shared/clock';
import { useFastClock } from '../../support/clock';
import nock from '../../support/nock';
import { answer, API, id, refusal, type Reply, runWorkspace } from '../../support/workspace';

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

const GET: INodeParameters = { resource: 'group', operation: 'get', group: id('g1') };
const LIST: INodeParameters = { resource: 'group', operation: 'getAll', returnAll: true };
const CREATE: INodeParameters = { resource: 'group', operation: 'create', name: 'Data' };

/** A page of groups `from`..`to`, and the cursor of the next one. */
function groups(from: number, to: number, next?: string | null): Reply {
	const userGroups = Array.from({ length: to - from + 1 }, (_, index) => ({
		id: `g${from + index}`,
		name: `Group ${from + index}`,
		memberCount: 0,
	}));
	return { data: { userGroups, pagination: { current: 'MA==', next } } };
}

describe('paging', () => {
	it('follows the cursors to the end', async () => {
		const requests = answer(groups(1, 2, 'Mg=='), groups(3, 4, 'NA=='), groups(5, 5, null));
		const { json } = await runWorkspace(LIST);
		expect(json.map(({ id: group }) => group)).toEqual(['g1', 'g2', 'g3', 'g4', 'g5']);
		expect(requests.map(({ uri }) => uri)).toEqual([
			'/groups?pagination%5Bcount%5D=200',
			'/groups?pagination%5Bcount%5D=200&pagination%5Bcursor%5D=Mg%3D%3D',
			'/groups?pagination%5Bcount%5D=200&pagination%5Bcursor%5D=NA%3D%3D',
		]);
	});

	it('stops as soon as there is enough, and asks for no more than that', async () => {
		const requests = answer(groups(1, 200, 'MjAw'), groups(201, 230, 'MjMw'));
		const { json } = await runWorkspace({ ...LIST, returnAll: false, limit: 230 });
		expect(json).toHaveLength(230);
		expect(requests.map(({ uri }) => uri)).toEqual([
			'/groups?pagination%5Bcount%5D=200',
			'/groups?pagination%5Bcount%5D=30&pagination%5Bcursor%5D=MjAw',
		]);
	});

	it.each([undefined, null, ''])('takes %j for the end', async (next) => {
		const requests = answer(groups(1, 1, next));
		await runWorkspace(LIST);
		expect(requests).toHaveLength(1);
	});

	it.each([
		['the same cursor again', [groups(1, 1, 'a'), groups(2, 2, 'a')], 2],
		['a circle of cursors', [groups(1, 1, 'a'), groups(2, 2, 'b'), groups(3, 3, 'a')], 3],
		['the same page again', [groups(1, 1, 'a'), groups(1, 1, 'b')], 2],
	])('ends with an error on %s, with neither a cut nor a doubled list', async (_, pages, sent) => {
		const requests = answer(...pages);
		const { error, json } = await runWorkspace(LIST);
		expect(error?.message).toBe('Segment gave the same page twice');
		expect(json).toEqual([]);
		expect(requests).toHaveLength(sent);
	});

	it.each([[[]], [true], [{ next: {} }], [{ next: true }]])(
		'takes the paging %j for no end of the list',
		async (pagination) => {
			answer({ data: { userGroups: [{ id: 'g1' }], pagination } });
			const { json, error } = await runWorkspace(LIST);
			expect(error?.message).toBe('Segment says that there is more, but not where it begins');
			expect(json).toEqual([]);
		},
	);

	it('follows a cursor that is a number', async () => {
		const second = { data: { userGroups: [{ id: 'g2' }], pagination: { next: 2 } } };
		const requests = answer(groups(1, 1, 'a'), second, groups(3, 3));
		expect((await runWorkspace(LIST)).json).toHaveLength(3);
		expect(requests[2].uri).toBe('/groups?pagination%5Bcount%5D=200&pagination%5Bcursor%5D=2');
	});

	it('follows the pages of a custom call, whatever the list is called', async () => {
		const requests = answer(
			{ data: { warehouses: [{ id: 'a' }], pagination: { next: 'Mg==' } } },
			{ data: { warehouses: [{ id: 'b' }], pagination: {} } },
		);
		const { json } = await runWorkspace({
			resource: 'customCall',
			operation: 'send',
			path: '/warehouses',
			followPages: true,
			returnAll: true,
		});
		expect(json).toEqual([{ id: 'a' }, { id: 'b' }]);
		expect(requests[1].uri).toBe(
			'/warehouses?pagination%5Bcount%5D=200&pagination%5Bcursor%5D=Mg%3D%3D',
		);
	});

	it.each<[string, IDataObject, unknown]>([
		['a list of texts', { names: ['a'] }, [{ value: 'a' }]],
		['a list of addresses', { emails: ['a@b.co'] }, [{ email: 'a@b.co' }]],
		['warnings beside its list', { warnings: [], users: [{ id: 'a' }] }, [{ id: 'a' }]],
		['two lists', { users: [], groups: [{ id: 'a' }] }, 'several lists: users, groups'],
	])('of an answer with %s', async (_, data, gives) => {
		answer({ data });
		const { json, error } = await runWorkspace({
			resource: 'customCall',
			operation: 'send',
			path: '/things',
			followPages: true,
		});
		if (typeof gives === 'string') expect(error?.message).toContain(gives);
		else expect(json).toEqual(gives);
	});
});

describe('several items', () => {
	const items = [{ g: 'g1' }, { g: 'gone' }, { g: 'g3' }];
	const parameters = { ...GET, group: id('={{ $json.g }}') };

	beforeEach(() => {
		nock(API)
			.persist()
			.get(/groups/)
			.reply((uri) =>
				uri.endsWith('gone')
					? [404, { errors: [{ type: 'not-found', message: 'no such group' }] }]
					: [200, { data: { userGroup: { id: uri.split('/').at(-1), name: 'G' } } }],
			);
	});

	it('stop at the first error, which names its item', async () => {
		const { error, outputs } = await runWorkspace(parameters, { items });
		expect(error).toMatchObject({ context: { itemIndex: 1 } });
		expect(outputs).toEqual([]);
	});

	it('each give one result in order when the workflow goes on', async () => {
		const { outputs } = await runWorkspace(parameters, {
			items,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(outputs[0][1].json).toEqual({
			error: 'Segment does not know the group in this workspace',
			message: expect.stringContaining('Segment says: no such group'),
			details: { status: 404, errors: [{ type: 'not-found', message: 'no such group' }] },
		});
	});

	it('go to the error output with what they came with', async () => {
		const { outputs } = await runWorkspace(parameters, {
			items,
			settings: { onError: 'continueErrorOutput' },
		});
		expect(outputs[0].map(({ json }) => json.id)).toEqual(['g1', 'g3']);
		expect(outputs[1].map(({ json, pairedItem }) => [json.g, pairedItem])).toEqual([
			['gone', { item: 1 }],
		]);
	});

	it('keep their links when each gives a different number of records', async () => {
		nock.cleanAll();
		answer(groups(1, 2), groups(3, 3));
		const { outputs } = await runWorkspace(LIST, { items: [{}, {}] });
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 0 },
			{ item: 1 },
		]);
	});

	it('are sent five at a time', async () => {
		nock.cleanAll();
		let open = 0;
		let most = 0;
		nock(API)
			.persist()
			.get(/.*/)
			.reply(200, async () => {
				most = Math.max(most, ++open);
				await new Promise((resolve) => setImmediate(resolve));
				open--;
				return { data: { userGroup: { id: 'g' } } };
			});
		const { json } = await runWorkspace(GET, { items: Array.from({ length: 30 }, () => ({})) });
		expect(json).toHaveLength(30);
		expect(most).toBeLessThanOrEqual(5);
		expect(most).toBeGreaterThan(1);
	});
});

describe('repeating', () => {
	const ok: Reply = { data: { userGroup: { id: 'g1' } } };

	it('waits as long as Retry-After says', async () => {
		const requests = answer({ ...refusal(429, 'slow'), headers: { 'retry-after': '7' } }, ok);
		expect((await runWorkspace(GET)).error).toBeUndefined();
		expect(requests).toHaveLength(2);
		expect(waits).toEqual([7_000]);
	});

	it('waits as long as msBeforeNext says', async () => {
		const data = { remainingPoints: 0, msBeforeNext: 57_647, consumedPoints: 21 };
		answer({ status: 429, body: { errors: [{ type: 'RequestError', data }] } }, ok);
		await runWorkspace(GET);
		expect(waits).toEqual([57_647]);
	});

	it('waits until the date of X-RateLimit-Reset', async () => {
		const reset = new Date(clock.now() + 30_000).toUTCString();
		const untilThen = Date.parse(reset) - clock.now();
		answer({ ...refusal(429, 'slow'), headers: { 'x-ratelimit-reset': reset } }, ok);
		await runWorkspace(GET);
		expect(waits).toEqual([untilThen]);
	});

	it('reports a 429 that does not end', async () => {
		const requests = answer({ ...refusal(429, 'slow'), headers: { 'retry-after': '1' } });
		const { error } = await runWorkspace(GET);
		expect(error?.message).toBe("Segment's rate limit is used up");
		expect(requests).toHaveLength(6);
	});

	it('does not wait for a month to end, but says when it does', async () => {
		const headers = { 'x-ratelimit-reset': 'Fri, 01 Dec 2119 00:00:00 GMT' };
		const requests = answer({ ...refusal(429, 'quota'), headers });
		const { error } = await runWorkspace({
			resource: 'deletionRequest',
			operation: 'create',
			subjectIds: 'u1',
			confirm: true,
		});
		expect(error?.description).toContain('again from 2119-12-01T00:00:00.000Z');
		expect(requests).toHaveLength(1);
		expect(waits).toEqual([]);
	});

	it('repeats a read and a delete after a 503, but not a create', async () => {
		const read = answer(refusal(503, 'down'), ok);
		await runWorkspace(GET);
		expect(read).toHaveLength(2);

		nock.cleanAll();
		const create = answer(refusal(503, 'down'), ok);
		const { error } = await runWorkspace(CREATE);
		expect(create).toHaveLength(1);
		expect(error?.description).toContain('may have been carried out');
	});

	it('repeats an addition to a group, which can be done twice', async () => {
		const requests = answer(refusal(503, 'down'), ok);
		await runWorkspace({
			resource: 'group',
			operation: 'addMembers',
			group: id('g1'),
			emails: 'a@b.co',
		});
		expect(requests).toHaveLength(2);
	});

	it('keeps to the limit of an endpoint instead of meeting it', async () => {
		nock(API)
			.persist()
			.post('/spaces/spa_1/audiences/previews')
			.reply(200, { data: { audiencePreview: { id: 'p1' } } })
			.get('/spaces/spa_1/audiences/previews/p1')
			.reply(200, { data: { audiencePreview: { id: 'p1', status: 'COMPLETED' } } });
		const { json } = await runWorkspace(
			{ resource: 'audience', operation: 'preview', space: id('spa_1'), query: 'q' },
			{ items: Array.from({ length: 6 }, () => ({})) },
		);
		expect(json).toHaveLength(6);
		// the sixth preview waits for the first one's minute to be over
		expect(waits).toEqual([60_001]);
	});
});

describe('an access review', () => {
	const admin = {
		roleId: 'r1',
		roleName: 'Source Admin',
		resources: [{ id: 's1', type: 'SOURCE' }],
	};
	const owner = {
		roleId: 'r2',
		roleName: 'Workspace Owner',
		resources: [{ id: 'w1', type: 'WORKSPACE' }],
	};
	const lists: Record<string, IDataObject> = {
		'/users': {
			users: [
				{ id: 'u1', name: 'Ada', email: 'ada@example.com', permissions: [owner] },
				{ id: 'u2', name: 'Bob', email: 'bob@example.com', permissions: [] },
				{ id: 'u3', name: 'Cy', email: 'cy@example.com', permissions: [] },
			],
		},
		'/groups': { userGroups: [{ id: 'g1', name: 'Data', permissions: [admin] }] },
		'/roles': {
			roles: [
				{ id: 'r1', name: 'Source Admin', description: 'Edits sources' },
				{ id: 'r2', name: 'Workspace Owner', description: 'All' },
			],
		},
		'/groups/g1/users': { users: [{ id: 'u2', name: 'Bob', email: 'bob@example.com' }] },
		'/groups/g1/invites': { emails: ['new@example.com'] },
		'/invites': { invites: ['New@Example.com', 'other@example.com'] },
		'/sources': { sources: [{ id: 's1', name: 'Website', metadata: { name: 'Javascript' } }] },
		'/': { workspace: { id: 'w1', name: 'Acme' } },
	};
	const serve = (refused: string[] = []) =>
		nock(API)
			.persist()
			.get(/.*/)
			.reply((uri) => {
				const path = uri.split('?')[0];
				return refused.includes(path) ? [403, { errors: [] }] : [200, { data: lists[path] }];
			});

	it('joins people, groups, roles and resources', async () => {
		serve();
		const { json } = await runWorkspace({
			resource: 'accessReview',
			operation: 'getAll',
			returnAll: true,
		});
		const short = json.map(({ email, status, via, groupName, roleName, resourceName }) =>
			[email, status, via, groupName, roleName, resourceName].join(' | '),
		);
		expect(short).toEqual([
			'ada@example.com | active | direct |  | Workspace Owner | Acme',
			'bob@example.com | active | group | Data | Source Admin | Website',
			'cy@example.com | active | none |  |  | ',
			'new@example.com | invited | group | Data | Source Admin | Website',
			'other@example.com | invited | none |  |  | ',
		]);
		expect(json[1]).toEqual({
			email: 'bob@example.com',
			userId: 'u2',
			userName: 'Bob',
			status: 'active',
			via: 'group',
			groupId: 'g1',
			groupName: 'Data',
			roleId: 'r1',
			roleName: 'Source Admin',
			roleDescription: 'Edits sources',
			resourceType: 'SOURCE',
			resourceId: 's1',
			resourceName: 'Website',
			resourceKind: 'Javascript',
			labels: '',
		});
		expect(Object.keys(json[4])).toEqual(Object.keys(json[1]));
	});

	it('names warehouses by their settings', async () => {
		const resources = [{ id: 'wh1', type: 'WAREHOUSE' }];
		const permissions = [{ roleId: 'r3', roleName: 'Warehouse Admin', resources }];
		const replies: Record<string, IDataObject> = {
			'/users': { users: [{ id: 'u1', email: 'ada@example.com', permissions }] },
			'/groups': { userGroups: [] },
			'/roles': { roles: [] },
			'/invites': { invites: [] },
			'/warehouses': { warehouses: [{ id: 'wh1', settings: { name: 'Prod' } }] },
		};
		nock(API)
			.persist()
			.get(/.*/)
			.reply((uri) => [200, { data: replies[uri.split('?')[0]] }]);
		const { json } = await runWorkspace({ resource: 'accessReview', operation: 'getAll' });
		expect(json).toMatchObject([{ resourceId: 'wh1', resourceName: 'Prod' }]);
	});

	it('does without names that the token may not see', async () => {
		serve(['/sources']);
		const { json } = await runWorkspace({ resource: 'accessReview', operation: 'getAll' });
		expect(json[1]).toMatchObject({ resourceId: 's1', resourceName: null });
	});

	it('leaves out invites and names when they are not wanted', async () => {
		serve(['/invites', '/groups/g1/invites', '/sources', '/']);
		const { json } = await runWorkspace({
			resource: 'accessReview',
			operation: 'getAll',
			limit: 2,
			options: { includeInvites: false, resourceNames: false },
		});
		expect(json).toHaveLength(2);
	});
});
