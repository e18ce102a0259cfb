/** The rules of a form: JSON as Segment writes rules, or a row for each property. */
import { Problem } from '../../shared/problem';
import { describe, isFields } from '../../shared/read/describe';
import type { Form } from '../../shared/read/form';
import { knownOnly, missing, readObject, readTrimmed } from '../../shared/read/values';
import { rulesOfRows } from './rows';
import { nameOf, readName, titleOf, type Rule } from './rule';

/** What a request has to say of each rule. */
export type Need = 'name' | 'schema' | 'schemaAndNewName';

/**
 * The rules that the form names.
 *
 * @throws Problem that names the rule and what is wrong with it
 */
export function readRules(form: Form, need: Need): Rule[] {
	const isRows = form.decision('rulesFormat') === 'rows';
	const given = form.required('rules', form.jsonList('rules'));
	const label = form.label('rules');
	const rules = isRows
		? rulesOfRows(given, label)
		: given.flatMap(
				(entry, index) => form.attempt(() => readRule(entry, `${label} → ${index}`, need)) ?? [],
			);
	const names = new Set<string>();
	for (const rule of rules) {
		if (names.has(nameOf(rule))) {
			throw new Problem(`${label} has ${titleOf(rule)} twice`, 'Remove one of the two.');
		}
		names.add(nameOf(rule));
	}
	return rules;
}

/** What Segment or Get Rules says of a rule besides; it cannot be changed. */
const READ_ONLY = ['createdAt', 'updatedAt', 'deprecatedAt'];
const FIELDS = ['type', 'key', 'version', 'jsonSchema', ...READ_ONLY];
/** What a rule of Get Rules has when it is simple: enough to remove it by. */
const SIMPLE_FIELDS = [...FIELDS, 'name', 'description', 'properties', 'required'];

function readRule(entry: unknown, label: string, need: Need): Rule {
	if (!isFields(entry)) {
		throw new Problem(
			`${label} is ${describe(entry)}, not a rule`,
			'Give an object with type, key, version and jsonSchema.',
		);
	}
	const known =
		need === 'name' ? SIMPLE_FIELDS : need === 'schema' ? FIELDS : [...FIELDS, 'newKey'];
	const fields = knownOnly(entry, new Set(known), label);
	const rule = readName(fields.type, fields.key ?? fields.name, fields.version, label);
	if (need === 'name') return rule;
	const jsonSchema = readObject(fields.jsonSchema, `${label} → jsonSchema`);
	if (jsonSchema === undefined) throw missing(`${label} → jsonSchema`);
	const newKey = readTrimmed(fields.newKey, `${label} → newKey`);
	return { ...rule, jsonSchema, ...(newKey !== undefined && { newKey }) };
}
