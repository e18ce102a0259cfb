import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { toNodeError } from '../request/errors';
import { nextCursor, PAGE_SIZE, recordsIn } from '../request/pages';
import { send } from '../request/send';
import { unwrap } from '../request/values';

/** Segment cannot search most lists, so they are searched here: this many pages for one answer. */
const MAX_PAGES = 10;

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

interface List {
	/** Path of the list; undefined while what it depends on is not chosen yet. */
	path: string | ((context: ILoadOptionsFunctions) => string | undefined);
	/** Member of `data` that holds the records. */
	key: string;
	query?: IDataObject;
	/** How a record appears; its name and description are what a filter looks at. */
	option: (record: IDataObject) => INodeListSearchItems;
}

/** The method of a searchable, paged resource locator. */
export function searchList({ path, key, query, option }: List): Search {
	return async function (filter, paginationToken) {
		const from = typeof path === 'string' ? path : path(this);
		if (from === undefined) return { results: [] };
		try {
			const results: INodeListSearchItems[] = [];
			let cursor = paginationToken;
			for (let page = 0; page < MAX_PAGES; page++) {
				const pagination = { count: PAGE_SIZE, ...(cursor && { cursor }) };
				const { data } = await send(
					this,
					{},
					{ method: 'GET', path: from, query: { pagination, ...query } },
				);
				results.push(...recordsIn(data, key).map(option).filter(matching(filter)));
				cursor = nextCursor(data);
				if (!cursor || results.length > 0) break;
			}
			return { results, paginationToken: cursor };
		} catch (error) {
			throw toNodeError(this.getNode(), error, 0);
		}
	};
}

function matching(filter: string | undefined) {
	const wanted = (filter ?? '').trim().toLowerCase();
	return ({ name, value, description }: INodeListSearchItems) =>
		[name, value, description].some((text) =>
			String(text ?? '')
				.toLowerCase()
				.includes(wanted),
		);
}

/** The value of another field, as chosen in the editor. */
export function chosen(context: ILoadOptionsFunctions, parameter: string): string | undefined {
	const value = unwrap(context.getCurrentNodeParameter(parameter));
	return value === undefined || value === null || value === '' ? undefined : String(value);
}
