import { fakeClock, type Served, servePublicApi } from './testing/serve';
import type { State } from './state';
import { known } from './';

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
