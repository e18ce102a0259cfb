import type { IExecuteFunctions, IExecuteSingleFunctions } from 'n8n-workflow';

import { clock } from '../../shared/clock';
import type { TrackingRequest } from '../delivery/request';

/** How often a run that takes long says how far it is. */
const EVERY_MS = 5_000;

type Context = IExecuteFunctions | IExecuteSingleFunctions;

/**
 * Makes the function that writes into n8n's log how far a run is, at most every five seconds.
 *
 * @param total messages of the run, as far as it is known
 * @returns to be called with each request that is done
 */
export function logProgress(context: Context, total: number): (request: TrackingRequest) => void {
	const started = clock.now();
	let last = started;
	let done = 0;
	return ({ messages }) => {
		done += messages.length;
		const now = clock.now();
		if (now - last < EVERY_MS || done >= total) return;
		last = now;
		const secondsLeft = Math.round((((now - started) / done) * (total - done)) / 1_000);
		context.logger.info(
			`${context.getNode().name}: ${count(done)} of ${count(total)} messages sent, about ${count(secondsLeft)} seconds left`,
			{ executionId: context.getExecutionId(), workflowId: context.getWorkflow().id },
		);
	};
}

const count = (number: number) => number.toLocaleString('en-US');

/** Shows warnings above the output in n8n's editor. */
export function warnInPanel(context: Context, warnings: string[]): void {
	if (!('addExecutionHints' in context)) return;
	context.addExecutionHints(
		...warnings.map((message) => ({
			message,
			type: 'warning' as const,
			location: 'outputPane' as const,
		})),
	);
}
