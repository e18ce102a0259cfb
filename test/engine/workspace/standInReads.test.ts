import type { INodeParameters } from 'n8n-workflow';
import { known, tokens } from '../../stand-in/public-api';
import { fakeClock, type Served, servePublicApi } from '../../stand-in/public-api/testing/serve';
import { useFastClock } from '../../support/clock';
import { id, runWorkspace } from '../../support/workspace';
import {
	audience,
	destination,
	everything,
	filter,
	group,
	linkedAudience,
	model,
	source,
	space,
	user,
} from './standInSupport';

let segment: Served;

beforeAll(async () => {
	segment = await servePublicApi({ now: fakeClock().now, perMinute: 10_000 });
});

afterAll(async () => await segment.close());

beforeEach(() => {
	segment.api.reset();
	useFastClock();
});

afterEach(() => jest.restoreAllMocks());

async function run(resource: string, operation: string, parameters: INodeParameters = {}) {
	const { json, error } = await runWorkspace(
		{ resource, operation, ...parameters },
		{ credential: { token: tokens.owner, region: 'custom', host: segment.url } },
	);
	if (error) throw new Error(`${error.message}: ${error.description}`);
	return json;
}

const plan = { trackingPlan: id(known.trackingPlanId) };
const fn = { function: id(known.functionId) };
const warehouse = { warehouse: id(known.warehouseId) };
const mapping = { ...destination, mapping: id(known.subscriptionId) };

const range = {
	startTime: '2026-05-18T00:00:00Z',
	endTime: '2026-05-20T00:00:00Z',
	granularity: 'DAY',
};

const reads: Array<[resource: string, operation: string, parameters: INodeParameters]> = [
	['accessReview', 'getAll', everything],
	['audience', 'get', audience],
	['audience', 'getAll', { ...space, ...everything }],
	['auditEvent', 'getAll', { ...everything, filters: { startTime: '2026-05-01' } }],
	['audience', 'get', { ...linkedAudience, options: { includeSchedules: true } }],
	['audienceSchedule', 'get', { ...linkedAudience, audienceSchedule: id(known.scheduleId) }],
	['audienceSchedule', 'getAll', { ...linkedAudience, ...everything }],
	['catalog', 'get', { catalogType: 'source', sourceType: id('iUM16Md8P2') }],
	['catalog', 'get', { destinationType: id(known.webhooksMetadataId) }],
	['catalog', 'get', { catalogType: 'warehouse', warehouseType: id(known.warehouseMetadataId) }],
	['catalog', 'getAll', everything],
	['catalog', 'getAll', { catalogType: 'source', ...everything }],
	['catalog', 'getAll', { catalogType: 'warehouse', ...everything }],
	['computedTrait', 'get', { ...space, computedTrait: id(known.computedTraitId) }],
	['computedTrait', 'getAll', { ...space, ...everything }],
	['customCall', 'send', { path: '/catalog/sources', followPages: true, ...everything }],
	['dataReview', 'deliveryHealth', { ...source, days: 3 }],
	['dataReview', 'routing', { ...source, event: '{"type":"track","event":"Tour Booked"}' }],
	['dataReview', 'silentSources', { ...everything, options: { includeDisabled: true } }],
	['dataReview', 'staleAccess', everything],
	['dataReview', 'ungovernedSources', everything],
	['deletionRequest', 'get', { requestId: known.regulationId }],
	['deletionRequest', 'getAll', everything],
	['deletionRequest', 'getSuppressed', everything],
	['deletionRequest', 'wait', { requestId: known.regulationId }],
	['delivery', 'delivered', { ...source, ...destination, ...range }],
	['delivery', 'eventVolume', { ...range, options: { groupBy: ['source', 'eventName'] } }],
	['delivery', 'failed', { ...source, ...destination, ...range }],
	['delivery', 'failedOnIngest', { ...source, ...range, options: { groupBy: ['discardReason'] } }],
	['delivery', 'filtered', { ...source, ...range }],
	['delivery', 'filtered', { ...source, ...destination, filteredAt: 'destination', ...range }],
	['delivery', 'received', { ...source, ...range, filters: { eventType: ['track'] } }],
	['delivery', 'usage', { month: '2026-04' }],
	['delivery', 'usage', { month: '2026-04', measure: 'mtu', bySource: true }],
	[
		'delivery',
		'failed',
		{
			...source,
			...destination,
			...range,
			filters: {
				mapping: id(known.subscriptionId),
				activation: id(known.activationId),
				audience: id(known.audienceId),
				space: id(known.spaceId),
			},
			options: {
				groupBy: ['activationId', 'audienceId', 'discardReason', 'spaceId', 'subscriptionId'],
			},
		},
	],
	['destination', 'get', destination],
	['destination', 'getAll', everything],
	['destination', 'getHealth', { ...destination, options: { granularity: 'DAY' } }],
	['destinationFilter', 'get', filter],
	['destinationFilter', 'getAll', { ...destination, ...everything }],
	['destinationMapping', 'get', mapping],
	['destinationMapping', 'getAll', { ...destination, ...everything }],
	['directory', 'getGroups', { ...everything, options: { includeMembers: true } }],
	['directory', 'getRoles', everything],
	['directory', 'getUsers', everything],
	['directory', 'getWorkspace', {}],
	['function', 'get', fn],
	['function', 'getAll', everything],
	['function', 'getVersions', { ...fn, ...everything }],
	['functionInstance', 'get', { instance: id(known.functionInstanceId) }],
	['functionInstance', 'getAll', { function: id(known.insertFunctionId), ...everything }],
	['group', 'get', group],
	['group', 'getAll', everything],
	['group', 'getMembers', { ...group, ...everything }],
	['invite', 'getAll', everything],
	['label', 'getAll', everything],
	['profilesSync', 'getAll', { ...space, ...everything }],
	[
		'profilesSync',
		'getSelectiveSync',
		{ ...space, profilesWarehouse: id(known.profilesWarehouseId), ...everything },
	],
	['reverseEtl', 'get', model],
	[
		'reverseEtl',
		'getSyncs',
		{ ...model, subscriptionId: id(known.modelSubscriptionId), ...everything },
	],
	['reverseEtl', 'getAll', everything],
	['reverseEtl', 'getSync', { ...model, syncId: known.syncId }],
	['role', 'getAll', everything],
	['source', 'get', source],
	['source', 'getAll', everything],
	['source', 'getDestinations', { ...source, ...everything }],
	['source', 'getSchemaSettings', source],
	['space', 'get', space],
	['space', 'getAll', everything],
	['trackingPlan', 'get', plan],
	['trackingPlan', 'getAll', everything],
	['trackingPlan', 'getRules', { ...plan, ...everything }],
	['trackingPlan', 'getSources', { ...plan, ...everything }],
	['transformation', 'get', { transformation: id(known.transformationId) }],
	['transformation', 'getAll', everything],
	['user', 'get', user],
	['user', 'getAll', everything],
	['user', 'getGroups', { ...user, ...everything }],
	['warehouse', 'get', warehouse],
	['warehouse', 'getAll', everything],
	['warehouse', 'getConnectionState', warehouse],
	['warehouse', 'getSelectiveSync', { ...warehouse, ...source, ...everything }],
	['warehouse', 'getSources', { ...warehouse, ...everything }],
	['warehouse', 'getSyncs', { ...warehouse, ...everything }],
	['warehouse', 'getSyncs', { ...warehouse, ...source }],
	['workspace', 'get', {}],
];

it.each(reads)('%s: %s', async (resource, operation, parameters) => {
	const records = await run(resource, operation, parameters);
	expect(records.length).toBeGreaterThan(0);
	const keys = Object.keys(records[0]);
	for (const record of records) expect(Object.keys(record)).toEqual(keys);
	expect(JSON.stringify(records)).not.toContain(known.writeKey);
});

it('reads a whole directory, page by page', async () => {
	const users = await run('user', 'getAll', everything);
	expect(users).toHaveLength(segment.api.state.users.length);
	expect(users.length).toBeGreaterThan(200);
});

it('repeats a read whose connection broke', async () => {
	segment.api.fault({ method: 'GET', reset: 'after' });
	expect(await run('workspace', 'get')).toHaveLength(1);
	expect(segment.api.requests).toHaveLength(2);
});
