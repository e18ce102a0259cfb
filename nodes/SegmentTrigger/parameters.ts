/** What the user filled in, as values that can be relied on: expressions may give anything. */
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Batches } from './receive/body';
import type { DuplicateLimits } from './receive/duplicates';
import type { EventFilter } from './receive/filter';
import type { MemoryRules } from './receive/memory';

type Context = IHookFunctions | IWebhookFunctions;

const MAX_HOURS = 168;
const MAX_EVENTS = 100_000;

/** Whether the node sets up its destination in Segment by itself. */
export function isAutomatic(context: Context): boolean {
	return context.getNodeParameter('setUp') === 'automatic';
}

/** Whether Automatic takes the shared secret from a credential, instead of making one. */
export function takesSecretFromCredential(context: Context): boolean {
	return context.getNodeParameter('secretFrom', 'generated') === 'credential';
}

export function verifiesSignatures(context: Context): boolean {
	return isAutomatic(context) || context.getNodeParameter('verifySignature') !== false;
}

export function filterOf(context: Context): EventFilter {
	return {
		kinds: texts(context.getNodeParameter('events', [])) as EventFilter['kinds'],
		names: texts(context.getNodeParameter('filters.eventNames', [])),
		keys: texts(context.getNodeParameter('filters.keys', [])),
	};
}

export function batchesOf(context: Context): Batches {
	return context.getNodeParameter('options.batches', 'all') as Batches;
}

export function includesHeaders(context: Context): boolean {
	return context.getNodeParameter('options.includeHeaders', false) === true;
}

/** What to remember for. While testing, one event may be sent again and again. */
export function memoryRulesOf(context: Context): MemoryRules {
	const members = numberIn(context, 'rememberEvents', 10_000, MAX_EVENTS);
	if (context.getMode() === 'manual') return { changesOnly: false, members };
	return {
		duplicates: duplicateLimitsOf(context),
		changesOnly: context.getNodeParameter('filters.changesOnly', false) === true,
		members,
	};
}

/** Undefined when duplicates are let through. */
function duplicateLimitsOf(context: Context): DuplicateLimits | undefined {
	if (context.getNodeParameter('options.dropDuplicates', true) === false) return undefined;
	return {
		hours: numberIn(context, 'rememberHours', 24, MAX_HOURS),
		size: numberIn(context, 'rememberEvents', 10_000, MAX_EVENTS),
		byData: context.getNodeParameter('options.otherMappings', false) === true,
	};
}

export function deletesDestination(context: Context): boolean {
	return context.getNodeParameter('options.whenDeactivated', 'disable') === 'delete';
}

/** Whether a destination that cannot be disabled any more is left behind without an error. */
export function publishesWithoutOld(context: Context): boolean {
	return context.getNodeParameter('options.oldDestination', 'stop') === 'publish';
}

export function sourceIdOf(context: IHookFunctions): string {
	return String(context.getNodeParameter('source', '', { extractValue: true }));
}

function texts(value: unknown): string[] {
	const list: unknown[] = Array.isArray(value) ? value : [value];
	return list.map((text) => String(text ?? '').trim()).filter((text) => text !== '');
}

function numberIn(context: Context, option: string, fallback: number, maximum: number): number {
	const value = Math.floor(Number(context.getNodeParameter(`options.${option}`, fallback)));
	return Number.isFinite(value) ? Math.min(Math.max(value, 1), maximum) : fallback;
}
