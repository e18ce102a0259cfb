import { known } from './';
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

describe('warehouses', () => {
	const path = `/warehouses/${known.warehouseId}`;

	it('are named by a setting, not by a field', async () => {
		const settings = { username: 'u', password: 'p' };
		const { warehouse } = await data<{ warehouse: Record_ }>('POST', '/warehouses', {
			metadataId: known.warehouseMetadataId,
			name: 'Third',
			settings,
		});
		expect(warehouse).not.toHaveProperty('name');
		expect(warehouse.settings).toEqual({ ...settings, name: 'Third' });
		const changed = await data<{ warehouse: Record_ }>('PATCH', `/warehouses/${warehouse.id}`, {
			settings: { password: 'q' },
		});
		expect(changed.warehouse.settings).toEqual({ username: 'u', password: 'q', name: 'Third' });
	});

	it('get all sources, or none when asked so', async () => {
		const body = { metadataId: known.warehouseMetadataId, settings: {} };
		for (const [more, expected] of [
			[{}, served.api.state.sources.length],
			[{ disconnectAllSources: true }, 0],
		] as const) {
			const { warehouse } = await data<{ warehouse: { id: string } }>('POST', '/warehouses', {
				...body,
				...more,
			});
			const connected = `/warehouses/${warehouse.id}/connected-sources`;
			expect(await data('GET', connected)).toMatchObject({
				pagination: { totalEntries: expected },
			});
		}
	});

	it('are connected to a source and parted from it, seen from both', async () => {
		const connection = `${path}/connected-sources/${known.sourceId}`;
		const ofSource = `/sources/${known.sourceId}/connected-warehouses`;
		const ids = async () =>
			(await data<{ warehouses: Array<{ id: string }> }>('GET', ofSource)).warehouses.map(
				({ id }) => id,
			);
		expect(await data('DELETE', connection)).toEqual({ status: 'SUCCESS' });
		expect(await ids()).not.toContain(known.warehouseId);
		expect(await refusal('DELETE', connection)).toEqual([404, undefined]);
		const { status, body } = await served.call('POST', connection);
		expect([status, body.data]).toEqual([201, { status: 'CONNECTED' }]);
		expect(await ids()).toContain(known.warehouseId);
	});

	it('tell whether Segment can connect', async () => {
		const [, , archive] = served.api.state.warehouses;
		expect(await data('GET', `${path}/connection-state`)).toEqual({ connectionState: 'CONNECTED' });
		expect(await data('GET', `/warehouses/${archive.id}/connection-state`)).toEqual({
			connectionState: 'FAILED',
		});
		const { warehouseMetadataId: metadataId } = known;
		expect(
			await data('POST', '/warehouses/validation', { metadataId, settings: { password: 'wrong' } }),
		).toEqual({ status: 'FAILED' });
	});

	it('sync what is selected', async () => {
		const { sourceId } = known;
		const items = async () =>
			(
				await data<{ items: Record_[] }>(
					'GET',
					`${path}/connected-sources/${sourceId}/selective-syncs`,
				)
			).items;
		const enabled = async () => (await items()).map((item) => [item.collection, item.enabled]);
		expect(await enabled()).toEqual([
			['identifies', true],
			['tracks', true],
			['tour_booked', false],
		]);
		const change = (overrides: Record_[]) =>
			data('PATCH', `${path}/selective-sync`, {
				syncOverrides: overrides.map((override) => ({ sourceId, ...override })),
			});
		expect(await change([{ collection: 'tour_booked', enabled: true }])).toEqual({
			status: 'UPDATED',
			warnings: [],
		});
		expect(await change([{ collection: 'tracks', property: 'event', enabled: false }])).toEqual({
			status: 'UPDATED',
			warnings: [],
		});
		clock.pass(60_000);
		expect(await change([{ collection: 'tour_booked', enabled: true }])).toMatchObject({
			status: 'UNCHANGED',
		});
		expect((await items())[1]).toMatchObject({
			collection: 'tracks',
			enabled: true,
			properties: { event: { enabled: false }, event_text: { enabled: true } },
		});
		expect((await items())[2].enabled).toBe(true);
	});

	it('let two requests for their syncs through in a minute', async () => {
		await data('GET', `${path}/syncs`);
		await data('GET', `${path}/syncs`);
		expect((await served.call('GET', `${path}/syncs`)).status).toBe(429);
		clock.pass(60_000);
		expect((await served.call('GET', `${path}/syncs`)).status).toBe(200);
	});

	it('keep their schedule', async () => {
		const schedule = { times: [{ hourOfDay: 3, enabled: true }], timezone: 'Europe/Berlin' };
		expect(await data('GET', `${path}/advanced-sync-schedule`)).toEqual({ enabled: false });
		await data('PUT', `${path}/advanced-sync-schedule`, { enabled: true, schedule });
		expect(await data('GET', `${path}/advanced-sync-schedule`)).toEqual({
			enabled: true,
			schedule,
		});
	});

	it('of profiles have tables of their own', async () => {
		const own = `/spaces/${known.spaceId}/profiles-warehouses/${known.profilesWarehouseId}/selective-syncs`;
		const override = { collection: 'id_graph_updates', enabled: false };
		expect(await data('PATCH', own, { syncOverrides: [override] })).toEqual({ status: 'UPDATED' });
		expect(await data('PATCH', own, { enableEventTables: false })).toEqual({
			status: 'UNCHANGED',
		});
		expect(await data('GET', own)).toMatchObject({
			enableEventTables: false,
			items: [override, { enabled: true }, { enabled: true }],
		});
	});
});

describe('destination filters', () => {
	const payload = { type: 'track', event: 'Tour Booked', properties: { card: '4', price: 1 } };
	const preview = (actions: Record_[], condition = 'event = "Tour Booked"') =>
		data('POST', '/destination/filters/preview', { filter: { if: condition, actions }, payload });
	const fields = { properties: { fields: ['card'] } };

	it.each([
		[{ type: 'DROP' }, null],
		[
			{ type: 'DROP_PROPERTIES', fields },
			{ ...payload, properties: { price: 1 } },
		],
		[
			{ type: 'ALLOW_PROPERTIES', fields },
			{ ...payload, properties: { card: '4' } },
		],
		[{ type: 'SAMPLE', percent: 0, path: 'userId' }, null],
		[{ type: 'SAMPLE', percent: 1, path: 'userId' }, payload],
	])('show what they would leave: %j', async (action, result) => {
		expect(await preview([action])).toEqual({ inputPayload: payload, result });
	});

	it('leave alone what they are not about', async () => {
		expect(await preview([{ type: 'DROP' }], 'type = "identify"')).toMatchObject({
			result: payload,
		});
	});

	it('go with their destination', async () => {
		await data('DELETE', `/destinations/${known.destinationId}`);
		expect(served.api.state.destinationFilters).toEqual([]);
	});
});

describe('destinations', () => {
	const path = `/destinations/${known.destinationId}`;

	it('tell what became of the events of a source', async () => {
		const { deliveryMetricsSummary } = await data<{
			deliveryMetricsSummary: { metrics: Array<{ total: number; breakdown: Record_[] }> };
		}>('GET', `${path}/delivery-metrics?sourceId=${known.sourceId}&granularity=DAY`);
		for (const { total, breakdown } of deliveryMetricsSummary.metrics) {
			expect(breakdown.reduce((sum, { value }) => sum + Number(value), 0)).toBe(total);
		}
		const long = `startTime=2026-01-01&endTime=2026-02-01&granularity=DAY`;
		expect(
			await refusal('GET', `${path}/delivery-metrics?sourceId=${known.sourceId}&${long}`),
		).toEqual([422, 'endTime']);
	});

	it('change the model and the schedule of a mapping', async () => {
		const reverseETLSchedule = { strategy: 'PERIODIC', config: { interval: '1h' } };
		const input = { reverseETLModelId: known.modelId, reverseETLSchedule };
		const own = `${path}/subscriptions/${known.subscriptionId}`;
		await data('PATCH', own, { input });
		expect(await data('GET', own)).toMatchObject({
			subscription: { modelId: known.modelId, reverseETLSchedule },
		});
	});
});
