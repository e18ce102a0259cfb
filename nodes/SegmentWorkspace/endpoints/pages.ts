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

/** Where the next page begins; absent, null and empty all mean that this was the last. */
export function cursorAfter({ form, name }: Paging, data: IDataObject): Cursor | undefined {
	const next = (data[name] as IDataObject | null | undefined)?.next;
	if (form === 'number') return typeof next === 'number' ? next : undefined;
	return typeof next === 'string' && next !== '' ? next : undefined;
}
