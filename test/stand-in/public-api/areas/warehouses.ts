import { invalid, notFound } from '../http/errors';
import { kinds, warehouseOf } from '../kinds';
import { pick } from '../pick';
import { find, remove, route, SUCCESS, type Call, type Data, type Route } from '../route';
import type { ProfilesWarehouse, State, SyncOverride, Warehouse } from '../state';
import { thingOf } from '../store';
import { sourceShown } from './sources';

const HOUR = 60 * 60 * 1000;
const SYNCS = 12;

/** The tables that Segment makes of every source, and one of the seeded events. */
const COLLECTIONS: Record<string, string[]> = {
	identifies: ['email', 'plan'],
	tracks: ['event', 'event_text'],
	tour_booked: ['price', 'tour'],
};
/** The tables of Profiles Sync. */
const PROFILE_COLLECTIONS: Record<string, string[]> = {
	id_graph_updates: ['canonical_segment_id'],
	profile_traits_updates: ['name', 'value'],
	external_id_mapping_updates: ['external_id_type'],
};

/** A password of `wrong` stands for settings with which Segment cannot connect. */
const connectionOf = ({ password }: Record<string, unknown>) =>
	password === 'wrong' ? 'FAILED' : 'CONNECTED';

function connectedSource({ state, params }: Call, { connectedSourceIds }: Warehouse) {
	const source = find(state.sources, params.sourceId, 'Source');
	if (!connectedSourceIds.includes(source.id)) throw notFound('Connected Source', source.id);
	return source;
}

/** Two syncs a day of each source: the second of three has a notice. */
function syncsOf(sourceIds: string[], now: number) {
	return sourceIds.flatMap((sourceId) =>
		Array.from({ length: SYNCS }, (_, n) => {
			const start = now - (n + 1) * 12 * HOUR;
			const failed = n % 3 === 1;
			return {
				sourceId,
				start: new Date(start).toISOString(),
				end: new Date(start + HOUR / 6).toISOString(),
				status: failed ? 'FAILED' : 'SUCCESS',
				duration: 600,
				humanDuration: '10 minutes',
				count: failed ? 0 : 1000 + n,
				notices: failed
					? [
							{
								level: 'error',
								message: 'Permission denied',
								createdAt: new Date(start).toISOString(),
							},
						]
					: [],
			};
		}),
	);
}

const same = (a: SyncOverride) => (b: SyncOverride) =>
	a.sourceId === b.sourceId && a.collection === b.collection && a.property === b.property;

/** What the override of just this says: everything is synced that none is about. */
function isEnabled(overrides: SyncOverride[], wanted: Omit<SyncOverride, 'enabled'>): boolean {
	return overrides.find(same({ ...wanted, enabled: true }))?.enabled ?? true;
}

function itemsOf(
	{ id, overrides }: { id: string; overrides: SyncOverride[] },
	collections: Record<string, string[]>,
	sourceId?: string,
) {
	return Object.entries(collections).map(([collection, properties]) => ({
		...(sourceId && { sourceId }),
		collection,
		warehouseId: id,
		enabled: isEnabled(overrides, { sourceId }) && isEnabled(overrides, { sourceId, collection }),
		properties: Object.fromEntries(
			properties.map((property) => [
				property,
				{ enabled: isEnabled(overrides, { sourceId, collection, property }) },
			]),
		),
	}));
}

/** Answers whether anything has changed. */
function override(warehouse: { overrides: SyncOverride[] }, given: SyncOverride[]): string {
	const changed = given.filter((one) => isEnabled(warehouse.overrides, one) !== one.enabled);
	warehouse.overrides = [
		...warehouse.overrides.filter((before) => !given.some((one) => same(one)(before))),
		...given,
	];
	return changed.length > 0 ? 'UPDATED' : 'UNCHANGED';
}

const profilesWarehouseOf = (call: Call) =>
	thingOf(kinds.profilesWarehouse, call) as ProfilesWarehouse;

/** The warehouses that get a source's data, as the API shows them. */
export const warehousesOf = ({ warehouses }: State, sourceId: string): Data[] =>
	warehouses
		.filter(({ connectedSourceIds }) => connectedSourceIds.includes(sourceId))
		.map((warehouse) => pick('WarehouseV1', warehouse));

interface Schedule {
	enabled: boolean;
	schedule?: object;
}

export const warehouseRoutes: Route[] = [
	route<{ metadataId: string; settings: Record<string, unknown> }>({
		operation: 'createValidationInWarehouse',
		answer({ state, body }) {
			find(state.warehouseTypes, body.metadataId, 'Warehouse Metadata');
			return { status: connectionOf(body.settings) };
		},
	}),
	route({
		operation: 'getConnectionStateFromWarehouse',
		answer: (call) => ({ connectionState: connectionOf(warehouseOf(call).settings) }),
	}),
	route({
		operation: 'listConnectedSourcesFromWarehouse',
		answer(call) {
			const { connectedSourceIds } = warehouseOf(call);
			const sources = call.state.sources.filter(({ id }) => connectedSourceIds.includes(id));
			return call.page('sources', sources, (page) =>
				page.map((source) => sourceShown(call, source)),
			);
		},
	}),
	route({
		operation: 'addConnectionFromSourceToWarehouse',
		answer(call) {
			const warehouse = warehouseOf(call);
			const source = find(call.state.sources, call.params.sourceId, 'Source');
			warehouse.connectedSourceIds = [...new Set([...warehouse.connectedSourceIds, source.id])];
			call.audit('Storage Destination Modified', 'Storage Destination', warehouse);
			return { status: 'CONNECTED' };
		},
	}),
	route({
		operation: 'removeSourceConnectionFromWarehouse',
		answer(call) {
			const warehouse = warehouseOf(call);
			remove(warehouse.connectedSourceIds, connectedSource(call, warehouse).id);
			call.audit('Storage Destination Modified', 'Storage Destination', warehouse);
			return SUCCESS;
		},
	}),
	route({
		operation: 'listSyncsFromWarehouse',
		answer(call) {
			const { connectedSourceIds } = warehouseOf(call);
			return call.page('reports', syncsOf(connectedSourceIds, call.now));
		},
	}),
	route({
		operation: 'listSyncsFromWarehouseAndSource',
		answer(call) {
			const { id } = connectedSource(call, warehouseOf(call));
			return call.page('reports', syncsOf([id], call.now));
		},
	}),
	route({
		operation: 'listSelectiveSyncsFromWarehouseAndSource',
		answer(call) {
			const warehouse = warehouseOf(call);
			const { id } = connectedSource(call, warehouse);
			return call.page('items', itemsOf(warehouse, COLLECTIONS, id));
		},
	}),
	route<{ syncOverrides: SyncOverride[] }>({
		operation: 'updateSelectiveSyncForWarehouse',
		answer(call) {
			const warehouse = warehouseOf(call);
			const { syncOverrides } = call.body;
			for (const [index, { sourceId, collection, property }] of syncOverrides.entries()) {
				find(call.state.sources, sourceId ?? '', 'Source');
				if (property !== undefined && collection === undefined) {
					throw invalid(`syncOverrides.${index}.collection`, 'is required');
				}
			}
			const unknown = syncOverrides.filter(
				({ sourceId }) => !warehouse.connectedSourceIds.includes(sourceId ?? ''),
			);
			call.audit('Storage Destination Modified', 'Storage Destination', warehouse);
			return {
				status: override(warehouse, syncOverrides),
				warnings: unknown.map(({ sourceId }) => `Source ${sourceId} is not connected.`),
			};
		},
	}),
	route({
		operation: 'getAdvancedSyncScheduleFromWarehouse',
		answer: (call) => ({ ...(warehouseOf(call).schedule ?? { enabled: false }) }),
	}),
	route<Schedule>({
		operation: 'replaceAdvancedSyncScheduleForWarehouse',
		answer(call) {
			const warehouse = warehouseOf(call);
			warehouse.schedule = { ...call.body };
			call.audit('Storage Destination Modified', 'Storage Destination', warehouse);
			return { ...warehouse.schedule };
		},
	}),
	route({
		operation: 'listSelectiveSyncsFromWarehouseAndSpace',
		feature: 'Spaces',
		answer(call) {
			const warehouse = profilesWarehouseOf(call);
			const { enableEventTables } = warehouse;
			return { ...call.page('items', itemsOf(warehouse, PROFILE_COLLECTIONS)), enableEventTables };
		},
	}),
	route<{ syncOverrides?: SyncOverride[]; enableEventTables?: boolean }>({
		operation: 'updateSelectiveSyncForWarehouseAndSpace',
		feature: 'Spaces',
		answer(call) {
			const warehouse = profilesWarehouseOf(call);
			const { syncOverrides = [], enableEventTables = warehouse.enableEventTables } = call.body;
			const tables = enableEventTables === warehouse.enableEventTables ? 'UNCHANGED' : 'UPDATED';
			warehouse.enableEventTables = enableEventTables;
			const items = override(warehouse, syncOverrides);
			call.audit('Profiles Warehouse Modified', 'Profiles Warehouse', warehouse);
			return { status: items === 'UPDATED' ? items : tables };
		},
	}),
];
