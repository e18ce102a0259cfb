import { parse } from 'qs';

/**
 * Reads a query string in every spelling that Segment's SDKs and docs use: `pagination.count`,
 * `pagination[count]` (encoded or not), and `emails=`, `emails[]=`, `emails[0]=`, `emails.0=`.
 */
export function parseQuery(url: string): Record<string, unknown> {
	const start = url.indexOf('?');
	if (start < 0) return {};
	return parse(url.slice(start + 1), {
		allowDots: true,
		// qs turns longer lists into objects and drops further parameters
		arrayLimit: 100_000,
		parameterLimit: 100_000,
	});
}
