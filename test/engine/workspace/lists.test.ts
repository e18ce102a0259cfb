import type { INodeParameters } from 'n8n-workflow';
import nock from '../../support/nock';
import { useFastClock } from '../../support/clock';
import { answer, id, refusal, type Reply } from '../../support/workspace';
import { contextOf, destination, listSearch, nodeType, search } from './searchLists';

beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
beforeEach(() => void useFastClock());

afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
});

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
			name: 'Cancel Reverse ETL Sync for Model – POST, Reverse ETL, alpha',
			value: 'cancelReverseETLSyncForModel',
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

it('tells entries of one name apart', async () => {
	const type = (name: string) => ({ metadata: { name } });
	answer({
		data: {
			sources: [
				{ id: 's1', name: 'Shop', ...type('HTTP API') },
				{ id: 's2', name: 'Shop', ...type('Javascript') },
				{ id: 's3', name: 'App', ...type('iOS') },
				{ id: 's4', name: 'App', ...type('iOS') },
				{ id: 's5', name: 'Blog', ...type('iOS') },
			],
		},
	});
	const { results } = await search('searchSources');
	expect(results.map(({ name, value }) => [value, name])).toEqual([
		['s1', 'Shop – HTTP API'],
		['s2', 'Shop – Javascript'],
		['s3', 'App – s3'],
		['s4', 'App – s4'],
		['s5', 'Blog'],
	]);
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

it('says what is wrong with the credential', async () => {
	answer(refusal(401, 'no'));
	await expect(search('searchUsers')).rejects.toThrow('does not accept the credential');
});
