import type { IExecuteFunctions, IExecuteSingleFunctions } from 'n8n-workflow';

import { clock } from '../../shared/clock';
import { isComputed } from '../../shared/run/expressions';
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

/** Shows lines above the output in n8n's editor: warnings, unless it is only of use to know. */
export function warnInPanel(
	context: Context,
	messages: string[],
	type: 'info' | 'warning' = 'warning',
): void {
	if (messages.length === 0 || !('addExecutionHints' in context)) return;
	context.addExecutionHints(
		...messages.map((message) => ({ message, type, location: 'outputPane' as const })),
	);
}

/** From so many items on, Batch is worth another form. */
const MANY_ITEMS = 1_000;

/** Tells of Batch where n8n evaluated expressions for each of many items. */
export function adviseBatch(context: Context, items: number): void {
	// options are read once for a run
	const ofEachItem = Object.entries(context.getNode().parameters).filter(
		([name]) => name !== 'options',
	);
	if (items <= MANY_ITEMS || !isComputed(ofEachItem)) return;
	warnInPanel(
		context,
		[
			`n8n evaluated expressions for each of ${count(items)} items. The resource Batch reads fields by their names, and is many times faster: prepare them in an Edit Fields node before it.`,
		],
		'info',
	);
}
