import {
	fieldsOf,
	listsOf,
	pageParameters,
	type Field,
	type Operation,
	type Type,
} from '../../../public-api/facts';
import { known } from '..';
import type { Served } from './serve';

/** One request that an operation has to carry out in the seeded workspace. */
export interface GoodCall {
	path: string;
	query: Record<string, unknown>;
	body?: Record<string, unknown>;
}

type Values = Record<string, unknown>;

const DAY = 24 * 60 * 60 * 1000;
const FQL = 'event = "Tour Booked"';

/** Values of parameters and fields that stand for something, by their name. */
function named(now: number): Values {
	const at = (before: number) => new Date(now - before).toISOString();
	return {
		actionId: known.webhooksActionId,
		appVersion: ['1.0.0'],
		audienceId: known.audienceId,
		audienceType: 'USERS',
		connectionId: known.connectionId,
		credentialId: known.credentialId,
		destinationConfigId: known.destinationId,
		destinationId: known.destinationId,
		destinationMetadataId: known.webhooksMetadataId,
		emails: ['invited.0@northwind.example'],
		endTime: at(0),
		eventName: 'Tour Booked',
		eventType: ['track'],
		filterId: known.filterId,
		forwardingBlockedEventsTo: known.sourceId,
		forwardingViolationsTo: known.sourceId,
		functionId: known.functionId,
		granularity: 'DAY',
		groupBy: ['eventName'],
		if: FQL,
		instanceId: known.functionInstanceId,
		integrationId: known.destinationId,
		metadataId: known.warehouseMetadataId,
		modelId: known.modelId,
		regulationTypes: ['SUPPRESS_WITH_DELETE'],
		resourceId: known.sourceId,
		search: { type: 'NAME', query: 'Tour' },
		period: new Date(now).toISOString().slice(0, 8) + '01',
		regulateId: known.regulationId,
		scheduleId: known.scheduleId,
		sourceId: known.sourceId,
		sourceMetadataId: 'iUM16Md8P2',
		spaceId: known.spaceId,
		startTime: at(DAY),
		subscriptionId: known.modelSubscriptionId,
		syncId: known.syncId,
		trackingPlanId: known.trackingPlanId,
		transformationId: known.transformationId,
		trigger: 'type = "track"',
		userGroupId: known.groupId,
		userId: known.memberId,
		userIds: [known.memberId],
		versionId: known.functionVersionId,
		warehouseId: known.warehouseId,
		warehouseMetadataId: known.warehouseMetadataId,
		writeKey: known.writeKey,
	};
}

const schedule = {
	id: known.linkedAudienceId,
	strategy: 'SPECIFIC_DAYS',
	config: { days: [1], hours: [9], timezone: 'Europe/Berlin' },
};
const audience = { id: known.audienceId };
const subscription = { id: known.subscriptionId };
const trait = { id: known.computedTraitId };
const filter = { id: known.spaceFilterId };
const activation = { id: known.activationId };
const connection = { destinationId: known.connectionId };
const profiles = { warehouseId: known.profilesWarehouseId };
const label = { key: 'region', value: 'emea', description: 'Europe' };
const labels = [{ key: 'environment', value: 'production' }];
const jsonSchema = { type: 'object' };

/** Where an operation wants something else than its parameters' names say. */
const OWN: Record<string, Values> = {
	addDestinationToAudience: { destination: { id: known.destinationId, type: 'DESTINATION' } },
	addLabelsToSource: { labels },
	echo: {
		statusCode: 400,
		triggerError: false,
		triggerMultipleErrors: false,
		triggerUnexpectedError: false,
	},
	getEgressFailedMetricsFromDeliveryOverview: { discardReason: ['timeout'] },
	getEgressSuccessMetricsFromDeliveryOverview: { filter: { eventName: ['Tour Booked'] } },
	getFilteredAtDestinationMetricsFromDeliveryOverview: { discardReason: ['destination_filter'] },
	getFilteredAtSourceMetricsFromDeliveryOverview: { discardReason: ['Tracking Plan'] },
	getIngressFailedMetricsFromDeliveryOverview: { discardReason: ['missing_event_name'] },
	listAuditEvents: { resourceType: 'Source' },
	listRegulationsFromSource: { status: 'FINISHED' },
	listWorkspaceRegulations: { status: 'FINISHED' },
	listTrackingPlans: { type: 'LIVE' },
	listEntityPaths: { search: 'tour' },
	listEvents: { search: 'tour' },
	listPropertiesFromEvent: { search: 'tour' },
	listTraits: { search: 'tour' },
	createDestination: { metadataId: known.webhooksMetadataId },
	createInsertFunctionInstance: { functionId: known.insertFunctionId },
	createInvites: { invites: [{ email: 'new@northwind.example' }] },
	createLabel: { label },
	createSource: { metadataId: 'iUM16Md8P2', slug: 'new-source' },
	createSourceRegulation: { regulationType: 'DELETE_ONLY', subjectType: 'USER_ID' },
	deleteCredential: { credentialId: known.unusedCredentialId },
	deleteFilterById: filter,
	deleteInvites: { emails: ['invited.0@northwind.example'] },
	deleteLabel: { key: 'brand', value: 'unused' },
	forceExecuteAudienceRun: { audienceId: known.linkedAudienceId },
	getActivationFromAudience: activation,
	getAudience: audience,
	getComputedTrait: trait,
	getFilterById: filter,
	getSubscriptionFromDestination: subscription,
	getAudienceScheduleFromSpaceAndAudience: schedule,
	listAudienceConsumersFromSpaceAndAudience: audience,
	listAudienceSchedulesFromSpaceAndAudience: schedule,
	listInsertFunctionInstances: { functionId: known.insertFunctionId },
	listSelectiveSyncsFromWarehouseAndSpace: profiles,
	addAudienceScheduleToAudience: schedule,
	removeActivationFromAudience: activation,
	removeAudienceFromSpace: audience,
	removeAudienceScheduleFromAudience: schedule,
	removeComputedTraitFromSpace: trait,
	removeDestinationFromAudience: connection,
	removeProfilesWarehouseFromSpace: profiles,
	removeRulesFromTrackingPlan: { rules: [{ type: 'TRACK', key: 'Tour 1 Booked', version: 1 }] },
	removeSubscriptionFromDestination: subscription,
	replaceLabelsInSource: { labels },
	replaceRulesInTrackingPlan: { rules: [{ type: 'TRACK', key: 'New', jsonSchema, version: 1 }] },
	updateActivationForAudience: activation,
	updateAudienceForSpace: audience,
	updateAudienceScheduleForAudience: schedule,
	updateComputedTraitForSpace: trait,
	updateDestinationForAudience: connection,
	updateFilterById: filter,
	updateProfilesWarehouseForSpaceWarehouse: profiles,
	updateRulesInTrackingPlan: { rules: [{ type: 'TRACK', key: 'New', jsonSchema, version: 1 }] },
	updateSelectiveSyncForWarehouseAndSpace: {
		...profiles,
		syncOverrides: [{ collection: 'id_graph_updates', enabled: false }],
	},
	updateSubscriptionForDestination: subscription,
};

function valueOf({ name, type }: Field, values: Values): unknown {
	if (!(name in values)) return madeUp(type, name, values);
	const value = values[name];
	return type.kind === 'list' && !Array.isArray(value) ? [value] : value;
}

function madeUp(type: Type, name: string, values: Values): unknown {
	switch (type.kind) {
		case 'any':
			return { any: 'thing' };
		case 'boolean':
			return true;
		case 'choice':
			return type.values[0];
		case 'code':
			return 0;
		case 'list':
			return [madeUp(type.of, name, values)];
		case 'map':
			return { key: madeUp(type.of, name, values) };
		case 'model':
			return allOf(fieldsOf(type.name), values);
		case 'number':
			return 1;
		case 'string':
			return `some ${name}`;
	}
}

const allOf = (fields: Field[], values: Values): Values =>
	Object.fromEntries(fields.map((field) => [field.name, valueOf(field, values)]));

/** What only the workspace of now can say; what an operation needs to be there is made. */
export async function given(served: Served, id: string): Promise<Values> {
	const { state } = served.api;
	const [destination] = state.destinations;
	switch (id) {
		case 'addPermissionsToUser':
		case 'addPermissionsToUserGroup':
		case 'replacePermissionsForUser':
		case 'replacePermissionsForUserGroup': {
			const resources = [{ id: known.workspaceId, type: 'WORKSPACE' }];
			return { permissions: [{ roleId: state.roles[0].id, resources }] };
		}
		case 'addUsersToUserGroup':
		case 'removeUsersFromUserGroup':
		case 'replaceUsersInUserGroup':
			return { emails: [state.users[1].email] };
		case 'createDestinationSubscription':
			return { actionId: destination.type.actions[0].id };
		case 'addSourceToTrackingPlan':
			return { sourceId: state.sources[20].id };
		case 'deleteLivePluginCode':
		case 'getLatestFromLivePlugins':
			await served.data('POST', `/sources/${known.sourceId}/live-plugins/create`, { code: 'x' });
			return {};
		case 'cancelReverseETLSyncForModel': {
			const { modelId, modelSubscriptionId: subscriptionId, sourceId } = known;
			const body = { sourceId, modelId, subscriptionId };
			const { reverseETLManualSync } = await served.data('POST', '/reverse-etl-syncs', body);
			return { syncId: (reverseETLManualSync as { syncId: string }).syncId };
		}
		case 'getAudiencePreview': {
			const path = `/spaces/${known.spaceId}/audiences/previews`;
			const body = { definition: { query: 'x' }, audienceType: 'LINKED' };
			const { audiencePreview } = await served.data('POST', path, body);
			state.progress.polls = 0;
			return { id: (audiencePreview as { id: string }).id };
		}
		default:
			return {};
	}
}

/** A value for every field that the operation documents, by name; none for its pages. */
export function goodValues(operation: Operation, now: number, own: Values = {}): Values {
	const values = { ...named(now), ...OWN[operation.id], ...own };
	const asked = pageParameters(operation);
	const params = operation.pathParameters.map((name) => [name, values[name] ?? `some-${name}`]);
	const query = operation.query.filter(({ name }) => !asked.includes(name));
	const body = operation.body === undefined ? [] : fieldsOf(operation.body);
	return { ...Object.fromEntries(params), ...allOf([...query, ...body], values) } as Values;
}

/**
 * A request with every field set that the operation documents.
 * @param own what only the workspace of now can say
 */
export function goodCall(operation: Operation, now: number, own: Values = {}): GoodCall {
	const values = goodValues(operation, now, own);
	const paged = listsOf(operation).flatMap(({ paging }) => paging ?? []);
	const page = { count: 2 };
	const part = (fields: Field[]) =>
		Object.fromEntries(
			fields.flatMap(({ name }) => (name in values ? [[name, values[name]]] : [])),
		) as Values;
	return {
		path: operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
			encodeURIComponent(String(values[name])),
		),
		query: {
			...part(operation.query),
			...Object.assign(
				{},
				...paged.map(({ form, name }) => (form === 'plain' ? page : { [name]: page })),
			),
		},
		...(operation.body && { body: part(fieldsOf(operation.body)) }),
	};
}
