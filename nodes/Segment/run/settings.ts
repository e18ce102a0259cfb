import type { Form } from '../../shared/read/form';
import type { MessageIdMode } from '../message/messageId';

/** How a run behaves: the node's Options with their defaults. */
export interface RunSettings {
	delivery: 'batched' | 'single';
	/** Requests under way at a time. */
	concurrentRequests: number;
	/** Attempts after the first. */
	maxRetries: number;
	dryRun: boolean;
	messageIdMode: MessageIdMode;
	nestDots: boolean;
}

/**
 * Reads the Options collection, of the first item; an option that the user did not add has its default.
 *
 * @throws Problem naming the option whose value cannot be used
 */
export function readSettings(form: Form): RunSettings {
	const options = form.collection('options');
	return {
		delivery: options.choice('delivery'),
		concurrentRequests: options.number('concurrentRequests'),
		maxRetries: options.number('maxRetries'),
		// shown as on once it is added, and off until then
		dryRun: options.isAdded('dryRun') && options.flag('dryRun'),
		messageIdMode: options.choice('messageIdMode'),
		nestDots: options.flag('nestDottedNames'),
	};
}
