import Joi from 'joi';

import { invalid } from './errors';

export interface Page {
	count?: number;
	cursor?: string;
}

export interface PaginationOutput {
	current: string;
	next?: string | null;
	previous?: string;
	totalEntries: number;
}

const DEFAULT_COUNT = 200;

/** How a list takes its page: within `pagination`, or as plain `count` and `cursor`. */
export function pageSchema(max: number): Record<'count' | 'cursor', Joi.Schema> {
	return { count: Joi.number().integer().min(1).max(max), cursor: Joi.string() };
}

const cursorOf = (offset: number) => Buffer.from(String(offset)).toString('base64');

function offsetOf(cursor: string | undefined, field: string): number {
	if (cursor === undefined) return 0;
	const text = Buffer.from(cursor, 'base64').toString();
	if (!/^\d{1,9}$/.test(text) || cursorOf(Number(text)) !== cursor) {
		throw invalid(field, 'is not a valid cursor');
	}
	return Number(text);
}

/**
 * Cuts one page out of a list. Cursors are base64 of an offset, as in Segment's samples.
 * @param lastNext what `next` is on the last page: left out, or null (Segment's models allow both)
 */
export function paginate<T>(
	items: T[],
	{ count = DEFAULT_COUNT, cursor }: Page,
	lastNext: 'absent' | 'null',
	field: string,
): { items: T[]; pagination: PaginationOutput } {
	const offset = offsetOf(cursor, field);
	const end = offset + count;
	const pagination: PaginationOutput = { current: cursorOf(offset), totalEntries: items.length };
	if (end < items.length) pagination.next = cursorOf(end);
	else if (lastNext === 'null') pagination.next = null;
	if (offset > 0) pagination.previous = cursorOf(Math.max(0, offset - count));
	return { items: items.slice(offset, end), pagination };
}
