/** Every operation of Segment Workspace against the stand-in for Segment, which checks requests as Segment does. */
import type { INodeParameters } from 'n8n-workflow';

import { known, tokens } from '../stand-in/public-api';
import { fakeClock, servePublicApi, type Served } from '../stand-in/public-api/testing/serve';
import { useFastClock } from '../support/clock';
import { id, runWorkspace } from '../support/workspace';

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

const user = { user: id(known.memberId) };
const group = { group: id(known.groupId) };
const source = { source: id(known.sourceId) };
const destination = { destination: id(known.destinationId) };
const space = { space: id(known.spaceId) };
const audience = { ...space, audience: id(known.audienceId) };
const plan = { trackingPlan: id(known.trackingPlanId) };
const model = { model: id(known.modelId) };
const fn = { function: id(known.functionId) };
const linkedAudience = { ...space, audience: id(known.linkedAudienceId) };
const warehouse = { warehouse: id(known.warehouseId) };
const mapping = { ...destination, mapping: id(known.subscriptionId) };
const filter = { ...destination, filter: id(known.filterId) };
const everything = { returnAll: true };
const range = {
	startTime: '2026-05-18T00:00:00Z',
	endTime: '2026-05-20T00:00:00Z',
	granularity: 'DAY',
};

/** Permissions of a role on a source and on the whole workspace. */
async function permissions(): Promise<INodeParameters> {
	const [role] = await run('role', 'getAll');
	const row = { role: id(String(role.id)) };
	return {
		permissions: {
			permission: [
				{ ...row, resourceType: 'WORKSPACE' },
				{ ...row, resourceType: 'SOURCE', resource: id(known.sourceId) },
			],
		} as unknown as INodeParameters,
	};
}

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

it('invites, adds to a group, grants, and takes away again', async () => {
	const emails = { emails: 'new@example.com' };
	await run('user', 'invite', { email: 'new@example.com', ...(await permissions()) });
	const created = await run('group', 'create', { name: 'Newcomers' });
	const own = { group: id(String(created[0].id)) };
	await run('group', 'addMembers', { ...own, ...emails });
	expect(await run('group', 'getInvites', own)).toEqual([{ email: 'new@example.com' }]);
	expect(await run('group', 'addPermissions', { ...own, ...(await permissions()) })).toHaveLength(
		2,
	);
	await run('group', 'replacePermissions', { ...own, ...(await permissions()) });
	await run('group', 'rename', { ...own, name: 'Old Hands' });
	const [{ email }] = await run('user', 'getAll', { limit: 1 });
	await run('group', 'replaceMembers', { ...own, emails: String(email) });
	await run('group', 'removeMembers', { ...own, emails: String(email) });
	await run('group', 'delete', own);
	await run('invite', 'delete', emails);
	await run('invite', 'create', emails);
	expect(await run('invite', 'getAll', everything)).toContainEqual({ email: 'new@example.com' });
});

it('grants roles to a user and deletes the user', async () => {
	const [role] = await run('role', 'getAll');
	expect(await run('role', 'get', { role: id(String(role.id)) })).toEqual([role]);
	await run('user', 'addPermissions', { ...user, ...(await permissions()) });
	await run('user', 'replacePermissions', { ...user, ...(await permissions()) });
	await run('user', 'delete', user);
	await expect(run('user', 'get', user)).rejects.toThrow('does not know the user');
});

it('creates, changes and deletes a source', async () => {
	const created = await run('source', 'create', { sourceType: id('iUM16Md8P2'), slug: 'made' });
	const own = { source: id(String(created[0].id)) };
	await run('source', 'update', { ...own, updateFields: { name: 'Made', enabled: false } });
	await run('label', 'create', { key: 'origin', value: 'n8n' });
	await run('source', 'addLabels', { ...own, labels: 'origin:n8n' });
	await run('source', 'replaceLabels', { ...own, labels: '', allowEmpty: true });
	await run('label', 'delete', { key: 'origin', value: 'n8n' });
	await run('source', 'updateSchemaSettings', {
		...own,
		schemaFields: { trackAllowUnplannedEvents: false },
	});
	const [{ writeKeys }] = await run('source', 'addWriteKey', { ...own, simplify: false });
	await run('source', 'removeWriteKey', { ...own, writeKey: (writeKeys as string[])[0] });
	await run('source', 'delete', own);
});

it('switches a destination off and deletes it', async () => {
	const [changed] = await run('destination', 'update', {
		...destination,
		updateFields: { enabled: false },
	});
	expect(changed.enabled).toBe(false);
	await run('destination', 'delete', destination);
});

it('creates, previews, runs, changes and deletes an audience', async () => {
	const query = "event('Tour Booked').count() >= 1";
	const [made] = await run('audience', 'create', { ...space, name: 'Bookers', query });
	const own = { ...space, audience: id(String(made.id)) };
	await run('audience', 'update', { ...own, updateFields: { description: 'All who booked' } });
	expect(await run('audience', 'preview', { ...space, query })).toMatchObject([
		{ status: 'COMPLETED' },
	]);
	await run('audience', 'run', { ...space, audience: id(known.linkedAudienceId) });
	await run('audience', 'delete', own);
});

it('has people deleted and waits for it', async () => {
	const [{ id: requestId }] = await run('deletionRequest', 'create', {
		regulationType: 'SUPPRESS_WITH_DELETE',
		subjectIds: 'user-1, user-2',
		confirm: true,
	});
	expect(await run('deletionRequest', 'wait', { requestId: String(requestId) })).toMatchObject([
		{ status: 'FINISHED' },
	]);
});

it('starts a sync, waits for it, and cancels another', async () => {
	const start = { ...model, subscriptionId: known.modelSubscriptionId };
	expect(await run('reverseEtl', 'startSync', start)).toMatchObject([{ status: 'SUCCESS' }]);
	const [{ id: syncId }] = await run('reverseEtl', 'startSync', { ...start, wait: false });
	await run('reverseEtl', 'cancel', {
		...model,
		syncId: String(syncId),
		additionalFields: { reason: 2 },
	});
	expect(await run('reverseEtl', 'getSync', { ...model, syncId: String(syncId) })).toMatchObject([
		{ status: 'CANCELED' },
	]);
});

it('creates, changes, deploys and restores a function, and puts it before a destination', async () => {
	const settings = { setting: [{ name: 'zone', type: 'STRING' }] } as unknown as INodeParameters;
	const [made] = await run('function', 'create', {
		displayName: 'Geo',
		functionType: 'INSERT_DESTINATION',
		code: 'async function onTrack(event) { return event }',
		additionalFields: { description: 'd', logoUrl: 'https://example.com/a.svg', settings },
	});
	const own = { function: id(String(made.id)) };
	await run('function', 'update', {
		...own,
		updateFields: { code: 'async function onTrack() {}', displayName: 'Geo 2', settings },
	});
	expect(await run('function', 'deploy', own)).toEqual([{ id: made.id, deployed: true }]);
	const versions = await run('function', 'getVersions', own);
	expect(versions.map(({ isDeployed }) => isDeployed)).toEqual([true, false]);
	await run('function', 'restoreVersion', {
		...own,
		functionVersion: id(String(versions[1].id)),
	});
	expect(await run('function', 'get', own)).toMatchObject([
		{ name: 'Geo 2', settings: 'zone', isLatestVersionDeployed: false },
	]);

	const [instance] = await run('functionInstance', 'create', {
		...own,
		connection: destination.destination,
		name: 'Geo for one',
		additionalFields: { settings: '{"zone":"EU"}' },
	});
	const ofInstance = { instance: id(String(instance.id)) };
	await run('functionInstance', 'update', { ...ofInstance, updateFields: { enabled: false } });
	expect(await run('functionInstance', 'get', { ...ofInstance, simplify: false })).toMatchObject([
		{ enabled: false, settings: { zone: 'EU' } },
	]);
	await run('functionInstance', 'delete', ofInstance);
	await run('function', 'delete', own);
});

it('lists the functions of all types, up to the limit', async () => {
	const all = await run('function', 'getAll', everything);
	expect(new Set(all.map(({ type }) => type)).size).toBe(5);
	expect(await run('function', 'getAll', { limit: 3 })).toEqual(all.slice(0, 3));
});

it('creates, changes and deletes a transformation', async () => {
	const [made] = await run('transformation', 'create', {
		...source,
		name: 'Tidy',
		condition: "type = 'track'",
		additionalFields: {
			propertyRenames: { rename: [{ oldName: 'properties.a', newName: 'properties.b' }] },
			allowProperties: 'properties.b, properties.c',
			hashAlgorithm: 'SHA256',
			hashPaths: 'properties.mail',
		} as unknown as INodeParameters,
	});
	const own = { transformation: id(String(made.id)) };
	const change = { enabled: false, drop: true };
	expect(await run('transformation', 'update', { ...own, updateFields: change })).toMatchObject([
		{ enabled: false, drop: true, renamedProperties: 'properties.a → properties.b' },
	]);
	await run('transformation', 'delete', own);
});

it('creates, changes and deletes a schedule of a linked audience', async () => {
	const [made] = await run('audienceSchedule', 'create', {
		...linkedAudience,
		strategy: 'PERIODIC',
		interval: '4h',
	});
	const own = { ...linkedAudience, audienceSchedule: id(String(made.id)) };
	const changed = { strategy: 'SPECIFIC_DAYS', days: [1, 4], hours: [8] };
	expect(await run('audienceSchedule', 'update', { ...own, ...changed })).toMatchObject([
		{ schedule: 'Mon, Thu at 8:00 (UTC)' },
	]);
	await run('audienceSchedule', 'delete', own);
});

it('creates, changes and deletes a computed trait, of which one half may be left as it is', async () => {
	const [made] = await run('computedTrait', 'create', {
		...space,
		name: 'Tours',
		traitType: 'ACCOUNTS',
		query: "event('Tour Booked').count()",
		additionalFields: { description: 'd', enabled: true, backfillDurationDays: 30 },
	});
	const own = { ...space, computedTrait: id(String(made.id)) };
	const query = "event('Tour Viewed').count()";
	expect(await run('computedTrait', 'update', { ...own, updateFields: { query } })).toMatchObject([
		{ query, type: 'ACCOUNTS' },
	]);
	await run('computedTrait', 'delete', own);
});

it('syncs profiles to a warehouse, chooses what of them, and stops', async () => {
	const [made] = await run('profilesSync', 'create', {
		...space,
		warehouseType: id(known.warehouseMetadataId),
		settings: '{"hostname":"h"}',
		additionalFields: { name: 'Profiles', enabled: true, schemaName: 'p' },
	});
	expect(made).toMatchObject({ name: 'Profiles', schemaName: 'p' });
	const own = { ...space, profilesWarehouse: id(String(made.id)) };
	expect(
		await run('profilesSync', 'update', { ...own, updateFields: { name: 'People' } }),
	).toMatchObject([{ name: 'People', schemaName: 'p' }]);
	const [{ collection }] = await run('profilesSync', 'getSelectiveSync', own);
	await run('profilesSync', 'updateSelectiveSync', {
		...own,
		overrides: {
			override: [{ collection: String(collection), enabled: false }],
		} as unknown as INodeParameters,
		updateFields: { enableEventTables: true },
	});
	expect((await run('profilesSync', 'getSelectiveSync', own))[0].enabled).toBe(false);
	await run('profilesSync', 'delete', own);
});

it('creates, changes and deletes a Reverse ETL model', async () => {
	const [made] = await run('reverseEtl', 'create', {
		...source,
		name: 'Guides',
		query: 'select 1',
		queryIdentifierColumn: 'id',
	});
	const own = { model: id(String(made.id)) };
	const updateFields = { description: 'All', enabled: false };
	expect(await run('reverseEtl', 'update', { ...own, updateFields })).toMatchObject([updateFields]);
	await run('reverseEtl', 'delete', own);
});

it('repeats a read whose connection broke', async () => {
	segment.api.fault({ method: 'GET', reset: 'after' });
	expect(await run('workspace', 'get')).toHaveLength(1);
	expect(segment.api.requests).toHaveLength(2);
});

it('does not repeat a create whose connection broke, for it may have been carried out', async () => {
	segment.api.fault({ method: 'POST', reset: 'after' });
	await expect(run('group', 'create', { name: 'Once' })).rejects.toThrow(
		/Segment did not answer.*look in Segment before you run this again.*ECONNRESET/,
	);
	expect(segment.api.state.groups.filter(({ name }) => name === 'Once')).toHaveLength(1);
	expect(segment.api.requests).toHaveLength(1);
});
