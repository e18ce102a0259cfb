import type { IDataObject, IExecuteSingleFunctions, IHttpRequestOptions } from 'n8n-workflow';

import type { Collection, Identity } from './identifier';
import { LookupProblem } from './problem';
import type { Part } from './profile';
import { toQuery } from './query';
import type { Query, Route } from './url';

/** What to do with an item whose profile Segment does not know. */
export type IfNotFound = 'error' | 'emptyResult' | 'noItem';

/** One item's look-up, as filled in. */
export interface Lookup {
	identity: Identity;
	ifNotFound: IfNotFound;
	reads: WholeProfile | OneRoute;
}

export interface WholeProfile {
	parts: Part[];
	eventLimit: number;
}

export interface OneRoute {
	route: Route;
	query: Query;
	limit: number;
}

/**
 * Reads the form for one item.
 *
 * @param request what n8n made of the operation's and the fields' `routing`: the route in `url`, none
 * for the whole profile, and the filters in `qs`
 * @throws LookupProblem naming the field that has to change
 */
export function readParameters(
	context: IExecuteSingleFunctions,
	{ url, qs }: IHttpRequestOptions,
): Lookup {
	const ifNotFound = context.getNodeParameter('ifNotFound', 'error') as IfNotFound;
	const identity = readIdentity(context);
	if (!url) return { identity, ifNotFound, reads: readWholeProfile(context) };
	const query = toQuery((qs ?? {}) as IDataObject, context.getTimezone());
	return { identity, ifNotFound, reads: { route: url as Route, query, limit: readLimit(context) } };
}

function readIdentity(context: IExecuteSingleFunctions): Identity {
	const idType = String(context.getNodeParameter('idType'));
	return {
		collection: context.getNodeParameter('collection') as Collection,
		idType,
		customIdType: context.getNodeParameter('customIdType', ''),
		// Each kind of ID has a field of its own, named like its value in Look Up By
		value: context.getNodeParameter(idType, ''),
		lowercase: context.getNodeParameter('options.lowercaseId', true) !== false,
	};
}

function readWholeProfile(context: IExecuteSingleFunctions): WholeProfile {
	const parts: unknown = context.getNodeParameter('parts', []);
	if (!Array.isArray(parts) || parts.length === 0) {
		throw new LookupProblem('Include is empty', 'Choose at least one part of the profile.');
	}
	return { parts: parts as Part[], eventLimit: toCount(context, 'eventLimit', 'Max Events') };
}

function readLimit(context: IExecuteSingleFunctions): number {
	return context.getNodeParameter('returnAll', true) === true
		? Infinity
		: toCount(context, 'limit', 'Limit');
}

function toCount(context: IExecuteSingleFunctions, name: string, field: string): number {
	const count = Number(context.getNodeParameter(name, 50));
	if (Number.isInteger(count) && count > 0) return count;
	throw new LookupProblem(`${field} is not a whole number from 1`, `Correct ${field}.`);
}
