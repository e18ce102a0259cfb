/** What the resource locators of Segment Workspace offer. */
import type { INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import nock from '../support/nock';

import { SegmentPublicApi } from '../../credentials/SegmentPublicApi.credentials';
import { SegmentWorkspace } from '../../nodes/SegmentWorkspace/SegmentWorkspace.node';
import { useFastClock } from '../support/clock';
import { loadOptionsContext } from '../support/loadOptions';
import { answer, id, refusal, TOKEN, type Reply } from '../support/workspace';

beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
beforeEach(() => void useFastClock());
afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
});

const nodeType = new SegmentWorkspace();
const { listSearch } = nodeType.methods;

/** Calls a list as the editor does, with what is filled in so far. */
async function search(
	method: keyof typeof listSearch,
	{
		filter,
		token,
		parameters = {},
		path = 'parameters.user',
	}: { filter?: string; token?: string; parameters?: INodeParameters; path?: string } = {},
): Promise<INodeListSearchResult> {
	return await listSearch[method].call(contextOf(parameters, path), filter, token);
}

const contextOf = (parameters: INodeParameters, path: string) =>
	loadOptionsContext({
		nodeType,
		credentialTypes: [new SegmentPublicApi()],
		credentials: { segmentPublicApi: { token: TOKEN } },
		parameters,
		path,
	});

const destination = { destination: id('d/1') };

const cases: Array<[keyof typeof listSearch, INodeParameters, Reply, string, object]> = [
	[
		'searchUsers',
		{},
		{ data: { users: [{ id: 'u1', name: 'Ada', email: 'ada@example.com' }] } },
		'/users',
		{ name: 'Ada (ada@example.com)', value: 'u1' },
	],
	[
		'searchGroups',
		{},
		{ data: { userGroups: [{ id: 'g1', name: 'Data' }] } },
		'/groups',
		{ name: 'Data', value: 'g1' },
	],
	[
		'searchRoles',
		{},
		{ data: { roles: [{ id: 'r1', name: 'Owner', description: 'All' }] } },
		'/roles',
		{ name: 'Owner', value: 'r1', description: 'All' },
	],
	[
		'searchSources',
		{},
		{ data: { sources: [{ id: 's1', slug: 'web', metadata: { name: 'Javascript' } }] } },
		'/sources',
		{ name: 'web', value: 's1', description: 'Javascript' },
	],
	[
		'searchSourceTypes',
		{},
		{ data: { sourcesCatalog: [{ id: 'm1', name: 'HTTP API' }] } },
		'/catalog/sources',
		{ name: 'HTTP API', value: 'm1' },
	],
	[
		'searchDestinations',
		{},
		{ data: { destinations: [{ id: 'd1', metadata: { name: 'Amplitude' } }] } },
		'/destinations',
		{ name: 'Amplitude', value: 'd1', description: 'Amplitude' },
	],
	[
		'searchDestinationTypes',
		{},
		{ data: { destinationsCatalog: [{ id: 'm2', name: 'Amplitude', description: 'Charts' }] } },
		'/catalog/destinations',
		{ name: 'Amplitude', value: 'm2', description: 'Charts' },
	],
	[
		'searchMappings',
		destination,
		{ data: { subscriptions: [{ id: 'map1', name: 'Orders', actionSlug: 'send' }] } },
		'/destinations/d%2F1/subscriptions',
		{ name: 'Orders', value: 'map1', description: 'send' },
	],
	[
		'searchFilters',
		destination,
		{ data: { filters: [{ id: 'f1', title: 'Less' }] } },
		'/destination/d%2F1/filters',
		{ name: 'Less', value: 'f1' },
	],
	[
		'searchWarehouses',
		{},
		{ data: { warehouses: [{ id: 'wh1', settings: { name: 'Shop' }, metadata: { name: 'X' } }] } },
		'/warehouses',
		{ name: 'Shop', value: 'wh1', description: 'X · wh1' },
	],
	[
		'searchWarehouseTypes',
		{},
		{ data: { warehousesCatalog: [{ id: 'wm1', name: 'Snowflake' }] } },
		'/catalog/warehouses',
		{ name: 'Snowflake', value: 'wm1' },
	],
	[
		'searchSpaces',
		{},
		{ data: { spaces: [{ id: 'spa_1', name: 'Main' }] } },
		'/spaces',
		{ name: 'Main', value: 'spa_1' },
	],
	[
		'searchAudiences',
		{ space: id('spa_1') },
		{ data: { audiences: [{ id: 'aud_1', name: 'Buyers' }] } },
		'/spaces/spa_1/audiences',
		{ name: 'Buyers', value: 'aud_1' },
	],
	[
		'searchTrackingPlans',
		{},
		{ data: { trackingPlans: [{ id: 'tp_1', name: 'Plan' }] } },
		'/tracking-plans',
		{ name: 'Plan', value: 'tp_1' },
	],
	[
		'searchModels',
		{},
		{ data: { models: [{ id: 'mod1', name: 'Customers' }] } },
		'/reverse-etl-models',
		{ name: 'Customers', value: 'mod1' },
	],
	[
		'searchDestinationTypes',
		{},
		{ data: { destinationsCatalog: [{ id: 'm2', name: 'Amplitude', description: 'Charts' }] } },
		'/catalog/destinations',
		{ name: 'Amplitude', value: 'm2', description: 'Charts' },
	],
	[
		'searchWarehouseTypes',
		{},
		{ data: { warehousesCatalog: [{ id: 'm3', name: 'Snowflake' }] } },
		'/catalog/warehouses',
		{ name: 'Snowflake', value: 'm3' },
	],
	[
		'searchFunctionVersions',
		{ function: id('f1') },
		{
			data: {
				versions: [{ id: 'v1', createdAt: '2026-01-02T03:04:05Z', isDeployed: true, author: 'u1' }],
			},
		},
		'/functions/f1/versions',
		{ name: '2026-01-02T03:04:05.000Z · deployed', value: 'v1', description: 'u1 · v1' },
	],
	[
		'searchTransformations',
		{},
		{ data: { transformations: [{ id: 't1', name: 'Tidy', if: "type = 'track'" }] } },
		'/transformations',
		{ name: 'Tidy', value: 't1', description: "type = 'track'" },
	],
	[
		'searchComputedTraits',
		{ space: id('spa_1') },
		{
			data: {
				computedTraits: [
					{ id: 'c1', name: 'Orders', key: 'orders', definition: { type: 'USERS' } },
				],
			},
		},
		'/spaces/spa_1/computed-traits',
		{ name: 'Orders', value: 'c1', description: 'orders · USERS' },
	],
	[
		'searchProfilesWarehouses',
		{ space: id('spa_1') },
		{ data: { profilesWarehouses: [{ id: 'wh1', metadata: { name: 'Postgres' }, settings: {} }] } },
		'/spaces/spa_1/profiles-warehouses',
		{ name: 'Postgres', value: 'wh1', description: 'Postgres · wh1' },
	],
];

it.each(cases)('%s', async (method, parameters, reply, path, option) => {
	const requests = answer(reply);
	const { results, paginationToken } = await search(method, { parameters });
	expect(requests.map(({ uri }) => uri)).toEqual([`${path}?pagination%5Bcount%5D=200`]);
	expect(results).toEqual([option]);
	expect(paginationToken).toBeUndefined();
});

it('finds endpoints by words, without a request', async () => {
	const requests = answer({});
	expect((await search('searchEndpoints')).results).toHaveLength(201);
	expect((await search('searchEndpoints', { filter: 'alpha CANCEL' })).results).toEqual([
		{
			name: 'Cancel Reverse ETL Sync for Model',
			value: 'cancelReverseETLSyncForModel',
			description: 'Reverse ETL · POST · alpha',
		},
	]);
	expect(requests).toEqual([]);
});

it.each([
	['', [], 'Choose an endpoint first.'],
	['listNothing', [], 'Choose an endpoint first.'],
	['getWorkspace', [], 'This endpoint takes no fields.'],
	['getUser', ['userId'], expect.any(String)],
])('has the fields of the endpoint that is chosen: %s', async (chosen, names, notice) => {
	const context = contextOf({ endpoint: id(chosen) }, 'parameters.endpointFields');
	const { fields, emptyFieldsNotice } =
		await nodeType.methods.resourceMapping.getEndpointFields.call(context);
	expect(fields.map((field) => field.id)).toEqual(names);
	expect(emptyFieldsNotice).toEqual(notice);
});

it('is paged', async () => {
	const requests = answer({
		data: { userGroups: [{ id: 'g1', name: 'Data' }], pagination: { next: 'Mg==' } },
	});
	expect((await search('searchGroups')).paginationToken).toBe('Mg==');
	await search('searchGroups', { token: 'Mg==' });
	expect(requests[1].uri).toBe('/groups?pagination%5Bcount%5D=200&pagination%5Bcursor%5D=Mg%3D%3D');
});

it('looks through the pages until something fits', async () => {
	const page = (name: string, next?: string) => ({
		data: { userGroups: [{ id: name, name }], pagination: { next } },
	});
	const requests = answer(page('Data', 'a'), page('Sales', 'b'), page('Marketing', 'c'));
	const { results, paginationToken } = await search('searchGroups', { filter: 'mARKet' });
	expect(results.map(({ name }) => name)).toEqual(['Marketing']);
	expect(paginationToken).toBe('c');
	expect(requests).toHaveLength(3);
});

it('does not look through a whole large workspace at once', async () => {
	const pages = Array.from({ length: 12 }, (_, page) => ({
		data: { userGroups: [{ id: `g${page}`, name: 'Data' }], pagination: { next: `after ${page}` } },
	}));
	const requests = answer(...pages);
	expect(await search('searchGroups', { filter: 'nothing' })).toEqual({
		results: [],
		paginationToken: 'after 9',
	});
	expect(requests).toHaveLength(10);
});

it('ends with an error on a page that comes again', async () => {
	answer({ data: { userGroups: [{ id: 'g1', name: 'Data' }], pagination: { next: 'again' } } });
	await expect(search('searchGroups', { filter: 'nothing' })).rejects.toThrow('same page twice');
});

describe('the actions of a destination', () => {
	const actions = [
		{ id: 'act1', name: 'Send', description: 'Sends it' },
		{ id: 'act2', name: 'Send Old', hidden: true },
		{ id: 'act3', name: 'Delete' },
	];

	it('are those that people can choose', async () => {
		const requests = answer({ data: { destination: { metadata: { actions } } } });
		expect(await search('searchActions', { parameters: destination })).toEqual({
			results: [
				{ name: 'Send', value: 'act1', description: 'Sends it' },
				{ name: 'Delete', value: 'act3', description: undefined },
			],
		});
		expect(requests.map(({ uri }) => uri)).toEqual(['/destinations/d%2F1']);
	});

	it('are found by words, and none are there before a destination is chosen', async () => {
		answer({ data: { destination: { metadata: { actions } } } });
		const found = await search('searchActions', { parameters: destination, filter: 'del' });
		expect(found.results.map(({ value }) => value)).toEqual(['act3']);
		expect(await search('searchActions')).toEqual({ results: [] });
		expect(await search('searchMappings')).toEqual({ results: [] });
	});
});

describe('the settings of a type', () => {
	const { getDestinationSettings, getWarehouseSettings } = nodeType.methods.resourceMapping;
	const options = [
		{ name: 'apiKey', label: 'API Key', type: 'string', required: true },
		{ name: 'retries', type: 'number', required: false },
		{ name: 'isOn', label: 'On', type: 'boolean', required: false },
		{ name: 'events', label: 'Events', type: 'map', required: false },
		{ name: 'names', label: 'Names', type: 'array', required: false },
		{ name: 'secret', label: 'Secret', type: 'password', required: true },
	];

	it('are rows of their types, the required ones first to be there', async () => {
		const requests = answer({ data: { destinationMetadata: { options } } });
		const parameters = { destinationType: id('m2') };
		const { fields } = await getDestinationSettings.call(
			contextOf(parameters, 'parameters.settings'),
		);
		expect(requests.map(({ uri }) => uri)).toEqual(['/catalog/destinations/m2']);
		expect(
			fields.map(({ id: name, displayName, type, required, removed }) => [
				...[name, displayName, type, required, removed],
			]),
		).toEqual([
			['apiKey', 'API Key', 'string', true, false],
			['retries', 'retries', 'number', false, true],
			['isOn', 'On', 'boolean', false, true],
			['events', 'Events', 'object', false, true],
			['names', 'Names', 'array', false, true],
			['secret', 'Secret', 'string', true, false],
		]);
	});

	it('wait for the type, and say what went wrong', async () => {
		answer(refusal(404, 'gone'));
		const context = contextOf({}, 'parameters.settings');
		expect(await getWarehouseSettings.call(context)).toEqual({
			fields: [],
			emptyFieldsNotice: 'Choose a type first.',
		});
		const chosen = contextOf({ warehouseType: id('wm1') }, 'parameters.settings');
		await expect(getWarehouseSettings.call(chosen)).rejects.toThrow('Segment does not know');
	});
});

it('has no audiences before a space is chosen', async () => {
	expect(await search('searchAudiences')).toEqual({ results: [] });
});

it.each([
	['SOURCE', '/sources?', { sources: [{ id: 's1', name: 'Website' }] }, 'Website'],
	['SPACE', '/spaces?', { spaces: [{ id: 'spa_1', name: 'Main' }] }, 'Main'],
	[
		'WAREHOUSE',
		'/warehouses?',
		{ warehouses: [{ id: 'wh1', settings: { name: 'Snow' } }] },
		'Snow',
	],
])('offers what a role can be granted on: %s', async (resourceType, path, data, name) => {
	const requests = answer({ data });
	const { results } = await search('searchPermissionResources', {
		path: 'parameters.permissions.permission[0].resource',
		parameters: {
			permissions: { permission: [{ resourceType }] },
		} as unknown as INodeParameters,
	});
	expect(requests[0].uri).toContain(path);
	expect(results.map((result) => result.name)).toEqual([name]);
});

it('tells warehouses of one type apart, and finds them by their names', async () => {
	const metadata = { name: 'Snowflake' };
	answer({
		data: {
			warehouses: [
				{ id: 'wh1', metadata, settings: { name: 'Prod' } },
				{ id: 'wh2', metadata, settings: {} },
			],
		},
	});
	const permissions = { permission: [{ resourceType: 'WAREHOUSE' }] };
	const context = {
		path: 'parameters.permissions.permission[0].resource',
		parameters: { permissions } as unknown as INodeParameters,
	};
	const prod = { name: 'Prod', value: 'wh1', description: 'Snowflake · wh1' };
	const { results } = await search('searchPermissionResources', context);
	expect(results).toEqual([
		prod,
		{ name: 'Snowflake', value: 'wh2', description: 'Snowflake · wh2' },
	]);
	const found = await search('searchPermissionResources', { ...context, filter: 'prod' });
	expect(found.results).toEqual([prod]);
});

const ofFilters = (path: string) => ({
	path: `parameters.filters.${path}`,
	parameters: {
		filters: { space: id('spa_1'), audience: id('aud_1') },
	} as unknown as INodeParameters,
});

it('offers what is in the space of the filters', async () => {
	const requests = answer(
		{ data: { audiences: [{ id: 'aud_1', name: 'Buyers' }] } },
		{ data: { activations: [{ id: 'act_1', activationName: 'Ads', activationType: 'Entered' }] } },
	);
	expect((await search('searchDeliveryAudiences', ofFilters('audience'))).results).toEqual([
		{ name: 'Buyers', value: 'aud_1' },
	]);
	expect((await search('searchDeliveryActivations', ofFilters('activation'))).results).toEqual([
		{ name: 'Ads', value: 'act_1', description: 'Entered · act_1' },
	]);
	expect(requests.map(({ uri }) => uri.split('?')[0])).toEqual([
		'/spaces/spa_1/audiences',
		'/spaces/spa_1/audiences/aud_1/activations',
	]);
});

it('offers the schedules of an audience by their times', async () => {
	const requests = answer({
		data: {
			audienceSchedules: [
				{ id: 'sch_1', config: { interval: '4h' }, nextExecution: '2026-01-02T03:04:05Z' },
			],
		},
	});
	const parameters = { space: id('spa_1'), audience: id('aud_1') };
	expect((await search('searchSchedules', { parameters })).results).toEqual([
		{
			name: 'every 4h',
			value: 'sch_1',
			description: 'next at 2026-01-02T03:04:05.000Z · sch_1',
		},
	]);
	expect(requests[0].uri).toBe('/spaces/spa_1/audiences/aud_1/schedules');
});

it('offers the instances of a function, once one is chosen', async () => {
	const requests = answer({
		data: { instances: [{ id: 'i1', name: 'Geo', integrationId: 's1' }] },
	});
	expect((await search('searchFunctionInstances')).results).toEqual([]);
	const parameters = { function: id('ifnc_1') };
	expect((await search('searchFunctionInstances', { parameters })).results).toEqual([
		{ name: 'Geo', value: 'i1', description: 'For s1 · i1' },
	]);
	expect(requests.map(({ uri }) => uri)).toEqual([
		'/insert-function-instances?pagination%5Bcount%5D=200&functionId=ifnc_1',
	]);
});

const functions = (name: string, next?: string) => ({
	data: { functions: [{ id: name, displayName: name }], pagination: { next } },
});
const typeOf = ({ uri }: { uri: string }) => /resourceType=(\w+)/.exec(uri)?.[1];

it('offers functions of all types, which a second line tells apart', async () => {
	const requests = answer(functions('a'), { data: { functions: [] } }, functions('a'));
	const { results, paginationToken } = await search('searchFunctions');
	expect(requests.map(typeOf)).toEqual([
		'DESTINATION',
		'INSERT_DESTINATION',
		'INSERT_SOURCE',
		'INSERT_TRANSFORMATION',
		'SOURCE',
	]);
	expect(results.map(({ description }) => description)).toEqual([
		'Destination Function · a',
		'Source Insert Function · a',
		'Transformation Insert Function · a',
		'Source Function · a',
	]);
	expect(paginationToken).toBeUndefined();
});

it('offers the same for what a role can be granted on, and for inserting only what can be', async () => {
	const requests = answer(functions('a'));
	const permissions = { permission: [{ resourceType: 'FUNCTION' }] };
	const granted = await search('searchPermissionResources', {
		path: 'parameters.permissions.permission[0].resource',
		parameters: { permissions } as unknown as INodeParameters,
	});
	expect(granted.results).toHaveLength(5);
	requests.length = 0;
	expect((await search('searchInsertFunctions')).results).toHaveLength(3);
	expect(requests.map(typeOf).every((type) => type?.startsWith('INSERT_'))).toBe(true);
});

it('goes on in the middle of several lists', async () => {
	const requests = answer(functions('a'), functions('b', 'Mg=='), functions('c'));
	const first = await search('searchFunctions');
	expect(first.results.map(({ name }) => name)).toEqual(['a', 'b']);
	const rest = await search('searchFunctions', { token: first.paginationToken });
	expect(rest.results.map(({ name }) => name)).toEqual(['c', 'c', 'c', 'c']);
	expect(rest.paginationToken).toBeUndefined();
	expect(requests.map(typeOf).slice(0, 4)).toEqual([
		'DESTINATION',
		'INSERT_DESTINATION',
		'INSERT_DESTINATION',
		'INSERT_SOURCE',
	]);
	expect(requests[2].uri).toContain('pagination%5Bcursor%5D=Mg%3D%3D');
});

it('offers the destinations and sources that an insert function can be connected to', async () => {
	answer(
		{ data: { destinations: [{ id: 'd1', metadata: { name: 'Amplitude' } }] } },
		{ data: { sources: [{ id: 's1', name: 'Web', metadata: { name: 'Javascript' } }] } },
	);
	expect((await search('searchConnections')).results).toEqual([
		{ name: 'Amplitude', value: 'd1', description: 'Destination · Amplitude' },
		{ name: 'Web', value: 's1', description: 'Source · Javascript' },
	]);
});

const model = { data: { reverseEtlModel: { id: 'mod1', sourceId: 's1' } } };
const mapping = (mappingId: string, modelId?: string) => ({
	id: mappingId,
	name: 'Contacts',
	enabled: mappingId !== 'map2',
	modelId,
});
const connected = {
	data: {
		destinations: [
			{ id: 'd1', name: 'CRM' },
			{ id: 'd2', name: 'Ads' },
		],
	},
};

it('offers the mappings of a model, which are those of the destinations of its source', async () => {
	const requests = answer(
		model,
		connected,
		{ data: { subscriptions: [mapping('map1', 'mod1'), mapping('map9')] } },
		{ data: { subscriptions: [mapping('map2', 'mod1'), mapping('map8', 'mod2')] } },
	);
	const parameters = { model: id('mod1') };
	expect((await search('searchModelMappings')).results).toEqual([]);
	const { results } = await search('searchModelMappings', { parameters });
	expect(results).toEqual([
		{ name: 'Contacts → CRM', value: 'map1', description: 'map1' },
		{ name: 'Contacts → Ads', value: 'map2', description: 'disabled · map2' },
	]);
	expect(requests.map(({ uri }) => uri.split('?')[0])).toEqual([
		'/reverse-etl-models/mod1',
		'/sources/s1/connected-destinations',
		'/destinations/d1/subscriptions',
		'/destinations/d2/subscriptions',
	]);
});

it('offers the syncs of a model, the newest first, and finds them by their state', async () => {
	const sync = (syncId: string, startedAt: string, syncStatus: string) => ({
		...{ syncId, startedAt, syncStatus },
	});
	const replies = [
		model,
		{ data: { destinations: [{ id: 'd1', name: 'CRM' }] } },
		{ data: { subscriptions: [mapping('map1', 'mod1')] } },
		{
			data: {
				syncStatuses: [
					sync('sy1', '2026-01-02T03:04:05Z', 'SUCCESS'),
					sync('sy2', '2026-01-03T03:04:05Z', 'FAIL'),
				],
			},
		},
	];
	const requests = answer(...replies, ...replies);
	const parameters = { model: id('mod1') };
	const newest = {
		name: '2026-01-03T03:04:05.000Z · FAIL',
		value: 'sy2',
		description: 'Contacts → CRM · sy2',
	};
	const { results } = await search('searchSyncs', { parameters });
	expect([results[0], results.length]).toEqual([newest, 2]);
	expect((await search('searchSyncs', { parameters, filter: 'fail' })).results).toEqual([newest]);
	expect(requests[3].uri).toBe('/reverse-etl-models/mod1/subscriptionId/map1/syncs?count=20');
});

it('says what is wrong with the credential', async () => {
	answer(refusal(401, 'no'));
	await expect(search('searchUsers')).rejects.toThrow('does not accept the credential');
});
