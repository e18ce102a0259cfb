import { idOf } from '../ids';
import type { Regulation, RegulationStatus, State } from '../state';

const HOUR = 60 * 60 * 1000;
const SUPPRESSED = 250;

const STATUSES: RegulationStatus[] = [
	'FINISHED',
	'RUNNING',
	'INITIALIZED',
	'FAILED',
	'PARTIAL_SUCCESS',
	'INVALID',
	'NOT_SUPPORTED',
];
const DONE = new Set<RegulationStatus>(['FINISHED', 'FAILED', 'PARTIAL_SUCCESS']);

/** Deletion requests in every status, every third of one source; and suppressed users. */
export function privacy(
	now: number,
	sourceIds: string[],
): Pick<State, 'regulations' | 'suppressions'> {
	const regulations = Array.from({ length: 42 }, (_, n): Regulation => {
		const status = STATUSES[n % STATUSES.length];
		const created = now - (n + 1) * 12 * HOUR;
		return {
			id: `reg_${idOf('regulation', n)}`,
			regulationType: n % 2 ? 'DELETE_ONLY' : 'SUPPRESS_WITH_DELETE',
			subjectType: 'USER_ID',
			subjectIds: [`traveller-${n}`, `traveller-${n}-b`],
			...(n % 3 === 2 ? { sourceId: sourceIds[0] } : {}),
			status,
			createdAt: new Date(created).toISOString(),
			...(DONE.has(status) ? { finishedAt: new Date(created + HOUR).toISOString() } : {}),
			polls: 0,
		};
	});
	const suppressions = Array.from({ length: SUPPRESSED }, (_, n) => ({
		subjectType: 'USER_ID',
		subjectId: `traveller-${n}`,
	}));
	return { regulations, suppressions };
}
