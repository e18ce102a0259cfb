/** Every value in every field of Segment Workspace. */
import { SegmentPublicApi } from '../../credentials/SegmentPublicApi.credentials';
import { SegmentWorkspace } from '../../nodes/SegmentWorkspace/SegmentWorkspace.node';
import { useFastClock } from '../support/clock';
import type { Sent } from '../support/wire';
import { apiMismatches } from './api';
import { report } from './cell';
import { wired } from './wired';
import { workspaceFields } from './workspaceFields';

jest.setTimeout(120_000);
beforeEach(() => void useFastClock());
afterEach(() => jest.restoreAllMocks());

const nodeType = new SegmentWorkspace();

const run = wired(
	{
		nodeType,
		credentialTypes: [new SegmentPublicApi()],
		credentials: { segmentPublicApi: { token: 'token' } },
	},
	answer,
);

const RECORD = {
	id: 'record-1',
	name: 'Record',
	email: 'ada@example.com',
	key: 'env',
	value: 'production',
	status: 'COMPLETED',
	overallStatus: 'FINISHED',
	sourceId: 'source-1',
	syncId: 'sync-1',
	syncStatus: 'SUCCESS',
	more: { than: 'simple' },
	definition: { query: "event('Order Completed').count() > 0", type: 'USERS' },
	metadata: { actions: [{ id: 'action-1', fields: [{ fieldKey: 'price', defaultValue: 1 }] }] },
};

const LISTS = [
	'audienceSchedules',
	'audiences',
	'computedTraits',
	'credentials',
	'dailyPerSourceAPICallsUsage',
	'dailyPerSourceMTUUsage',
	'dailyWorkspaceAPICallsUsage',
	'dailyWorkspaceMTUUsage',
	'dataset',
	'destinations',
	'destinationsCatalog',
	'emails',
	'events',
	'filters',
	'functions',
	'groups',
	'instances',
	'invites',
	'items',
	'labels',
	'models',
	'permissions',
	'profilesWarehouses',
	'regulations',
	'reports',
	'result',
	'roles',
	'rules',
	'sources',
	'sourcesCatalog',
	'spaces',
	'subscriptions',
	'suppressed',
	'syncStatuses',
	'trackingPlans',
	'transformations',
	'userGroups',
	'users',
	'versions',
	'warehouses',
	'warehousesCatalog',
];

const SINGLES = [
	'audience',
	'audiencePreview',
	'audienceSchedule',
	'computedTrait',
	'deliveryMetricsSummary',
	'destination',
	'destinationMetadata',
	'destinationSubscription',
	'filter',
	'function',
	'group',
	'insertFunctionInstance',
	'label',
	'profilesWarehouse',
	'regulation',
	'reverseETLManualSync',
	'reverseETLSyncStatus',
	'reverseEtlModel',
	'role',
	'run',
	'source',
	'sourceMetadata',
	'space',
	'subscription',
	'trackingPlan',
	'transformation',
	'user',
	'userGroup',
	'version',
	'warehouse',
	'warehouseMetadata',
	'workspace',
];

/** Whatever is asked: each key that an answer of the Public API may have. */
function answer({ url }: Sent): unknown {
	// a custom call follows the only list in its answer
	if (url.startsWith('/custom')) return { data: { records: list() } };
	return {
		data: {
			...Object.fromEntries(LISTS.map((key) => [key, list()])),
			...Object.fromEntries(SINGLES.map((key) => [key, RECORD])),
			connectionState: 'CONNECTED',
			inputPayload: {},
			status: 'SUCCESS',
			syncId: 'sync-1',
			settings: { more: 'than simple' },
			regulateId: 'regulation-1',
			pagination: { current: 'MA==', totalEntries: 4 },
		},
	};
}

function list() {
	return [1, 2, 3, 4].map((number) => ({
		...RECORD,
		id: `record-${number}`,
		enabled: number !== 4,
	}));
}

const fields = workspaceFields();

test.each(fields.map((field) => [field.id, field] as const))('%s', async (_id, field) => {
	expect(report(await apiMismatches(field, run))).toBe('');
});
