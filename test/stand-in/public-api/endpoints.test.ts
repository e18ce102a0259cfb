/** The node's table of endpoints against the stand-in, which checks requests by the facts. */
import type { IDataObject } from 'n8n-workflow';
import { stringify } from 'qs';

import {
	findEndpoint,
	searchEndpoints,
	type Endpoint,
	type Paging,
} from '../../../nodes/SegmentWorkspace/endpoints/endpoint';
import {
	cursorAfter,
	pageQuery,
	type Cursor,
} from '../../../nodes/SegmentWorkspace/endpoints/pages';
import { requestOf, type ReadRow } from '../../../nodes/SegmentWorkspace/endpoints/request';
import { operationNamed } from '../../public-api/facts';
import { given, goodValues } from './testing/calls';
import { fakeClock, servePublicApi, type Served } from './testing/serve';

const clock = fakeClock();
let served: Served;
beforeAll(async () => {
	served = await servePublicApi({ now: clock.now, perMinute: 100_000 });
});
afterAll(async () => await served.close());
beforeEach(() => served.restore());

const asIs: ReadRow = (_field, value) => value as ReturnType<ReadRow>;

async function send(endpoint: Endpoint, page: IDataObject = {}, own: IDataObject = {}) {
	const values = goodValues(operationNamed(endpoint.id), clock.now(), own);
	const { method, path, query, body } = requestOf(endpoint, values, asIs);
	const search = stringify({ ...query, ...page });
	clock.pass(60_000);
	return await served.call(method, search ? `${path}?${search}` : path, body);
}

it.each(searchEndpoints().map((endpoint) => [endpoint.id, endpoint] as const))(
	'%s takes every field of the table',
	async (_, endpoint) => {
		const own = (await given(served, endpoint.id)) as IDataObject;
		const { status, body } = await send(endpoint, {}, own);
		expect([body.errors, status < 300]).toEqual([undefined, true]);
	},
);

/** Reads a list to its end, in about three pages. */
async function readAll(endpoint: Endpoint, key: string, paging: Paging) {
	const found: unknown[] = [];
	let cursor: Cursor | undefined;
	let pages = 0;
	let count = 1;
	do {
		const { body } = await send(endpoint, pageQuery(paging, count, cursor));
		const data = body.data as IDataObject;
		found.push(...(data[key] as unknown[]));
		cursor = (cursorAfter(paging, data) ?? undefined) as Cursor | undefined;
		const { totalEntries = 0 } = (data[paging.name] ?? {}) as { totalEntries?: number };
		count = Math.ceil(totalEntries / 2);
		pages += 1;
		if (pages === 1) expect(totalEntries === 0 || found.length === 1).toBe(true);
	} while (cursor !== undefined);
	return { found, pages };
}

describe('pages', () => {
	const lists = searchEndpoints().flatMap((endpoint) =>
		endpoint.lists.flatMap(({ key, paging }) =>
			paging ? [[endpoint.id, key, endpoint, paging] as const] : [],
		),
	);

	it.each(lists)('%s: %s can be read to the end', async (_, key, endpoint, paging) => {
		const { body } = await send(endpoint, pageQuery(paging, paging.maximum));
		const { totalEntries } = ((body.data as IDataObject)[paging.name] ?? {}) as IDataObject;
		const { found, pages } = await readAll(endpoint, key, paging);
		// the ids of each page come in groups
		if (key === 'suppressed') expect([found.length, pages]).toEqual([3, 3]);
		// one list takes a page but does not say where the next begins
		else expect([key, found.length]).toEqual([key, totalEntries ?? 1]);
	});

	it.each([
		['object', 'listRoles', 3],
		['number', 'listFiltersForSpace', 4],
		['plain', 'listReverseETLSyncStatusesFromModelAndSubscriptionId', 3],
	])('take more than one request: %s', async (form, id, expected) => {
		const endpoint = findEndpoint(id);
		const [list] = endpoint?.lists ?? [];
		expect(list.paging?.form).toBe(form);
		const { pages } = await readAll(endpoint as Endpoint, list.key, list.paging as Paging);
		expect(pages).toBe(expected);
	});

	it('end with null and with nothing', () => {
		const paging: Paging = { form: 'object', name: 'pagination', maximum: 1000 };
		for (const next of [undefined, null, '']) {
			expect(cursorAfter(paging, { pagination: { next } }) ?? '').toBe('');
		}
		expect(cursorAfter(paging, {})).toBeUndefined();
		// what is no paging is for `pagesOf` to refuse, as in every other list
		expect(cursorAfter(paging, { pagination: true })).toBe(true);
		expect(cursorAfter({ ...paging, form: 'number' }, { pagination: { next: 0 } })).toBe(0);
	});

	it('ask for no more than the endpoint gives', () => {
		const paging: Paging = { form: 'number', name: 'pagination', maximum: 10 };
		expect(pageQuery(paging, 200, 10)).toEqual({ pagination: { count: 10, cursor: 10 } });
	});
});
