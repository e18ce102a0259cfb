import type { IDataObject } from 'n8n-workflow';

import { eventPart, partOf } from '../simplify/protocols';
import { isEqual, joined, object } from '../simplify/values';
import { nameOf, type Rule } from './rule';

/**
 * What becomes of each rule of a plan, those that are given first.
 *
 * @param present the rules of the plan
 * @param wanted the rules that are given
 * @param replaces whether all others are removed
 */
export function compareRules(present: Rule[], wanted: Rule[], replaces: boolean): IDataObject[] {
	const before = new Map(present.map((rule) => [nameOf(rule), rule]));
	const given = new Set(wanted.map(nameOf));
	const rows = wanted.map((rule) => {
		const old = before.get(nameOf(rule));
		if (!old) return row('added', rule, {}, rule.jsonSchema);
		const keeps = rule.newKey === undefined && isSame(old.jsonSchema, rule.jsonSchema);
		return row(keeps ? 'unchanged' : 'changed', rule, old.jsonSchema, rule.jsonSchema);
	});
	const others = present.filter((rule) => !given.has(nameOf(rule)));
	const removed = others.map((rule) => row('removed', rule, rule.jsonSchema, {}));
	return replaces ? [...rows, ...removed] : rows;
}

function row(change: string, rule: Rule, before: unknown, after: unknown): IDataObject {
	const part = eventPart(rule.type, isSame(after, {}) ? before : after);
	const old = object(partOf(before, part).properties);
	const own = object(partOf(after, part).properties);
	const isIn = (fields: IDataObject) => (name: string) => Object.hasOwn(fields, name);
	return {
		change,
		name: rule.key ?? null,
		newName: rule.newKey ?? null,
		type: rule.type,
		version: rule.version,
		addedProperties: joined(Object.keys(own).filter((name) => !isIn(old)(name))),
		changedProperties: joined(
			Object.keys(own)
				.filter(isIn(old))
				.filter((name) => !isSame(old[name], own[name])),
		),
		removedProperties: joined(Object.keys(old).filter((name) => !isIn(own)(name))),
		otherChanges: joined(change === 'changed' ? otherChanges(part, before, after) : []),
	};
}

/** What else differs, as the path of its keyword: `description`, `properties.required`, `context`. */
function otherChanges(part: string, before: unknown, after: unknown): string[] {
	const ofPart = differing(partOf(before, part), partOf(after, part));
	return [
		...without('properties', differing(before, after)),
		...without('properties', ofPart).map((name) => `${part}.${name}`),
		...without(part, differing(object(before).properties, object(after).properties)),
	];
}

function differing(before: unknown, after: unknown): string[] {
	const [old, own] = [object(before), object(after)];
	const names = new Set([...Object.keys(old), ...Object.keys(own)]);
	return [...names].filter((name) => !isSame(old[name], own[name]));
}

const without = (name: string, names: string[]) => names.filter((each) => each !== name);

/** Lists of JSON Schema in which the order says nothing. */
const SETS = new Set(['required', 'enum', 'type']);

/** Whether two schemas ask for the same. */
const isSame = (one: unknown, other: unknown) => isEqual(sorted(one), sorted(other));

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => {
			const inner = sorted(entry);
			const isSet = SETS.has(key) && Array.isArray(inner);
			return [key, isSet ? inner.map((each) => JSON.stringify(each)).sort() : inner];
		}),
	);
}
