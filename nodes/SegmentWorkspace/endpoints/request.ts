import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import type { Endpoint, EndpointField, Place } from './endpoint';

/** What an endpoint is to be sent. */
export interface EndpointRequest {
	method: IHttpRequestMethods;
	/** With its values filled in and encoded. */
	path: string;
	query: IDataObject;
	/** Absent for the endpoints that take none. */
	body?: IDataObject;
	headers: { Accept: string };
}

/**
 * Reads the value of a row: what is to be sent, or undefined when nothing is.
 *
 * @throws when the value is none for this field, or when it is missing and required
 */
export type ReadRow = (field: EndpointField, value: unknown) => IDataObject[string];

/**
 * The request that the rows of an endpoint ask for.
 *
 * @param values by the name of their field; what is no field of the endpoint is an error
 */
export function requestOf(
	{ method, path, mediaType, fields }: Endpoint,
	values: Record<string, unknown>,
	read: ReadRow,
): EndpointRequest {
	const unknown = Object.keys(values).find((name) => !fields.some((field) => field.name === name));
	if (unknown !== undefined) throw new Error(`The endpoint has no field '${unknown}'`);

	const parts: Record<Place, IDataObject> = { path: {}, query: {}, body: {} };
	for (const field of fields) {
		const value = read(field, values[field.name]);
		if (value !== undefined) parts[field.place][field.name] = value;
	}
	return {
		method,
		path: path.replace(/\{(\w+)\}/g, (_, name: string) => segmentOf(name, parts.path[name])),
		query: parts.query,
		...(fields.some(({ place }) => place === 'body') && { body: parts.body }),
		headers: { Accept: mediaType },
	};
}

/** An empty part, or one that means a folder, would lead to another endpoint. */
function segmentOf(name: string, value: unknown): string {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
	if (/^\.{0,2}$/.test(text)) throw new Error(`'${name}' cannot be part of a path`);
	return encodeURIComponent(text);
}
