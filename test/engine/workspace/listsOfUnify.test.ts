import type { INodeParameters } from 'n8n-workflow';
import nock from '../../support/nock';
import { useFastClock } from '../../support/clock';
import { answer, id } from '../../support/workspace';
import { search } from './searchLists';

beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
beforeEach(() => void useFastClock());

afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
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
	expect(rest.results.map(({ value }) => value)).toEqual(['c', 'c', 'c', 'c']);
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
