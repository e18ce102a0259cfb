import { fails, type Check } from './check';

/** The keywords that choose among schemas (JSON Schema draft 7, "Validation", 6.6 and 6.7). */
export function anyOf(checks: Check[]): Check {
	return (value, at, found) =>
		checks.some((check) => check(value, undefined, undefined)) ||
		fails(found, at, 'anyOf', 'must fit at least one schema of “anyOf”');
}

export function oneOf(checks: Check[]): Check {
	return (value, at, found) =>
		checks.filter((check) => check(value, undefined, undefined)).length === 1 ||
		fails(found, at, 'oneOf', 'must fit exactly one schema of “oneOf”');
}

export function not(check: Check): Check {
	return (value, at, found) =>
		!check(value, undefined, undefined) ||
		fails(found, at, 'not', 'must not fit the schema of “not”');
}

export function conditional(
	when: Check,
	then: Check | undefined,
	otherwise: Check | undefined,
): Check {
	return (value, at, found) => {
		const next = when(value, undefined, undefined) ? then : otherwise;
		return !next || next(value, at, found);
	};
}
