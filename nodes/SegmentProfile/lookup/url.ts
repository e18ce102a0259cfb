import type { Identifier } from './identifier';

/** The last part of a Profile API address. */
export type Route = 'traits' | 'events' | 'external_ids' | 'metadata' | 'links';

/** What is undefined is left out; lists are sent with commas between their entries. */
export type Query = Record<string, string | number | boolean | string[] | undefined>;

/** Where the profiles of one space live. */
export interface SpaceAddress {
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
	space: SpaceAddress,
	{ collection, type, value }: Identifier,
	route: Route,
	query: Query,
): string {
	const profile = `collections/${collection}/profiles/${encode(type)}:${encode(value)}`;
	const address = `${space.host}/v1/spaces/${encode(space.id)}/${profile}/${route}`;
	const search = Object.entries(query)
		.filter(([, given]) => given !== undefined)
		.map(([name, given]) => `${encode(name)}=${[given].flat().map(String).map(encode).join(',')}`)
		.join('&');
	return search === '' ? address : `${address}?${search}`;
}

/** Percent-encodes everything but letters, digits and `-._~` (RFC 3986, section 2.3). */
function encode(text: string): string {
	return encodeURIComponent(text).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}
