import { tryToParseDateTime } from 'n8n-workflow';

import { dateToIso, isDate } from './json';

/** 1e11 seconds is the year 5138, 1e11 milliseconds is 1973: larger numbers are milliseconds. */
const SMALLEST_EPOCH_MS = 1e11;

/** The form Segment wants; needs no conversion. */
const ISO_UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;

/** Text that is meant as a time: ISO 8601, SQL, RFC 2822 and HTTP dates. Keeps "5" from being a May. */
const LOOKS_LIKE_A_TIME =
	/^(\d{4}-\d{2}(-\d{2})?([T ]\d{2}.*)?|\d{4}-?(W\d{2}|\d{3}).*|\d{8}(T.*)?|([A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} .*|[A-Z][a-z]+, \d{2}-.*)$/;

/**
 * The ISO 8601 UTC form of a point in time.
 *
 * @param value ISO text, a Date, a Luxon DateTime, or epoch seconds or milliseconds (number or digits)
 * @param timezone the zone of texts that name none, e.g. `Europe/Berlin`
 * @returns undefined when the value is no time
 */
export function toIsoTime(value: unknown, timezone: string): string | undefined {
	if (isDate(value)) return dateToIso(value);
	if (typeof value === 'number') return epochToIso(value);
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	if (/^-?\d{9,}(\.\d+)?$/.test(text)) return epochToIso(Number(text));
	if (ISO_UTC.test(text)) return dateToIso(new Date(text));
	if (!LOOKS_LIKE_A_TIME.test(text)) return undefined;
	try {
		return tryToParseDateTime(text, timezone).toUTC().toISO() ?? undefined;
	} catch {
		return undefined;
	}
}

function epochToIso(epoch: number): string | undefined {
	return dateToIso(new Date(Math.abs(epoch) < SMALLEST_EPOCH_MS ? epoch * 1_000 : epoch));
}
