/** The headers of a request that can be handed on. */
import type { IDataObject } from 'n8n-workflow';

/**
 * A list of what is harmless, not of what is secret: a mapping in Segment can set any header, and
 * proxies add theirs, so nobody knows all the names that secrets go by.
 */
const HARMLESS = new Set([
	'accept',
	'accept-encoding',
	'accept-language',
	'cf-connecting-ip',
	'cf-ipcountry',
	'cf-ray',
	'content-encoding',
	'content-length',
	'content-type',
	'date',
	'forwarded',
	'host',
	'traceparent',
	'tracestate',
	'user-agent',
	'via',
	'x-amzn-trace-id',
	'x-correlation-id',
	'x-forwarded-for',
	'x-forwarded-host',
	'x-forwarded-port',
	'x-forwarded-proto',
	'x-real-ip',
	'x-request-id',
]);

/** Leaves out every header that is not known to hold no secret. */
export function harmlessHeaders(headers: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(headers).filter(([name]) => HARMLESS.has(name)));
}
