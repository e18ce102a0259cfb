import { fakeClock, servePublicApi, type Served } from './testing/serve';
import type { State } from './state';
import { known } from '.';

const DAY = 24 * 60 * 60 * 1000;
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

describe('audiences', () => {
	const path = `/spaces/${known.spaceId}/audiences`;
	const one = `${path}/${known.audienceId}`;
	const definition = { query: 'x' };

	it.each([
		['search.type=NAME&search.query=TOUR+41', 11],
		['search[type]=KEY&search[query]=tour_419', 1],
		['search.type=DEFINITION&search.query=nothing', 0],
	])('are found by %s', async (query, count) => {
		const { pagination } = await data<{ pagination: object }>('GET', `${path}?${query}`);
		expect(pagination).toMatchObject({ totalEntries: count });
	});

	it('belong to one space', async () => {
		const other = `/spaces/${state.spaces[1].id}/audiences`;
		expect(await data('GET', other)).toMatchObject({ audiences: [] });
		expect(await refusal('GET', `${other}/${known.audienceId}`)).toEqual([404, undefined]);
	});

	it('come with schedules when asked', async () => {
		expect(await data('GET', `${one}?include=schedules`)).toMatchObject({
			audience: { schedules: [], computeCadence: { type: 'REALTIME' } },
		});
		expect(await refusal('GET', `${one}?include=members`)).toEqual([422, 'include']);
	});

	it('are locked by a new definition', async () => {
		expect(await data('PATCH', one, { definition })).toMatchObject({
			audience: { status: 'Locked', definition },
		});
	});

	it('are run only when they are linked', async () => {
		expect(await refusal('POST', `${one}/runs`)).toEqual([422, 'audienceId']);
	});

	it('can be previewed, also in vain', async () => {
		state.progress = { ...state.progress, polls: 1, preview: 'FAILED' };
		const body = { definition, audienceType: 'LINKED', options: { backfillEventDataDays: 7 } };
		const withHistory = { ...body, options: { includeHistoricalData: true } };
		expect(await refusal('POST', `${path}/previews`, withHistory)).toEqual([
			422,
			'options.includeHistoricalData',
		]);
		const created = await data<{ audiencePreview: { id: string } }>(
			'POST',
			`${path}/previews`,
			body,
		);
		const preview = `${path}/previews/${created.audiencePreview.id}`;
		expect(await data('GET', preview)).toEqual({
			audiencePreview: { ...created.audiencePreview, ...body, status: 'RUNNING' },
		});
		expect(await data('GET', preview)).toMatchObject({
			audiencePreview: { status: 'FAILED', failureReason: expect.any(String) },
		});
	});
});

describe('regulations', () => {
	const input = { regulationType: 'SUPPRESS_ONLY', subjectType: 'USER_ID', subjectIds: ['a', 'b'] };
	const create = async (body: object, path = '/regulations') =>
		(await data<{ regulateId: string }>('POST', path, body)).regulateId;
	const statusOf = async (id: string) => {
		const { regulation } = await data<{ regulation: { overallStatus: string } }>(
			'GET',
			`/regulations/${id}`,
		);
		return regulation.overallStatus;
	};

	it.each(['FINISHED', 'FAILED', 'PARTIAL_SUCCESS'] as const)('end as %s', async (end) => {
		state.progress.regulation = end;
		const id = await create(input);
		const seen = [await statusOf(id), await statusOf(id), await statusOf(id), await statusOf(id)];
		expect(seen).toEqual(['INITIALIZED', 'RUNNING', end, end]);
		expect(state.regulations[0]).toMatchObject({ status: end, finishedAt: expect.any(String) });
	});

	it('suppress and unsuppress', async () => {
		await create(input);
		const { suppressed } = await data<{ suppressed: unknown[] }>(
			'GET',
			'/suppressions?pagination.cursor=MjUw',
		);
		expect(suppressed).toEqual([{ subjectType: 'USER_ID', subjectIds: ['a', 'b'] }]);
		await create({ ...input, regulationType: 'UNSUPPRESS' });
		expect(state.suppressions).toHaveLength(250);
	});

	it.each([
		['/regulations', { regulationType: 'DELETE_ARCHIVE_ONLY' }, 'regulationType'],
		['/regulations', { subjectType: 'ANONYMOUS_ID' }, 'subjectType'],
		['/regulations', { subjectIds: [] }, 'subjectIds'],
		[`/regulations/sources/${known.sourceId}`, { subjectType: 'OBJECT_ID' }, 'subjectType'],
		[`/regulations/sources/${known.sourceId}`, { subjectType: 'ANONYMOUS_ID' }, 'subjectType'],
		[`/regulations/cloudsources/${known.sourceId}`, { subjectType: 'OBJECT_ID' }, 'collection'],
	])('%s refuses %j', async (path, change, field) => {
		expect(await refusal('POST', path, { ...input, ...change })).toEqual([422, field]);
	});

	it('are listed by status, types and scope', async () => {
		const source = `/regulations/sources/${known.sourceId}`;
		const archived = { regulationType: 'DELETE_ARCHIVE_ONLY', subjectType: 'ANONYMOUS_ID' };
		await create({ ...input, ...archived }, source);
		const types = 'regulationTypes=DELETE_ARCHIVE_ONLY&regulationTypes=UNSUPPRESS';
		const ofSource = await data<object>('GET', `${source}?${types}`);
		expect(ofSource).toEqual({
			regulations: [expect.objectContaining({ subjects: ['a', 'b'], status: 'INITIALIZED' })],
		});
		expect(await data('GET', '/regulations?regulationTypes=UNSUPPRESS')).toMatchObject({
			regulations: [],
		});
		// only one source's archive can be deleted from
		expect(await refusal('GET', `/regulations?${types}`)).toEqual([422, 'regulationTypes.0']);
		expect(await refusal('GET', '/regulations?status=DONE')).toEqual([422, 'status']);
	});

	it('are forgotten after 90 days', async () => {
		const id = await create(input);
		clock.pass(90 * DAY + 1);
		expect(await refusal('GET', `/regulations/${id}`)).toEqual([404, undefined]);
		expect(await data('GET', '/regulations')).toMatchObject({ regulations: [] });
	});
});

describe('the audit trail', () => {
	it('tells who changed what, newest first, within a time', async () => {
		const before = new Date(clock.now()).toISOString();
		clock.pass(1000);
		const path = `/destinations/${known.destinationId}`;
		await data('PATCH', path, { enabled: false });
		clock.pass(1000);
		await data('PATCH', path, { enabled: true });
		const { events } = await data<{ events: unknown[] }>(
			'GET',
			`/audit-events?startTime=${before}&resourceType=Destination`,
		);
		const event = {
			id: expect.any(String),
			actor: known.ownerId,
			actorEmail: 'ada.adler@northwind.example',
			resourceId: known.destinationId,
			resourceType: 'Destination',
			resourceName: 'Amplitude (Actions) 0',
		};
		expect(events).toEqual([
			{ ...event, type: 'Integration Enabled', timestamp: new Date(clock.now()).toISOString() },
			{
				...event,
				type: 'Integration Disabled',
				timestamp: new Date(clock.now() - 1000).toISOString(),
			},
		]);
		const past = await data<{ events: unknown[] }>('GET', `/audit-events?endTime=${before}`);
		expect(past.events).not.toContainEqual(
			expect.objectContaining({ resourceId: known.destinationId }),
		);
		expect(await refusal('GET', '/audit-events?startTime=yesterday')).toEqual([422, 'startTime']);
	});
});

describe('numbers', () => {
	const time = (days: number) => new Date(clock.now() + days * DAY).toISOString();
	const range = (granularity: string, from: number, to = 0) =>
		`granularity=${granularity}&startTime=${time(from)}&endTime=${time(to)}`;
	const received = `/delivery-overview/successfully-received?sourceId=${known.sourceId}`;

	it.each([
		['MINUTE', -1, 0, 'endTime'],
		['MINUTE', -3, -2.9, 'startTime'],
		['HOUR', -15, 0, 'endTime'],
		['HOUR', -31, -30, 'startTime'],
		['DAY', -31, 0, 'endTime'],
		['DAY', 0, 0, 'endTime'],
		['WEEK', -1, 0, 'granularity'],
	])('of %s refuse %s to %s days', async (granularity, from, to, field) => {
		expect(await refusal('GET', `${received}&${range(granularity, from, to)}`)).toEqual([
			422,
			field,
		]);
	});

	it('add up however they are grouped', async () => {
		interface Overview {
			total: number;
			dataset: Array<{ total: number; series: Array<{ count: number }> }>;
		}
		const path = `${received}&${range('HOUR', -2)}`;
		const whole = await data<Overview>('GET', path);
		const grouped = await data<Overview>('GET', `${path}&groupBy=eventName&groupBy=appVersion`);
		expect([whole.dataset.length, grouped.dataset.length]).toEqual([1, 6]);
		expect(whole.total).toBeGreaterThan(0);
		expect(grouped.total).toBe(whole.total);
		for (const { total, series } of grouped.dataset) {
			expect(series.reduce((sum, { count }) => sum + count, 0)).toBe(total);
		}
		expect(await refusal('GET', `${path}&groupBy=colour`)).toEqual([422, 'groupBy.0']);
	});

	it('of delivery want a destination', async () => {
		const path = `/delivery-overview/failed-delivery?sourceId=${known.sourceId}&${range('DAY', -2)}`;
		expect(await refusal('GET', path)).toEqual([422, 'destinationConfigId']);
	});

	it('of usage add up over the month until now', async () => {
		interface Usage {
			dailyWorkspaceAPICallsUsage: Array<{ apiCalls: string; timestamp: string }>;
		}
		const month = `${time(0).slice(0, 7)}-01`;
		const path = `/usage/api-calls/daily?period=${month}`;
		const { dailyWorkspaceAPICallsUsage: days } = await data<Usage>('GET', path);
		expect(days).toHaveLength(Number(time(0).slice(8, 10)));
		expect(days[0]).toEqual({ apiCalls: '1000', timestamp: `${month}T00:00:00.000Z` });
		expect(await refusal('GET', '/usage/mtu/daily')).toEqual([422, 'period']);
	});
});

describe('reverse ETL', () => {
	const model = `/reverse-etl-models/${known.modelId}`;
	const start = async () => {
		const { reverseETLManualSync } = await data<{ reverseETLManualSync: { syncId: string } }>(
			'POST',
			'/reverse-etl-syncs',
			{
				sourceId: state.models[0].sourceId,
				modelId: known.modelId,
				subscriptionId: known.modelSubscriptionId,
			},
		);
		return `${model}/syncs/${reverseETLManualSync.syncId}`;
	};
	const sync = async (path: string) =>
		(await data<{ reverseETLSyncStatus: Record<string, unknown> }>('GET', path))
			.reverseETLSyncStatus;

	it.each(['SUCCESS', 'FAIL'] as const)('ends as %s', async (end) => {
		state.progress.sync = end;
		const path = await start();
		expect(await sync(path)).toMatchObject({ syncStatus: 'IN_PROGRESS' });
		expect(await sync(path)).not.toHaveProperty('finishedAt');
		expect(await sync(path)).toMatchObject({
			syncStatus: end,
			finishedAt: expect.any(String),
			loadPhase: { deliverSuccessCount: end === 'SUCCESS' ? '15' : '0' },
			...(end === 'FAIL' ? { errorCode: 'QUERY_FAILED' } : {}),
		});
	});

	it('is canceled once, and only while it runs', async () => {
		const path = await start();
		expect(await data('POST', `${path}/cancel`, {})).toMatchObject({ status: 'CANCELLING' });
		expect(await data('POST', `${path}/cancel`)).toMatchObject({
			errorCode: 'SyncAlreadyCanceled',
		});
		expect(await data('POST', `${model}/syncs/${known.syncId}/cancel`)).toMatchObject({
			errorCode: 'SyncFinishedCannotCancel',
		});
		expect(await refusal('POST', `${model}/syncs/404/cancel`)).toEqual([404, undefined]);
	});
});
