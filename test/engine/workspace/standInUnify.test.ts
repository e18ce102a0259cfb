import type { INodeParameters } from 'n8n-workflow';
import { known, tokens } from '../../stand-in/public-api';
import { fakeClock, type Served, servePublicApi } from '../../stand-in/public-api/testing/serve';
import { useFastClock } from '../../support/clock';
import { id, runWorkspace } from '../../support/workspace';
import { destination, everything, linkedAudience, source, space } from './standInSupport';

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
