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
	['FUNCTION', '/functions?', { functions: [{ id: 'f1', displayName: 'Fn' }] }, 'Fn'],
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

it('says what is wrong with the credential', async () => {
	answer(refusal(401, 'no'));
	await expect(search('searchUsers')).rejects.toThrow('does not accept the credential');
});
