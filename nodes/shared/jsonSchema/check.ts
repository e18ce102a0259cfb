import type { Fields } from '../read/describe';

/** A place in a value, from the inside out; made only while findings are collected. */
export interface Place {
	key: string | number;
	within: Place | undefined;
}

/** Where and why a value does not fit its schema. It never repeats the value. */
export interface Finding {
	/** The keyword of JSON Schema that is not met. */
	keyword: string;
	/** The keys that lead to the place, from the outside in. */
	path: Array<string | number>;
	/** What the place must be, to go on after its name: `must be a number`. */
	rule: string;
}

/**
 * Tells whether a value fits.
 *
 * @param at the value's place
 * @param found takes the findings; without it the first one ends the check
 */
export type Check = (
	value: unknown,
	at: Place | undefined,
	found: Finding[] | undefined,
) => boolean;

/** Whether a value of JSON is an object; there are no dates in JSON, which `isFields` has to ask for. */
export function isObject(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Notes a finding, where they are collected. Always false: the value does not fit. */
export function fails(
	found: Finding[] | undefined,
	at: Place | undefined,
	keyword: string,
	rule: string,
): false {
	found?.push({ keyword, path: pathOf(at), rule });
	return false;
}

/** The place of something inside, where findings are collected. */
export function inside(
	at: Place | undefined,
	key: string | number,
	found: Finding[] | undefined,
): Place | undefined {
	return found && { key, within: at };
}

/** All of several checks, in their order. */
export function all(checks: Check[]): Check {
	if (checks.length === 1) return checks[0];
	return (value, at, found) => {
		let fits = true;
		for (const check of checks) {
			if (check(value, at, found)) continue;
			if (!found) return false;
			fits = false;
		}
		return fits;
	};
}

function pathOf(at: Place | undefined): Finding['path'] {
	const path: Finding['path'] = [];
	for (let place = at; place; place = place.within) path.push(place.key);
	return path.reverse();
}
