/**
 * What a trigger has seen, kept twice: in n8n's static data, which outlives a restart, and in this
 * process. Static data alone would not do: n8n loads it for each request and saves it after, so of
 * two requests at the same time the last one to save overwrites what the other one had noted.
 */
import type { IWebhookFunctions } from 'n8n-workflow';

import { SeenEvents, fingerprint, type DuplicateLimits, type SavedEvents } from './duplicates';
import type { SegmentEvent } from './body';

/** By workflow and node. */
const windows = new Map<string, SeenEvents>();

/** The events that have not been seen before; they count as seen from now on. */
export function dropDuplicates(
	context: IWebhookFunctions,
	events: SegmentEvent[],
	limits: DuplicateLimits,
): SegmentEvent[] {
	const window = windowOf(context);
	const staticData = context.getWorkflowStaticData('node');
	window.merge((staticData.seenEvents ?? {}) as SavedEvents);

	const now = Date.now();
	const fresh = events.filter((event) => {
		const id = fingerprint(event);
		return id === undefined || window.add(id, now, limits);
	});
	if (fresh.length > 0) staticData.seenEvents = window.save();
	return fresh;
}

function windowOf(context: IWebhookFunctions): SeenEvents {
	const key = `${context.getWorkflow().id} ${context.getNode().id}`;
	const window = windows.get(key) ?? new SeenEvents();
	windows.set(key, window);
	return window;
}

/** Forgets what this process has seen, as a restart does; static data stays. */
export function forgetAll(): void {
	windows.clear();
}
