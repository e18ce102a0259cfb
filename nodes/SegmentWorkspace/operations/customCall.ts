import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import { isFields } from '../../shared/read/describe';
import type { Form } from '../../shared/read/form';
import { followPages } from '../../shared/send/pages';
import { PAGE_SIZE, pageIn, type ApiRequest, type PublicApi } from '../../shared/send/publicApi';
import type { Operation, Work } from '../request/operation';
import { chosen, limit } from '../request/read';
import { endpointCall } from './endpointCall';

/** Any request: to an endpoint of the list with its fields, or written by hand. */
export const customCall: Operation = (form) =>
	form.decision('mode') === 'endpoint' ? endpointCall(form) : callByHand(form);

/** A request as it is written, answered with the content of Segment's `data` envelope. */
function callByHand(form: Form): Work {
	const method = chosen<IHttpRequestMethods>(form, 'method');
	const request: ApiRequest = {
		method,
		path: readPath(form),
		query: (form.object('query') ?? {}) as IDataObject,
		...(['PATCH', 'POST', 'PUT'].includes(method) && {
			body: (form.object('body') ?? {}) as IDataObject,
		}),
	};
	if (method === 'GET' && form.flag('followPages')) {
		const wanted = limit(form);
		return async (api) => await records(api, request, wanted);
	}
	return async (api) => [(await api.send(request)).data];
}

/** Records of the only list in the answer, whatever it is called. */
async function records(api: PublicApi, request: ApiRequest, wanted: number) {
	const { pagination, ...query } = request.query ?? {};
	const asked: IDataObject = { count: PAGE_SIZE, ...(isFields(pagination) && pagination) };
	const { cursor: from } = asked;
	const { entries } = await followPages(
		async (cursor) => {
			const page = { ...query, pagination: { ...asked, ...(cursor && { cursor }) } };
			const { data } = await api.send({ ...request, query: page });
			const key = Object.keys(data).find((name) => Array.isArray(data[name]));
			if (key !== undefined) return pageIn(request, data, key);
			throw new Problem("The answer has no list: 'Follow Pages' does not fit", 'Turn it off.');
		},
		wanted,
		typeof from === 'string' ? from : undefined,
	);
	return entries;
}

/** A way out of the path: dots, also encoded ones, a second slash, a query. */
const LEADS_ELSEWHERE = /[?#\\\s]|^\/\/|\/(\.|%2e){1,2}(\/|$)|%(?![\da-f]{2})/i;

function readPath(form: Form): string {
	const path = form.requiredText('path');
	if (path.startsWith('/') && !LEADS_ELSEWHERE.test(path)) return path;
	throw new Problem(
		`${form.label('path')} is not a path of the Public API`,
		"Start it with a slash, such as /warehouses. A query belongs in 'Query Parameters'.",
	);
}
