import { Problem } from '../../shared/problem';
import { fillPath } from '../../shared/send/publicApi';
import { idIn } from '../request/answers';
import { shapeOf, type Operation } from '../request/operation';
import { pathOf } from '../request/read';
import { waitFor } from '../request/waiting';
import { sync } from '../simplify/connections';

const POLL_MS = 5_000;
/** Segment names IN_PROGRESS, SUCCESS, PARTIAL_SUCCESS and FAIL, and may add to them. */
const ENDED = /^(SUCCESS|PARTIAL_SUCCESS|FAIL|CANCEL)/;

/** Starts a Reverse ETL sync of a model's mapping, and waits for its end when that is wanted. */
export const startSync: Operation = (form, endpoint) => {
	const modelId = form.requiredId('model');
	const subscriptionId = form.requiredId('subscriptionId');
	const modelPath = pathOf(form, '/reverse-etl-models/{model}');
	const waits = form.flag('wait');
	const minutes = form.number('maxWait');
	const shape = shapeOf(form, sync);
	return async (api) => {
		const model = await api.record({ method: 'GET', path: modelPath }, 'reverseEtlModel');
		const sourceId = idIn(model, 'sourceId');
		const body = { sourceId, modelId, subscriptionId };
		const started = await api.record({ ...endpoint, body }, 'reverseETLManualSync');
		if (!waits) return shape([{ modelId, sourceId, ...started }]);

		const syncId = idIn(started, 'syncId');
		const path = fillPath(`${modelPath}/syncs/{syncId}`, () => syncId);
		const ended = await waitFor(
			api,
			{
				what: 'The sync',
				everyMs: POLL_MS,
				minutes,
				ifLate: `It goes on in Segment. Allow more time in 'Max Wait', or ask for it later with Get Sync and the Sync ID ${syncId}.`,
			},
			async () => {
				const seen = await api.record({ method: 'GET', path }, 'reverseETLSyncStatus');
				return { seen, state: seen.syncStatus, isEnd: ENDED.test(String(seen.syncStatus)) };
			},
		);
		if (!String(ended.syncStatus).endsWith('SUCCESS')) {
			throw new Problem(
				'The sync ended without success',
				`Look at sync ${syncId} in Segment. Segment says: ${String(sync(ended).reason || 'nothing')}`,
			);
		}
		return shape([ended]);
	};
};
