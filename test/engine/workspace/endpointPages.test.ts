/** How Custom API Call → Endpoint From List follows each form of paging, request by request. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { useFastClock } from '../../support/clock';
import nock from '../../support/nock';
import { answer, id, refusal, type Reply, runWorkspace } from '../../support/workspace';

let waits: number[];
beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
beforeEach(() => {
	waits = useFastClock();
});
afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
});

async function call(
	endpoint: string,
	value: IDataObject,
	more: INodeParameters,
	replies: Reply[],
	items?: IDataObject[],
) {
	const requests = answer(...replies);
	const parameters: INodeParameters = {
		resource: 'customCall',
		operation: 'send',
		mode: 'endpoint',
		endpoint: id(endpoint),
		endpointFields: { mappingMode: 'defineBelow', value } as unknown as INodeParameters,
		...more,
	};
	const { json, error } = await runWorkspace(parameters, { items });
	return { json, error, asked: requests.map(({ uri }) => decodeURIComponent(uri)) };
}

const ids = (...names: string[]) => names.map((name) => ({ id: name }));
const all = { returnAll: true };

interface Case {
	form: string;
	endpoint: string;
	value: IDataObject;
	more?: INodeParameters;
	replies: Reply[];
	asked: string[];
	json: IDataObject[];
}

it.each<Case>([
	{
		form: 'an object with a cursor',
		endpoint: 'listWarehouses',
		value: {},
		replies: [
			{ data: { warehouses: ids('a', 'b'), pagination: { next: 'Mg==' } } },
			{ data: { warehouses: ids('c'), pagination: { next: null } } },
		],
		asked: [
			'/warehouses?pagination[count]=1000',
			'/warehouses?pagination[count]=1000&pagination[cursor]=Mg==',
		],
		json: ids('a', 'b', 'c'),
	},
	{
		form: 'a plain cursor and count',
		endpoint: 'listReverseETLSyncStatusesFromModelAndSubscriptionId',
		value: { modelId: 'm', subscriptionId: 's' },
		replies: [
			{ data: { syncStatuses: ids('a'), pagination: { next: 'n' } } },
			{ data: { syncStatuses: ids('b'), pagination: {} } },
		],
		asked: [
			'/reverse-etl-models/m/subscriptionId/s/syncs?count=1000',
			'/reverse-etl-models/m/subscriptionId/s/syncs?count=1000&cursor=n',
		],
		json: ids('a', 'b'),
	},
	{
		form: 'a cursor that is a number',
		endpoint: 'listFiltersForSpace',
		value: { integrationId: 'd' },
		more: { limit: 12 },
		replies: [
			{ data: { filters: ids(...'abcdefghij'), pagination: { next: 10 } } },
			{ data: { filters: ids(...'klmno'), pagination: {} } },
		],
		asked: [
			'/filters?integrationId=d&pagination[count]=10',
			'/filters?integrationId=d&pagination[count]=10&pagination[cursor]=10',
		],
		json: ids(...'abcdefghijkl'),
	},
	{
		form: 'a number that Segment writes as text',
		endpoint: 'listFiltersForSpace',
		value: { integrationId: 'd' },
		replies: [
			{ data: { filters: ids('a'), pagination: { next: '10' } } },
			{ data: { filters: ids('b'), pagination: {} } },
		],
		asked: [
			'/filters?integrationId=d&pagination[count]=10',
			'/filters?integrationId=d&pagination[count]=10&pagination[cursor]=10',
		],
		json: ids('a', 'b'),
	},
	{
		form: 'a cursor that Segment writes as a number',
		endpoint: 'listWarehouses',
		value: {},
		replies: [
			{ data: { warehouses: ids('a'), pagination: { next: 5 } } },
			{ data: { warehouses: ids('b'), pagination: { next: null } } },
		],
		asked: [
			'/warehouses?pagination[count]=1000',
			'/warehouses?pagination[count]=1000&pagination[cursor]=5',
		],
		json: ids('a', 'b'),
	},
	{
		form: 'a maximum of its own',
		endpoint: 'listAudiences',
		value: { spaceId: 'spa_1', search: { type: 'NAME', query: 'x' } },
		replies: [{ data: { audiences: ids('a'), pagination: { next: '' } } }],
		asked: ['/spaces/spa_1/audiences?search[type]=NAME&search[query]=x&pagination[count]=200'],
		json: ids('a'),
	},
	{
		form: 'no pages',
		endpoint: 'listSampleValuesFromTrait',
		value: { spaceId: 'spa_1', traitKey: 'plan' },
		more: { limit: 2 },
		replies: [{ data: { sampleValues: ['a', 'b', 'c'] } }],
		asked: ['/spaces/spa_1/traits/plan/sample-values'],
		json: [{ value: 'a' }, { value: 'b' }],
	},
	{
		form: 'e-mail addresses',
		endpoint: 'listInvites',
		value: {},
		replies: [{ data: { invites: ['a@b.co'], pagination: {} } }],
		asked: ['/invites?pagination[count]=1000'],
		json: [{ email: 'a@b.co' }],
	},
	{
		form: 'two lists, each with pages of its own',
		endpoint: 'listCredentialConsumers',
		value: { credentialId: 'c' },
		replies: [
			{
				data: {
					warehouses: ids('w1'),
					warehousesPagination: { next: 'w' },
					sources: ids('s1'),
					sourcesPagination: { next: 's' },
				},
			},
			{ data: { warehouses: ids('w2'), warehousesPagination: {}, sources: [] } },
			{ data: { sources: ids('s1'), sourcesPagination: { next: 's' }, warehouses: [] } },
			{ data: { sources: ids('s2'), sourcesPagination: {}, warehouses: [] } },
		],
		asked: [
			'/credentials/c/consumers?warehousesPagination[count]=1000',
			'/credentials/c/consumers?warehousesPagination[count]=1000&warehousesPagination[cursor]=w',
			'/credentials/c/consumers?sourcesPagination[count]=1000',
			'/credentials/c/consumers?sourcesPagination[count]=1000&sourcesPagination[cursor]=s',
		],
		json: [
			{ list: 'warehouses', id: 'w1' },
			{ list: 'warehouses', id: 'w2' },
			{ list: 'sources', id: 's1' },
			{ list: 'sources', id: 's2' },
		],
	},
	{
		form: 'lists that say what a change did',
		endpoint: 'batchQueryMessagingSubscriptionsForSpace',
		value: { spaceId: 'spa_1', subscriptions: '[{"key": "a@b.co", "type": "EMAIL"}]' },
		more: { limit: 1 },
		replies: [{ data: { successes: ids('a', 'b'), failures: ids('c'), errors: [] } }],
		asked: ['/spaces/spa_1/messaging-subscriptions/batch'],
		json: [{ successes: ids('a', 'b'), failures: ids('c'), errors: [] }],
	},
])('$form', async ({ endpoint, value, more = all, replies, asked, json }) => {
	const done = await call(endpoint, value, more, replies);
	expect(done.error).toBeUndefined();
	expect(done.asked).toEqual(asked);
	expect(done.json).toEqual(json);
});

it.each<[string, Reply[], string]>([
	['a page comes again', [{ data: { warehouses: ids('a'), pagination: { next: 'n' } } }], 'twice'],
	['the list is missing', [{ data: { pagination: {} } }], 'lacks “warehouses”'],
	['the list is none', [{ data: { warehouses: { 0: 'a' } } }], 'lacks “warehouses”'],
	[
		'a page in the middle is no list',
		[{ data: { warehouses: ids('a'), pagination: { next: 'n' } } }, { data: { warehouses: null } }],
		'lacks “warehouses”',
	],
	[
		'the pages go round',
		['1', '2', '1'].map((next, page) => ({
			data: { warehouses: ids(`w${page}`), pagination: { next } },
		})),
		'twice',
	],
	[
		'a page in the middle is refused',
		[{ data: { warehouses: ids('a'), pagination: { next: 'n' } } }, refusal(403, 'no')],
		'is not allowed to do this',
	],
])('is an error when %s', async (_, replies, message) => {
	const { error } = await call('listWarehouses', {}, all, replies);
	expect(error?.message).toContain(message);
});

it('keeps the limit of the endpoint: 2 a minute', async () => {
	const values = { warehouseId: '={{ $json.id }}' };
	const { asked } = await call(
		'getAdvancedSyncScheduleFromWarehouse',
		values,
		{},
		[{ data: { enabled: true } }],
		ids('a', 'b', 'c'),
	);
	expect(asked).toHaveLength(3);
	expect(waits).toEqual([60_001]);
});
