import type { IDataObject } from 'n8n-workflow';

import { describe, isFields, type Fields } from '../../shared/read/describe';
import { followPages, nextIn } from '../../shared/send/pages';
import { notSegments } from './answer';
import type { Query, Route } from './url';

/** Asks one route of one profile for one page; undefined when Segment has no such profile. */
export type Fetch = (route: Route, query: Query) => Promise<Fields | undefined>;

export type ListRoute = Exclude<Route, 'metadata'>;

/** The most that each route gives at once (Segment docs, "Profile API"). */
const PAGE_SIZES: Record<ListRoute, number> = {
	events: 100,
	external_ids: 100,
	links: 20,
	traits: 200,
};

/**
 * Reads a route to its end, or to a limit, page after page.
 *
 * @returns a record each, for traits a `[name, value]` pair; undefined when there is no such profile
 * @throws Problem when an answer is not what the Profile API sends
 */
export async function readAll(
	fetch: Fetch,
	route: ListRoute,
	query: Query,
	limit = Infinity,
): Promise<unknown[] | undefined> {
	let found = true;
	const { entries } = await followPages(async (next, wanted) => {
		const body = await fetch(route, { ...query, limit: Math.min(PAGE_SIZES[route], wanted), next });
		if (!body) {
			found = false;
			return { entries: [], next: undefined };
		}
		const { cursor } = body;
		const more = isFields(cursor) ? cursor.has_more : undefined;
		const hasMore = typeof more === 'boolean' ? more : undefined;
		return { entries: entriesIn(body, route), next: nextIn(cursor), hasMore };
	}, limit);
	return found ? entries : undefined;
}

/** The traits of a profile by name; undefined when there is no such profile. */
export async function readTraits(
	fetch: Fetch,
	query: Query,
	limit?: number,
): Promise<IDataObject | undefined> {
	const traits = await readAll(fetch, 'traits', query, limit);
	return traits && Object.fromEntries(traits as Array<[string, IDataObject]>);
}

/** When and by what a profile was created and changed; undefined when there is no such profile. */
export async function readMetadata(fetch: Fetch, query: Query): Promise<IDataObject | undefined> {
	const body = await fetch('metadata', query);
	return body && (fieldsIn(body, 'metadata') as IDataObject);
}

function entriesIn(body: Fields, route: ListRoute): unknown[] {
	if (route === 'traits') return Object.entries(fieldsIn(body, 'traits'));
	const { data } = body;
	if (!Array.isArray(data)) throw notSegments(body, 'the list “data” is missing');
	const odd = data.findIndex((entry: unknown) => !isFields(entry));
	if (odd === -1) return data;
	throw notSegments(body, `entry ${odd} of “data” is ${describe(data[odd])}`);
}

function fieldsIn(body: Fields, name: string): Fields {
	const value = body[name];
	if (isFields(value)) return value;
	throw notSegments(body, `“${name}” is missing`);
}
