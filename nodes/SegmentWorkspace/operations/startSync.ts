import { OutcomeError } from '../request/errors';
import { operation, shape } from '../request/operation';
import { sync } from '../simplify/connections';
import { object } from '../simplify/values';

const POLL_MS = 5_000;
/** Segment names IN_PROGRESS, SUCCESS, PARTIAL_SUCCESS and FAIL, and may add to them. */
const ENDED = /^(SUCCESS|PARTIAL_SUCCESS|FAIL|CANCEL)/;

/** Starts a Reverse ETL sync of a model's mapping, and waits for its end when that is wanted. */
export const startSync = operation(async (call) => {
	const modelId = call.text('model');
	const subscriptionId = call.text('subscriptionId');
	const model = await call.send({ method: 'GET', path: call.path('/reverse-etl-models/{model}') });
	const sourceId = String(object(model.data.reverseEtlModel).sourceId);

	const { data } = await call.send({ body: { sourceId, modelId, subscriptionId } });
	const started = object(data.reverseETLManualSync);
	if (!call.flag('wait')) return shape(call, [{ modelId, sourceId, ...started }], sync);

	const syncId = String(started.syncId);
	const path = `${call.path('/reverse-etl-models/{model}')}/syncs/${encodeURIComponent(syncId)}`;
	const ended = await call.waitFor(
		'The sync',
		async () => {
			const answer = await call.send({ method: 'GET', path });
			const seen = object(answer.data.reverseETLSyncStatus);
			const state = String(seen.syncStatus);
			return ENDED.test(state) ? { outcome: seen } : { state };
		},
		{
			everyMs: POLL_MS,
			ifLate: `It goes on in Segment. Allow more time in 'Max Wait', or ask for it later with Get Sync and the Sync ID ${syncId}`,
		},
	);
	if (!String(ended.syncStatus).endsWith('SUCCESS')) {
		throw new OutcomeError(
			'The sync ended without success',
			`Look at sync ${syncId} in Segment. Segment says: ${String(sync(ended).reason || 'nothing')}`,
		);
	}
	return shape(call, [ended], sync);
});
