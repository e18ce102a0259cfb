/** One operation in several requests, where Segment takes no more at once. */
import type { IDataObject } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import type { Operation } from './operation';
import { emails, requireSome } from './read';

/** A longer address is refused by servers and proxies on the way; the host's name comes on top. */
const MAX_PATH_CHARACTERS = 5_700;

/**
 * Splits a list, in its order, where a part would become too large.
 *
 * @param sizeOf what an entry adds to its part, at that place in it
 * @param most the largest sum of sizes in one part; a larger entry is alone
 */
export function inParts<Entry>(
	entries: Entry[],
	sizeOf: (entry: Entry, place: number) => number,
	most: number,
): Entry[][] {
	const parts: Entry[][] = [];
	let size = Infinity;
	for (const entry of entries) {
		let own = sizeOf(entry, parts.at(-1)?.length ?? 0);
		if (size + own > most) {
			parts.push([]);
			size = 0;
			own = sizeOf(entry, 0);
		}
		parts[parts.length - 1].push(entry);
		size += own;
	}
	return parts;
}

/**
 * An operation that names e-mail addresses in its query (`emails[0]=…`).
 *
 * @param result what the item says of each address
 */
export function withEmails(result: (email: string) => IDataObject): Operation {
	return (form, endpoint) => {
		const addresses = requireSome(form, 'emails', emails(form, 'emails'));
		const most = MAX_PATH_CHARACTERS - endpoint.path.length;
		const parts = inParts(addresses, queryLength, most);
		return async (api) => {
			let done = 0;
			for (const part of parts) {
				const request = { ...endpoint, query: { emails: part } };
				await api.send(request).catch((error: unknown) => {
					if (done === 0 || !(error instanceof Problem)) throw error;
					throw afterPart(error, `${done} of ${addresses.length} addresses were done before.`);
				});
				done += part.length;
			}
			return addresses.map(result);
		};
	};
}

function queryLength(email: string, place: number): number {
	return `&${encodeURIComponent(`emails[${place}]`)}=${encodeURIComponent(email)}`.length;
}

function afterPart({ message, advice, details, endsRun }: Problem, done: string): Problem {
	return new Problem(message, `${done} ${advice}`, details, endsRun);
}
