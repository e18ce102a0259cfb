import { idOf } from '../ids';
import type { Source, State, Sync } from '../state';

const HOUR = 60 * 60 * 1000;

/** Five models on the first warehouse source; the first has finished syncs of one mapping. */
export function reverseEtl(now: number, sources: Source[]): Pick<State, 'models' | 'syncs'> {
	const sourceId = sources.find(({ type }) => type.slug === 'postgres')?.id ?? sources[0].id;
	const models = Array.from({ length: 5 }, (_, n) => ({
		id: idOf('model', n),
		sourceId,
		name: `Bookings ${n}`,
		description: 'One row per booking',
		enabled: true,
		query: `select * from bookings_${n}`,
		queryIdentifierColumn: 'id',
	}));
	const syncs = Array.from({ length: 30 }, (_, n): Sync => ({
		syncId: idOf('sync', n),
		modelId: models[0].id,
		sourceId,
		subscriptionId: idOf('model subscription', 0),
		syncStatus: n % 4 === 3 ? 'FAIL' : 'SUCCESS',
		startedAt: new Date(now - (n + 2) * HOUR).toISOString(),
		finishedAt: new Date(now - (n + 1) * HOUR).toISOString(),
		polls: 0,
	}));
	return { models, syncs };
}
