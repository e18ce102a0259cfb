/** One operation in several requests, where Segment takes no more at once. */
import type { IDataObject } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import type { PublicApi } from '../../shared/send/publicApi';
import type { Endpoint, Operation } from './operation';
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

/** A list in the query of a request, `emails[0]=…`, and what its entries are called. */
interface QueryList<Entry> {
	name: string;
	entries: Entry[];
	plural: string;
}

/**
 * Sends a request whose query names a list, in as many parts as addresses allow.
 *
 * @throws Problem that says how many entries were done before
 */
export async function sendInParts<Entry extends IDataObject | string>(
	api: PublicApi,
	endpoint: Endpoint,
	{ name, entries, plural }: QueryList<Entry>,
): Promise<void> {
	const most = MAX_PATH_CHARACTERS - endpoint.path.length;
	let done = 0;
	for (const part of inParts(entries, (entry, place) => queryLength(name, entry, place), most)) {
		const request = { ...endpoint, query: { [name]: part } };
		await api.send(request).catch((error: unknown) => {
			if (done === 0 || !(error instanceof Problem)) throw error;
			throw afterPart(error, `${done} of ${entries.length} ${plural} were done before.`);
		});
		done += part.length;
	}
}

/**
 * An operation that names e-mail addresses in its query.
 *
 * @param result what the item says of each address
 */
export function withEmails(result: (email: string) => IDataObject): Operation {
	return (form, endpoint) => {
		const entries = requireSome(form, 'emails', emails(form, 'emails'));
		return async (api) => {
			await sendInParts(api, endpoint, { name: 'emails', entries, plural: 'addresses' });
			return entries.map(result);
		};
	};
}

/** How long an entry is in the query: by itself, or each of its fields. */
function queryLength(name: string, entry: IDataObject | string, place: number): number {
	if (typeof entry === 'string') return pairLength(`${name}[${place}]`, entry);
	return Object.entries(entry).reduce(
		(length, [field, value]) => length + pairLength(`${name}[${place}][${field}]`, String(value)),
		0,
	);
}

const pairLength = (name: string, value: string) =>
	`&${encodeURIComponent(name)}=${encodeURIComponent(value)}`.length;

function afterPart({ message, advice, details, endsRun }: Problem, done: string): Problem {
	return new Problem(message, `${done} ${advice}`, details, endsRun);
}
