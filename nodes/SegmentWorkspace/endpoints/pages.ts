import type { IDataObject } from 'n8n-workflow';

import type { Paging } from './endpoint';

/** Where a page begins. */
export type Cursor = number | string;

/** The query that asks for one page of at most `count` records. */
export function pageQuery(
	{ form, name, maximum }: Paging,
	count: number,
	cursor?: Cursor,
): IDataObject {
	const page = { count: Math.min(count, maximum), ...(cursor !== undefined && { cursor }) };
	return form === 'plain' ? page : { [name]: page };
}

/**
 * Where the next page begins, also as text where it should be a number and the other way round: a
 * list must not end there. Absent, null and empty all mean that this was the last.
 */
export function cursorAfter({ name }: Paging, data: IDataObject): Cursor | undefined {
	const next = (data[name] as IDataObject | null | undefined)?.next;
	return typeof next === 'number' || (typeof next === 'string' && next !== '') ? next : undefined;
}
