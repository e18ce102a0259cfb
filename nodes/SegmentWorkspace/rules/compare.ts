import type { IDataObject } from 'n8n-workflow';

import { eventPart } from '../simplify/protocols';
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
		const isSame = rule.newKey === undefined && isEqual(old.jsonSchema, rule.jsonSchema);
		return row(isSame ? 'unchanged' : 'changed', rule, old.jsonSchema, rule.jsonSchema);
	});
	const others = present.filter((rule) => !given.has(nameOf(rule)));
	const removed = others.map((rule) => row('removed', rule, rule.jsonSchema, {}));
	return replaces ? [...rows, ...removed] : rows;
}

function row(change: string, rule: Rule, before: unknown, after: unknown): IDataObject {
	const old = object(eventPart(before).properties);
	const own = object(eventPart(after).properties);
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
				.filter((name) => !isEqual(old[name], own[name])),
		),
		removedProperties: joined(Object.keys(old).filter((name) => !isIn(own)(name))),
	};
}
