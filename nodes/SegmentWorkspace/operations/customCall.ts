import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import type { Call } from '../request/call';
import { InputError } from '../request/errors';
import { nextCursor, PAGE_SIZE, recordsIn } from '../request/pages';
import { operation } from '../request/operation';
import type { ApiRequest } from '../request/send';
import { isEmpty } from '../request/values';
import { object } from '../simplify/values';

/** Any request, answered with the content of Segment's `data` envelope. */
export const customCall = operation(async (call) => {
	const method = call.text('method') as IHttpRequestMethods;
	const request: Partial<ApiRequest> = {
		method,
		path: pathOf(call),
		query: optionalObject(call, 'query'),
		...(['PATCH', 'POST', 'PUT'].includes(method) && { body: optionalObject(call, 'body') }),
	};
	if (method === 'GET' && call.flag('followPages')) return await records(call, request);
	const { data } = await call.send(request);
	return [data];
});

/** Records of the only list in the answer, whatever it is called. */
async function records(call: Call, { query = {}, ...request }: Partial<ApiRequest>) {
	const limit = call.limit();
	const asked = object(query.pagination);
	const found: IDataObject[] = [];
	let cursor = typeof asked.cursor === 'string' ? asked.cursor : undefined;
	do {
		const pagination = { count: PAGE_SIZE, ...asked, ...(cursor && { cursor }) };
		const { data } = await call.send({ ...request, query: { ...query, pagination } });
		const key = Object.keys(data).find((name) => Array.isArray(data[name]));
		if (key === undefined) {
			throw new InputError("The answer has no list: 'Follow Pages' does not fit", 'Turn it off');
		}
		found.push(...recordsIn(data, key));
		const next = nextCursor(data);
		cursor = next === cursor ? undefined : next;
	} while (cursor && found.length < limit);
	return found.slice(0, limit);
}

function pathOf(call: Call): string {
	const path = call.text('path');
	if (!/^\/(?!\/)/.test(path) || /[?#]/.test(path) || /\/\.{1,2}(\/|$)/.test(path)) {
		throw new InputError(
			"'Path' is not a path of the Public API",
			"Start it with a slash, such as /warehouses. A query belongs in 'Query Parameters'.",
		);
	}
	return path;
}

function optionalObject(call: Call, parameter: string): IDataObject {
	return isEmpty(call.value(parameter)) ? {} : call.object(parameter);
}
