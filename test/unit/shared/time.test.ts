import fc from 'fast-check';
import { tryToParseDateTime } from 'n8n-workflow';

import { toIsoTime } from '../../../nodes/shared/read/time';

const BERLIN = 'Europe/Berlin';
const dates = fc.date({
	// as far as epoch numbers are read
	min: new Date('2001-09-10T00:00:00Z'),
	max: new Date('2099-12-03T00:00:00Z'),
	noInvalidDate: true,
});

describe('toIsoTime', () => {
	it('gives the same instant for every form of it', () => {
		fc.assert(
			fc.property(dates, fc.constantFrom('UTC', BERLIN, 'Asia/Kolkata'), (date, zone) => {
				const iso = date.toISOString();
				const luxon = tryToParseDateTime(iso).setZone(zone);
				expect(toIsoTime(date, zone)).toBe(iso);
				expect(toIsoTime(iso, zone)).toBe(iso);
				expect(toIsoTime(luxon, 'UTC')).toBe(iso);
				expect(toIsoTime(luxon.toISO(), 'UTC')).toBe(iso);
				expect(toIsoTime(date.getTime(), zone)).toBe(iso);
				expect(toIsoTime(String(date.getTime()), zone)).toBe(iso);
				expect(toIsoTime(date.getTime() / 1_000, zone)).toBe(iso);
			}),
		);
	});

	it('reads a text without a zone in the given one, also when clocks change', () => {
		expect(toIsoTime('2026-01-31T09:30:00', BERLIN)).toBe('2026-01-31T08:30:00.000Z');
		expect(toIsoTime('2026-07-31T09:30:00', BERLIN)).toBe('2026-07-31T07:30:00.000Z');
		expect(toIsoTime('2026-07-31T09:30:00', 'UTC')).toBe('2026-07-31T09:30:00.000Z');
	});

	it.each([
		['2026-01-31', '2026-01-30T23:00:00.000Z'],
		['2026-01-31 09:30:00', '2026-01-31T08:30:00.000Z'],
		['2026-01-31 09:30', '2026-01-31T08:30:00.000Z'],
		['2026-01-31T09:30:00Z', '2026-01-31T09:30:00.000Z'],
		['2026-01-31T09:30:00.123456789Z', '2026-01-31T09:30:00.123Z'],
		['2026-01-31T09:30:00+05:30', '2026-01-31T04:00:00.000Z'],
		[' 2026-01-31T09:30:00Z ', '2026-01-31T09:30:00.000Z'],
		['20260131T093000Z', '2026-01-31T09:30:00.000Z'],
		['2026-W05-6', '2026-01-30T23:00:00.000Z'],
		['2026-031', '2026-01-30T23:00:00.000Z'],
		['Sat, 31 Jan 2026 09:30:00 GMT', '2026-01-31T09:30:00.000Z'],
		['31 Jan 2026 09:30 +0100', '2026-01-31T08:30:00.000Z'],
		['1769851800', '2026-01-31T09:30:00.000Z'],
		['1769851800123', '2026-01-31T09:30:00.123Z'],
		[1769851800, '2026-01-31T09:30:00.000Z'],
		[1769851800123, '2026-01-31T09:30:00.123Z'],
		[1769851800.5, '2026-01-31T09:30:00.500Z'],
		[1e9, '2001-09-09T01:46:40.000Z'],
		['2026-01', '2025-12-31T23:00:00.000Z'],
		['2026-01-31T09:30:00+14:00', '2026-01-30T19:30:00.000Z'],
		['2026-01-31T09:30:00+01:00[Europe/Berlin]', '2026-01-31T08:30:00.000Z'],
		['2026-01-31 09:30:00 America/New_York', '2026-01-31T14:30:00.000Z'],
		['2026-01-31 09:30:00.123456+00', '2026-01-31T09:30:00.123Z'],
		['2026-01-31 09:30 PST', '2026-01-31T17:30:00.000Z'],
		['Saturday, 31-Jan-26 09:30:00 GMT', '2026-01-31T09:30:00.000Z'],
	])('reads %p', (value, iso) => {
		expect(toIsoTime(value, BERLIN)).toBe(iso);
	});

	it.each([
		'yesterday',
		'5',
		'12',
		'31.01.2026',
		'01/31/2026',
		'2026-13-01T00:00:00Z',
		'2026-02-30T00:00:00Z',
		'2026-02-30T00:00:00+01:00',
		'2026-02-30',
		'2026-13',
		'2026-00',
		'2026-01-31T25:00:00Z',
		'now 2026-01-31',
		'01/02/2026',
		'2026-13',
		'2026-00',
		'2026-400',
		'2026-W60-1',
		'2026-01-31T09:30:00+25:00',
		'2026-01-31T09:30:00+14:30',
		'2026-01-31T09:30:00-05:75',
		'2026-01-31 09:30:00+25:00',
		'2026-01-31 09:30:00 +2500',
		'Sat, 31 Jan 2026 09:30:00 +2500',
		'31 Feb 2026 09:30 +0100',
		'Mon, 30 Feb 2026 09:30:00 GMT',
		'31 Jan 2026 09:30', // of which zone?
		'2026-01-31 09:30 PM',
		'2026-01-31 09:30 (note)',
		'20260131',
		'202601310930',
		'20260131093000',
		0,
		-86400,
		20260131,
		20260131093000,
		46053.396, // a day of Excel's
		999_999_999,
		NaN,
		Infinity,
		1769851800123456, // microseconds
		'1769851800123456789', // nanoseconds
		new Date(NaN),
		true,
		null,
		undefined,
		{},
		['2026-01-31'],
	])('knows that %p is no time', (value) => {
		expect(toIsoTime(value, BERLIN)).toBeUndefined();
	});

	it('answers every text with nothing or with ISO 8601 UTC', () => {
		const text = fc.oneof(
			fc.string(),
			fc.string({ unit: fc.constantFrom(...'0123456789-:TZ+ W.,') }),
		);
		fc.assert(
			fc.property(text, (value) => {
				const iso = toIsoTime(value, BERLIN);
				if (iso !== undefined) expect(iso).toMatch(/^-?\d{4,6}-\d{2}-\d{2}T[\d:]{8}\.\d{3}Z$/);
			}),
		);
	});
});
