import { tryToParseDateTime, type IDataObject } from 'n8n-workflow';

import { LookupProblem } from './problem';
import type { Query } from './url';

/** Text that begins with a year; keeps a stray "5" from becoming a May. */
const STARTS_WITH_A_DATE = /^\d{4}-\d{2}/;

/** How the form calls each time. */
const TIME_FIELDS: Record<string, string> = { start: 'Start', end: 'End' };
const LISTS = new Set(['include', 'exclude']);

/**
 * The filters as the Profile API takes them: times in UTC, lists of names, nothing that was left empty.
 *
 * @param filters by the names of the Profile API
 * @param timezone the zone of times that name none
 * @throws LookupProblem naming the time that is none
 */
export function toQuery(filters: IDataObject, timezone: string): Query {
	const query: Query = {};
	for (const [name, value] of Object.entries(filters)) {
		if (value === undefined || value === null || value === '') continue;
		if (name in TIME_FIELDS) query[name] = toIsoTime(value, TIME_FIELDS[name], timezone);
		else if (LISTS.has(name)) query[name] = toNames(value);
		else query[name] = typeof value === 'boolean' ? value : String(value);
	}
	return Object.fromEntries(
		Object.entries(query).filter(([, value]) => !Array.isArray(value) || value.length > 0),
	);
}

/** Takes a list, or one text with commas. */
function toNames(value: unknown): string[] {
	const names = Array.isArray(value) ? value.map(String) : String(value).split(',');
	return names.map((name) => name.trim()).filter((name) => name !== '');
}

function toIsoTime(value: unknown, field: string, timezone: string): string {
	const text = typeof value === 'string' ? value.trim() : value;
	if (typeof text !== 'string' || STARTS_WITH_A_DATE.test(text)) {
		try {
			const iso = tryToParseDateTime(text, timezone).toUTC().toISO();
			if (iso !== null) return iso;
		} catch {
			// said below, in the words of the form
		}
	}
	throw new LookupProblem(
		`${field} is no time`,
		'Use ISO 8601 such as 2026-01-31T09:30:00Z, or pick a date.',
	);
}
