import { clock } from '../../nodes/shared/clock';
import { throwIfCancelled } from '../../nodes/shared/wait';

/** Ten minutes between tests: the limits of single endpoints know nothing of tests. */
const GAP_MS = 600_000;
/** Long ago, so that whoever uses the real time again comes later. */
let now = Date.parse('2020-01-01T00:00:00Z');

/**
 * Lets waiting take no time, from now to the end of the test.
 *
 * @returns the waits in milliseconds, in the order they began
 */
export function useFastClock(): number[] {
	now += GAP_MS;
	const waits: number[] = [];
	jest.spyOn(clock, 'now').mockImplementation(() => now);
	jest.spyOn(clock, 'random').mockReturnValue(0.5);
	jest.spyOn(clock, 'pause').mockImplementation(async (milliseconds, signal) => {
		throwIfCancelled(signal);
		if (milliseconds <= 0) return;
		waits.push(milliseconds);
		now += milliseconds;
	});
	return waits;
}
