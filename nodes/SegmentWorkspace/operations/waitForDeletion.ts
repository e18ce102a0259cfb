import { operation, shape } from '../request/operation';
import { deletionRequest } from '../simplify/activity';
import { object } from '../simplify/values';

const POLL_MS = 30_000;
const UNDER_WAY = ['INITIALIZED', 'RUNNING'];

/**
 * Waits until a deletion request is finished. FAILED is an outcome too: it may only mean that one
 * destination does not support deletion.
 */
export const waitForDeletion = operation(async (call) => {
	const ended = await call.waitFor(
		'The deletion request',
		async () => {
			const { data } = await call.send();
			const seen = object(data.regulation);
			const state = String(seen.overallStatus);
			return UNDER_WAY.includes(state) ? { state } : { outcome: seen };
		},
		{
			everyMs: POLL_MS,
			ifLate: 'Segment can take up to 30 days: ask again later with a Wait node and Get',
		},
	);
	return shape(call, [ended], deletionRequest);
});
