import { fails, inside, type Check } from './check';
import { isUnique } from './equal';
import { lowest } from './numbers';

/** The keywords for lists that need no other schema (JSON Schema draft 7, "Validation", 6.4). */
export const LIST_KEYWORDS: Record<string, (limit: unknown) => Check> = {
	maxItems: (limit) => {
		const most = lowest(limit, 'maxItems');
		return (value, at, found) =>
			!Array.isArray(value) ||
			value.length <= most ||
			fails(found, at, 'maxItems', `must have at most ${most} entries`);
	},
	minItems: (limit) => {
		const least = lowest(limit, 'minItems');
		return (value, at, found) =>
			!Array.isArray(value) ||
			value.length >= least ||
			fails(found, at, 'minItems', `must have at least ${least} entries`);
	},
	uniqueItems: (isWanted) => (value, at, found) =>
		isWanted !== true ||
		!Array.isArray(value) ||
		isUnique(value) ||
		fails(found, at, 'uniqueItems', 'must not have an entry twice'),
};

/**
 * The check of a list's entries.
 *
 * @param leading checks of the first entries, each by its position
 * @param others check of those after them
 */
export function entries(leading: Check[], others: Check | undefined): Check {
	return (value, at, found) => {
		if (!Array.isArray(value)) return true;
		let fits = true;
		for (let index = 0; index < value.length; index++) {
			const check = leading[index] ?? others;
			if (!check || check(value[index], inside(at, index, found), found)) continue;
			if (!found) return false;
			fits = false;
		}
		return fits;
	};
}

/** The check that at least one entry of a list fits. */
export function contains(check: Check): Check {
	return (value, at, found) =>
		!Array.isArray(value) ||
		value.some((entry) => check(entry, undefined, undefined)) ||
		fails(found, at, 'contains', 'must have an entry that fits “contains”');
}
