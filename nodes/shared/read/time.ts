import { tryToParseDateTime } from 'n8n-workflow';

interface LuxonDateTime {
	isLuxonDateTime: true;
	isValid: boolean;
	toMillis(): number;
}

/** Epoch numbers that can only be meant as seconds, and as milliseconds: from 2001 to 2099. */
const EPOCH_SECONDS = { from: 1e9, to: 4.1e9 };
const EPOCH_MS = { from: 1e12, to: 4.1e12 };

/** The form Segment wants; needs no conversion. */
const ISO_UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;

const CLOCK = String.raw`\d{2}(:?\d{2}(:?\d{2}([.,]\d+)?)?)?`;
/** An offset, a zone's name or both, or one of the abbreviations that mean the same everywhere. */
const NAME = String.raw`[A-Z][A-Za-z_]+/[\w/+-]+`;
const ZONE = String.raw`((Z|[+-]\d{2}(:?\d{2})?)?(\[${NAME}\])?|${NAME}|GMT|UTC?|[ECMP][SD]T)`;

/** Text that is meant as a time: ISO 8601, SQL, RFC 2822 and HTTP dates. Keeps "5" from being a May. */
const TIMES = [
	String.raw`\d{4}-(0[1-9]|1[0-2])(-\d{2})?([T ]${CLOCK} ?${ZONE})?`,
	String.raw`(\d{4}-?W\d{2}(-?\d)?|\d{4}-\d{3})(T${CLOCK} ?${ZONE})?`,
	String.raw`\d{8}T${CLOCK} ?${ZONE}`,
	String.raw`([A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} ${CLOCK} (?=.)${ZONE}`,
	String.raw`[A-Z][a-z]+, \d{2}-[A-Z][a-z]{2}-\d{2} ${CLOCK} GMT`,
].map((form) => new RegExp(`^${form}$`));

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** No place on earth is further from UTC. */
const MAX_OFFSET_HOURS = 14;

/**
 * The ISO 8601 UTC form of a point in time.
 *
 * @param value ISO text, a Date, a Luxon DateTime, or epoch seconds or milliseconds (number or digits)
 * @param timezone the zone of texts that name none, e.g. `Europe/Berlin`
 * @returns undefined when the value is no time, or one whose meaning would have to be guessed
 */
export function toIsoTime(value: unknown, timezone: string): string | undefined {
	if (isDate(value)) return dateToIso(value);
	if (typeof value === 'number') return epochToIso(value);
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	if (/^\d+(\.\d+)?$/.test(text)) return epochToIso(Number(text));
	const isOne = ISO_UTC.test(text) || TIMES.some((form) => form.test(text));
	if (!isOne || !isCalendarDay(text) || !hasRealOffset(text)) return undefined;
	if (ISO_UTC.test(text)) return dateToIso(new Date(text));
	try {
		return tryToParseDateTime(text, timezone).toUTC().toISO() ?? undefined;
	} catch {
		return undefined;
	}
}

/**
 * The day that a point in time lies in: `2026-01-31`.
 *
 * @param time ISO 8601
 * @param timezone the zone whose day is meant
 */
export function localDay(time: string, timezone: string): string {
	// Swedish dates are ISO dates
	return new Date(time).toLocaleDateString('sv-SE', { timeZone: timezone });
}

/** Recognises a Date, and a DateTime of whichever copy of Luxon n8n's expressions use. */
export function isDate(value: unknown): value is Date | LuxonDateTime {
	return (
		typeof value === 'object' &&
		value !== null &&
		(value instanceof Date ||
			Object.prototype.toString.call(value) === '[object Date]' ||
			('isLuxonDateTime' in value && 'toMillis' in value && typeof value.toMillis === 'function'))
	);
}

/** The ISO 8601 UTC form of a Date or a Luxon DateTime; undefined when it holds no valid time. */
export function dateToIso(value: Date | LuxonDateTime): string | undefined {
	const ms = 'isLuxonDateTime' in value ? (value.isValid ? value.toMillis() : NaN) : +value;
	const date = new Date(ms);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** Whether the date that a text begins with exists; Date and Luxon roll February 30 over to March. */
export function isCalendarDay(text: string): boolean {
	const [, written, name, ofYear] =
		/^(?:[A-Z][a-z]+, )?(\d{1,2})[ -]([A-Z][a-z]{2})[ -](\d{4}|\d{2})/.exec(text) ?? [];
	if (written !== undefined) {
		return isDay(Number(ofYear), MONTHS.indexOf(name) + 1, Number(written));
	}
	// 2026-13 would be read as 20:26 o'clock, 13 hours behind
	if (/^\d{4}-(?!0[1-9]|1[0-2])\d{2}$/.test(text)) return false;
	const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})(?!\d)/.exec(text) ?? [];
	if (day === undefined || /^\d{4}-\d{3}(?!\d)/.test(text)) return true;
	return isDay(Number(year), Number(month), Number(day));
}

function isDay(year: number, month: number, day: number): boolean {
	return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}

function hasRealOffset(text: string): boolean {
	const [, hours, minutes = '0'] = /[T ].*[+-](\d{2}):?(\d{2})?(?:\[.*\])?$/.exec(text) ?? [];
	if (hours === undefined) return true;
	return Number(hours) + Number(minutes) / 60 <= MAX_OFFSET_HOURS && Number(minutes) < 60;
}

/** A number of another size (a day of Excel's, 20260131, microseconds) is no time, so that it is not guessed. */
function epochToIso(epoch: number): string | undefined {
	if (epoch >= EPOCH_SECONDS.from && epoch <= EPOCH_SECONDS.to) {
		return new Date(Math.round(epoch * 1_000)).toISOString();
	}
	if (epoch >= EPOCH_MS.from && epoch <= EPOCH_MS.to) {
		return new Date(Math.round(epoch)).toISOString();
	}
	return undefined;
}
