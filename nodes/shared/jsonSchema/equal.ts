import { isObject } from './check';

/** Whether two JSON values are the same (JSON Schema draft 7, "Core", 4.2.3): 1 and 1.0 are. */
export function isEqual(one: unknown, other: unknown): boolean {
	if (one === other) return true;
	if (Array.isArray(one)) {
		if (!Array.isArray(other) || one.length !== other.length) return false;
		return one.every((entry, index) => isEqual(entry, other[index]));
	}
	if (!isObject(one) || !isObject(other)) return false;
	const keys = Object.keys(one);
	if (keys.length !== Object.keys(other).length) return false;
	return keys.every((key) => Object.hasOwn(other, key) && isEqual(one[key], other[key]));
}

/** Whether a list has no entry twice. */
export function isUnique(list: unknown[]): boolean {
	const simple = list.filter((entry) => typeof entry !== 'object' || entry === null);
	if (new Set(simple).size < simple.length) return false;
	const others = list.filter((entry) => typeof entry === 'object' && entry !== null);
	return others.every((entry, index) =>
		others.slice(0, index).every((earlier) => !isEqual(entry, earlier)),
	);
}
