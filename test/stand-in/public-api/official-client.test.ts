import * as client from '@segment/public-api-sdk-typescript';

import { CHANGED_SINCE_47, differences, watchClient } from './testing/agreement';
import { servePublicApi, type Served } from './testing/serve';
import { known, tokens } from '.';
import { HTTP_API_SOURCE } from './seed/catalog';

/** The operations of the Segment Workspace node. */
const TABLE: Record<string, string[]> = {
	Workspace: ['Get'],
	User: [
		'Get',
		'Get Many',
		'Get Groups',
		'Invite',
		'Delete',
		'Add Permissions',
		'Replace Permissions',
	],
	Invite: ['Get Many', 'Create', 'Delete'],
	Group: [
		'Create',
		'Get',
		'Get Many',
		'Rename',
		'Delete',
		'Get Members',
		'Add Members',
		'Replace Members',
		'Remove Members',
		'Get Invites',
		'Add Permissions',
		'Replace Permissions',
	],
	Role: ['Get Many', 'Get'],
	Source: [
		'Create',
		'Get',
		'Get Many',
		'Update',
		'Delete',
		'Get Connected Destinations',
		'Get Schema Settings',
		'Update Schema Settings',
		'Add Labels',
		'Replace Labels',
		'Add Write Key',
		'Remove Write Key',
	],
	Destination: ['Get', 'Get Many', 'Update', 'Delete'],
	Label: ['Create', 'Get Many', 'Delete'],
	Audience: ['Get', 'Get Many', 'Create', 'Update', 'Delete', 'Preview', 'Run'],
	Space: ['Get', 'Get Many'],
	'Tracking Plan': ['Get', 'Get Many', 'Get Rules', 'Get Sources'],
	'Deletion Request': ['Create', 'Get', 'Get Many', 'Wait for the End', 'Get Suppressed'],
	'Audit Event': ['Get Many'],
	Delivery: [
		'Received',
		'Failed on Ingest',
		'Filtered',
		'Delivered',
		'Failed',
		'Event Volume',
		'Usage',
	],
	'Reverse ETL': ['Get Many', 'Get', 'Start Sync', 'Get Sync', 'Cancel'],
	'Access Review': ['Get Many'],
	'Custom API Call': ['Run'],
	// not in the node, but in the trigger, which sets itself up
	Trigger: ['Activate', 'Deactivate'],
};

let served: Served;
const { seen } = watchClient();

beforeAll(async () => {
	served = await servePublicApi();
});
beforeEach(() => {
	served.api.reset();
	seen.length = 0;
});
afterAll(() => served.close());

/** One of the client's APIs, pointed at the stand-in. */
function at<T extends { accessToken: unknown }>(Api: new (basePath: string) => T): T {
	const api = new Api(served.url);
	api.accessToken = tokens.owner;
	return api;
}

const users = () => at(client.IAMUsersApi);
const groups = () => at(client.IAMGroupsApi);
const roles = () => at(client.IAMRolesApi);
const sources = () => at(client.SourcesApi);
const destinations = () => at(client.DestinationsApi);
const labels = () => at(client.LabelsApi);
const audiences = () => at(client.AudiencesApi);
const spaces = () => at(client.SpacesApi);
const trackingPlans = () => at(client.TrackingPlansApi);
const regulations = () => at(client.DeletionAndSuppressionApi);
const delivery = () => at(client.DeliveryOverviewApi);
const apiCalls = () => at(client.APICallsApi);
const mtu = () => at(client.MonthlyTrackedUsersApi);
const reverseEtl = () => at(client.ReverseETLApi);

const page = { count: 2 };
const aDay = () => {
	const start = new Date();
	start.setUTCHours(0, 0, 0, 0);
	const from = new Date(start.getTime() - 24 * 60 * 60 * 1000);
	return [from.toISOString(), start.toISOString()] as const;
};
const month = () => `${new Date().toISOString().slice(0, 7)}-01`;
const permission = () => ({
	roleId: served.api.state.roles[2].id,
	resources: [{ id: known.sourceId, type: client.PermissionResourceV1.TypeEnum.SOURCE }],
});
const pages = expect.objectContaining({ current: 'MA==', totalEntries: expect.any(Number) });
const SUCCESS = { status: 'SUCCESS' };

interface Case {
	operation: string;
	/** What the client calls it. */
	call: string;
	run: () => Promise<{ response: { statusCode?: number } }>;
	/** What `data` must hold. */
	data: Record<string, unknown> | (() => Record<string, unknown>);
	status?: 201;
}

const { USER_ID } = client.CreateWorkspaceRegulationV1Input.SubjectTypeEnum;
const { SUPPRESS_WITH_DELETE } = client.CreateWorkspaceRegulationV1Input.RegulationTypeEnum;
const workspaceRegulation = {
	regulationType: SUPPRESS_WITH_DELETE,
	subjectType: USER_ID,
	subjectIds: ['a', 'b'],
};
const webhooks = () => ({
	sourceId: known.sourceId,
	metadataId: known.webhooksMetadataId,
	enabled: true,
	name: 'n8n',
	settings: { sharedSecret: 's' },
});
const subscription = () => ({
	name: 'n8n',
	actionId: served.api.state.destinations[0].type.actions[0].id,
	trigger: 'type = "track"',
	enabled: true,
	settings: { url: 'https://n8n.example' },
});
const anInvite = 'invited.0@northwind.example';
const anEmail = 'bo.berg@northwind.example';

const CASES: Case[] = [
	{
		operation: 'Workspace: Get',
		call: 'getWorkspace',
		run: () => at(client.WorkspacesApi).getWorkspace(),
		data: {
			workspace: { id: known.workspaceId, slug: 'northwind-tours', name: 'Northwind Tours' },
		},
	},
	{
		operation: 'User: Get',
		call: 'getUser',
		run: () => users().getUser(known.memberId),
		data: { user: { id: known.memberId, permissions: [{}, { roleName: 'Source Admin' }] } },
	},
	{
		operation: 'User: Get Many',
		call: 'listUsers',
		run: () => users().listUsers(page),
		data: { users: [{ id: known.ownerId }, {}], pagination: pages },
	},
	{
		operation: 'User: Get Groups',
		call: 'listUserGroupsFromUser',
		run: () => users().listUserGroupsFromUser(known.ownerId, page),
		data: { groups: [{ id: known.groupId, name: 'Analytics' }], pagination: pages },
	},
	{
		operation: 'User: Invite',
		call: 'createInvites',
		run: () =>
			users().createInvites({ invites: [{ email: 'new@x.example', permissions: [permission()] }] }),
		data: { emails: ['new@x.example'] },
		status: 201,
	},
	{
		operation: 'User: Delete',
		call: 'deleteUsers',
		run: () => users().deleteUsers([known.memberId, known.ownerId]),
		data: SUCCESS,
	},
	{
		operation: 'User: Add Permissions',
		call: 'addPermissionsToUser',
		run: () => users().addPermissionsToUser(known.memberId, { permissions: [permission()] }),
		data: () => ({ permissions: [{ ...permission(), roleName: 'Source Admin' }] }),
	},
	{
		operation: 'User: Replace Permissions',
		call: 'replacePermissionsForUser',
		run: () => users().replacePermissionsForUser(known.memberId, { permissions: [permission()] }),
		data: () => ({ permissions: [{ ...permission(), roleName: 'Source Admin' }] }),
	},
	{
		operation: 'Invite: Get Many',
		call: 'listInvites',
		run: () => users().listInvites(page),
		data: { invites: [anInvite, 'invited.1@northwind.example'], pagination: pages },
	},
	{
		operation: 'Invite: Create',
		call: 'createInvites',
		run: () => users().createInvites({ invites: [{ email: 'new@x.example' }] }),
		data: { emails: ['new@x.example'] },
		status: 201,
	},
	{
		operation: 'Invite: Delete',
		call: 'deleteInvites',
		run: () => users().deleteInvites([anInvite]),
		data: SUCCESS,
	},
	{
		operation: 'Group: Create',
		call: 'createUserGroup',
		run: () => groups().createUserGroup({ name: 'Night Shift' }),
		data: { userGroup: { name: 'Night Shift', memberCount: 0 } },
	},
	{
		operation: 'Group: Get',
		call: 'getUserGroup',
		run: () => groups().getUserGroup(known.groupId),
		data: { userGroup: { name: 'Analytics', memberCount: 225 } },
	},
	{
		operation: 'Group: Get Many',
		call: 'listUserGroups',
		run: () => groups().listUserGroups(page),
		data: { userGroups: [{ id: known.groupId }, {}], pagination: pages },
	},
	{
		operation: 'Group: Rename',
		call: 'updateUserGroup',
		run: () => groups().updateUserGroup(known.groupId, { name: 'Insights' }),
		data: { userGroup: { id: known.groupId, name: 'Insights' } },
	},
	{
		operation: 'Group: Delete',
		call: 'deleteUserGroup',
		run: () => groups().deleteUserGroup(known.groupId),
		data: SUCCESS,
	},
	{
		operation: 'Group: Get Members',
		call: 'listUsersFromUserGroup',
		run: () => groups().listUsersFromUserGroup(known.groupId, page),
		data: { users: [{ id: known.ownerId, email: 'ada.adler@northwind.example' }, {}] },
	},
	{
		operation: 'Group: Add Members',
		call: 'addUsersToUserGroup',
		run: () => groups().addUsersToUserGroup(known.groupId, { emails: [anEmail] }),
		data: { userGroup: { memberCount: 226 } },
	},
	{
		operation: 'Group: Replace Members',
		call: 'replaceUsersInUserGroup',
		run: () => groups().replaceUsersInUserGroup(known.groupId, { emails: [anEmail] }),
		data: { userGroup: { memberCount: 1 } },
	},
	{
		operation: 'Group: Remove Members',
		call: 'removeUsersFromUserGroup',
		run: () => groups().removeUsersFromUserGroup(known.groupId, ['ada.adler@northwind.example']),
		data: SUCCESS,
	},
	{
		operation: 'Group: Get Invites',
		call: 'listInvitesFromUserGroup',
		run: () => groups().listInvitesFromUserGroup(known.groupId, page),
		data: { emails: [anInvite], pagination: pages },
	},
	{
		operation: 'Group: Add Permissions',
		call: 'addPermissionsToUserGroup',
		run: () => groups().addPermissionsToUserGroup(known.groupId, { permissions: [permission()] }),
		data: () => ({ permissions: [permission()] }),
	},
	{
		operation: 'Group: Replace Permissions',
		call: 'replacePermissionsForUserGroup',
		run: () =>
			groups().replacePermissionsForUserGroup(known.groupId, { permissions: [permission()] }),
		data: () => ({ permissions: [permission()] }),
	},
	...['Get Many', 'Get'].map((name) => ({
		operation: `Role: ${name}`,
		call: 'listRoles',
		run: () => roles().listRoles({ count: 200 }),
		data: { roles: expect.arrayContaining([expect.objectContaining({ name: 'Source Admin' })]) },
	})),
	{
		operation: 'Source: Create',
		call: 'createSource',
		run: () => sources().createSource({ slug: 'shop', enabled: true, metadataId: HTTP_API_SOURCE }),
		data: { source: { slug: 'shop', writeKeys: [expect.stringMatching(/^\w{32}$/)] } },
		status: 201,
	},
	{
		operation: 'Source: Get',
		call: 'getSource',
		run: () => sources().getSource(known.sourceId),
		data: {
			source: { writeKeys: [known.writeKey, expect.any(String)] },
			trackingPlanId: known.trackingPlanId,
		},
	},
	{
		operation: 'Source: Get Many',
		call: 'listSources',
		run: () => sources().listSources(page),
		data: { sources: [{ slug: 'website-production' }, {}], pagination: pages },
	},
	{
		operation: 'Source: Update',
		call: 'updateSource',
		run: () => sources().updateSource(known.sourceId, { name: 'Web', enabled: false }),
		data: { source: { name: 'Web', enabled: false } },
	},
	{
		operation: 'Source: Delete',
		call: 'deleteSource',
		run: () => sources().deleteSource(known.sourceId),
		data: SUCCESS,
	},
	{
		operation: 'Source: Get Connected Destinations',
		call: 'listConnectedDestinationsFromSource',
		run: () => sources().listConnectedDestinationsFromSource(known.sourceId, page),
		data: { destinations: [{ id: known.destinationId }, {}], pagination: pages },
	},
	{
		operation: 'Source: Get Schema Settings',
		call: 'listSchemaSettingsInSource',
		run: () => sources().listSchemaSettingsInSource(known.sourceId),
		data: { sourceId: known.sourceId, settings: { track: { allowUnplannedEvents: true } } },
	},
	{
		operation: 'Source: Update Schema Settings',
		call: 'updateSchemaSettingsInSource',
		run: () =>
			sources().updateSchemaSettingsInSource(known.sourceId, {
				track: { allowUnplannedEvents: false },
			}),
		data: {
			settings: { track: { allowUnplannedEvents: false, commonEventOnViolations: 'ALLOW' } },
		},
	},
	{
		operation: 'Source: Add Labels',
		call: 'addLabelsToSource',
		run: () =>
			sources().addLabelsToSource(known.sourceId, {
				labels: [{ key: 'brand', value: 'northwind' }],
			}),
		data: { labels: [{ key: 'environment' }, { key: 'brand' }] },
	},
	{
		operation: 'Source: Replace Labels',
		call: 'replaceLabelsInSource',
		run: () =>
			sources().replaceLabelsInSource(known.sourceId, {
				labels: [{ key: 'brand', value: 'northwind' }],
			}),
		data: { labels: [{ key: 'brand', value: 'northwind' }] },
	},
	{
		operation: 'Source: Add Write Key',
		call: 'createWriteKeyForSource',
		run: () => sources().createWriteKeyForSource(known.sourceId),
		data: { source: { writeKeys: [known.writeKey, expect.any(String), expect.any(String)] } },
	},
	{
		operation: 'Source: Remove Write Key',
		call: 'removeWriteKeyFromSource',
		run: () => sources().removeWriteKeyFromSource(known.sourceId, known.writeKey),
		data: SUCCESS,
	},
	{
		operation: 'Destination: Get',
		call: 'getDestination',
		run: () => destinations().getDestination(known.destinationId),
		data: { destination: { sourceId: known.sourceId, settings: { apiKey: 'secret-0' } } },
	},
	{
		operation: 'Destination: Get Many',
		call: 'listDestinations',
		run: () => destinations().listDestinations(page),
		data: { destinations: [{ id: known.destinationId }, {}], pagination: pages },
	},
	{
		operation: 'Destination: Update',
		call: 'updateDestination',
		run: () =>
			destinations().updateDestination(known.destinationId, {
				enabled: false,
				name: 'Off',
				settings: { apiKey: 'new' },
			}),
		data: { destination: { enabled: false, name: 'Off', settings: { apiKey: 'new' } } },
	},
	{
		operation: 'Destination: Delete',
		call: 'deleteDestination',
		run: () => destinations().deleteDestination(known.destinationId),
		data: SUCCESS,
	},
	{
		operation: 'Label: Create',
		call: 'createLabel',
		run: () => labels().createLabel({ label: { key: 'team', value: 'web', description: 'Web' } }),
		data: { label: { key: 'team', value: 'web' } },
		status: 201,
	},
	{
		operation: 'Label: Get Many',
		call: 'listLabels',
		run: () => labels().listLabels(),
		data: { labels: [{ key: 'environment', value: 'production' }, {}, {}, {}] },
	},
	{
		operation: 'Label: Delete',
		call: 'deleteLabel',
		run: () => labels().deleteLabel('brand', 'unused'),
		data: SUCCESS,
	},
	{
		operation: 'Audience: Get',
		call: 'getAudience',
		run: () => audiences().getAudience(known.spaceId, known.audienceId),
		data: { audience: { id: known.audienceId, status: 'Live' } },
	},
	{
		operation: 'Audience: Get Many',
		call: 'listAudiences',
		run: () => audiences().listAudiences(known.spaceId, page),
		data: {
			audiences: [{ id: known.audienceId }, { id: known.linkedAudienceId }],
			pagination: pages,
		},
	},
	{
		operation: 'Audience: Update',
		call: 'updateAudienceForSpace',
		run: () =>
			audiences().updateAudienceForSpace(known.spaceId, known.audienceId, { enabled: false }),
		data: { audience: { enabled: false, status: 'Disabled' } },
	},
	{
		operation: 'Audience: Delete',
		call: 'removeAudienceFromSpace',
		run: () => audiences().removeAudienceFromSpace(known.spaceId, known.audienceId),
		data: SUCCESS,
	},
	{
		operation: 'Space: Get',
		call: 'getSpace',
		run: () => spaces().getSpace(known.spaceId),
		data: { space: { id: known.spaceId, slug: 'production' } },
	},
	{
		operation: 'Space: Get Many',
		call: 'listSpaces',
		run: () => spaces().listSpaces(page),
		data: { spaces: [{ id: known.spaceId }, {}], pagination: pages },
	},
	{
		operation: 'Tracking Plan: Get',
		call: 'getTrackingPlan',
		run: () => trackingPlans().getTrackingPlan(known.trackingPlanId),
		data: { trackingPlan: { slug: 'website' } },
	},
	{
		operation: 'Tracking Plan: Get Many',
		call: 'listTrackingPlans',
		run: () => trackingPlans().listTrackingPlans(page, 'LIVE'),
		data: { trackingPlans: [{ type: 'LIVE' }, { type: 'LIVE' }], pagination: pages },
	},
	{
		operation: 'Tracking Plan: Get Rules',
		call: 'listRulesFromTrackingPlan',
		run: () => trackingPlans().listRulesFromTrackingPlan(known.trackingPlanId, page),
		data: { rules: [{ type: 'IDENTIFY' }, { key: 'Tour 1 Booked' }], pagination: pages },
	},
	{
		operation: 'Tracking Plan: Get Sources',
		call: 'listSourcesFromTrackingPlan',
		run: () => trackingPlans().listSourcesFromTrackingPlan(known.trackingPlanId, page),
		data: { sources: [{ id: known.sourceId }, {}], pagination: pages },
	},
	{
		operation: 'Deletion Request: Create',
		call: 'createWorkspaceRegulation',
		run: () => regulations().createWorkspaceRegulation(workspaceRegulation),
		data: { regulateId: expect.stringMatching(/^reg_/) },
	},
	{
		operation: 'Deletion Request: Create',
		call: 'createSourceRegulation',
		run: () =>
			regulations().createSourceRegulation(known.sourceId, {
				regulationType: client.CreateSourceRegulationV1Input.RegulationTypeEnum.DELETE_ONLY,
				subjectType: client.CreateSourceRegulationV1Input.SubjectTypeEnum.USER_ID,
				subjectIds: ['a'],
			}),
		data: { regulateId: expect.stringMatching(/^reg_/) },
	},
	{
		operation: 'Deletion Request: Create',
		call: 'createCloudSourceRegulation',
		run: () =>
			regulations().createCloudSourceRegulation(known.sourceId, {
				regulationType: client.CreateCloudSourceRegulationV1Input.RegulationTypeEnum.DELETE_ONLY,
				subjectType: client.CreateCloudSourceRegulationV1Input.SubjectTypeEnum.OBJECT_ID,
				subjectIds: ['a'],
				collection: 'accounts',
			}),
		data: { regulateId: expect.stringMatching(/^reg_/) },
	},
	{
		operation: 'Deletion Request: Get',
		call: 'getRegulation',
		run: () => regulations().getRegulation(known.regulationId),
		data: {
			regulation: { overallStatus: 'FINISHED', streamStatus: [{ destinationStatus: [{}, {}] }] },
		},
	},
	{
		operation: 'Deletion Request: Get Many',
		call: 'listWorkspaceRegulations',
		run: () => regulations().listWorkspaceRegulations(page, 'FINISHED', ['SUPPRESS_WITH_DELETE']),
		data: { regulations: [{ id: known.regulationId, status: 'FINISHED' }, {}], pagination: pages },
	},
	{
		operation: 'Deletion Request: Get Many',
		call: 'listRegulationsFromSource',
		run: () => regulations().listRegulationsFromSource(known.sourceId, page, 'INITIALIZED'),
		data: { regulations: [{ status: 'INITIALIZED' }, { status: 'INITIALIZED' }] },
	},
	{
		operation: 'Deletion Request: Wait for the End',
		call: 'getRegulation',
		run: async () => {
			const { body } = await regulations().createWorkspaceRegulation(workspaceRegulation);
			const id = body.data?.regulateId ?? '';
			await regulations().getRegulation(id);
			await regulations().getRegulation(id);
			return await regulations().getRegulation(id);
		},
		data: { regulation: { overallStatus: 'FINISHED', finishedAt: expect.any(String) } },
	},
	{
		operation: 'Deletion Request: Get Suppressed',
		call: 'listSuppressions',
		run: () => regulations().listSuppressions(page),
		data: {
			suppressed: [{ subjectType: 'USER_ID', subjectIds: ['traveller-0', 'traveller-1'] }],
			pagination: pages,
		},
	},
	{
		operation: 'Audit Event: Get Many',
		call: 'listAuditEvents',
		run: () =>
			at(client.AuditTrailApi).listAuditEvents(
				page,
				undefined,
				undefined,
				known.sourceId,
				'Source',
			),
		data: { events: [{ resourceId: known.sourceId }, { resourceId: known.sourceId }] },
	},
	{
		operation: 'Delivery: Received',
		call: 'getIngressSuccessMetricsFromDeliveryOverview',
		run: () =>
			delivery().getIngressSuccessMetricsFromDeliveryOverview(
				known.sourceId,
				...aDay(),
				'hour',
				page,
				['eventName'],
				{ eventType: ['track'] },
			),
		data: { dataset: [{ eventName: 'Tour Booked' }, { eventName: 'Tour Viewed' }] },
	},
	{
		operation: 'Delivery: Failed on Ingest',
		call: 'getIngressFailedMetricsFromDeliveryOverview',
		run: () =>
			delivery().getIngressFailedMetricsFromDeliveryOverview(
				known.sourceId,
				...aDay(),
				'day',
				page,
				['discardReason'],
			),
		data: { dataset: [{ discardReason: 'missing_event_name', series: [{}] }, {}] },
	},
	{
		operation: 'Delivery: Filtered',
		call: 'getFilteredAtSourceMetricsFromDeliveryOverview',
		run: () =>
			delivery().getFilteredAtSourceMetricsFromDeliveryOverview(
				known.sourceId,
				...aDay(),
				'day',
				page,
			),
		data: { total: expect.any(Number), dataset: [{}] },
	},
	...(
		[
			['Filtered', 'getFilteredAtDestinationMetricsFromDeliveryOverview'],
			['Delivered', 'getEgressSuccessMetricsFromDeliveryOverview'],
			['Failed', 'getEgressFailedMetricsFromDeliveryOverview'],
		] as const
	).map(([name, call]) => ({
		operation: `Delivery: ${name}`,
		call,
		run: () =>
			delivery()[call](known.sourceId, known.destinationId, ...aDay(), 'day', page, ['eventType']),
		data: { dataset: [{ eventType: 'track' }, { eventType: 'identify' }], pagination: pages },
	})),
	{
		operation: 'Delivery: Event Volume',
		call: 'getEventsVolumeFromWorkspace',
		run: () =>
			at(client.EventsApi).getEventsVolumeFromWorkspace(
				'HOUR',
				...aDay(),
				['eventName', 'source'],
				[known.sourceId],
				['Tour Booked'],
				undefined,
				undefined,
				page,
			),
		data: { result: [{ source: { id: known.sourceId }, eventName: 'Tour Booked' }] },
	},
	{
		operation: 'Delivery: Usage',
		call: 'getDailyWorkspaceAPICallsUsage',
		run: () => apiCalls().getDailyWorkspaceAPICallsUsage(month(), page),
		data: { dailyWorkspaceAPICallsUsage: expect.any(Array), pagination: pages },
	},
	{
		operation: 'Delivery: Usage',
		call: 'getDailyPerSourceAPICallsUsage',
		run: () => apiCalls().getDailyPerSourceAPICallsUsage(month(), page),
		data: { dailyPerSourceAPICallsUsage: [{}, {}], pagination: pages },
	},
	{
		operation: 'Delivery: Usage',
		call: 'getDailyWorkspaceMTUUsage',
		run: () => mtu().getDailyWorkspaceMTUUsage(month(), page),
		data: { dailyWorkspaceMTUUsage: expect.any(Array), pagination: pages },
	},
	{
		operation: 'Delivery: Usage',
		call: 'getDailyPerSourceMTUUsage',
		run: () => mtu().getDailyPerSourceMTUUsage(month(), page),
		data: { dailyPerSourceMTUUsage: [{}, {}], pagination: pages },
	},
	{
		operation: 'Reverse ETL: Get Many',
		call: 'listReverseEtlModels',
		run: () => reverseEtl().listReverseEtlModels(page),
		data: { models: [{ id: known.modelId }, {}], pagination: pages },
	},
	{
		operation: 'Reverse ETL: Get',
		call: 'getReverseEtlModel',
		run: () => reverseEtl().getReverseEtlModel(known.modelId),
		data: { reverseEtlModel: { id: known.modelId, name: 'Bookings 0' } },
	},
	{
		operation: 'Reverse ETL: Start Sync',
		call: 'createReverseETLManualSync',
		run: () =>
			reverseEtl().createReverseETLManualSync({
				sourceId: served.api.state.models[0].sourceId,
				modelId: known.modelId,
				subscriptionId: known.modelSubscriptionId,
			}),
		data: { reverseETLManualSync: { syncId: expect.any(String) } },
	},
	{
		operation: 'Reverse ETL: Get Sync',
		call: 'getReverseETLSyncFromModel',
		run: () => reverseEtl().getReverseETLSyncFromModel(known.modelId, known.syncId),
		data: { reverseETLSyncStatus: { syncId: known.syncId, syncStatus: 'SUCCESS' } },
	},
	{
		operation: 'Access Review: Get Many',
		call: 'listUsersFromUserGroup',
		run: async () => {
			await users().listUsers({ count: 1000 });
			await roles().listRoles({ count: 1000 });
			await groups().listUserGroups({ count: 1000 });
			return await groups().listUsersFromUserGroup(known.groupId, { count: 1000 });
		},
		data: { users: expect.objectContaining({ length: 225 }) },
	},
	{
		operation: 'Custom API Call: Run',
		call: 'echo',
		run: () => at(client.TestingApi).echo('Hello, Segment'),
		data: { method: 'get', message: 'Hello, Segment' },
	},
	{
		operation: 'Trigger: Activate',
		call: 'getDestinationMetadata',
		run: () => at(client.CatalogApi).getDestinationMetadata(known.webhooksMetadataId),
		data: { destinationMetadata: { actions: [{ id: known.webhooksActionId, slug: 'send' }] } },
	},
	{
		operation: 'Trigger: Activate',
		call: 'getDestinationsCatalog',
		run: () => at(client.CatalogApi).getDestinationsCatalog(page),
		data: { destinationsCatalog: [{ id: known.webhooksMetadataId }, {}], pagination: pages },
	},
	{
		operation: 'Trigger: Activate',
		call: 'getSourcesCatalog',
		run: () => at(client.CatalogApi).getSourcesCatalog(page),
		data: { sourcesCatalog: [{ slug: 'javascript' }, { id: HTTP_API_SOURCE }], pagination: pages },
	},
	{
		operation: 'Trigger: Activate',
		call: 'getSourceMetadata',
		run: () => at(client.CatalogApi).getSourceMetadata(HTTP_API_SOURCE),
		data: { sourceMetadata: { slug: 'http-api' } },
	},
	{
		operation: 'Trigger: Activate',
		call: 'createDestination',
		run: () => destinations().createDestination(webhooks()),
		data: { destination: { name: 'n8n', metadata: { id: known.webhooksMetadataId } } },
	},
	{
		operation: 'Trigger: Activate',
		call: 'listSubscriptionsFromDestination',
		run: () => destinations().listSubscriptionsFromDestination(known.destinationId, page),
		data: { subscriptions: [{ destinationId: known.destinationId }], pagination: pages },
	},
	{
		operation: 'Trigger: Activate',
		call: 'createDestinationSubscription',
		run: () => destinations().createDestinationSubscription(known.destinationId, subscription()),
		data: { destinationSubscription: { name: 'n8n', settings: { url: 'https://n8n.example' } } },
	},
	{
		operation: 'Trigger: Activate',
		call: 'getSubscriptionFromDestination',
		run: () =>
			destinations().getSubscriptionFromDestination(known.destinationId, known.subscriptionId),
		data: { subscription: { id: known.subscriptionId } },
	},
	{
		operation: 'Trigger: Deactivate',
		call: 'updateSubscriptionForDestination',
		run: () =>
			destinations().updateSubscriptionForDestination(known.destinationId, known.subscriptionId, {
				input: { enabled: false },
			}),
		data: { subscription: { id: known.subscriptionId, enabled: false } },
	},
	{
		operation: 'Trigger: Deactivate',
		call: 'removeSubscriptionFromDestination',
		run: () =>
			destinations().removeSubscriptionFromDestination(known.destinationId, known.subscriptionId),
		data: SUCCESS,
	},
];

/** Newer than the client on npm: asked for by hand, as specification 73.2.0 has them. */
const definition = { query: "event('Tour Booked').count() >= 1" };
const audiencesPath = `/spaces/${known.spaceId}/audiences`;
const NEWER = [
	{
		operation: 'Audience: Create',
		missing: 'createAudience',
		run: () =>
			served.call('POST', audiencesPath, {
				name: 'Bookers',
				definition,
				audienceType: 'USERS',
				enabled: true,
			}),
		data: { audience: { name: 'Bookers', key: 'bookers', definition, spaceId: known.spaceId } },
	},
	{
		operation: 'Audience: Preview',
		missing: 'createAudiencePreview',
		run: async () => {
			const body = { definition, audienceType: 'USERS' };
			const { audiencePreview } = await served.data('POST', `${audiencesPath}/previews`, body);
			const path = `${audiencesPath}/previews/${(audiencePreview as { id: string }).id}`;
			await served.call('GET', path);
			await served.call('GET', path);
			return await served.call('GET', path);
		},
		data: {
			audiencePreview: {
				status: 'COMPLETED',
				size: { count: 123, type: 'USERS' },
				results: expect.objectContaining({ length: 5 }),
			},
		},
	},
	{
		operation: 'Audience: Run',
		missing: 'createAudienceRun',
		run: () => served.call('POST', `${audiencesPath}/${known.linkedAudienceId}/runs`),
		data: { run: { id: expect.any(String) } },
	},
	{
		operation: 'Reverse ETL: Cancel',
		missing: 'cancelReverseETLSyncForModel',
		run: async () => {
			const { reverseETLManualSync } = await served.data('POST', '/reverse-etl-syncs', {
				sourceId: served.api.state.models[0].sourceId,
				modelId: known.modelId,
				subscriptionId: known.modelSubscriptionId,
			});
			const { syncId } = reverseETLManualSync as { syncId: string };
			const path = `/reverse-etl-models/${known.modelId}/syncs/${syncId}/cancel`;
			return await served.call('POST', path, { reasonForCanceling: 4 });
		},
		data: { modelId: known.modelId, status: 'CANCELLING' },
	},
];

it('has a case for every operation of the node and the trigger, and for nothing else', () => {
	const wanted = Object.entries(TABLE).flatMap(([resource, names]) =>
		names.map((name) => `${resource}: ${name}`),
	);
	const covered = new Set([...CASES, ...NEWER].map(({ operation }) => operation));
	expect([...covered].sort()).toEqual([...new Set(wanted)].sort());
});

const usedExceptions = new Set<string>();

describe('the official client agrees with', () => {
	it.each(CASES)('$operation: $call', async ({ run, data, status = 200 }) => {
		const { auditEvents } = served.api.state;
		const eventsBefore = auditEvents.length;
		const { response } = await run();
		expect(response.statusCode).toBe(status);
		// every change is in the audit trail, and nothing else
		const changed = served.api.requests.some(({ method }) => method !== 'GET');
		expect(auditEvents.length > eventsBefore).toBe(changed);
		const { body } = seen[seen.length - 1];
		expect(body.data).toMatchObject(typeof data === 'function' ? data() : data);
		const found = new Set(seen.flatMap((answer) => differences(answer.type, answer.body)));
		for (const exception of CHANGED_SINCE_47) {
			if (found.delete(exception)) usedExceptions.add(exception);
		}
		expect([...found]).toEqual([]);
	});

	it('nothing that it would not understand', () => {
		const user = { id: 1, email: 'a@b.example', nick: 'a', permissions: [{}] };
		expect(differences('GetUser200Response', { data: { user } })).toEqual([
			'UserV1.nick is unknown',
			'GetUser200Response.data: GetUserV1Output.user: UserV1.id: 1 is not a string',
			'UserV1.name is missing',
			'PermissionV1.roleName is missing',
			'PermissionV1.roleId is missing',
			'PermissionV1.resources is missing',
		]);
	});

	it('no more exceptions than it needs', () => {
		expect([...usedExceptions].sort()).toEqual(CHANGED_SINCE_47);
	});

	it('lists that take several pages', async () => {
		const emails: string[] = [];
		let cursor: string | null | undefined;
		let requests = 0;
		do {
			const pagination = { count: 200, ...(cursor ? { cursor } : {}) };
			const { users: found, pagination: next } = await client.unwrap(users().listUsers(pagination));
			emails.push(...found.map(({ email }) => email));
			cursor = next.next;
			requests += 1;
		} while (cursor);
		expect([requests, new Set(emails).size]).toEqual([3, 450]);
	});

	it('lists of many values in the query', async () => {
		const emails = served.api.state.groups[0].emails.slice(0, 100);
		await groups().removeUsersFromUserGroup(known.groupId, emails);
		const { userGroup } = await client.unwrap(groups().getUserGroup(known.groupId));
		expect(userGroup.memberCount).toBe(125);
	});

	it.each([
		['an unknown id', () => sources().getSource('404'), { type: 'not-found' }],
		[
			'a missing field',
			() => groups().createUserGroup({} as client.CreateUserGroupV1Input),
			{ type: 'input-validation', message: '"name" is required', field: 'name' },
		],
		['a page too large', () => users().listUsers({ count: 1001 }), { field: 'pagination.count' }],
	])('errors: %s', async (_, run, error) => {
		await expect(client.unwrap(run() as Promise<{ body: object }>)).rejects.toMatchObject(error);
	});
});

describe('newer than the client on npm', () => {
	it.each(NEWER)('$operation', async ({ run, data, missing }) => {
		expect(client.AudiencesApi.prototype).not.toHaveProperty(missing);
		expect(client.ReverseETLApi.prototype).not.toHaveProperty(missing);
		const { status, body } = await run();
		expect(status).toBe(200);
		expect(body.data).toMatchObject(data);
	});
});
