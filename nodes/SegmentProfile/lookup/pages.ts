import type { IDataObject } from 'n8n-workflow';

import { LookupProblem } from './problem';
import type { Query, Route } from './url';

/** The body of a successful answer. */
export type Body = Record<string, unknown>;

/** Asks one route for one page; undefined when Segment has no such profile. */
export type Fetch = (route: Route, query: Query) => Promise<Body | undefined>;

export type ListRoute = Exclude<Route, 'metadata'>;

/** The most that each route gives at once (Segment docs, "Profile API"). */
export const PAGE_SIZES: Record<ListRoute, number> = {
	events: 100,
	external_ids: 100,
	links: 20,
	traits: 200,
};

/**
 * Reads a route to its end, or to a limit, page after page.
 *
 * @returns a record each, for traits a `[name, value]` pair; undefined when there is no such profile
 * @throws LookupProblem when an answer is not what the Profile API sends
 */
export async function readAll(
	fetch: Fetch,
	route: ListRoute,
	query: Query,
	limit = Infinity,
): Promise<unknown[] | undefined> {
	const entries: unknown[] = [];
	let next = '';
	do {
		const size = Math.min(PAGE_SIZES[route], limit - entries.length);
		const body = await fetch(route, { ...query, limit: size, ...(next !== '' && { next }) });
		if (!body) return undefined;
		entries.push(...entriesIn(body, route));
		next = followingPage(body, next);
	} while (next !== '' && entries.length < limit);
	return entries.slice(0, limit);
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
	return body && (recordIn(body, 'metadata') as IDataObject);
}

function entriesIn(body: Body, route: ListRoute): unknown[] {
	if (route === 'traits') return Object.entries(recordIn(body, 'traits'));
	if (Array.isArray(body.data)) return body.data;
	throw unexpectedAnswer();
}

function recordIn(body: Body, name: string): Body {
	const value = body[name];
	if (isRecord(value)) return value;
	throw unexpectedAnswer();
}

/** Where the next page starts; empty after the last one. */
function followingPage({ cursor }: Body, current: string): string {
	if (!isRecord(cursor) || cursor.has_more !== true || typeof cursor.next !== 'string') return '';
	if (cursor.next === current) {
		throw new LookupProblem(
			'Segment gave the same page twice',
			'Try again later, or set a limit instead of Return All.',
		);
	}
	return cursor.next;
}

export function isRecord(value: unknown): value is Body {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function unexpectedAnswer(): LookupProblem {
	return new LookupProblem(
		'The answer is not one of the Profile API',
		'If the credential has a Host, check that it forwards to https://profiles.segment.com.',
	);
}
