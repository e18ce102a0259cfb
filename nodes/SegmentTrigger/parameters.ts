/** What the user filled in, read by the rule of all nodes (`shared/read/values.ts`). */
import {
	NodeOperationError,
	type IHookFunctions,
	type INodeProperties,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { isFields } from '../shared/read/describe';
import { Form } from '../shared/read/form';
import { readTrimmed } from '../shared/read/values';
import { asProblem, sentences, unreadable } from '../shared/run/errors';
import { properties } from './properties';
import type { Batches } from './receive/body';
import type { DuplicateLimits } from './receive/duplicates';
import type { EventFilter } from './receive/filter';
import type { MemoryRules } from './receive/memory';

/** The trigger's parameters, each evaluated once at most. */
export function parametersOf(context: IHookFunctions | IWebhookFunctions): Form {
	const { parameters } = context.getNode();
	const values = new Map<string, unknown>();
	return new Form({
		definitions: properties,
		timezone: context.getTimezone(),
		saved: (name) => parameters[name],
		value(name) {
			if (!values.has(name)) values.set(name, evaluated(context, name, parameters[name]));
			return values.get(name);
		},
	});
}

/** n8n fails for a whole collection where one member cannot be read, so each is read alone. */
function evaluated(
	context: IHookFunctions | IWebhookFunctions,
	name: string,
	saved: unknown,
): unknown {
	const definition = properties.find((property) => property.name === name);
	const label = definition?.displayName ?? name;
	const read = (path: string, field: string): unknown => {
		try {
			return context.getNodeParameter(path, null);
		} catch (error) {
			throw unreadable(field, error);
		}
	};
	if (definition?.type !== 'collection' || !isFields(saved)) return read(name, label);
	const members = (definition.options ?? []) as INodeProperties[];
	return Object.fromEntries(
		Object.keys(saved).map((member) => {
			const called = members.find((each) => each.name === member)?.displayName ?? member;
			return [member, read(`${name}.${member}`, `${label} → ${called}`)];
		}),
	);
}

/**
 * Reads every parameter that counts, so that a wrong one shows when the workflow is published and not
 * with the first event.
 *
 * @throws NodeOperationError that names the field
 */
export function checkParameters(context: IHookFunctions): void {
	try {
		const form = parametersOf(context);
		filterOf(form);
		memoryRulesOf(form, false);
		batchesOf(form);
		includesHeaders(form);
		verifiesSignatures(form);
		if (!isAutomatic(form)) return;
		sourceIdOf(form);
		takesSecretFromCredential(form);
		deletesDestination(form);
		publishesWithoutOld(form);
	} catch (error) {
		// n8n shows only the message when a workflow cannot be published
		throw new NodeOperationError(context.getNode(), sentences(asProblem(error)));
	}
}

/** Whether the node sets up its destination in Segment by itself. */
export function isAutomatic(form: Form): boolean {
	return form.choice('setUp') === 'automatic';
}

/** Whether Automatic takes the shared secret from a credential, instead of making one. */
export function takesSecretFromCredential(form: Form): boolean {
	return form.choice('secretFrom') === 'credential';
}

export function verifiesSignatures(form: Form): boolean {
	return isAutomatic(form) || form.flag('verifySignature');
}

export function filterOf(form: Form): EventFilter {
	const filters = form.collection('filters');
	return {
		kinds: form.required('events', form.someChoices('events')) as EventFilter['kinds'],
		names: filters.texts('eventNames') ?? [],
		keys: filters.texts('keys') ?? [],
	};
}

export function batchesOf(form: Form): Batches {
	return form.collection('options').choice('batches');
}

export function includesHeaders(form: Form): boolean {
	return form.collection('options').flag('includeHeaders');
}

/**
 * What to remember.
 *
 * @param isTest whether somebody tries the trigger out, and may send one event again and again
 */
export function memoryRulesOf(form: Form, isTest: boolean): MemoryRules {
	const options = form.collection('options');
	const members = options.number('rememberEvents');
	const duplicates = duplicateLimitsOf(options);
	const changesOnly = form.collection('filters').flag('changesOnly');
	return isTest ? { changesOnly: false, members } : { duplicates, changesOnly, members };
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

export function deletesDestination(form: Form): boolean {
	return form.collection('options').choice('whenDeactivated') === 'delete';
}

/** Whether a destination that cannot be disabled any more is left behind without an error. */
export function publishesWithoutOld(form: Form): boolean {
	return form.collection('options').choice('oldDestination') === 'publish';
}

export function sourceIdOf(form: Form): string {
	return form.requiredId('source');
}

/**
 * The shared secret of a credential; undefined when it is empty. White space around it was pasted
 * along; inside, it belongs to a secret that a person made up.
 */
export function readSharedSecret(value: unknown): string | undefined {
	return readTrimmed(value, 'Shared Secret');
}
