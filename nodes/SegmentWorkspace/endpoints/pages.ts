import type { IDataObject } from 'n8n-workflow';

import { nextIn } from '../../shared/send/pages';
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

/** Where the next page begins, as the answer says it; `pagesOf` knows what is a cursor. */
export function cursorAfter({ name }: Paging, data: IDataObject): unknown {
	return nextIn(data[name]);
}
