import type { IDataObject } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import { quote } from '../../shared/read/describe';
import type { Form } from '../../shared/read/form';
import { followPages } from '../../shared/send/pages';
import { recordOf, type ApiRequest, type PublicApi } from '../../shared/send/publicApi';
import { missingIn } from '../../shared/send/publicApiProblems';
import {
	findEndpoint,
	givesRecords,
	type Endpoint,
	type EndpointList,
} from '../endpoints/endpoint';
import { cursorAfter, pageQuery } from '../endpoints/pages';
import { requestOf } from '../endpoints/request';
import { readRow } from '../endpoints/values';
import type { Work } from '../request/operation';
import { limit } from '../request/read';

/**
 * A request to an endpoint of the list. A read that answers with lists gives their records, page by
 * page; everything else gives the answer as it is, so that no part of what was done is left out.
 */
export function endpointCall(form: Form): Work {
	const endpoint = readEndpoint(form);
	const wanted = givesRecords(endpoint) ? limit(form) : undefined;
	const { values, isTyped } = form.mapped('endpointFields');
	const { timezone } = form;
	const request = requestOf(endpoint, values, (field, value) =>
		form.attempt(() =>
			readRow(field, value, { label: field.label, typed: isTyped(field.name), timezone }),
		),
	);
	const { lists } = endpoint;
	if (wanted === undefined) return async (api) => [(await api.send(request)).data];
	return async (api) => {
		const found: IDataObject[] = [];
		for (const list of lists) {
			const records = await recordsOf(api, request, list, wanted);
			for (const record of records) {
				found.push(lists.length > 1 ? { list: list.key, ...record } : record);
			}
		}
		return found;
	};
}

function readEndpoint(form: Form): Endpoint {
	const id = form.requiredId('endpoint');
	const endpoint = findEndpoint(id);
	if (endpoint) return endpoint;
	throw new Problem(
		`${form.label('endpoint')} is ${quote(id)}, which Segment's Public API does not have`,
		"Choose one from the list, or set Mode to 'By Hand'.",
	);
}

async function recordsOf(
	api: PublicApi,
	request: ApiRequest,
	{ key, paging }: EndpointList,
	wanted: number,
): Promise<IDataObject[]> {
	if (!paging) {
		const { data } = await api.send(request);
		return entriesIn(request, data, key).slice(0, wanted);
	}
	const { entries } = await followPages(async (cursor) => {
		const isNumber = paging.form === 'number' && cursor !== undefined;
		const from = isNumber && Number.isFinite(Number(cursor)) ? Number(cursor) : cursor;
		// as many for each page, because a cursor may count pages
		const query = { ...request.query, ...pageQuery(paging, wanted, from) };
		const { data } = await api.send({ ...request, query });
		return { entries: entriesIn(request, data, key), next: cursorAfter(paging, data) };
	}, wanted);
	return entries;
}

function entriesIn(request: ApiRequest, data: IDataObject, key: string): IDataObject[] {
	const list = data[key];
	if (!Array.isArray(list)) throw missingIn(request, data, key);
	return list.map((entry: unknown) => recordOf(key, entry));
}
