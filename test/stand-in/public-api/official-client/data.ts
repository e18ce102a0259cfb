import * as client from '@segment/public-api-sdk-typescript';
import { known } from '..';
import { at, Case, groups, page, pages, roles, SUCCESS, users } from './served';

const audiences = () => at(client.AudiencesApi);

const spaces = () => at(client.SpacesApi);

const regulations = () => at(client.DeletionAndSuppressionApi);

const delivery = () => at(client.DeliveryOverviewApi);

const apiCalls = () => at(client.APICallsApi);

const mtu = () => at(client.MonthlyTrackedUsersApi);

const aDay = () => {
	const start = new Date();
	start.setUTCHours(0, 0, 0, 0);
	const from = new Date(start.getTime() - 24 * 60 * 60 * 1000);
	return [from.toISOString(), start.toISOString()] as const;
};

const month = () => `${new Date().toISOString().slice(0, 7)}-01`;

const { USER_ID } = client.CreateWorkspaceRegulationV1Input.SubjectTypeEnum;

const { SUPPRESS_WITH_DELETE } = client.CreateWorkspaceRegulationV1Input.RegulationTypeEnum;

const workspaceRegulation = {
	regulationType: SUPPRESS_WITH_DELETE,
	subjectType: USER_ID,
	subjectIds: ['a', 'b'],
};

export const dataCases: Case[] = [
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
];
