import Joi from 'joi';

import type { Paging } from '../../../public-api/facts';
import { invalid } from './errors';

/** A page as it is asked for. */
export interface Page {
	count?: number;
	cursor?: number | string;
}

export interface PaginationOutput {
	current: number | string;
	next?: number | string | null;
	previous?: number | string;
	totalEntries: number;
}

const DEFAULT_COUNT = 200;

/** How a list takes its page. */
export function pageSchema({ form, maximum }: Paging): Record<'count' | 'cursor', Joi.Schema> {
	return {
		count: Joi.number().integer().min(1).max(maximum),
		cursor: form === 'number' ? Joi.number().integer().min(0) : Joi.string(),
	};
}

const cursorOf = (offset: number) => Buffer.from(String(offset)).toString('base64');

function offsetOf(cursor: Page['cursor'], field: string): number {
	if (cursor === undefined) return 0;
	if (typeof cursor === 'number') return cursor;
	const text = Buffer.from(cursor, 'base64').toString();
	if (!/^\d{1,9}$/.test(text) || cursorOf(Number(text)) !== cursor) {
		throw invalid(field, 'is not a valid cursor');
	}
	return Number(text);
}

/**
 * Cuts one page out of a list. Cursors are base64 of an offset, as in Segment's samples, or where
 * they are numbers the offset itself.
 * @param lastNext what `next` is on the last page: left out, or null (Segment's models allow both)
 */
export function paginate<T>(
	items: T[],
	{ count, cursor }: Page,
	{ form, name, maximum }: Paging,
	lastNext: 'absent' | 'null',
): { items: T[]; pagination: PaginationOutput } {
	const show = form === 'number' ? (offset: number) => offset : cursorOf;
	const offset = offsetOf(cursor, form === 'plain' ? 'cursor' : `${name}.cursor`);
	const size = count ?? Math.min(DEFAULT_COUNT, maximum);
	const end = offset + size;
	const pagination: PaginationOutput = { current: show(offset), totalEntries: items.length };
	if (end < items.length) pagination.next = show(end);
	else if (lastNext === 'null') pagination.next = null;
	if (offset > 0) pagination.previous = show(Math.max(0, offset - size));
	return { items: items.slice(offset, end), pagination };
}
