import type { IDataObject } from 'n8n-workflow';

import type { DeliverySettings } from '../delivery/delivery';
import type { MessageIdMode } from '../message/messageId';

/** How a run behaves: the node's Options with their defaults. */
export interface RunSettings extends DeliverySettings {
	delivery: 'batched' | 'single';
	dryRun: boolean;
	messageIdMode: MessageIdMode;
	nestDots: boolean;
}

/** Reads the Options collection; an option that the user did not add has its default. */
export function readSettings(options: IDataObject): RunSettings {
	return {
		delivery: options.delivery === 'single' ? 'single' : 'batched',
		concurrentRequests: within(options.concurrentRequests, 4, 1, 50),
		maxRetries: within(options.maxRetries, 5, 0, 10),
		dryRun: options.dryRun === true,
		messageIdMode: (options.messageIdMode as MessageIdMode | undefined) ?? 'perExecution',
		nestDots: options.nestDottedNames !== false,
	};
}

/** The form limits numbers, but expressions do not. What is no number is as good as left out. */
function within(value: unknown, fallback: number, min: number, max: number): number {
	const number = typeof value === 'string' ? parseFloat(value) : value;
	if (typeof number !== 'number' || Number.isNaN(number)) return fallback;
	return Math.round(Math.min(Math.max(number, min), max));
}
