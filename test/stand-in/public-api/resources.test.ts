import { stringify } from 'qs';
import { fieldsOf, operationNamed } from '../../public-api/facts';
import { known } from './';
import { kinds } from './kinds';
import type { Kind } from './store';
import { goodCall } from './testing/calls';
import { fakeClock, type Served, servePublicApi } from './testing/serve';

const clock = fakeClock();
let served: Served;

beforeAll(async () => {
	served = await servePublicApi({ now: clock.now, perMinute: 100_000 });
});

afterAll(async () => await served.close());

beforeEach(() => {
	served.api.reset();
	// no test is to meet the limits of single endpoints
	clock.pass(60_000);
});

type Record_ = Record<string, unknown>;

const data = async <T = Record_>(method: string, path: string, body?: unknown) =>
	(await served.data(method, path, body)) as T;

const refusal = async (method: string, path: string, body?: unknown) =>
	await served.refusal(method, path, body);

describe('every kind of thing', () => {
	const all = Object.entries(kinds as Record<string, Kind>);

	/** Carries out an operation, if the kind has it. */
	async function carryOut(id: string | undefined, given: Record_ = {}) {
		if (id === undefined) return undefined;
		const operation = operationNamed(id);
		const { path, query, body } = goodCall(operation, clock.now(), given);
		const search = stringify(query);
		return await served.call(operation.method, search ? `${path}?${search}` : path, body);
	}

	it.each(all)('is created, read, changed and deleted: %s', async (_, kind) => {
		const { state } = served.api;
		const before = kind.things(state).length;
		const changes = state.auditEvents.length;

		expect((await carryOut(kind.create))?.body.errors).toBeUndefined();
		const created = kind.things(state)[before];
		const one = { [kind.parameter]: created.id };

		const read = await carryOut(kind.get, one);
		if (read) expect(JSON.stringify(read.body.data)).toContain(created.id);

		const updated = fieldsOf(operationNamed(kind.update ?? '').body ?? '');
		const text = updated.find(({ type }) => type.kind === 'string')?.name;
		const changed = await carryOut(kind.update, {
			...one,
			...(text && { [text]: 'changed' }),
		});
		expect(changed?.body.errors).toBeUndefined();
		if (text) expect(JSON.stringify(kind.things(state)[before])).toContain('"changed"');

		expect((await carryOut(kind.remove, one))?.status).toBe(200);
		expect(kind.things(state)).toHaveLength(before);
		const again = await carryOut(kind.remove, one);
		expect([again?.status, again?.body.errors?.[0]?.type]).toEqual([404, 'not-found']);
		// one event for each change, and none for what was refused
		expect(served.api.state.auditEvents.length - changes).toBe(3);
	});

	it('changes nothing that is not given', async () => {
		const path = `/transformations/${known.transformationId}`;
		const before = (await data('GET', path)).transformation as Record_;
		await data('PATCH', path, { enabled: false });
		const after = (await data('GET', path)).transformation;
		expect(after).toEqual({ ...before, enabled: false });
	});

	it('belongs where it was made: a filter is not found at another destination', async () => {
		const [, other] = served.api.state.destinations;
		const path = `/destination/${other.id}/filters`;
		expect(await refusal('GET', `${path}/${known.filterId}`)).toEqual([404, undefined]);
		expect(await data('GET', path)).toMatchObject({ filters: [] });
	});

	it.each([
		['/functions?resourceType=SOURCE', 'Functions'],
		['/transformations', 'Protocols'],
		[`/spaces/${known.spaceId}/computed-traits`, 'Audience'],
	] as const)('needs its feature: %s', async (path, feature) => {
		served.api.state.features.delete(feature);
		expect(await refusal('GET', path)).toEqual([403, undefined]);
	});
});

describe('tracking plans', () => {
	const path = `/tracking-plans/${known.trackingPlanId}`;
	const track = (key: string, jsonSchema: unknown = {}) => ({
		type: 'TRACK',
		key,
		jsonSchema,
		version: 1,
	});

	async function rulesOf(plan: string) {
		const { rules } = await data<{ rules: Record_[] }>('GET', `${plan}/rules?pagination.count=500`);
		return rules;
	}

	it('start empty, and take rules one by one', async () => {
		const { trackingPlan } = await data<{ trackingPlan: { id: string } }>(
			'POST',
			'/tracking-plans',
			{ name: 'New Plan', type: 'LIVE' },
		);
		expect(trackingPlan).toMatchObject({ slug: 'new-plan', type: 'LIVE' });
		const own = `/tracking-plans/${trackingPlan.id}`;
		expect(await rulesOf(own)).toEqual([]);
		expect(await data('PATCH', `${own}/rules`, { rules: [track('A'), track('B')] })).toEqual({
			status: 'SUCCESS',
		});
		await data('PATCH', `${own}/rules`, { rules: [track('B', { type: 'object' })] });
		expect(await rulesOf(own)).toEqual([
			expect.objectContaining(track('A')),
			expect.objectContaining(track('B', { type: 'object' })),
		]);
	});

	it('rename a rule, and keep when it was made', async () => {
		const [, before] = await rulesOf(path);
		clock.pass(1000);
		const rule = { ...track('Tour 1 Booked'), newKey: 'Trip Booked' };
		await data('PATCH', `${path}/rules`, { rules: [rule] });
		const [, after] = await rulesOf(path);
		expect(after).toMatchObject({ key: 'Trip Booked', createdAt: before.createdAt });
		expect(after.updatedAt).not.toBe(before.updatedAt);
	});

	it('replace all rules, and remove some', async () => {
		await data('PUT', `${path}/rules`, { rules: [track('A'), track('B')] });
		const gone = stringify({ rules: [{ type: 'TRACK', key: 'A', version: 1 }] });
		await data('DELETE', `${path}/rules?${gone}`);
		expect((await rulesOf(path)).map(({ key }) => key)).toEqual(['B']);
		expect(await refusal('DELETE', `${path}/rules?${gone}`)).toEqual([404, undefined]);
	});

	it.each(['PATCH', 'PUT'])('refuse a track rule without an event: %s', async (method) => {
		const rules = [track('A'), { type: 'TRACK', jsonSchema: {}, version: 1 }];
		expect(await refusal(method, `${path}/rules`, { rules })).toEqual([422, 'rules.1.key']);
		expect(await rulesOf(path)).toHaveLength(420);
	});

	it('watch sources, each of which has one plan at most', async () => {
		const [, other] = served.api.state.trackingPlans;
		const of = (plan: string) => `/tracking-plans/${plan}/sources`;
		const sourceId = known.sourceId;
		expect(await refusal('POST', of(other.id), { sourceId })).toEqual([422, 'sourceId']);
		await data('DELETE', `${of(known.trackingPlanId)}?sourceId=${sourceId}`);
		await data('POST', of(other.id), { sourceId });
		expect(await data('GET', `/sources/${sourceId}`)).toMatchObject({ trackingPlanId: other.id });
	});
});

describe('functions', () => {
	const path = `/functions/${known.functionId}`;
	const codes = async () =>
		(
			await data<{ versions: Array<{ code: string; isDeployed: boolean; id: string }> }>(
				'GET',
				`${path}/versions`,
			)
		).versions;

	it('are listed by kind, without their code', async () => {
		const { functions } = await data<{ functions: Record_[] }>(
			'GET',
			'/functions?resourceType=INSERT_SOURCE',
		);
		expect(functions).toEqual([expect.objectContaining({ displayName: 'Add Region' })]);
		expect(functions[0]).not.toHaveProperty('code');
	});

	it('have a new version for new code, which runs when it is deployed', async () => {
		await data('PATCH', path, { displayName: 'Other Name' });
		expect(await codes()).toHaveLength(2);
		await data('PATCH', path, { code: 'new' });
		expect((await codes()).map(({ isDeployed }) => isDeployed)).toEqual([false, false, true]);
		expect(await data('GET', path)).toMatchObject({ function: { isLatestVersion: false } });
		expect(await data('POST', `${path}/deploy`)).toEqual({
			functionDeployment: { status: 'SUCCESS' },
		});
		expect((await codes()).map(({ isDeployed }) => isDeployed)).toEqual([true, false, false]);
		expect(await data('GET', path)).toMatchObject({
			function: { isLatestVersion: true, code: 'new' },
		});
	});

	it('get an old version back as a new one', async () => {
		const [, old] = await codes();
		const { version } = await data<{ version: Record_ }>('POST', `${path}/versions`, {
			versionId: old.id,
		});
		expect(version).toMatchObject({ code: old.code, isDeployed: false });
		expect(version.id).not.toBe(old.id);
		expect(await data('GET', path)).toMatchObject({ function: { code: old.code } });
		expect(await refusal('POST', `${path}/versions`, { versionId: 'x' })).toEqual([404, undefined]);
	});

	it('take their instances with them', async () => {
		await data('DELETE', `/functions/${known.insertFunctionId}`);
		const instance = `/insert-function-instances/${known.functionInstanceId}`;
		expect(await refusal('GET', instance)).toEqual([404, undefined]);
	});
});

describe('filters of a space', () => {
	it('are paged by number, ten at most', async () => {
		const path = `/filters?integrationId=${known.destinationId}`;
		const first = await data<{ filters: unknown[]; pagination: Record_ }>('GET', path);
		expect(first.filters).toHaveLength(10);
		expect(first.pagination).toEqual({ current: 0, next: 10, totalEntries: 25 });
		const last = await data<{ filters: unknown[]; pagination: Record_ }>(
			'GET',
			`${path}&pagination.cursor=20&pagination.count=10`,
		);
		expect(last.filters).toHaveLength(5);
		expect(last.pagination).toEqual({ current: 20, totalEntries: 25 });
	});

	it('are gone with a word of their own', async () => {
		expect(await data('DELETE', `/filters/${known.spaceFilterId}`)).toEqual({ deleted: true });
	});
});

describe('audiences', () => {
	const space = `/spaces/${known.spaceId}`;
	const linked = `${space}/audiences/${known.linkedAudienceId}`;

	it('that are linked are scheduled', async () => {
		const config = { days: [1], hours: [9], timezone: 'Europe/Berlin' };
		const { audienceSchedule } = await data<{ audienceSchedule: { id: string } }>(
			'POST',
			`${linked}/schedules`,
			{ strategy: 'SPECIFIC_DAYS', config },
		);
		expect(await data('GET', `${linked}?include=schedules`)).toMatchObject({
			audience: { schedules: [{ strategy: 'PERIODIC' }, { id: audienceSchedule.id, config }] },
		});
		expect(
			await refusal('PATCH', `${linked}/schedules/${audienceSchedule.id}`, {
				strategy: 'PERIODIC',
				config,
			}),
		).toEqual([422, 'config.interval']);
		const other = `${space}/audiences/${known.audienceId}/schedules`;
		expect(
			await refusal('POST', other, { strategy: 'PERIODIC', config: { interval: '1h' } }),
		).toEqual([422, 'id']);
	});

	it('tell which are made of them', async () => {
		const of = (id: string) => `${space}/audiences/${id}/audience-references`;
		expect(await data('GET', of(known.audienceId))).toMatchObject({
			audiences: [{ key: 'travellers_of_tour_2' }],
		});
		expect(await data('GET', of(known.linkedAudienceId))).toMatchObject({ audiences: [] });
	});

	it('are activated at destinations that they are connected to', async () => {
		const own = `${space}/audiences/${known.audienceId}`;
		const body = { performResync: false, activationType: 'entered', activationName: 'Hello' };
		const path = `${own}/destination-connections/${known.connectionId}/activations`;
		const { activation } = await data<{ activation: Record_ }>('POST', path, body);
		expect(activation).toMatchObject({
			...body,
			audienceId: known.audienceId,
			connectionId: known.connectionId,
			enabled: true,
			personalization: { profile: { properties: [] } },
		});
		expect(await refusal('POST', path.replace(known.connectionId, 'x'), body)).toEqual([
			404,
			undefined,
		]);
		await data('DELETE', `${own}/destination-connections/${known.connectionId}`);
		expect(await data('GET', `${own}/activations`)).toMatchObject({ activations: [] });
	});
});

describe('credentials', () => {
	const path = `/credentials/${known.credentialId}`;

	it('name who uses them, in two lists with pages of their own', async () => {
		const { state } = served.api;
		state.sources.slice(0, 4).forEach(({ settings }) => {
			settings.credentialId = known.credentialId;
		});
		const query = 'warehousesPagination.count=2&sourcesPagination.count=3';
		expect(await data('GET', `${path}/consumers?${query}`)).toMatchObject({
			warehouses: [{ id: known.warehouseId }],
			warehousesPagination: { totalEntries: 1 },
			sources: [{}, {}, {}],
			sourcesPagination: { totalEntries: 5, next: expect.any(String) },
		});
	});

	it('cannot be deleted while they are in use', async () => {
		expect(await refusal('DELETE', path)).toEqual([409, undefined]);
		served.api.state.warehouses = [];
		served.api.state.sources = [];
		expect(await data('DELETE', path)).toEqual({ status: 'SUCCESS' });
	});

	it('are for owners only', async () => {
		expect((await served.call('GET', path, undefined, 'papi-restricted-token')).status).toBe(403);
	});
});

describe('messaging subscriptions', () => {
	it('are kept by space, channel and address', async () => {
		const path = `/spaces/${known.spaceId}/messaging-subscriptions`;
		const subscription = { key: 'a@b.example', type: 'EMAIL' };
		const subscriptions = [subscription];
		expect(await data('POST', `${path}/batch`, { subscriptions })).toMatchObject({
			successes: [],
			failures: [subscription],
		});
		await data('PUT', path, { subscriptions: [{ ...subscription, status: 'SUBSCRIBED' }] });
		expect(await data('POST', `${path}/batch`, { subscriptions })).toMatchObject({
			successes: [{ ...subscription, status: 'SUBSCRIBED' }],
			failures: [],
		});
	});
});

describe('live plugins', () => {
	it('have versions, of which the newest counts', async () => {
		const path = `/sources/${known.sourceId}/live-plugins`;
		expect(await refusal('GET', `${path}/latest`)).toEqual([404, undefined]);
		await data('POST', `${path}/create`, { code: 'one' });
		await data('POST', `${path}/create`, { code: 'two' });
		expect(await data('GET', `${path}/latest`)).toMatchObject({
			livePlugin: { version: 2, code: 'two' },
		});
		await data('DELETE', `${path}/delete-code`);
		expect(await data('GET', `${path}/latest`)).toMatchObject({ livePlugin: { code: '' } });
	});
});

describe('what nothing in the workspace stands behind', () => {
	const events = `/spaces/${known.spaceId}/events`;

	it('is the same in every run, and says of itself what the path says', async () => {
		const path = `${events}/Tour%20Booked/properties`;
		const answer = await data<{ eventProperties: Record_[] }>('GET', path);
		expect(answer).toEqual(await data('GET', path));
		expect(answer.eventProperties[0]).toMatchObject({ eventName: 'Tour Booked' });
	});

	it('comes in pages', async () => {
		expect(await data('GET', `${events}?pagination.count=2`)).toMatchObject({
			events: [{}, {}],
			pagination: { next: expect.any(String), totalEntries: 3 },
		});
	});

	it('is refused where the path leads nowhere', async () => {
		expect(await refusal('GET', '/spaces/nowhere/events')).toEqual([404, undefined]);
		expect(await refusal('POST', '/dbt-model-syncs/trigger', { sourceId: 'x' })).toEqual([
			404,
			undefined,
		]);
	});

	it('may be asked for 120 times a day, where Segment says so', async () => {
		const body = { collectionId: 'c', hour: '2026-05-20T10:00:00Z' };
		for (let n = 0; n < 120; n += 1) await data('POST', '/customer-insights/download', body);
		expect((await served.call('POST', '/customer-insights/download', body)).status).toBe(429);
	});
});
