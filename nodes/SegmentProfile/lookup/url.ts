import { encode } from './encode';
import type { Collection, Identifier } from './identifier';

/** The last part of a Profile API address. */
export type Route = 'traits' | 'events' | 'external_ids' | 'metadata' | 'links';

/** Lists are sent with commas between their entries. */
export type Query = Record<string, string | number | string[]>;

/** Where the profiles of one space live. */
export interface Space {
	/** Base address without a trailing slash. */
	host: string;
	id: string;
}

/**
 * The whole address of one request.
 * Built here and not by n8n, so that nothing stays unencoded: characters such as `+` or `'` can
 * make the Profile API answer 500 (Segment docs, "Profile API", "Find a user's external id").
 */
export function profileUrl(
	space: Space,
	collection: Collection,
	identifier: Identifier,
	route: Route,
	query: Query,
): string {
	const address = `${space.host}/v1/spaces/${encode(space.id)}/collections/${collection}/profiles/${identifier.path}/${route}`;
	const search = Object.entries(query)
		.map(([name, value]) => `${encode(name)}=${[value].flat().map(encode).join(',')}`)
		.join('&');
	return search === '' ? address : `${address}?${search}`;
}
