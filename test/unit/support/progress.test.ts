import { progressBar } from '../../support/n8n/progress';

const at = (megabytes: number, elapsedMs: number) =>
	progressBar({ megabytes, totalMegabytes: 2900, elapsedMs });

describe('the bar of an installation', () => {
	it.each([
		[0, 0, '░░░░░░░░░░░░░░░░░░░░ 0 of 2,900 MB'],
		[20, 60_000, '░░░░░░░░░░░░░░░░░░░░ 20 of 2,900 MB'],
		[725, 4_000, '█████░░░░░░░░░░░░░░░ 725 of 2,900 MB'],
		[725, 60_000, '█████░░░░░░░░░░░░░░░ 725 of 2,900 MB, about 3 min left'],
		[1450, 50_400, '██████████░░░░░░░░░░ 1,450 of 2,900 MB, about 50 s left'],
		[2899, 120_000, '███████████████████░ 2,899 of 2,900 MB, about 5 s left'],
	])('at %i MB after %i ms', (megabytes, elapsedMs, line) => {
		expect(at(megabytes, elapsedMs)).toBe(line);
	});

	it('is nearly done when it comes to more than was expected', () => {
		expect(at(3100, 120_000)).toBe('███████████████████░ 2,900 of 2,900 MB, about 5 s left');
	});
});
