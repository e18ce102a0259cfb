import type { INodeParameters } from 'n8n-workflow';
import nock from '../../support/nock';
import { useFastClock } from '../../support/clock';
import { answer, id, refusal } from '../../support/workspace';
import { contextOf, destination, nodeType, search } from './searchLists';

beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
beforeEach(() => void useFastClock());

afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
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
