/** The endpoints of Segment's Public API, with what each takes and answers. */
import type { IHttpRequestMethods } from 'n8n-workflow';

import { endpoints, shapes } from './endpoints';
import {
	readType,
	type EndpointData,
	type FieldType,
	type ShapeData,
	type Stage,
} from './notation';
import { titleOf } from '../../shared/title';

export type Place = 'body' | 'path' | 'query';

export interface ShapeField {
	name: string;
	label: string;
	type: FieldType;
	required: boolean;
	/** Whether null means something: it clears what is there. */
	nullable: boolean;
}

export interface EndpointField extends ShapeField {
	place: Place;
}

/** How the pages of a list are asked for. */
export interface Paging {
	/**
	 * `object`: the query's object `name` takes `cursor` and `count`; `number`: the same, the cursor
	 * being a number; `plain`: `cursor` and `count` stand in the query by themselves.
	 */
	form: 'number' | 'object' | 'plain';
	/** Name of the query's object, and of the answer's that has `next`. */
	name: string;
	/** The most records of one page. */
	maximum: number;
}

export interface EndpointList {
	/** Key in the answer's `data`. */
	key: string;
	/** Absent when the whole list comes at once. */
	paging?: Paging;
}

export interface Endpoint {
	id: string;
	name: string;
	area: string;
	method: IHttpRequestMethods;
	/** With `{name}` for each field of the path. */
	path: string;
	stage: Stage;
	/** What `Accept` has to say to get this version of the endpoint. */
	mediaType: string;
	/** No two have the same name. */
	fields: EndpointField[];
	lists: EndpointList[];
}

const MEDIA_TYPES: Record<Stage, string> = {
	stable: 'application/vnd.segment.v1+json',
	beta: 'application/vnd.segment.v1beta+json',
	alpha: 'application/vnd.segment.v1alpha+json',
};

/** The endpoint with this ID, if Segment has one. */
export function findEndpoint(id: string): Endpoint | undefined {
	return Object.hasOwn(endpoints, id) ? endpointOf(id, endpoints[id]) : undefined;
}

export const endpointCount = Object.keys(endpoints).length;

/** Whether reading the endpoint gives the records of its lists, instead of the answer as it is. */
export const givesRecords = ({ method, lists }: Pick<Endpoint, 'lists' | 'method'>) =>
	method === 'GET' && lists.length > 0;

/**
 * The endpoints whose name, area, path or stage have all the words of a search, in the order of
 * Segment's reference.
 */
export function searchEndpoints(text = ''): Endpoint[] {
	const words = text.toLowerCase().split(/\s+/).filter(Boolean);
	return Object.entries(endpoints)
		.map(([id, data]) => endpointOf(id, data))
		.filter(({ id, name, area, method, path, stage }) => {
			const found = [id, name, area, method, path, stage].join(' ').toLowerCase();
			return words.every((word) => found.includes(word));
		});
}

/** The fields of an object that an endpoint takes. */
export function fieldsOfShape(name: string): ShapeField[] {
	return fieldsOf(shapes[name] ?? {});
}

function endpointOf(id: string, { area, call, stage, query, body, lists }: EndpointData) {
	const [method, path] = call.split(' ');
	const inPath = Object.fromEntries(
		[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, 'text']),
	);
	const endpoint: Endpoint = {
		id,
		name: titleOf(id),
		area: titleOf(area),
		method: method as IHttpRequestMethods,
		path,
		stage,
		mediaType: MEDIA_TYPES[stage],
		fields: [...fieldsIn('path', inPath), ...fieldsIn('query', query), ...fieldsIn('body', body)],
		lists: Object.entries(lists ?? {}).map(([key, paging]) => ({ key, ...pagingOf(paging) })),
	};
	return endpoint;
}

const fieldsOf = (data: ShapeData): ShapeField[] =>
	Object.entries(data).map(([name, type]) => ({ name, label: titleOf(name), ...readType(type) }));

const fieldsIn = (place: Place, data: ShapeData = {}): EndpointField[] =>
	fieldsOf(data).map((field) => ({ ...field, place }));

function pagingOf(text: string): Pick<EndpointList, 'paging'> {
	if (text === '') return {};
	const [form, name, maximum] = text.split(' ');
	return { paging: { form: form as Paging['form'], name, maximum: Number(maximum) } };
}
