import type { IDataObject } from 'n8n-workflow';

import type { ApiAnswer, ApiRequest } from './send';

/**
 * Sent with every request for a list, because some endpoints refuse requests without it. Newer
 * documentation allows up to 1,000, older up to 200 (Segment docs, Public API, "Pagination").
 */
export const PAGE_SIZE = 200;

export interface ListRequest {
	path?: string;
	/** Member of `data` that holds the records. */
	key: string;
	query?: IDataObject;
	limit: number;
	/** Largest page of the endpoint, when it is not 200. */
	pageSize?: number;
	/** The few endpoints that answer everything at once and know no paging. */
	singlePage?: boolean;
}

/**
 * Follows the cursors of a list until its end, or until there is enough.
 *
 * @returns one object per record; e-mail addresses that stand by themselves become `{ email }`
 */
export async function collect(
	send: (request: Partial<ApiRequest>) => Promise<ApiAnswer>,
	{ path, key, query = {}, limit, pageSize = PAGE_SIZE, singlePage }: ListRequest,
): Promise<IDataObject[]> {
	const records: IDataObject[] = [];
	const seen = new Set<string>();
	let cursor: string | undefined;
	do {
		const count = Math.min(pageSize, limit - records.length);
		const pagination = { count, ...(cursor !== undefined && { cursor }) };
		const { data } = await send({
			...(path !== undefined && { path }),
			query: singlePage ? query : { pagination, ...query },
		});
		records.push(...recordsIn(data, key));
		cursor = nextCursor(data);
		// a service that repeats a cursor would never come to an end
		if (cursor !== undefined && seen.has(cursor)) break;
		if (cursor !== undefined) seen.add(cursor);
	} while (cursor !== undefined && records.length < limit);
	return records.slice(0, limit);
}

export function recordsIn(data: IDataObject, key: string): IDataObject[] {
	const list = data[key];
	if (!Array.isArray(list)) return [];
	return list.map((entry: unknown) =>
		typeof entry === 'object' && entry !== null ? (entry as IDataObject) : { email: String(entry) },
	);
}

/** Absent, null and empty all mean that this was the last page. */
export function nextCursor(data: IDataObject): string | undefined {
	const next = (data.pagination as IDataObject | undefined)?.next;
	return typeof next === 'string' && next !== '' ? next : undefined;
}
