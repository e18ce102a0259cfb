import type { Form } from '../../shared/read/form';
import type { MessageIdMode } from '../message/messageId';

/** How a run behaves: the node's Options with their defaults. */
export interface RunSettings {
	delivery: 'batched' | 'single';
	/** Requests under way at a time. */
	concurrentRequests: number;
	/** Attempts after the first. */
	maxRetries: number;
	/** The most messages in a second; undefined for as fast as it goes. */
	messagesPerSecond: number | undefined;
	dryRun: boolean;
	messageIdMode: MessageIdMode;
	nestDots: boolean;
	/** Whether each result carries the fields of its item. */
	includeInputFields: boolean;
	/** ID of the tracking plan. */
	trackingPlan: string | undefined;
	planCheck: PlanCheckSettings;
}

/** How messages are held against the tracking plan. */
export interface PlanCheckSettings {
	mode: 'off' | 'report' | 'refuse';
	/** What need not be in the plan: `events`, `fields`. */
	allowUnplanned: string[];
}

const PLAN_CHECK = 'checkAgainstTrackingPlan';

/**
 * Reads the Options collection, of the first item; an option that the user did not add has its default.
 *
 * @throws Problem naming every option whose value cannot be used
 */
export function readSettings(form: Form): RunSettings {
	return form.whole((whole) => settingsIn(whole.collection('options')));
}

function settingsIn(options: Form): RunSettings {
	return {
		delivery: options.choice('delivery'),
		concurrentRequests: options.number('concurrentRequests'),
		maxRetries: options.number('maxRetries'),
		messagesPerSecond: options.isAdded('messagesPerSecond')
			? options.number('messagesPerSecond')
			: undefined,
		dryRun: isOn(options, 'dryRun'),
		messageIdMode: options.choice('messageIdMode'),
		nestDots: options.flag('nestDottedNames'),
		includeInputFields: isOn(options, 'includeInputFields'),
		trackingPlan: options.id('trackingPlan'),
		planCheck: {
			mode: options.isAdded(PLAN_CHECK) ? options.choice(PLAN_CHECK) : 'off',
			allowUnplanned: options.someChoices('allowUnplanned') ?? [],
		},
	};
}

/** A switch that the form shows as on once it is added, and that is off until then. */
function isOn(options: Form, name: string): boolean {
	return options.isAdded(name) && options.flag(name);
}
