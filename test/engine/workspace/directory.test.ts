/** The directory: one shape, invited people, groups without a request for each user, and cursors. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { known, tokens } from '../../stand-in/public-api';
import { fakeClock, type Served, servePublicApi } from '../../stand-in/public-api/testing/serve';
import { useFastClock } from '../../support/clock';
import nock from '../../support/nock';
import { API, id, runWorkspace } from '../../support/workspace';

let segment: Served;

beforeAll(async () => {
	segment = await servePublicApi({ now: fakeClock().now, perMinute: 100_000 });
});
afterAll(async () => await segment.close());
beforeEach(() => {
	segment.api.reset();
	useFastClock();
});
afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
});

const KEYS = [
	'type',
	'id',
	'name',
	'email',
	'status',
	'workspace',
	'groups',
	'roles',
	'memberCount',
	'members',
	'nextCursor',
];
const ALL: INodeParameters = { returnAll: true };

async function run(operation: string, parameters: INodeParameters = {}, resource = 'directory') {
	const { json, error } = await runWorkspace(
		{ resource, operation, ...parameters },
		{ credential: { token: tokens.owner, region: 'custom', host: segment.url } },
	);
	if (error) throw new Error(`${error.message}: ${error.description}`);
	return json;
}

const asked = () => segment.api.requests.map(({ path }) => path);

it.each([
	['getUsers', 'user'],
	['getGroups', 'group'],
	['getRoles', 'role'],
	['getWorkspace', 'workspace'],
])('%s gives records of the one shape', async (operation, type) => {
	const records = await run(operation, operation === 'getWorkspace' ? {} : ALL);
	expect(records.length).toBeGreaterThan(0);
	for (const record of records) {
		expect(Object.keys(record)).toEqual(KEYS);
		expect(record).toMatchObject({
			type,
			workspace: { id: known.workspaceId, name: 'Northwind Tours' },
			nextCursor: null,
		});
	}
});

it('has invited people among the users, with their status and groups', async () => {
	const { users, invites } = segment.api.state;
	const records = await run('getUsers', ALL);
	expect(records).toHaveLength(users.length + invites.length);
	expect(records.filter(({ status }) => status === 'active')).toHaveLength(users.length);
	expect(records.find(({ email }) => email === 'invited.1@northwind.example')).toEqual({
		type: 'user',
		id: null,
		name: null,
		email: 'invited.1@northwind.example',
		status: 'invited',
		workspace: { id: known.workspaceId, name: 'Northwind Tours' },
		groups: [{ id: segment.api.state.groups[1].id, name: 'Engineering' }],
		roles: [],
		memberCount: null,
		members: null,
		nextCursor: null,
	});
});

it('gives a user the roles with all their resources, and the groups', async () => {
	const [user] = segment.api.state.users.splice(0, segment.api.state.users.length - 1);
	user.permissions = [
		{ roleId: 'r1', roleName: 'Source Admin', resources: [{ id: 's1', type: 'SOURCE' }] },
		{
			roleId: 'r1',
			roleName: 'Source Admin',
			resources: [
				{ id: 'w1', type: 'WORKSPACE', labels: [{ key: 'env', value: 'prod' }] },
			] as never,
		},
		{ roleId: 'r2', roleName: 'Function Admin', resources: [] },
	];
	segment.api.state.users.splice(0, Infinity, user);
	const [record] = await run('getUsers', ALL);
	expect(record).toMatchObject({
		id: user.id,
		email: user.email,
		status: 'active',
		roles: [
			{
				id: 'r1',
				name: 'Source Admin',
				resources: [
					{ id: 's1', type: 'SOURCE', labels: '' },
					{ id: 'w1', type: 'WORKSPACE', labels: 'env:prod' },
				],
			},
			{ id: 'r2', name: 'Function Admin', resources: [] },
		],
	});
	expect(record.groups).toContainEqual({ id: known.groupId, name: 'Analytics' });
});

it('reads the groups of all users with requests for each group, not for each user', async () => {
	await run('getUsers', ALL);
	const { groups } = segment.api.state;
	expect(asked().filter((path) => /^\/users\//.test(path))).toEqual([]);
	// the workspace, users in three pages, invites, groups, and each group's users and invites
	expect(asked().length).toBeLessThan(3 * groups.length);
});

it('leaves out groups and invited people that nobody wants', async () => {
	const options = { includeGroups: false, includeInvited: false };
	const records = await run('getUsers', { limit: 3, options });
	expect(asked()).toEqual(['/', '/users']);
	for (const record of records) expect(record).toMatchObject({ status: 'active', groups: [] });
});

it('counts the members of groups, and lists them when they are wanted', async () => {
	const counted = await run('getGroups', ALL);
	expect(counted[0]).toMatchObject({ id: known.groupId, name: 'Analytics', members: null });
	expect(counted[0].memberCount).toBeGreaterThan(200);
	expect(asked()).toEqual(['/', '/groups']);

	const [group] = await run('getGroups', { limit: 1, options: { includeMembers: true } });
	const members = group.members as IDataObject[];
	expect(members).toHaveLength(Number(group.memberCount) + 1);
	expect(members.at(-1)).toEqual({
		id: null,
		name: null,
		email: 'invited.0@northwind.example',
		status: 'invited',
	});
});

it('asks for nothing under an ID that Segment left out', async () => {
	const asked: string[] = [];
	nock(API)
		.persist()
		.get(/.*/)
		.reply((uri) => {
			asked.push(uri.split('?')[0]);
			const group = { name: 'Nameless', memberCount: 1, permissions: [] };
			const data = uri === '/' ? { workspace: { id: 'w1' } } : { userGroups: [group] };
			return [200, { data }];
		});
	const { error } = await runWorkspace({
		resource: 'directory',
		operation: 'getGroups',
		options: { includeMembers: true },
	});
	expect(error?.message).toBe("Segment's answer lacks “id”");
	expect(asked).toEqual(['/', '/groups']);
});

describe('a cursor', () => {
	async function inRuns(operation: string, limit: number, options = {}): Promise<IDataObject[]> {
		const found: IDataObject[] = [];
		let cursor = '';
		for (;;) {
			const records = await run(operation, { limit, cursor, options });
			found.push(...records);
			cursor = String(records.at(-1)?.nextCursor ?? '');
			if (cursor === '') return found.map(({ nextCursor: _, ...rest }) => rest);
			expect(new Set(records.map(({ nextCursor }) => nextCursor)).size).toBe(1);
			expect(records).toHaveLength(limit);
		}
	}
	const whole = async (operation: string, options = {}) =>
		(await run(operation, { ...ALL, options })).map(({ nextCursor: _, ...rest }) => rest);

	it.each([
		['getUsers', 97],
		['getUsers', 225],
		['getUsers', 450],
		['getGroups', 3],
		['getRoles', 5],
	])('goes on so that %s in runs of %i gives everything once', async (operation, limit) => {
		const options = operation === 'getUsers' ? { includeGroups: false } : {};
		expect(await inRuns(operation, limit, options)).toEqual(await whole(operation, options));
	});

	it('goes on inside of a page that is larger than was asked for', async () => {
		const page = ['a', 'b', 'c', 'd', 'e'].map((role) => ({ id: role, name: role }));
		nock(API)
			.persist()
			.get(/.*/)
			.reply((uri) => [
				200,
				{
					data: uri.startsWith('/roles')
						? {
								roles: uri.includes('MQ') ? [{ id: 'f', name: 'f' }] : page,
								pagination: { next: uri.includes('MQ') ? null : 'MQ==' },
							}
						: { workspace: { id: 'w1', name: 'Acme' } },
				},
			]);
		const names: unknown[] = [];
		let cursor: unknown = '';
		for (let runs = 0; cursor !== null && runs < 9; runs++) {
			const { json } = await runWorkspace({
				resource: 'directory',
				operation: 'getRoles',
				limit: 2,
				cursor: cursor as string,
			});
			names.push(json.map(({ name }) => name));
			cursor = json.at(-1)?.nextCursor ?? null;
		}
		expect(names).toEqual([
			['a', 'b'],
			['c', 'd'],
			['e', 'f'],
		]);
	});

	it.each([
		['of another operation', 'groups.0.MjAw'],
		['without a place', 'MjAw'],
		['of people who are not wanted', 'invites.0.'],
	])('%s is refused before anything is sent', async (_, cursor) => {
		const options = { includeInvited: false };
		await expect(run('getUsers', { cursor, options })).rejects.toThrow(
			/^Cursor is “.*”, which is no cursor of this operation: Use 'nextCursor'/,
		);
		expect(asked()).toEqual([]);
	});
});

describe('rows name what they belong to:', () => {
	it('the members of a group', async () => {
		const records = await run('getMembers', { group: id(known.groupId), limit: 2 }, 'group');
		const [{ id: first, name, email }] = segment.api.state.users;
		expect(records[0]).toEqual({
			id: first,
			name,
			email,
			groupId: known.groupId,
			groupName: 'Analytics',
		});
		expect(asked()).toEqual([`/groups/${known.groupId}/users`, `/groups/${known.groupId}`]);
	});

	it('the groups of a user', async () => {
		const [owner] = segment.api.state.users;
		const [record] = await run('getGroups', { user: id(owner.id) }, 'user');
		expect(record).toEqual({
			id: known.groupId,
			name: 'Analytics',
			userId: owner.id,
			userName: owner.name,
			userEmail: owner.email,
		});
	});

	it('but not in Segment’s own records', async () => {
		const parameters = { group: id(known.groupId), limit: 1, simplify: false };
		const [record] = await run('getMembers', parameters, 'group');
		expect(Object.keys(record)).toEqual(['id', 'name', 'email']);
		expect(asked()).toHaveLength(1);
	});
});
