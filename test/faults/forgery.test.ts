import { fuzz } from '../support/forgeryCheck';

const MODES = [
	'classic',
	'actions',
	'actionsBatch',
	'extensibleBatch',
	'audience',
	'audiences',
] as const;
const MUTATIONS = 300_000;

describe.each(['all', 'verified', 'none'] as const)('Batches: %s', (batches) => {
	it.each(MODES)(
		`of ${MUTATIONS / MODES.length} changed requests (%s), hands on nothing that Segment did not sign`,
		(mode) => {
			const { forged, refused, taken } = fuzz(mode, batches, MUTATIONS / MODES.length, 20_26);
			expect(forged).toEqual([]);
			expect(refused).toBeGreaterThan(taken * 3);
			expect(taken).toBeGreaterThan(0);
		},
		120_000,
	);
});
