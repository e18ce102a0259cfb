import { invalid, refused } from './http/errors';
import { idOf, nextNumber, slugOf } from './ids';
import { find, type Call } from './route';
import type { Kind } from './store';
import type { FunctionThing, FunctionVersion, State, Warehouse } from './state';

const text = (value: unknown) => String(value);

const spaceOf = ({ state, params }: Call) => ({
	spaceId: find(state.spaces, params.spaceId, 'Space').id,
});

const destinationOf = ({ state, params }: Call) => ({
	destinationId: find(state.destinations, params.destinationId, 'Destination').id,
});

/** The audience of a path; some of its paths name it by another parameter. */
const audienceOf = (parameter: 'audienceId' | 'id') => (call: Call) => {
	const { spaceId } = spaceOf(call);
	const ofSpace = call.state.audiences.filter((audience) => audience.spaceId === spaceId);
	return { spaceId, audienceId: find(ofSpace, call.params[parameter], 'Audience').id };
};

const warehouseType = (state: State, id: unknown) =>
	find(state.warehouseTypes, text(id), 'Warehouse Metadata');

/** A warehouse has no name of its own: the name is one of its settings. */
function warehouseSettings({ name, settings }: Record<string, unknown>): Record<string, unknown> {
	return { ...(settings as object), ...(typeof name === 'string' && name !== '' && { name }) };
}

/** A change of a warehouse: its settings are added to those that it has. */
const changeOfWarehouse = (body: Record<string, unknown>, before: unknown) => {
	const { enabled, schemaName } = body;
	return {
		...(enabled !== undefined && { enabled }),
		...(schemaName !== undefined && { schemaName }),
		settings: { ...(before as object), ...warehouseSettings(body) },
	};
};

/** A new version of a function's code, which is not deployed yet. */
export function versionOf(state: State, now: number, code: string): FunctionVersion {
	const at = new Date(now).toISOString();
	return {
		id: idOf('function version', nextNumber(state)),
		author: state.users[0]?.id ?? 'token',
		code,
		isDeployed: false,
		createdAt: at,
		updatedAt: at,
	};
}

const FUNCTION_PREFIXES: Record<string, string> = {
	DESTINATION: 'dfnc_',
	SOURCE: 'sfnc_',
};

/** What an audience or a trait is called where events and profiles name it. */
const keyOf = (name: unknown) => text(name).toLowerCase().replace(/\W+/g, '_');

const NEEDED: Record<string, string[]> = {
	PERIODIC: ['interval'],
	SPECIFIC_DAYS: ['days', 'hours', 'timezone'],
};

/** A schedule's config has what its strategy needs. */
function scheduled({ body, now }: Call<Record<string, unknown>>) {
	const config = body.config as Record<string, unknown>;
	const missing = NEEDED[text(body.strategy)].find((name) => config[name] === undefined);
	if (missing !== undefined) throw invalid(`config.${missing}`, 'is required');
	return { ...body, nextExecution: new Date(now + 60 * 60 * 1000).toISOString() };
}

/** Every kind of things whose operations only create, read, change and delete them. */
export const kinds = {
	trackingPlan: {
		thing: 'Tracking Plan',
		feature: 'Protocols',
		things: (state) => state.trackingPlans,
		get: 'getTrackingPlan',
		create: 'createTrackingPlan',
		update: 'updateTrackingPlan',
		remove: 'deleteTrackingPlan',
		parameter: 'trackingPlanId',
		prefix: 'tp_',
		created: ({ body }) => ({ slug: slugOf(text(body.name)), rules: [], sourceIds: [] }),
	},
	transformation: {
		thing: 'Transformation',
		feature: 'Protocols',
		things: (state) => state.transformations,
		list: 'listTransformations',
		get: 'getTransformation',
		create: 'createTransformation',
		update: 'updateTransformation',
		remove: 'deleteTransformation',
		parameter: 'transformationId',
		created({ state, body }) {
			find(state.sources, text(body.sourceId), 'Source');
			return {};
		},
	},
	warehouse: {
		thing: 'Warehouse',
		audited: 'Storage Destination',
		things: (state) => state.warehouses,
		list: 'listWarehouses',
		get: 'getWarehouse',
		create: 'createWarehouse',
		update: 'updateWarehouse',
		remove: 'deleteWarehouse',
		parameter: 'warehouseId',
		created: ({ state, body }) => ({
			name: undefined,
			metadata: warehouseType(state, body.metadataId),
			settings: warehouseSettings(body),
			connectedSourceIds: body.disconnectAllSources ? [] : state.sources.map(({ id }) => id),
			overrides: [],
		}),
		changed: ({ body }, { settings }) => changeOfWarehouse(body, settings),
	},
	profilesWarehouse: {
		thing: 'Profiles Warehouse',
		feature: 'Spaces',
		things: (state) => state.profilesWarehouses,
		list: 'listProfilesWarehouseInSpace',
		create: 'createProfilesWarehouse',
		update: 'updateProfilesWarehouseForSpaceWarehouse',
		remove: 'removeProfilesWarehouseFromSpace',
		parameter: 'warehouseId',
		within: spaceOf,
		created: ({ state, body }) => ({
			name: undefined,
			metadata: warehouseType(state, body.metadataId),
			settings: warehouseSettings(body),
			overrides: [],
			enableEventTables: false,
		}),
		changed: ({ body }, { settings }) => changeOfWarehouse(body, settings),
	},
	function: {
		thing: 'Function',
		feature: 'Functions',
		things: (state) => state.functions,
		list: 'listFunctions',
		get: 'getFunction',
		create: 'createFunction',
		update: 'updateFunction',
		remove: 'deleteFunction',
		parameter: 'functionId',
		prefixOf: ({ body }) => FUNCTION_PREFIXES[text(body.resourceType)] ?? 'ifnc_',
		within: ({ query: { resourceType } }) => (resourceType ? { resourceType } : {}),
		created: ({ state, body, now }) => ({
			versions: [versionOf(state, now, text(body.code))],
			isLatestVersion: false,
			deployedAt: null,
		}),
		changed({ state, body, now }, thing) {
			const { versions, code } = thing as FunctionThing;
			if (body.code === undefined || body.code === code) return body;
			const version = versionOf(state, now, text(body.code));
			return { ...body, versions: [version, ...versions], isLatestVersion: false };
		},
		removed({ state }, { id }) {
			state.functionInstances = state.functionInstances.filter(({ classId }) => classId !== id);
		},
	},
	functionInstance: {
		thing: 'Insert Function Instance',
		feature: 'Functions',
		things: (state) => state.functionInstances,
		list: 'listInsertFunctionInstances',
		get: 'getInsertFunctionInstance',
		create: 'createInsertFunctionInstance',
		update: 'updateInsertFunctionInstance',
		remove: 'deleteInsertFunctionInstance',
		parameter: 'instanceId',
		prefix: 'ifi_',
		within: ({ query: { functionId } }) => (functionId ? { classId: functionId } : {}),
		created({ state, body }) {
			const { id } = find(state.functions, text(body.functionId), 'Function');
			return { classId: id, encryptedSettings: {} };
		},
	},
	destinationFilter: {
		thing: 'Destination Filter',
		things: (state) => state.destinationFilters,
		list: 'listFiltersFromDestination',
		get: 'getFilterInDestination',
		create: 'createFilterForDestination',
		update: 'updateFilterForDestination',
		remove: 'removeFilterFromDestination',
		parameter: 'filterId',
		within: destinationOf,
		created({ state, body }) {
			find(state.sources, text(body.sourceId), 'Source');
			return {};
		},
	},
	spaceFilter: {
		thing: 'Filter',
		things: (state) => state.spaceFilters,
		list: 'listFiltersForSpace',
		get: 'getFilterById',
		create: 'createFilterForSpace',
		update: 'updateFilterById',
		remove: 'deleteFilterById',
		parameter: 'id',
		within: ({ query: { integrationId } }) => (integrationId ? { integrationId } : {}),
	},
	computedTrait: {
		thing: 'Computed Trait',
		feature: 'Audience',
		things: (state) => state.computedTraits,
		list: 'listComputedTraits',
		get: 'getComputedTrait',
		create: 'createComputedTrait',
		update: 'updateComputedTraitForSpace',
		remove: 'removeComputedTraitFromSpace',
		parameter: 'id',
		prefix: 'ctr_',
		within: spaceOf,
		created: ({ body }) => ({ key: keyOf(body.name), status: 'Preparing' }),
	},
	schedule: {
		thing: 'Audience Schedule',
		feature: 'Audience',
		things: (state) => state.schedules,
		list: 'listAudienceSchedulesFromSpaceAndAudience',
		get: 'getAudienceScheduleFromSpaceAndAudience',
		create: 'addAudienceScheduleToAudience',
		update: 'updateAudienceScheduleForAudience',
		remove: 'removeAudienceScheduleFromAudience',
		parameter: 'scheduleId',
		prefix: 'sch_',
		within: audienceOf('id'),
		created(call) {
			const audience = find(call.state.audiences, call.params.id, 'Audience');
			if (audience.audienceType !== 'LINKED') {
				throw invalid('id', 'is not a linked audience: only these have schedules');
			}
			return scheduled(call);
		},
		changed: scheduled,
	},
	connection: {
		thing: 'Destination Connection',
		feature: 'Audience',
		things: (state) => state.connections,
		list: 'listDestinationsFromAudience',
		create: 'addDestinationToAudience',
		update: 'updateDestinationForAudience',
		remove: 'removeDestinationFromAudience',
		parameter: 'destinationId',
		within: audienceOf('audienceId'),
		created({ state, body }) {
			const { id } = body.destination as { id: string };
			const { type, sourceId, settings, name } = find(state.destinations, id, 'Destination');
			return {
				...{ name, sourceId, settings },
				destination: undefined,
				destinationId: id,
				metadata: { id: type.id, name: type.name, slug: type.slug },
				idSyncConfiguration: body.idSyncConfiguration ?? [],
			};
		},
		removed({ state }, { id }) {
			state.activations = state.activations.filter(({ connectionId }) => connectionId !== id);
		},
	},
	activation: {
		thing: 'Activation',
		feature: 'Audience',
		things: (state) => state.activations,
		list: 'listActivationsFromAudience',
		get: 'getActivationFromAudience',
		create: 'addActivationToAudience',
		update: 'updateActivationForAudience',
		remove: 'removeActivationFromAudience',
		parameter: 'id',
		prefix: 'act_',
		within: audienceOf('audienceId'),
		created({ state, params, body }) {
			const ofAudience = state.connections.filter(
				({ audienceId }) => audienceId === params.audienceId,
			);
			const { id } = find(ofAudience, params.connectionId, 'Destination Connection');
			const personalization = (body.personalization ?? {}) as { profile?: object };
			const profile = { properties: [], ...personalization.profile };
			return { connectionId: id, personalization: { ...personalization, profile } };
		},
	},
	credential: {
		thing: 'Credential',
		access: 'owner',
		things: (state) => state.credentials,
		list: 'listCredentials',
		get: 'getCredential',
		create: 'createCredential',
		update: 'updateCredential',
		remove: 'deleteCredential',
		parameter: 'credentialId',
		removed({ state }, { id }) {
			const { warehouses, sources } = consumersOf(state, id);
			if (warehouses.length + sources.length > 0) {
				throw refused(409, 'conflict', 'The credential is in use and cannot be deleted.');
			}
		},
	},
	model: {
		thing: 'Reverse ETL Model',
		audited: 'Model',
		things: (state) => state.models,
		list: 'listReverseEtlModels',
		get: 'getReverseEtlModel',
		create: 'createReverseEtlModel',
		update: 'updateReverseEtlModel',
		remove: 'deleteReverseEtlModel',
		parameter: 'modelId',
		created({ state, body }) {
			find(state.sources, text(body.sourceId), 'Source');
			return {};
		},
	},
} satisfies Record<string, Kind>;

/** The warehouses and sources that use a credential. */
export function consumersOf(state: State, credentialId: string) {
	const uses = ({ settings }: { settings: Record<string, unknown> }) =>
		settings.credentialId === credentialId;
	return { warehouses: state.warehouses.filter(uses), sources: state.sources.filter(uses) };
}

/** The warehouse of a path, or a 404. */
export const warehouseOf = ({ state, params }: Call): Warehouse =>
	find(state.warehouses, params.warehouseId, 'Warehouse');

/** The function of a path, or a 404. */
export const functionOf = ({ state, params }: Call): FunctionThing =>
	find(state.functions, params.functionId, 'Function');
