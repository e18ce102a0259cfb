/** Percent-encodes everything but letters, digits and `-._~` (RFC 3986, section 2.3). */
export function encode(value: string | number): string {
	return encodeURIComponent(value).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}
