import { Problem } from '../problem';
import { quote } from '../read/describe';
import { fails, inside, isObject, type Check } from './check';
import { lowest } from './numbers';
import type { Pattern } from './pattern';

/** The keywords for objects that need no other schema (JSON Schema draft 7, "Validation", 6.5). */
export const OBJECT_KEYWORDS: Record<string, (limit: unknown) => Check> = {
	maxProperties: (limit) => {
		const most = lowest(limit, 'maxProperties');
		return (value, at, found) =>
			!isObject(value) ||
			Object.keys(value).length <= most ||
			fails(found, at, 'maxProperties', `must have at most ${most} fields`);
	},
	minProperties: (limit) => {
		const least = lowest(limit, 'minProperties');
		return (value, at, found) =>
			!isObject(value) ||
			Object.keys(value).length >= least ||
			fails(found, at, 'minProperties', `must have at least ${least} fields`);
	},
	required: (given) => required(namesIn(given, 'required'), 'required'),
};

/** Names of fields. @throws Problem when it is no list of texts */
export function namesIn(names: unknown, keyword: string): string[] {
	if (Array.isArray(names) && names.every((name) => typeof name === 'string')) return names;
	throw new Problem(`${keyword} is no list of names`, 'Correct it in the schema.');
}

/** The check that an object has these fields. */
export function required(names: string[], keyword: string): Check {
	return (value, at, found) => {
		if (!isObject(value)) return true;
		let fits = true;
		for (const name of names) {
			if (Object.hasOwn(value, name)) continue;
			if (!found) return false;
			fits = fails(found, inside(at, name, found), keyword, 'is required');
		}
		return fits;
	};
}

export interface FieldChecks {
	byName: Map<string, Check>;
	byPattern: Array<{ pattern: Pattern; check: Check }>;
	/** For fields that neither names nor patterns know. */
	others: Check | undefined;
}

/** The check of an object's fields. */
export function fields({ byName, byPattern, others }: FieldChecks): Check {
	if (byPattern.length === 0 && !others) return knownFields(byName);
	return (value, at, found) => {
		if (!isObject(value)) return true;
		let fits = true;
		for (const name of Object.keys(value)) {
			const own = byName.get(name);
			const matching = byPattern.filter(({ pattern }) => pattern.test(name));
			const checks = [...(own ? [own] : []), ...matching.map(({ check }) => check)];
			if (checks.length === 0 && others) checks.push(others);
			for (const check of checks) {
				if (check(value[name], inside(at, name, found), found)) continue;
				if (!found) return false;
				fits = false;
			}
		}
		return fits;
	};
}

/** The usual case, in which nothing is asked of other fields. */
function knownFields(byName: Map<string, Check>): Check {
	const known = [...byName];
	return (value, at, found) => {
		if (!isObject(value)) return true;
		let fits = true;
		for (const [name, check] of known) {
			if (!Object.hasOwn(value, name)) continue;
			if (check(value[name], inside(at, name, found), found)) continue;
			if (!found) return false;
			fits = false;
		}
		return fits;
	};
}

/** The check of an object's names. */
export function names(check: Check): Check {
	return (value, at, found) => {
		if (!isObject(value)) return true;
		const wrong = Object.keys(value).find((name) => !check(name, undefined, undefined));
		if (wrong === undefined) return true;
		return fails(found, at, 'propertyNames', `must not have a field called ${quote(wrong)}`);
	};
}

/** What must hold where an object has a certain field. */
export function dependency(name: string, check: Check): Check {
	return (value, at, found) =>
		!isObject(value) || !Object.hasOwn(value, name) || check(value, at, found);
}
