/** Lists that can be read in several runs: each says where the next one goes on. */
import type { IDataObject } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import { quote } from '../../shared/read/describe';
import type { Form } from '../../shared/read/form';
import { pagesOf } from '../../shared/send/pages';
import type { ApiList, PublicApi } from '../../shared/send/publicApi';

/** Where to begin: in which list, at which page of Segment's, and after how many of its records. */
export interface Place {
	list: string;
	page: string | undefined;
	skip: number;
}

const CURSOR = /^([a-z]+)\.(\d{1,6})\.(.*)$/s;

/**
 * The place that a cursor of ours stands for.
 *
 * @param lists their names; the first is where an absent cursor begins
 * @throws Problem for a text that is none of these lists' cursors
 */
export function placeIn(form: Form, field: string, lists: string[]): Place {
	const cursor = form.id(field);
	if (cursor === undefined) return { list: lists[0], page: undefined, skip: 0 };
	const [, list = '', skip, page] = CURSOR.exec(cursor) ?? [];
	if (lists.includes(list)) return { list, page: page || undefined, skip: Number(skip) };
	throw new Problem(
		`${form.label(field)} is ${quote(cursor)}, which is no cursor of this operation`,
		"Use 'nextCursor' of a record of the same operation, or leave it empty to begin at the start.",
	);
}

const cursorOf = ({ list, page, skip }: Place) => `${list}.${skip}.${page ?? ''}`;

/**
 * Reads lists one after the other from a place on, until there is enough.
 *
 * @param lists by their name, in their order
 * @returns records with the name of their list, and the cursor that goes on after them
 * @throws Problem as `pagesOf`
 */
export async function readOn(
	api: PublicApi,
	lists: Record<string, ApiList>,
	from: Place,
	limit: number,
): Promise<{ found: Array<{ list: string; record: IDataObject }>; nextCursor: string | null }> {
	const found: Array<{ list: string; record: IDataObject }> = [];
	const names = Object.keys(lists);
	for (let at = names.indexOf(from.list); at < names.length; at++) {
		const list = names[at];
		let { page, skip } = list === from.list ? from : { page: undefined, skip: 0 };
		for await (const { entries, next } of pagesOf(
			async (cursor) => await api.page(lists[list], limit - found.length + skip, cursor),
			page,
		)) {
			const wanted = entries.slice(skip, skip + limit - found.length);
			for (const record of wanted) found.push({ list, record });
			const isWhole = skip + wanted.length >= entries.length;
			if (isWhole) [page, skip] = [next, 0];
			else skip += wanted.length;
			if (found.length < limit) continue;
			const goesOn = !isWhole || next !== undefined;
			return { found, nextCursor: goesOn ? cursorOf({ list, page, skip }) : after(names, at) };
		}
	}
	return { found, nextCursor: null };
}

/** The beginning of the list after this one, which may turn out to be empty. */
function after(names: string[], at: number): string | null {
	const list = names[at + 1];
	return list === undefined ? null : cursorOf({ list, page: undefined, skip: 0 });
}
