import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { readSettings } from '../../../../nodes/Segment/run/settings';

const DEFAULTS = {
	delivery: 'batched',
	concurrentRequests: 4,
	maxRetries: 5,
	dryRun: false,
	messageIdMode: 'perExecution',
	nestDots: true,
};

describe('readSettings', () => {
	it('has defaults for what the user did not add', () => {
		expect(readSettings({})).toEqual(DEFAULTS);
	});

	it('takes what the user chose', () => {
		expect(
			readSettings({
				delivery: 'single',
				concurrentRequests: 50,
				maxRetries: 0,
				dryRun: true,
				messageIdMode: 'fromContent',
				nestDottedNames: false,
			}),
		).toEqual({
			delivery: 'single',
			concurrentRequests: 50,
			maxRetries: 0,
			dryRun: true,
			messageIdMode: 'fromContent',
			nestDots: false,
		});
	});

	it.each<[IDataObject, number, number]>([
		[{ concurrentRequests: 0, maxRetries: -1 }, 1, 0],
		[{ concurrentRequests: 51, maxRetries: 11 }, 50, 10],
		[{ concurrentRequests: '8', maxRetries: '3' }, 8, 3],
		[{ concurrentRequests: 2.6, maxRetries: 2.4 }, 3, 2],
		[{ concurrentRequests: Infinity, maxRetries: Infinity }, 50, 10],
		[{ concurrentRequests: 'many', maxRetries: 'many' }, 4, 5],
		[{ concurrentRequests: null, maxRetries: null }, 4, 5],
		[{ concurrentRequests: '', maxRetries: '' }, 4, 5],
	])('keeps numbers from expressions within bounds: %j', (options, concurrent, retries) => {
		expect(readSettings(options)).toMatchObject({
			concurrentRequests: concurrent,
			maxRetries: retries,
		});
	});

	it('stands whatever expressions put there', () => {
		fc.assert(
			fc.property(
				fc.record(
					{
						delivery: fc.jsonValue(),
						concurrentRequests: fc.jsonValue(),
						maxRetries: fc.jsonValue(),
						dryRun: fc.jsonValue(),
						nestDottedNames: fc.jsonValue(),
					},
					{ requiredKeys: [] },
				),
				(options) => {
					const { delivery, concurrentRequests, maxRetries } = readSettings(options as IDataObject);
					expect(['batched', 'single']).toContain(delivery);
					expect([concurrentRequests, maxRetries].every(Number.isInteger)).toBe(true);
					expect(concurrentRequests).toBeGreaterThanOrEqual(1);
					expect(concurrentRequests).toBeLessThanOrEqual(50);
					expect(maxRetries).toBeGreaterThanOrEqual(0);
					expect(maxRetries).toBeLessThanOrEqual(10);
				},
			),
		);
	});
});
