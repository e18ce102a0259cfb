import type { INodeProperties } from 'n8n-workflow';

import type { Fields } from '../../shared/read/describe';
import { Faults } from '../../shared/read/faults';
import type { Form } from '../../shared/read/form';
import { readJson } from '../../shared/read/json';
import { readNumber } from '../../shared/read/values';
import { MAX_GROUP_ID_LENGTH } from './limits';

/** Fields in which an empty text says something: a page opened without a referrer or a search. */
const KEEP_EMPTY = new Set(['Context → Page → Referrer', 'Context → Page → Search']);

export interface NamedFieldRules {
	/** Whether `null` is sent, since destinations read it as "clear this". */
	clears: boolean;
	/** Where the fields stand in the form, for errors: `Context`. */
	path?: string;
}

/**
 * Turns what a collection of the form holds into the object that Segment gets: values in the type
 * their field declares, structured groups as nested objects, empty texts and empty groups left out.
 *
 * @param form the collection
 * @param definitions its own fields
 * @throws Problem naming every field whose value does not fit its type
 */
export function readNamedFields(
	form: Form,
	definitions: readonly INodeProperties[],
	rules: NamedFieldRules,
): Fields {
	const fields: Fields = {};
	if (form.isEmpty) return fields;
	const faults = new Faults();
	for (const definition of definitions) {
		const value = faults.attempt(() => readField(form, definition, rules));
		if (value !== undefined) fields[definition.name] = value;
	}
	faults.end();
	return fields;
}

function readField(form: Form, definition: INodeProperties, rules: NamedFieldRules): unknown {
	const { name, type, typeOptions, options } = definition;
	const value = form.value(name);
	if (value === undefined) return undefined;
	if (value === null) {
		// n8n's editor saves null for a number whose digits were deleted again
		const isFilledIn = type !== 'number' || !form.isTyped(name);
		return rules.clears && isFilledIn ? null : undefined;
	}
	const label = form.label(name);
	if (value === '') return KEEP_EMPTY.has(label) ? '' : undefined;
	switch (type) {
		case 'collection': {
			const clears = rules.clears || (rules.path === 'Context' && name === 'traits');
			const group = form.collection(name);
			const read = readNamedFields(group, options as INodeProperties[], { ...rules, clears });
			return Object.keys(read).length > 0 ? read : undefined;
		}
		case 'options':
			return form.optionalChoice(name);
		case 'boolean':
			return form.optionalFlag(name);
		case 'number':
			return form.optionalNumber(name, false);
		case 'dateTime':
			return form.time(name);
		case 'json':
			return readJson(value, label);
		default:
			if (typeOptions?.multipleValues) return form.texts(name);
			if (IDS.has(label)) return form.id(name, MAX_GROUP_ID_LENGTH);
			return NUMBER_OR_TEXT.has(label) ? numberOrText(form, name) : form.text(name);
	}
}

/** IDs that stand among other texts. */
const IDS = new Set(['Context → Group ID']);

/** Segment's spec shows a number; Salesforce, Clearbit and people have ranges such as `51-200`. */
const NUMBER_OR_TEXT = new Set(['Employees']);

function numberOrText(form: Form, name: string): number | string | undefined {
	const text = form.trimmed(name);
	const isNumber = text !== undefined && /^\d+(\.\d+)?$/.test(text);
	return isNumber ? readNumber(text, form.label(name)) : text;
}
