import type * as Workflow from 'n8n-workflow';
import { setImmediate as turn } from 'node:timers/promises';

/**
 * n8n-workflow whose `sleep` takes no time: the clock is put forward instead, for whoever reads
 * `Date.now`. For `jest.mock('n8n-workflow', …)`; everything that decides how long to wait is real.
 */
export function withSkippedWaits(): typeof Workflow {
	const real = Date.now;
	let ahead = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => real.call(Date) + ahead);
	return {
		...jest.requireActual<typeof Workflow>('n8n-workflow'),
		async sleep(ms: number) {
			ahead += ms;
			await turn();
		},
	};
}
