import { notFound } from '../http/errors';
import { idOf, nextNumber } from '../ids';
import { hasEnded } from '../progress';
import { find, route, type Call, type Route } from '../route';
import type { State, Sync } from '../state';

const modelOf = ({ state, params }: Call) =>
	find(state.models, params.modelId, 'Reverse ETL Model');

function syncOf(call: Call): Sync {
	const { id } = modelOf(call);
	const { syncId } = call.params;
	const sync = call.state.syncs.find((each) => each.modelId === id && each.syncId === syncId);
	if (!sync) throw notFound('Reverse ETL Sync', syncId);
	return sync;
}

function advance(state: State, sync: Sync, now: number): void {
	if (sync.syncStatus !== 'IN_PROGRESS' || !hasEnded(state, sync)) return;
	sync.syncStatus = state.progress.sync;
	sync.finishedAt = new Date(now).toISOString();
}

function shown({ polls: _polls, subscriptionId: _subscriptionId, ...sync }: Sync, now: number) {
	const { startedAt, finishedAt, syncStatus } = sync;
	const end = finishedAt ? Date.parse(finishedAt) : now;
	const duration = `${Math.round((end - Date.parse(startedAt)) / 1000)}s`;
	if (!finishedAt) return { ...sync, duration };
	const failed = syncStatus === 'FAIL';
	const phase = { errorCode: failed ? 'QUERY_FAILED' : '', startedAt, finishedAt };
	return {
		...sync,
		duration,
		extractPhase: {
			...phase,
			addedCount: '10',
			updatedCount: '5',
			deletedCount: '0',
			extractCount: '15',
		},
		loadPhase: {
			...phase,
			deliverSuccessCount: failed ? '0' : '15',
			deliverFailureCount: failed ? '15' : '0',
		},
		...(failed ? { error: 'The query failed.', errorCode: 'QUERY_FAILED' } : {}),
	};
}

export const reverseEtlRoutes: Route[] = [
	route({
		operation: 'listReverseETLSyncStatusesFromModelAndSubscriptionId',
		answer(call) {
			const { id } = modelOf(call);
			const { subscriptionId } = call.params;
			const syncs = call.state.syncs.filter(
				(sync) => sync.modelId === id && sync.subscriptionId === subscriptionId,
			);
			return call.page(
				'syncStatuses',
				syncs.map((sync) => shown(sync, call.now)),
			);
		},
	}),
	route({
		operation: 'getReverseETLSyncStatus',
		answer(call) {
			const sync = syncOf(call);
			advance(call.state, sync, call.now);
			return { reverseETLSyncStatus: shown(sync, call.now) };
		},
	}),
	route<{ sourceId: string; modelId: string; subscriptionId: string }>({
		operation: 'createReverseETLManualSync',
		answer({ state, body, now, audit }) {
			find(state.sources, body.sourceId, 'Source');
			const model = find(state.models, body.modelId, 'Reverse ETL Model');
			const startedAt = new Date(now).toISOString();
			const syncId = idOf('sync', nextNumber(state));
			state.syncs.unshift({ ...body, syncId, syncStatus: 'IN_PROGRESS', startedAt, polls: 0 });
			audit('Model Sync Started', 'Model', model);
			return { reverseETLManualSync: { syncId, startedAt } };
		},
	}),
	route({
		operation: 'cancelReverseETLSyncForModel',
		answer(call) {
			const sync = syncOf(call);
			const ids = { modelId: sync.modelId, syncId: sync.syncId };
			// Segment answers 200 even when there is nothing left to cancel
			if (sync.syncStatus === 'CANCELED') {
				return { ...ids, errorCode: 'SyncAlreadyCanceled', errorMessage: 'sync already canceled' };
			}
			if (sync.syncStatus !== 'IN_PROGRESS') {
				return {
					...ids,
					errorCode: 'SyncFinishedCannotCancel',
					errorMessage: 'sync already finished',
				};
			}
			sync.syncStatus = 'CANCELED';
			sync.finishedAt = new Date(call.now).toISOString();
			call.audit('Model Sync Canceled', 'Model', modelOf(call));
			return { ...ids, status: 'CANCELLING' };
		},
	}),
];
