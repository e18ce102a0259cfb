import { fakeClock, type Served, servePublicApi } from './testing/serve';
import type { State } from './state';
import { known } from './';

const clock = fakeClock();
let served: Served;
let state: State;

beforeAll(async () => {
	served = await servePublicApi({ now: clock.now });
});

beforeEach(() => {
	served.api.reset();
	state = served.api.state;
});

afterAll(() => served.close());

const data = async <T>(method: string, path: string, body?: unknown) =>
	(await served.data(method, path, body)) as T;

const refusal = (method: string, path: string, body?: unknown) =>
	served.refusal(method, path, body);

it('is the same workspace in every run', () => {
	const [owner] = state.users;
	expect(owner).toMatchObject({ id: 'TCmTHi4XS97mij8bNTq2FT', name: 'Ada Adler' });
	const sizes = [state.users, state.groups, state.roles, state.sources, state.destinations];
	expect(sizes.map(({ length }) => length)).toEqual([450, 8, 17, 36, 60]);
	expect(new Set(state.users.map(({ email }) => email)).size).toBe(450);
});

describe('people', () => {
	const group = `/groups/${known.groupId}`;
	const invited = 'invited.5@northwind.example';
	const emailsOf = () => state.groups[0].emails;

	it('are members of groups by e-mail, as users or as invites', async () => {
		await data('POST', `${group}/users`, { emails: [invited, 'bo.berg@northwind.example'] });
		expect(emailsOf()).toContain(invited);
		const { emails } = await data<{ emails: string[] }>('GET', `${group}/invites`);
		expect(emails).toEqual(['invited.0@northwind.example', invited]);
		expect(await refusal('POST', `${group}/users`, { emails: [invited, 'no@x.example'] })).toEqual([
			422,
			'emails.1',
		]);
		expect(await refusal('POST', `${group}/users`, { emails: ['no e-mail'] })).toEqual([
			422,
			'emails.0',
		]);
	});

	it('can all be removed from a group by an empty list', async () => {
		await data('PUT', `/group/${known.groupId}/users`, { emails: [] });
		expect(emailsOf()).toEqual([]);
	});

	it('leave their groups when they are deleted', async () => {
		await data('DELETE', `/users?userIds=${known.ownerId}`);
		await data('DELETE', '/invites?emails=invited.0%40northwind.example');
		expect(emailsOf()).toHaveLength(224);
		expect(await refusal('GET', `/users/${known.ownerId}`)).toEqual([404, undefined]);
		expect(await refusal('DELETE', '/invites?emails=invited.0%40northwind.example')).toEqual([
			404,
			undefined,
		]);
	});

	it('are deleted all or none', async () => {
		expect(await refusal('DELETE', `/users?userIds=${known.ownerId}&userIds=404`)).toEqual([
			404,
			undefined,
		]);
		expect(state.users).toHaveLength(450);
	});

	it('are invited once, and not when they are members', async () => {
		await data('POST', '/invites', { invites: [{ email: invited }, { email: 'new@x.example' }] });
		expect(state.invites).toHaveLength(13);
		const member = { invites: [{ email: 'ada.adler@northwind.example' }] };
		expect(await refusal('POST', '/invites', member)).toEqual([422, 'invites.0.email']);
	});

	it('get further permissions, or new ones', async () => {
		const path = `/users/${known.memberId}/permissions`;
		const [workspaceRole, sourceRole] = state.users[3].permissions;
		const resources = [{ id: known.sourceId, type: 'SOURCE' }];
		const permissions = [{ roleId: sourceRole.roleId, resources }];
		const added = await data('POST', path, { permissions });
		expect(added).toEqual({ permissions: [{ ...permissions[0], roleName: 'Source Admin' }] });
		expect(state.users[3].permissions).toEqual([
			workspaceRole,
			{ ...sourceRole, resources: [...sourceRole.resources, ...resources] },
		]);
		await data('PUT', path, { permissions });
		expect(state.users[3].permissions).toEqual([{ ...permissions[0], roleName: 'Source Admin' }]);
	});

	it.each([
		[{ roleId: '404', resources: [] }, [404, undefined]],
		[{ resources: [] }, [422, 'permissions.0.roleId']],
	])('cannot be given %j', async (permission, expected) => {
		const path = `${group}/permissions`;
		expect(await refusal('PUT', path, { permissions: [permission] })).toEqual(expected);
	});

	it('cannot be given what does not exist', async () => {
		const resources = [{ id: '404', type: 'SOURCE' }];
		const permissions = [{ roleId: state.roles[0].id, resources }];
		const path = `/users/${known.memberId}/permissions`;
		expect(await refusal('POST', path, { permissions })).toEqual([404, undefined]);
	});
});

describe('labels', () => {
	const path = `/sources/${known.sourceId}/labels`;

	it('stay while they are in use', async () => {
		const { status, body } = await served.call('DELETE', '/labels/environment/production');
		expect([status, body.errors?.[0].type]).toEqual([409, 'conflict']);
	});

	it.each([
		[{ key: '1st', value: 'a' }, 'label.key'],
		[{ key: 'a b', value: 'a' }, 'label.key'],
		[{ key: 'a' }, 'label.value'],
		[{ key: 'brand', value: 'northwind' }, 'label'],
	])('cannot be %j', async (label, field) => {
		expect(await refusal('POST', '/labels', { label })).toEqual([422, field]);
	});

	it('have one value per key on a source, and exist beforehand', async () => {
		await data('POST', path, { labels: [{ key: 'environment', value: 'staging' }] });
		expect(state.sources[0].labels.map(({ value }) => value)).toEqual(['staging']);
		expect(await refusal('PUT', path, { labels: [{ key: 'x', value: 'y' }] })).toEqual([
			404,
			undefined,
		]);
		await data('PUT', path, { labels: [] });
		expect(state.sources[0].labels).toEqual([]);
	});
});

describe('sources', () => {
	const path = `/sources/${known.sourceId}`;

	it('have slugs of their own and a known type', async () => {
		const body = { slug: 'website-production', enabled: true, metadataId: 'iUM16Md8P2' };
		expect(await refusal('POST', '/sources', body)).toEqual([422, 'slug']);
		expect(await refusal('POST', '/sources', { ...body, slug: 'a', metadataId: '404' })).toEqual([
			404,
			undefined,
		]);
		expect((await served.call('PATCH', path, { slug: 'website-production' })).status).toBe(200);
	});

	it('get and lose write keys', async () => {
		await data('POST', `${path}/writekey`);
		await data('DELETE', `${path}/writekey/${known.writeKey}`);
		expect(state.sources[0].writeKeys).toHaveLength(2);
		expect(await refusal('DELETE', `${path}/writekey/${known.writeKey}`)).toEqual([404, undefined]);
	});

	it('forward to a source, or not at all', async () => {
		const [, other] = state.sources;
		await data('PATCH', `${path}/settings`, { forwardingViolationsTo: other.id });
		expect(state.sources[0].schema.forwardingViolationsTo).toBe(other.id);
		expect(await refusal('PATCH', `${path}/settings`, { forwardingViolationsTo: '' })).toEqual([
			422,
			'forwardingViolationsTo',
		]);
		await data('PATCH', `${path}/settings`, {});
		expect(state.sources[0].schema.forwardingViolationsTo).toBeUndefined();
	});

	it('take their destinations with them', async () => {
		await data('DELETE', path);
		expect(await refusal('GET', `/destinations/${known.destinationId}`)).toEqual([404, undefined]);
	});
});

describe('destinations', () => {
	it('keep their read-only settings', async () => {
		const braze = state.destinations.find(({ settings }) => 'accountId' in settings);
		const path = `/destinations/${braze?.id}`;
		expect(await refusal('PATCH', path, { settings: { accountId: 'x' } })).toEqual([
			400,
			undefined,
		]);
		await data('PATCH', path, { settings: { accountId: 'x', apiKey: 'new' } });
		expect(braze?.settings).toEqual({ accountId: 'account-2', apiKey: 'new' });
	});

	it('are set up for webhooks and taken down again', async () => {
		interface Created {
			destination: { id: string };
			destinationSubscription: { id: string };
		}
		const before = state.subscriptions.length;
		const { destination } = await data<Created>('POST', '/destinations', {
			sourceId: known.sourceId,
			metadataId: known.webhooksMetadataId,
			settings: { sharedSecret: 'secret' },
		});
		const path = `/destinations/${destination.id}/subscriptions`;
		const input = { name: 'n8n', trigger: 'type = "track"', enabled: true };
		expect(await refusal('POST', path, { ...input, actionId: 'x' })).toEqual([422, 'actionId']);
		const { destinationSubscription } = await data<Created>('POST', path, {
			...input,
			actionId: known.webhooksActionId,
		});
		expect(destinationSubscription).toMatchObject({ actionSlug: 'send', settings: {} });
		const one = `${path}/${destinationSubscription.id}`;
		expect(await refusal('PATCH', one, { enabled: false })).toEqual([422, 'input']);
		await data('PATCH', one, { input: { enabled: false } });
		const { subscriptions } = await data<Record<string, unknown>>('GET', path);
		expect(subscriptions).toEqual([{ ...destinationSubscription, enabled: false }]);
		await data('DELETE', `/destinations/${destination.id}`);
		expect(await refusal('GET', one)).toEqual([404, undefined]);
		expect(state.subscriptions).toHaveLength(before);
	});
});
