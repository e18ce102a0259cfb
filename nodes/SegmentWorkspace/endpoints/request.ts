import type { IDataObject } from 'n8n-workflow';

import { knownOnly } from '../../shared/read/values';
import { fillPath, type ApiRequest } from '../../shared/send/publicApi';
import type { Endpoint, EndpointField, Place } from './endpoint';

/** What an endpoint is to be sent. */
export type EndpointRequest = Required<Pick<ApiRequest, 'headers' | 'method' | 'path' | 'query'>> &
	Pick<ApiRequest, 'body'>;

/**
 * Reads the value of a row: what is to be sent, or undefined when nothing is.
 *
 * @throws when the value is none for this field, or when it is missing and required
 */
export type ReadRow = (field: EndpointField, value: unknown) => IDataObject[string];

/**
 * The request that the rows of an endpoint ask for.
 *
 * @param values by the name of their field
 * @throws Problem for a value that is no field of the endpoint, and for an ID that leads elsewhere
 */
export function requestOf(
	{ name: title, method, path, mediaType, fields }: Endpoint,
	values: Record<string, unknown>,
	read: ReadRow,
): EndpointRequest {
	knownOnly(values, new Set(fields.map(({ name }) => name)), title, 'It takes no fields.');
	const parts: Record<Place, IDataObject> = { path: {}, query: {}, body: {} };
	for (const field of fields) {
		const value = read(field, values[field.name]);
		if (value !== undefined) parts[field.place][field.name] = value;
	}
	const labelOf = (name: string) => fields.find((field) => field.name === name)?.label ?? name;
	return {
		method,
		path: fillPath(path, (name) => idText(parts.path[name]), labelOf),
		query: parts.query,
		...(fields.some(({ place }) => place === 'body') && { body: parts.body }),
		headers: { Accept: mediaType },
	};
}

/** An ID as text; what is none is empty, and refused as such. */
const idText = (value: unknown) =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';
