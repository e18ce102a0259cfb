import type { IDataObject } from 'n8n-workflow';

import { toIsoTime } from '../../Segment/message/timestamp';
import { LookupProblem } from './problem';
import type { Query } from './url';

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
		const written = toQueryValue(name, value, timezone);
		if (!Array.isArray(written) || written.length > 0) query[name] = written;
	}
	return query;
}

function toQueryValue(name: string, value: unknown, timezone: string): Query[string] {
	switch (name) {
		case 'start':
			return toTime(value, 'Start', timezone);
		case 'end':
			return toTime(value, 'End', timezone);
		case 'include':
		case 'exclude':
			return toNames(value);
		default:
			return String(value);
	}
}

function toTime(value: unknown, field: string, timezone: string): string {
	const time = toIsoTime(value, timezone);
	if (time !== undefined) return time;
	throw new LookupProblem(
		`${field} is no time`,
		'Use ISO 8601 such as 2026-01-31T09:30:00Z, or pick a date.',
	);
}

/** Takes a list, or one text with commas. */
function toNames(value: unknown): string[] {
	const names = Array.isArray(value) ? value.map(String) : String(value).split(',');
	return names.map((name) => name.trim()).filter((name) => name !== '');
}
