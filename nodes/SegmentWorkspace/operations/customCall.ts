import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import { isFields, quote } from '../../shared/read/describe';
import type { Form } from '../../shared/read/form';
import { refuseHalfCharacter } from '../../shared/read/values';
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
		query: readQuery(form),
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
			return pageIn(request, data, onlyList(data));
		},
		wanted,
		typeof from === 'string' ? from : undefined,
	);
	return entries;
}

/** @throws Problem where there is none, or where it is not clear which is meant */
function onlyList(data: IDataObject): string {
	const lists = Object.keys(data).filter((name) => Array.isArray(data[name]));
	const [key, ...others] = lists.length > 1 ? lists.filter((name) => name !== 'warnings') : lists;
	if (key !== undefined && others.length === 0) return key;
	if (key === undefined) {
		throw new Problem("The answer has no list: 'Follow Pages' does not fit", 'Turn it off.');
	}
	throw new Problem(
		`The answer has several lists: ${[key, ...others].join(', ')}`,
		"Set Mode to 'Endpoint From List', which reads each of them, or turn 'Follow Pages' off.",
	);
}

/** A way out of the path: dots and slashes, also encoded ones, a query. */
const LEADS_ELSEWHERE = /[?#\\\s]|^\/\/|\/(\.|%2e){1,2}(\/|$)|%(2f|00|(?![\da-f]{2}))/i;

/** A place where an ID should be and an expression gave nothing, or something else. */
const ID_MISSING = /\/(\/|(undefined|null|NaN)(\/|$))|.\/$/;

function readPath(form: Form): string {
	const path = form.requiredText('path');
	const label = form.label('path');
	if (!path.startsWith('/') || LEADS_ELSEWHERE.test(path)) {
		throw new Problem(
			`${label} is not a path of the Public API`,
			"Start it with a slash, such as /warehouses. A query belongs in 'Query Parameters'.",
		);
	}
	if (!ID_MISSING.test(path)) return path;
	throw new Problem(
		`${label} is ${quote(path)}, in which an ID is missing`,
		'Check the expression in it: it would ask for something else.',
	);
}

/** @throws Problem for what a query cannot carry */
function readQuery(form: Form): IDataObject {
	const query = form.object('query') ?? {};
	for (const [name, value] of Object.entries(query)) checkParameter(value, name);
	return query as IDataObject;

	function checkParameter(value: unknown, path: string): void {
		const label = `${form.label('query')} → ${path}`;
		if (typeof value === 'string') refuseHalfCharacter(value, label);
		if (typeof value !== 'object' || value === null) return;
		const members = Object.entries(value);
		if (members.length === 0) {
			throw new Problem(
				`${label} is empty, which a query cannot say`,
				'Give it a value, or leave it out.',
			);
		}
		for (const [name, member] of members) checkParameter(member, `${path}.${name}`);
	}
}
