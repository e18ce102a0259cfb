import { tryToParseDateTime } from 'n8n-workflow';

import { dateToIso, isDate } from './json';

/** 1e11 seconds is the year 5138, 1e11 milliseconds is 1973: larger numbers are milliseconds. */
const SMALLEST_EPOCH_MS = 1e11;

/** The end of the year 9999, after which ISO 8601 has another form: micro- or nanoseconds. */
const LARGEST_EPOCH_MS = 253_402_300_799_999;

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
	if (!LOOKS_LIKE_A_TIME.test(text) || !isCalendarDay(text)) return undefined;
	if (ISO_UTC.test(text)) return dateToIso(new Date(text));
	try {
		return tryToParseDateTime(text, timezone).toUTC().toISO() ?? undefined;
	} catch {
		return undefined;
	}
}

/** Whether the date that a text begins with exists; Date and Luxon roll February 30 over to March. */
export function isCalendarDay(text: string): boolean {
	const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(text) ?? [];
	if (day === undefined) return true;
	return (
		new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day)
	);
}

function epochToIso(epoch: number): string | undefined {
	const ms = Math.round(Math.abs(epoch) < SMALLEST_EPOCH_MS ? epoch * 1_000 : epoch);
	return Math.abs(ms) > LARGEST_EPOCH_MS ? undefined : dateToIso(new Date(ms));
}
