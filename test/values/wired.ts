import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { runNode, type NodeRunOptions, type NodeRunResult } from '../support/engine';
import { catchRequests, type Sent } from '../support/wire';
import { ZONE } from './rule';

/** A run, and what it sent. */
export interface WiredRun {
	result: NodeRunResult;
	requests: Sent[];
}

/**
 * Makes the function that runs a node with Continue On Fail, over a network that answers everything.
 *
 * @param answer the body of the answer, whose status is 200
 */
export function wired(
	node: Pick<NodeRunOptions, 'nodeType' | 'credentialTypes' | 'credentials'>,
	answer: (request: Sent) => unknown,
) {
	return async function run(
		parameters: INodeParameters,
		items: IDataObject[],
		options: Partial<NodeRunOptions> = {},
	): Promise<WiredRun> {
		const wire = catchRequests(answer);
		try {
			const result = await runNode({
				...node,
				parameters,
				items,
				settings: { onError: 'continueRegularOutput' },
				timezone: ZONE,
				...options,
			});
			return { result, requests: wire.requests };
		} finally {
			wire.release();
		}
	};
}
