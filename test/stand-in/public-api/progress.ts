import type { State } from './state';

/**
 * Work that goes on at Segment moves with every look at it, not with time: tests wait for nothing.
 * Counts this look; true once the work has ended.
 */
export function hasEnded({ progress }: State, work: { polls: number }): boolean {
	work.polls += 1;
	return work.polls > progress.polls;
}
