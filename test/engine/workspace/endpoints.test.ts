/**
 * Custom API Call → Endpoint From List: every endpoint with all of its fields, as the stand-in gets
 * it and the facts about Segment's Public API say it has to be.
 */
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { findEndpoint, searchEndpoints } from '../../../nodes/SegmentWorkspace/endpoints/endpoint';
import { rowsOf } from '../../../nodes/SegmentWorkspace/endpoints/rows';
import {
	type Field,
	fieldsOf,
	listsOf,
	type Operation,
	operationNamed,
	operations,
} from '../../public-api/facts';
import { known, tokens } from '../../stand-in/public-api';
import { given, goodCall, goodValues } from '../../stand-in/public-api/testing/calls';
import { differences } from '../../stand-in/public-api/testing/contract';
import { fakeClock, type Served, servePublicApi } from '../../stand-in/public-api/testing/serve';
import { useFastClock } from '../../support/clock';
import { id, routedWorkspace, runWorkspace } from '../../support/workspace';

const clock = fakeClock();
let segment: Served;

beforeAll(async () => {
	segment = await servePublicApi({ now: clock.now, perMinute: 100_000 });
});
afterAll(async () => await segment.close());
beforeEach(() => {
	segment.restore();
	segment.api.requests.length = 0;
	clock.pass(60_000);
	useFastClock();
});
afterEach(() => jest.restoreAllMocks());

/** The form as the editor saves it. */
function form(endpoint: string, value: IDataObject, more: INodeParameters = {}): INodeParameters {
	const found = findEndpoint(endpoint);
	const schema = found ? rowsOf(found).map((row) => ({ ...row, removed: false })) : [];
	return {
		resource: 'customCall',
		operation: 'send',
		mode: 'endpoint',
		endpoint: id(endpoint),
		endpointFields: {
			mappingMode: 'defineBelow',
			value,
			matchingColumns: [],
			schema,
		} as unknown as INodeParameters,
		...more,
	};
}

const credential = () => ({ token: tokens.owner, region: 'custom', host: segment.url });

const run = async (
	parameters: INodeParameters,
	options: { items?: IDataObject[]; settings?: Partial<INode> } = {},
) => await runWorkspace(parameters, { credential: credential(), ...options });

const isPage = ([name]: [string, unknown]) => /pagination$|^cursor$|^count$/i.test(name);

/** A value as a query carries it. */
function asTexts(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(asTexts);
	if (typeof value !== 'object' || value === null) return String(value);
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asTexts(inner)]));
}

/** How fields differ from what an operation documents. */
function differencesOf(fields: Field[], sent: IDataObject, place: string): string[] {
	const names = fields.map(({ name }) => name);
	return [
		...Object.keys(sent)
			.filter((name) => !names.includes(name))
			.map((name) => `${place}.${name} is unknown`),
		...fields.flatMap(({ name, type }) =>
			name in sent
				? differences(type, sent[name], `${place}.${name}`)
				: [`${place}.${name} is missing`],
		),
	];
}

const MEDIA_TYPES: Record<Operation['stage'], string> = {
	stable: 'application/vnd.segment.v1+json',
	beta: 'application/vnd.segment.v1beta+json',
	alpha: 'application/vnd.segment.v1alpha+json',
};

/** Lists and objects as the JSON that the editor takes. */
const typed = (values: IDataObject) =>
	Object.fromEntries(
		Object.entries(values).map(([name, value]) => [
			name,
			typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
		]),
	);

const reached: string[] = [];

it.each(operations.map((operation) => [operation.id, operation] as const))(
	'%s: every field arrives as the facts say',
	async (endpoint, operation) => {
		const own = await given(segment, endpoint);
		const values = goodValues(operation, clock.now(), own) as IDataObject;
		const expected = goodCall(operation, clock.now(), own);
		segment.api.requests.length = 0;

		const { error } = await run(form(endpoint, typed(values), { limit: 2 }));
		expect(error && `${error.message}: ${error.description}`).toBeUndefined();

		const requests = segment.api.requests;
		expect(requests.length).toBeGreaterThan(0);
		for (const request of requests) {
			const { method, path, headers, status } = request;
			expect({ method, path, accept: headers.accept, ok: status < 300 }).toEqual({
				method: operation.method,
				path: expected.path,
				accept: MEDIA_TYPES[operation.stage],
				ok: true,
			});
			const query = Object.fromEntries(
				Object.entries(expected.query).filter((entry) => !isPage(entry)),
			);
			const sent = Object.fromEntries(
				Object.entries(request.query).filter((entry) => !isPage(entry)),
			);
			expect(sent).toEqual(asTexts(query));
			const fields = operation.query.filter(({ name }) => !isPage([name, undefined]));
			expect(differencesOf(fields, query as IDataObject, 'query')).toEqual([]);

			if (!operation.body) continue;
			const body = request.body as IDataObject;
			expect(body).toEqual(expected.body);
			expect(differencesOf(fieldsOf(operation.body), body, 'body')).toEqual([]);
		}
		reached.push(endpoint);
	},
);

it('reaches 201 of 201 operations', () => {
	expect([reached.length, new Set(reached).size, operations.length]).toEqual([201, 201, 201]);
	expect(searchEndpoints().map((endpoint) => endpoint.id)).toEqual(operations.map((o) => o.id));
});

describe('pages', () => {
	const lists = operations.filter(
		(operation) =>
			operation.method === 'GET' && listsOf(operation).some(({ paging }) => paging !== undefined),
	);

	it.each(lists.map((operation) => [operation.id, operation] as const))(
		'%s: Return All reads to the end, each page at its maximum',
		async (endpoint, operation) => {
			const values = goodValues(operation, clock.now(), await given(segment, endpoint));
			const { json, error } = await run(form(endpoint, values as IDataObject, { returnAll: true }));
			expect(error).toBeUndefined();
			const { maximum } = listsOf(operation).find(({ paging }) => paging)?.paging ?? {};
			const asked = segment.api.requests.map(({ search }) =>
				Number(/(?:count|count%5D)=(\d+)/.exec(search)?.[1]),
			);
			expect(new Set(asked)).toEqual(new Set([maximum]));
			expect(json.every((record) => typeof record === 'object')).toBe(true);
		},
	);

	/** The records of one list, read in pages of at most `size`. */
	async function inPages(endpoint: string, values: IDataObject, size: number) {
		const operation = operationNamed(endpoint);
		const all = goodValues(operation, clock.now(), values) as IDataObject;
		const whole = await run(form(endpoint, all, { returnAll: true }));
		segment.api.requests.length = 0;
		const few = await run(form(endpoint, all, { limit: size }));
		return { whole: whole.json, few: few.json, requests: segment.api.requests };
	}

	it.each([
		['an object with a cursor', 'listRoles', 2],
		['a plain cursor and count', 'listReverseETLSyncStatusesFromModelAndSubscriptionId', 1],
		['a cursor that is a number', 'listFiltersForSpace', 2],
		['a maximum of its own', 'listAudiences', 2],
	])('Limit asks for no more than it needs: %s', async (_, endpoint, size) => {
		const { whole, few, requests } = await inPages(endpoint, { search: undefined }, size);
		expect(whole.length).toBeGreaterThanOrEqual(size);
		expect(few).toEqual(whole.slice(0, size));
		expect(requests).toHaveLength(1);
		expect(requests[0].search).toContain(`count`);
		expect(requests[0].search).toContain(`=${size}`);
	});

	it('gives both lists of an answer, each record with the name of its list', async () => {
		const values = { credentialId: known.credentialId };
		const { json } = await run(form('listCredentialConsumers', values, { returnAll: true }));
		expect(json.length).toBeGreaterThan(0);
		for (const record of json) {
			expect(['sources', 'warehouses']).toContain(record.list);
			expect(record).toHaveProperty('id');
		}
		const [first, second] = segment.api.requests.map(({ query }) => Object.keys(query));
		expect([first, second]).toEqual([['warehousesPagination'], ['sourcesPagination']]);
	});
});

describe('several items', () => {
	const fields = { userId: '={{ $json.user }}' };
	const items = [{ user: known.memberId }, { user: '' }, { user: 'nobody' }];

	it('stops before anything is sent when an item is wrong', async () => {
		const { error } = await run(form('getUser', fields), { items });
		expect(error?.message).toBe('Nothing was sent: User ID is empty in 1 of 3 items');
		expect(error?.description).toMatch(/^Item 1: /);
		expect(segment.api.requests).toEqual([]);
	});

	it('goes on with On Error → Continue, each result linked to its item', async () => {
		const settings: Partial<INode> = { onError: 'continueRegularOutput' };
		const { outputs } = await run(form('getUser', fields), { items, settings });
		expect(outputs[0].map(({ json, pairedItem }) => [pairedItem, json])).toEqual([
			[{ item: 0 }, { user: expect.objectContaining({ id: known.memberId }) }],
			[{ item: 1 }, expect.objectContaining({ error: 'User ID is empty' })],
			[{ item: 2 }, expect.objectContaining({ error: expect.stringContaining('does not know') })],
		]);
	});

	it('is the same by the routing engine', async () => {
		const parameters = form('getUser', fields);
		const some = [items[0], items[0]];
		const canvas = await run(parameters, { items: some });
		const routed = await runWorkspace(parameters, {
			credential: credential(),
			items: some,
			nodeType: routedWorkspace(),
		});
		expect(routed.error).toBeUndefined();
		expect(routed.json).toEqual(canvas.json);
	});
});

it.each([
	['no endpoint of Segment', form('listNothing', {}), 'Endpoint is “listNothing”'],
	['no endpoint at all', form('={{ "" }}', {}), 'Endpoint is empty'],
	[
		'an unknown field',
		form('getUser', { userId: 'u', userID: 'u' }),
		'Get User has no field “userID”',
	],
	['a way out of the path', form('getUser', { userId: '..' }), 'User ID is “..”, not an ID'],
	[
		'fields that are none',
		{ ...form('getUser', {}), endpointFields: '5' },
		'Fields is “5”, not an object',
	],
])('refuses %s before sending', async (_, parameters, message) => {
	const { error } = await run(parameters);
	expect(error?.message).toContain(message);
	expect(segment.api.requests).toEqual([]);
});

it('leaves out rows that are empty', async () => {
	const values = {
		sourceId: known.sourceId,
		name: 'Renamed',
		slug: null,
		settings: '={{ $json.none }}',
	};
	const { error } = await run(form('updateSource', values));
	expect(error).toBeUndefined();
	expect(segment.api.requests[0].body).toEqual({ name: 'Renamed' });
});

it('leaves out the switches that n8n saves although nobody added them', async () => {
	const parameters = form('updateSource', { sourceId: known.sourceId, name: 'A', enabled: false });
	const { schema } = parameters.endpointFields as unknown as {
		schema: Array<{ id: string; removed: boolean }>;
	};
	await run(parameters);
	for (const row of schema) row.removed = row.id === 'enabled';
	await run(parameters);
	expect(segment.api.requests.map(({ body }) => body as IDataObject)).toEqual([
		{ name: 'A', enabled: false },
		{ name: 'A' },
	]);
});
