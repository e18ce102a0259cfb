/** What the user filled in, read by the rule of all nodes (`shared/read/values.ts`). */
import {
	NodeOperationError,
	type IHookFunctions,
	type INodeProperties,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { Problem } from '../shared/problem';
import { isFields } from '../shared/read/describe';
import { Form } from '../shared/read/form';
import { readTrimmed } from '../shared/read/values';
import { asProblem, sentences } from '../shared/run/errors';
import { properties } from './properties';
import type { Batches } from './receive/body';
import type { DuplicateLimits } from './receive/duplicates';
import type { EventFilter } from './receive/filter';
import type { MemoryRules } from './receive/memory';

type Context = IHookFunctions | IWebhookFunctions;

/**
 * Reads every parameter that counts, so that a wrong one shows when the workflow is published and not
 * with the first event.
 *
 * @throws NodeOperationError that names the field
 */
export function checkParameters(context: IHookFunctions): void {
	try {
		filterOf(context);
		memoryRulesOf(context);
		batchesOf(context);
		includesHeaders(context);
		verifiesSignatures(context);
		if (!isAutomatic(context)) return;
		sourceIdOf(context);
		takesSecretFromCredential(context);
		deletesDestination(context);
		publishesWithoutOld(context);
	} catch (error) {
		// n8n shows only the message when a workflow cannot be published
		throw new NodeOperationError(context.getNode(), sentences(asProblem(error)));
	}
}

/** Whether the node sets up its destination in Segment by itself. */
export function isAutomatic(context: Context): boolean {
	return formOf(context).choice('setUp') === 'automatic';
}

/** Whether Automatic takes the shared secret from a credential, instead of making one. */
export function takesSecretFromCredential(context: Context): boolean {
	return formOf(context).choice('secretFrom') === 'credential';
}

export function verifiesSignatures(context: Context): boolean {
	return isAutomatic(context) || formOf(context).flag('verifySignature');
}

export function filterOf(context: Context): EventFilter {
	const form = formOf(context);
	const filters = form.collection('filters');
	return {
		kinds: form.required('events', form.someChoices('events')) as EventFilter['kinds'],
		names: filters.texts('eventNames') ?? [],
		keys: filters.texts('keys') ?? [],
	};
}

export function batchesOf(context: Context): Batches {
	return optionsOf(context).choice('batches');
}

export function includesHeaders(context: Context): boolean {
	return optionsOf(context).flag('includeHeaders');
}

/** What to remember for. While testing, one event may be sent again and again. */
export function memoryRulesOf(context: Context): MemoryRules {
	const options = optionsOf(context);
	const members = options.number('rememberEvents');
	const duplicates = duplicateLimitsOf(options);
	const changesOnly = formOf(context).collection('filters').flag('changesOnly');
	return context.getMode() === 'manual'
		? { changesOnly: false, members }
		: { duplicates, changesOnly, members };
}

/** Undefined when duplicates are let through. */
function duplicateLimitsOf(options: Form): DuplicateLimits | undefined {
	const limits = {
		hours: options.number('rememberHours'),
		size: options.number('rememberEvents'),
		byData: options.flag('otherMappings'),
	};
	return options.flag('dropDuplicates') ? limits : undefined;
}

export function deletesDestination(context: Context): boolean {
	return optionsOf(context).choice('whenDeactivated') === 'delete';
}

/** Whether a destination that cannot be disabled any more is left behind without an error. */
export function publishesWithoutOld(context: Context): boolean {
	return optionsOf(context).choice('oldDestination') === 'publish';
}

export function sourceIdOf(context: IHookFunctions): string {
	return formOf(context).requiredId('source');
}

/**
 * The shared secret of a credential; undefined when it is empty. White space around it was pasted
 * along; inside, it belongs to a secret that a person made up.
 */
export function readSharedSecret(value: unknown): string | undefined {
	return readTrimmed(value, 'Shared Secret');
}

function optionsOf(context: Context): Form {
	return formOf(context).collection('options');
}

function formOf(context: Context): Form {
	const { parameters } = context.getNode();
	return new Form({
		definitions: properties,
		timezone: context.getTimezone(),
		saved: (name) => parameters[name],
		value: (name) => valueOf(context, name),
	});
}

/** n8n fails for a whole collection where one member cannot be read, so each is read alone. */
function valueOf(context: Context, name: string): unknown {
	const definition = properties.find((property) => property.name === name);
	const label = definition?.displayName ?? name;
	const saved = context.getNode().parameters[name];
	if (definition?.type !== 'collection' || !isFields(saved)) return read(context, name, label);
	const members = new Map(
		((definition.options ?? []) as INodeProperties[]).map((each) => [each.name, each.displayName]),
	);
	return Object.fromEntries(
		Object.keys(saved).map((member) => [
			member,
			read(context, `${name}.${member}`, `${label} → ${members.get(member) ?? member}`),
		]),
	);
}

function read(context: Context, path: string, label: string): unknown {
	try {
		return context.getNodeParameter(path, null);
	} catch (error) {
		throw unreadable(label, error);
	}
}

function unreadable(label: string, error: unknown): Problem {
	return new Problem(
		`${label} could not be read: ${error instanceof Error ? error.message : String(error)}`,
		'Correct its expression.',
	);
}
