import fc from 'fast-check';

import { backoffMs, isRetryableStatus, retryAfterMs } from '../../../nodes/shared/retry';

const NOW = Date.parse('2026-01-31T09:30:00Z');
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('isRetryableStatus', () => {
	it.each([408, 410, 429, 460, 500, 502, 503, 504, 520, 599])('repeats after %d', (status) => {
		expect(isRetryableStatus(status)).toBe(true);
	});

	it.each([200, 201, 301, 400, 401, 403, 404, 409, 413, 422, 451, 501, 505, 511, 600])(
		'does not repeat after %d',
		(status) => {
			expect(isRetryableStatus(status)).toBe(false);
		},
	);
});

describe('retryAfterMs', () => {
	it.each([
		['30', 30_000],
		[' 30 ', 30_000],
		[30, 30_000],
		[['7', '8'], 7_000],
		['0', 1_000],
		['3600', 300_000],
		['Sat, 31 Jan 2026 09:30:45 GMT', 45_000],
		['Sat, 31 Jan 2026 09:00:00 GMT', 1_000],
		['Sun, 01 Feb 2026 09:30:00 GMT', 300_000],
	])('reads %j', (header, ms) => {
		expect(retryAfterMs(header, NOW)).toBe(ms);
	});

	it.each([[undefined], [null], [''], [' '], ['soon'], [[]]])('finds nothing in %j', (header) => {
		expect(retryAfterMs(header, NOW)).toBeUndefined();
	});

	it('answers every header with nothing, or with one second to five minutes', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.integer().map(String)), (header) => {
				const ms = retryAfterMs(header, NOW);
				if (ms === undefined) return;
				expect(ms).toBeGreaterThanOrEqual(1_000);
				expect(ms).toBeLessThanOrEqual(300_000);
			}),
		);
	});
});

describe('backoffMs', () => {
	it('waits one second on average before the first retry, then twice as long each time', () => {
		expect([1, 2, 3, 4, 5].map((retry) => backoffMs(retry, 0.5))).toEqual([
			1_000, 2_000, 4_000, 8_000, 16_000,
		]);
	});

	it('draws from the whole wait, and never more than a minute', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 1_000 }), random, (retry, drawn) => {
				const ms = backoffMs(retry, drawn);
				expect(ms).toBeGreaterThanOrEqual(0);
				expect(ms).toBeLessThanOrEqual(60_000);
				expect(backoffMs(retry, 0)).toBe(0);
			}),
		);
		expect(backoffMs(1_000, 0.999_999)).toBe(60_000);
	});
});
