import { shapeOf, type Operation } from '../request/operation';
import { waitFor } from '../request/waiting';
import { deletionRequest } from '../simplify/activity';

const POLL_MS = 30_000;
const UNDER_WAY: unknown[] = ['INITIALIZED', 'RUNNING'];

/**
 * Waits until a deletion request is finished. FAILED is an outcome too: it may only mean that one
 * destination does not support deletion.
 */
export const waitForDeletion: Operation = (form, endpoint) => {
	const minutes = form.number('maxWait');
	const shape = shapeOf(form, deletionRequest);
	return async (api) => {
		const ended = await waitFor(
			api,
			{
				what: 'The deletion request',
				everyMs: POLL_MS,
				minutes,
				ifLate: 'Segment can take up to 30 days: ask again later with a Wait node and Get.',
			},
			async () => {
				const seen = await api.record(endpoint, 'regulation');
				const state = seen.overallStatus;
				return { seen, state, isEnd: !UNDER_WAY.includes(state) };
			},
		);
		return shape([ended]);
	};
};
