import { ABSENT, isNothing, orRefuse, REFUSE, trim, use, type Verdict } from './verdict';

/** Where a time without a zone is. */
export const ZONE = 'Europe/Berlin';

/** A moment, however precisely its ISO 8601 text is written. */
export class Instant {
	/** @param inAnyZone whether it may be written in a zone other than UTC */
	constructor(
		readonly ms: number,
		readonly inAnyZone = false,
	) {}
}

export function timeVerdict(value: unknown, inAnyZone = false): Verdict {
	if (isNothing(value) || value === '') return ABSENT;
	if (typeof value === 'string' && trim(value) === '') return { absent: true, refuse: true };
	const moments = momentsOf(value);
	if (!moments) return REFUSE;
	const outcome = use(...moments.ms.map((ms) => new Instant(ms, inAnyZone)));
	return moments.doubtful ? orRefuse(outcome) : outcome;
}

interface Moments {
	ms: number[];
	/** ISO 8601 says this, or another text that is clear; the rule does not say that it is taken. */
	doubtful?: boolean;
}

const ISO =
	/^(\d{4})-(\d{2})-(\d{2})(?:([T ])(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})?)?$/;

function momentsOf(value: unknown): Moments | undefined {
	const ms = dateMs(value);
	if (ms !== undefined) return Number.isNaN(ms) ? undefined : { ms: [ms] };
	if (typeof value === 'number') return epoch(value);
	if (typeof value !== 'string') return undefined;
	const text = trim(value);
	if (/^\d+$/.test(text)) {
		const moment = epoch(Number(text));
		return moment && { ...moment, doubtful: true };
	}
	if (/^\d{4}-\d{2}$/.test(text) && Number(text.slice(5)) <= 12) {
		return { ms: [zoned(Number(text.slice(0, 4)), Number(text.slice(5)), 1)], doubtful: true };
	}
	if (/^[+-]?\d+(\.\d+)?e\d+$/i.test(text)) {
		const moment = epoch(Number(text));
		return moment && { ...moment, doubtful: true };
	}
	return isoMoments(text);
}

function epoch(value: number): Moments | undefined {
	if (value >= 1e9 && value <= 4.1e9) return { ms: [Math.round(value * 1_000)] };
	return value >= 1e12 && value <= 4.1e12 ? { ms: [Math.round(value)] } : undefined;
}

function isoMoments(text: string): Moments | undefined {
	const match = ISO.exec(text);
	if (!match) return undefined;
	const [, year, month, day, separator, hour = '0', minute = '0', second = '0', fraction] = match;
	const offset = match[9];
	const parts = [year, month, day, hour, minute, second].map(Number);
	const [y, mo, d, h, mi, s] = parts;
	const utc = new Date(Date.UTC(y, mo - 1, d, h, mi, s));
	const exists =
		utc.getUTCMonth() === mo - 1 && utc.getUTCDate() === d && h < 24 && mi < 60 && s < 60;
	if (!exists) return undefined;
	const doubtful = separator === ' ';
	const fractionMs = fraction ? Number(`0.${fraction}`) * 1_000 : 0;
	if (offset === undefined) {
		return { ms: [zoned(y, mo, d, h, mi, s) + Math.trunc(fractionMs)], doubtful };
	}
	const minutes = offset === 'Z' ? 0 : offsetMinutes(offset);
	if (Math.abs(minutes) > 14 * 60) return undefined;
	return { ms: [utc.getTime() - minutes * 60_000 + Math.trunc(fractionMs)], doubtful };
}

function offsetMinutes(offset: string): number {
	const [hours, minutes] = offset.slice(1).split(':').map(Number);
	return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** The moment at which the clocks of the workflow's zone show this. */
function zoned(y: number, mo: number, d: number, h = 0, mi = 0, s = 0): number {
	const asUtc = Date.UTC(y, mo - 1, d, h, mi, s);
	for (const hours of [1, 2]) {
		const guess = asUtc - hours * 3_600_000;
		if (wallClock(guess) === asUtc) return guess;
	}
	return asUtc;
}

/** What the clocks of the workflow's zone show, as if it were UTC. */
function wallClock(ms: number): number {
	const shown = new Intl.DateTimeFormat('sv-SE', {
		timeZone: ZONE,
		dateStyle: 'short',
		timeStyle: 'medium',
	}).format(ms);
	return Date.parse(`${shown.replace(' ', 'T')}Z`);
}

/** Milliseconds of a Date or DateTime, NaN for an invalid one, undefined for anything else. */
export function dateMs(value: unknown): number | undefined {
	if (value instanceof Date) return value.getTime();
	if (typeof value === 'object' && value !== null && 'isLuxonDateTime' in value) {
		return (value as unknown as { toMillis(): number }).toMillis();
	}
	return undefined;
}

/** Segment takes the first day of a month. */
export function monthVerdict(value: unknown): Verdict {
	const outcome = timeVerdict(value);
	if (!outcome.use) return outcome;
	const months = outcome.use.map((moment) => {
		const { ms } = moment as Instant;
		const shown = new Date(wallClock(ms)).toISOString();
		return `${shown.slice(0, 7)}-01`;
	});
	// a month by itself is what the field is for
	const isMonth = typeof value === 'string' && /^\d{4}-\d{2}$/.test(trim(value));
	return isMonth ? use(...months) : { ...outcome, use: months };
}
