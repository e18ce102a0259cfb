import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { Problem } from '../problem';
import { firstGiven } from '../read/values';
import { listError } from './errors';
import { explained } from '../title';
import { pagesOf } from '../send/pages';
import {
	createPublicApi,
	CREDENTIAL,
	PAGE_SIZE,
	type ApiList,
	type PublicApi,
} from '../send/publicApi';

/** Segment cannot search most lists, so they are searched here: this many pages for one answer. */
const MAX_PAGES = 10;

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

interface List extends Omit<ApiList, 'path' | 'query'> {
	/** Path of the list; undefined while what it depends on is not chosen yet. */
	path: string | ((context: ILoadOptionsFunctions) => string | undefined);
	/** The same for what else is asked. */
	query?: IDataObject | ((context: ILoadOptionsFunctions) => IDataObject | undefined);
	/** How a record appears; its name and description are what a filter looks at. */
	option: (record: IDataObject) => INodeListSearchItems;
}

/** The method of a searchable, paged resource locator. */
export function searchList(list: List): Search {
	return searchLists([list]);
}

/** The same over several lists: where one has come to its end, the next begins. */
export function searchLists(lists: List[]): Search {
	return async function (filter, paginationToken) {
		return await answered(this, async (api) => {
			const results: INodeListSearchItems[] = [];
			const from = placeOf(paginationToken, lists);
			let pages = 0;
			for (let index = from.index; index < lists.length; index++) {
				const { option } = lists[index];
				const list = listIn(this, lists[index]);
				if (!list) continue;
				for await (const { entries, next } of pagesOf(
					async (cursor) => await api.page(list, PAGE_SIZE, cursor),
					index === from.index ? from.cursor : undefined,
				)) {
					results.push(...entries.map(option).filter(matching(filter)));
					const isEnough = results.length > 0 && next !== undefined;
					if (isEnough || ++pages === MAX_PAGES) {
						return { results, paginationToken: tokenOf({ index, cursor: next }, lists) };
					}
				}
			}
			return { results, paginationToken: undefined };
		});
	};
}

/**
 * The method of a resource locator whose list has to be put together.
 *
 * @param find gives all there is to choose from
 */
export function searchAll(
	find: (api: PublicApi, context: ILoadOptionsFunctions) => Promise<INodeListSearchItems[]>,
): Search {
	return async function (filter) {
		return await answered(this, async (api) => ({
			results: (await find(api, this)).filter(matching(filter)),
		}));
	};
}

async function answered(
	context: ILoadOptionsFunctions,
	search: (api: PublicApi) => Promise<INodeListSearchResult>,
): Promise<INodeListSearchResult> {
	try {
		needPublicApi(context);
		const { results, paginationToken } = await search(createPublicApi(context));
		return { results: toldApart(results), paginationToken };
	} catch (error) {
		throw listError(context.getNode(), error);
	}
}

/** Entries of one name, with what tells them apart in it: n8n shows nothing else of an entry. */
function toldApart(entries: INodeListSearchItems[]): INodeListSearchItems[] {
	const names = countsOf(entries.map(({ name }) => name));
	const both = countsOf(entries.map(nameAndDescription));
	return entries.map((entry) => {
		const { name, value, description } = entry;
		if (names.get(name) === 1) return entry;
		const differs = both.get(nameAndDescription(entry)) === 1;
		return { ...entry, name: explained(name, (differs && description) || String(value)) };
	});
}

const nameAndDescription = ({ name, description }: INodeListSearchItems): string =>
	JSON.stringify([name, description]);

function countsOf(texts: string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
	return counts;
}

/**
 * n8n chooses no credential of its own accord where it asks for a second one, and names a missing one
 * by its type.
 *
 * @throws Problem that says where to choose it
 */
export function needPublicApi(context: ILoadOptionsFunctions): void {
	if (context.getNode().credentials?.[CREDENTIAL]) return;
	throw new Problem(
		'No Segment Public API credential is chosen',
		'Choose it at the top of the form, then open the list again.',
	);
}

/** The list as it is asked for, once everything is chosen that it depends on. */
function listIn(
	context: ILoadOptionsFunctions,
	{ path, query = {}, ...rest }: List,
): ApiList | undefined {
	const knownPath = typeof path === 'function' ? path(context) : path;
	const knownQuery = typeof query === 'function' ? query(context) : query;
	if (knownPath === undefined || knownQuery === undefined) return undefined;
	return { ...rest, path: knownPath, query: knownQuery };
}

/** A page of one of the lists. */
interface Place {
	index: number;
	cursor: string | undefined;
}

/** One list has Segment's own cursors; of several, the token also says which list goes on. */
function tokenOf({ index, cursor }: Place, lists: List[]): string | undefined {
	if (lists.length === 1) return cursor;
	if (cursor !== undefined) return `${index} ${cursor}`;
	return index + 1 < lists.length ? `${index + 1} ` : undefined;
}

function placeOf(token: string | undefined, lists: List[]): Place {
	if (lists.length === 1 || token === undefined) return { index: 0, cursor: token };
	const space = token.indexOf(' ');
	return { index: Number(token.slice(0, space)), cursor: token.slice(space + 1) || undefined };
}

/** A record by its name, with what it says about itself. */
export const named = (record: IDataObject): INodeListSearchItems => ({
	name: String(firstGiven(record.name, record.slug, record.id)),
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
