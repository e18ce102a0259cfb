import { clock } from '../../shared/clock';
import { Problem } from '../../shared/problem';
import type { Form } from '../../shared/read/form';
import { localDay, toIsoTime } from '../../shared/read/time';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Lengths of time up to now; Segment counts no further back than 30 days. */
const LENGTHS: Record<string, number> = {
	lastHour: 60 * MINUTE,
	last4Hours: 240 * MINUTE,
	last24Hours: DAY,
	last7Days: 7 * DAY,
	last14Days: 14 * DAY,
	last28Days: 28 * DAY,
};

interface TimeRange {
	startTime: string;
	/** The first moment that does not count any more. */
	endTime: string;
}

/**
 * The time of which events are counted. One that ends now ends with the last full minute but one:
 * Segment recommends to stay a minute behind the clock (Segment docs, Public API, "Events").
 */
export function timeRange(form: Form): TimeRange {
	const range = form.decision('timeRange');
	if (range === 'custom') {
		return {
			startTime: form.requiredTime('startTime'),
			endTime: form.requiredTime('endTime'),
		};
	}
	const now = Math.floor(clock.now() / MINUTE - 1) * MINUTE;
	const length = LENGTHS[range];
	if (length !== undefined) {
		requireGranularity(form, length);
		return { startTime: isoOf(now - length), endTime: isoOf(now) };
	}
	requireGranularity(form, DAY);
	const { timezone } = form;
	const today = localDay(isoOf(clock.now()), timezone);
	const midnight = midnightOf(today, timezone);
	return range === 'today'
		? { startTime: isoOf(midnight), endTime: isoOf(Math.max(now, midnight + MINUTE)) }
		: { startTime: isoOf(midnightOf(dayBefore(today), timezone)), endTime: isoOf(midnight) };
}

/** Segment counts no longer time than this by such steps. */
const LONGEST: Record<string, { length: number; text: string }> = {
	MINUTE: { length: 240 * MINUTE, text: '4 hours by the minute' },
	HOUR: { length: 14 * DAY, text: '14 days by the hour' },
};

function requireGranularity(form: Form, length: number): void {
	const longest = LONGEST[form.choice('granularity')];
	if (longest === undefined || length <= longest.length) return;
	throw new Problem(
		`${form.label('timeRange')} is too long for the ${form.label('granularity')}`,
		`Segment counts up to ${longest.text}. Choose a shorter time, or longer steps.`,
	);
}

const isoOf = (ms: number) => new Date(ms).toISOString();

const dayBefore = (day: string) => isoOf(Date.parse(`${day}T00:00:00Z`) - DAY).slice(0, 10);

/** When a day begins where the workflow is. */
function midnightOf(day: string, timezone: string): number {
	return Date.parse(String(toIsoTime(`${day}T00:00:00`, timezone)));
}
