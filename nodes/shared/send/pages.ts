import { Problem } from '../problem';

export interface Page<Entry> {
	entries: Entry[];
	/** Where the next page begins, as the service says it; absent, null and empty mean: this was the last. */
	next: unknown;
	/** Whether the service says that there is more, where it says so apart. */
	hasMore?: boolean;
}

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
 * @throws Problem when the service gives a page twice, or says there is more but not where
 */
export async function* pagesOf<Entry>(
	fetch: (cursor: string | undefined) => Promise<Page<Entry>>,
	from?: string,
): AsyncGenerator<{ entries: Entry[]; next: string | undefined }> {
	const seen = new Set<string | undefined>([from]);
	let previous = '';
	let cursor = from;
	for (;;) {
		const page = await fetch(cursor);
		const content = JSON.stringify(page.entries);
		if (page.entries.length > 0 && content === previous) throw pageTwice();
		previous = content;
		const next = cursorIn(page);
		const isLast = next === undefined || page.hasMore === false;
		yield { entries: page.entries, next: isLast ? undefined : next };
		if (isLast) return;
		if (seen.has(next)) throw pageTwice();
		seen.add(next);
		cursor = next;
	}
}

/** Also a cursor that is a number. */
function cursorIn({ next, hasMore }: Page<unknown>): string | undefined {
	const cursor = typeof next === 'string' || typeof next === 'number' ? String(next) : '';
	if (cursor !== '') return cursor;
	if (hasMore !== true) return undefined;
	throw new Problem(
		'Segment says that there is more, but not where it begins',
		'Try again later, or set a limit instead of Return All.',
	);
}

function pageTwice(): Problem {
	return new Problem(
		'Segment gave the same page twice',
		'Try again later, or set a limit instead of Return All.',
	);
}
