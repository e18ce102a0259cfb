import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { asProblem, nodeError } from './errors';
import { pagesOf } from '../send/pages';
import { createPublicApi, PAGE_SIZE, type ApiList } from '../send/publicApi';

/** Segment cannot search most lists, so they are searched here: this many pages for one answer. */
const MAX_PAGES = 10;

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

interface List extends Omit<ApiList, 'path'> {
	/** Path of the list; undefined while what it depends on is not chosen yet. */
	path: string | ((context: ILoadOptionsFunctions) => string | undefined);
	/** How a record appears; its name and description are what a filter looks at. */
	option: (record: IDataObject) => INodeListSearchItems;
}

/** The method of a searchable, paged resource locator. */
export function searchList({ path, option, ...rest }: List): Search {
	return async function (filter, paginationToken) {
		try {
			const from = typeof path === 'string' ? path : path(this);
			if (from === undefined) return { results: [] };
			const api = createPublicApi(this);
			const list = { ...rest, path: from };
			const results: INodeListSearchItems[] = [];
			let cursor: string | undefined;
			let pages = 0;
			for await (const { entries, next } of pagesOf(
				async (at) => await api.page(list, PAGE_SIZE, at),
				paginationToken,
			)) {
				results.push(...entries.map(option).filter(matching(filter)));
				cursor = next;
				if (results.length > 0 || ++pages === MAX_PAGES) break;
			}
			return { results, paginationToken: cursor };
		} catch (error) {
			throw nodeError(this.getNode(), asProblem(error));
		}
	};
}

/** A record by its name, with what it says about itself. */
export const named = (record: IDataObject): INodeListSearchItems => ({
	name: String(record.name ?? record.slug ?? record.id),
	value: String(record.id),
	description: typeof record.description === 'string' ? record.description : undefined,
});

/** The tracking plans of the workspace. */
export const searchTrackingPlans = searchList({
	path: '/tracking-plans',
	key: 'trackingPlans',
	option: named,
});

/** Whether an entry of a list has what was typed, anywhere. */
export function matching(filter: string | undefined) {
	const wanted = (filter ?? '').trim().toLowerCase();
	return ({ name, value, description }: INodeListSearchItems) =>
		[name, value, description].some((text) =>
			String(text ?? '')
				.toLowerCase()
				.includes(wanted),
		);
}
