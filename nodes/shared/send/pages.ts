import { Problem } from '../problem';
import { isFields } from '../read/describe';
import { isAbsent } from '../read/values';

export interface Page<Entry> {
	entries: Entry[];
	/** Where the next page begins, as the service says it; absent, null and empty mean: this was the last. */
	next: unknown;
	/** Whether the service says that there is more, where it says so apart. */
	hasMore?: boolean;
}

/** Pages without entries in a row, after which a list is taken for one without an end. */
const MAX_EMPTY_PAGES = 100;

/**
 * Follows the pages of a list to its end, or until there is enough.
 *
 * @param fetch asks for one page; `wanted` is how many entries are still missing
 * @param from the cursor to begin at
 * @returns the entries, and the cursor that goes on after the last page that was read
 * @throws Problem as `pagesOf`
 */
export async function followPages<Entry>(
	fetch: (cursor: string | undefined, wanted: number) => Promise<Page<Entry>>,
	limit: number,
	from?: string,
): Promise<{ entries: Entry[]; next: string | undefined }> {
	const entries: Entry[] = [];
	let next: string | undefined;
	for await (const page of pagesOf((cursor) => fetch(cursor, limit - entries.length), from)) {
		for (const entry of page.entries) entries.push(entry);
		({ next } = page);
		if (entries.length >= limit) break;
	}
	return { entries: entries.slice(0, limit), next };
}

/**
 * The pages of a list, one after the other, each with the cursor that goes on after it. The one rule
 * for every list: what is new is followed, and what was seen before ends in an error, never in a cut
 * or doubled list.
 *
 * @throws Problem when the service gives a page twice, a hundred empty ones in a row, or says there is
 *   more but not where
 */
export async function* pagesOf<Entry>(
	fetch: (cursor: string | undefined) => Promise<Page<Entry>>,
	from?: string,
): AsyncGenerator<{ entries: Entry[]; next: string | undefined }> {
	const seen = new Set<string | undefined>([from]);
	let previous = '';
	let empty = 0;
	let cursor = from;
	for (;;) {
		const page = await fetch(cursor);
		const content = JSON.stringify(page.entries);
		if (page.entries.length > 0 && content === previous) throw pageTwice();
		previous = content;
		empty = page.entries.length > 0 ? 0 : empty + 1;
		const next = cursorIn(page);
		yield { entries: page.entries, next };
		if (next === undefined) return;
		if (empty === MAX_EMPTY_PAGES) throw noEnd();
		if (seen.has(next)) throw pageTwice();
		seen.add(next);
		cursor = next;
	}
}

/** What an answer says of the next page, out of its object about pages; something else in its place says it itself. */
export function nextIn(paging: unknown): unknown {
	return isFields(paging) ? paging.next : paging;
}

/** Where the list goes on; undefined at its end. Also a cursor that is a number. */
function cursorIn({ next, hasMore }: Page<unknown>): string | undefined {
	if (hasMore === false) return undefined;
	if (typeof next === 'number' || (typeof next === 'string' && next !== '')) return String(next);
	if ((isAbsent(next) || next === false) && hasMore !== true) return undefined;
	throw new Problem('Segment says that there is more, but not where it begins', TRY_LATER);
}

const TRY_LATER = 'Try again later, or set a limit instead of Return All.';

function noEnd(): Problem {
	return new Problem(`Segment gave ${MAX_EMPTY_PAGES} empty pages in a row`, TRY_LATER);
}

function pageTwice(): Problem {
	return new Problem('Segment gave the same page twice', TRY_LATER);
}
