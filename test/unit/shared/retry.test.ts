import fc from 'fast-check';

import { backoffMs, isRetryableStatus, retryAfterMs } from '../../../nodes/shared/send/retry';

const NOW = Date.parse('2026-11-21T12:00:00Z');

describe('isRetryableStatus', () => {
	const passing = [408, 410, 429, 460];
	const final = [501, 505, 511];

	it.each([...passing, 500, 502, 503, 504, 508, 520, 529, 599])('says yes to %i', (status) => {
		expect(isRetryableStatus(status)).toBe(true);
	});

	it.each([...final, 200, 302, 400, 401, 403, 404, 409, 413, 422, 600])(
		'says no to %i',
		(status) => {
			expect(isRetryableStatus(status)).toBe(false);
		},
	);

	it('knows no others', () => {
		fc.assert(
			fc.property(fc.integer({ min: 100, max: 999 }), (status) => {
				const isServerError = status >= 500 && status <= 599 && !final.includes(status);
				expect(isRetryableStatus(status)).toBe(passing.includes(status) || isServerError);
			}),
		);
	});
});

describe('retryAfterMs', () => {
	it.each<[unknown, number | undefined]>([
		['7', 7_000],
		[' 7 ', 7_000],
		[7, 7_000],
		[['7', '9'], 7_000],
		['0', 1_000],
		['300', 300_000],
		['301', 300_000],
		['99999999999999999999999', 300_000],
		['Sat, 21 Nov 2026 12:00:30 GMT', 30_000],
		['Saturday, 21-Nov-26 12:00:30 GMT', 30_000],
		['Sat Nov 21 12:00:30 2026 GMT', 30_000],
		['Sat, 21 Nov 2026 11:00:00 GMT', 1_000],
		['Mon, 21 Dec 2026 12:00:00 GMT', 300_000],
		['', undefined],
		[undefined, undefined],
		[null, undefined],
		[[], undefined],
		['soon', undefined],
		['-5', undefined],
		['1.5', undefined],
		['1e3', undefined],
		['Infinity', undefined],
	])('reads %p as %p', (header, wait) => {
		expect(retryAfterMs(header, NOW)).toBe(wait);
	});

	it('stays between one second and five minutes, whatever the header says', () => {
		fc.assert(
			fc.property(fc.anything(), (header) => {
				let wait: number | undefined;
				try {
					String(header);
				} catch {
					return; // no header holds an object without text
				}
				wait = retryAfterMs(header, NOW);
				if (wait === undefined) return;
				expect(wait).toBeGreaterThanOrEqual(1_000);
				expect(wait).toBeLessThanOrEqual(300_000);
			}),
		);
	});
});

describe('backoffMs', () => {
	it('is one second on average at first and doubles up to 60 seconds', () => {
		expect([1, 2, 3, 4, 5, 6, 7].map((retry) => backoffMs(retry, 0.5))).toEqual([
			1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
		]);
	});

	it('is drawn from nothing up to the whole step', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 60 }),
				fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
				(retry, random) => {
					const wait = backoffMs(retry, random);
					expect(wait).toBeGreaterThanOrEqual(0);
					expect(wait).toBeLessThanOrEqual(Math.min(2_000 * 2 ** (retry - 1), 60_000));
				},
			),
		);
		expect(backoffMs(3, 0)).toBe(0);
	});
});
