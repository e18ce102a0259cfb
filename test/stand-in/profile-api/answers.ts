import type { StoredProfile } from './store';

/** What a route answers with status 200. */
export type Body = Record<string, unknown>;

/** A query that the Profile API refuses with 400; the message is Segment's kind of text. */
export class InvalidRequestError extends Error {}

interface Query {
	limit?: string;
	next?: string;
	include?: string;
	exclude?: string;
	class?: string;
	verbose?: string;
	start?: string;
	end?: string;
	sort?: string;
}

/** How far back events can be read (Segment docs, "Profile API", "Get a profile's events"). */
const EVENT_DAYS = 14;
const DAY_MS = 24 * 3_600_000;

const LIMITS = {
	traits: { default: 10, max: 200 },
	external_ids: { default: 10, max: 100 },
	events: { default: 10, max: 100 },
	links: { default: 20, max: 20 },
};

/**
 * The body for one route of one profile; undefined for a route that does not exist.
 *
 * @param path the request's path, shown in cursors
 * @throws InvalidRequestError
 */
export function answer(
	route: string,
	profile: StoredProfile,
	query: Query,
	path: string,
	now: number,
): Body | undefined {
	switch (route) {
		case 'traits':
			return traits(profile, query, path);
		case 'external_ids': {
			const include = names(query.include);
			const ids = profile.external_ids.filter(({ type }) => include?.includes(type) ?? true);
			const { entries, cursor } = page(ids, query, LIMITS.external_ids, path);
			return { data: entries, cursor };
		}
		case 'events':
			return events(profile, query, path, now);
		case 'metadata':
			return { metadata: profile.metadata };
		case 'links':
			return { data: page(profile.links, query, LIMITS.links, path).entries };
		default:
			return undefined;
	}
}

function traits(profile: StoredProfile, query: Query, path: string): Body {
	if (query.class !== undefined && !['audience', 'computed_trait'].includes(query.class)) {
		throw new InvalidRequestError('The parameter `class` is not supported');
	}
	const include = names(query.include);
	const wanted = Object.entries(profile.traits).filter(
		([name, trait]) =>
			(include?.includes(name) ?? true) && (!query.class || trait.class === query.class),
	);
	const { entries, cursor } = page(wanted, query, LIMITS.traits, path);
	const shown = entries.map(([name, { value, source_id, updated_at }]) => [
		name,
		query.verbose === 'true' ? { value, source_id, updated_at } : value,
	]);
	return { traits: Object.fromEntries(shown), cursor };
}

function events(profile: StoredProfile, query: Query, path: string, now: number): Body {
	const include = names(query.include);
	const exclude = names(query.exclude);
	const start = Math.max(time(query.start, 'start') ?? 0, now - EVENT_DAYS * DAY_MS);
	const end = time(query.end, 'end') ?? Infinity;
	if (!['asc', 'desc'].includes(query.sort ?? 'desc')) {
		throw new InvalidRequestError('The parameter `sort` is not supported');
	}
	const direction = query.sort === 'asc' ? 1 : -1;
	const wanted = profile.events
		.filter(({ event }) => (include?.includes(event) ?? true) && !exclude?.includes(event))
		.filter(({ timestamp }) => Date.parse(timestamp) > start && Date.parse(timestamp) < end)
		.sort((a, b) => direction * (Date.parse(a.timestamp) - Date.parse(b.timestamp)));
	const { entries, cursor } = page(wanted, query, LIMITS.events, path);
	return { data: entries, cursor };
}

function page<T>(
	all: T[],
	{ limit, next }: Query,
	limits: { default: number; max: number },
	path: string,
): { entries: T[]; cursor: Body } {
	const size = limit === undefined ? limits.default : Number(limit);
	if (!Number.isInteger(size) || size < 1) {
		throw new InvalidRequestError('The parameter `limit` must be a positive number');
	}
	const from = next === undefined || next === '' ? 0 : positionOf(next);
	const to = from + Math.min(size, limits.max);
	const more = to < all.length;
	return {
		entries: all.slice(from, to),
		cursor: {
			url: path,
			has_more: more,
			next: more ? cursorAt(to) : '',
			...(limit !== undefined && { limit: size }),
		},
	};
}

/** Opaque, and with characters that have to be encoded, as Segment's own can be. */
function cursorAt(position: number): string {
	return Buffer.from(`position:${position}??>`).toString('base64');
}

function positionOf(cursor: string): number {
	const position = /^position:(\d+)\?\?>$/.exec(Buffer.from(cursor, 'base64').toString());
	if (!position) throw new InvalidRequestError('The parameter `next` is not a valid cursor');
	return Number(position[1]);
}

function names(list?: string): string[] | undefined {
	return list?.split(',').map((name) => name.trim());
}

function time(text: string | undefined, name: string): number | undefined {
	if (text === undefined) return undefined;
	const value = Date.parse(text);
	if (Number.isNaN(value)) throw new InvalidRequestError(`The parameter \`${name}\` is not a time`);
	return value;
}
