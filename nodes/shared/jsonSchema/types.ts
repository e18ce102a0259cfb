import { Problem } from '../problem';
import { describe } from '../read/describe';
import { fails, isObject, type Check } from './check';
import { isEqual } from './equal';

const TYPES: Record<string, { words: string; fits: (value: unknown) => boolean }> = {
	array: { words: 'a list', fits: Array.isArray },
	boolean: { words: 'true or false', fits: (value) => typeof value === 'boolean' },
	integer: { words: 'a whole number', fits: Number.isInteger },
	null: { words: 'null', fits: (value) => value === null },
	number: { words: 'a number', fits: (value) => typeof value === 'number' },
	object: { words: 'an object', fits: isObject },
	string: { words: 'text', fits: (value) => typeof value === 'string' },
};

/** The keywords for values of every kind (JSON Schema draft 7, "Validation", 6.1). */
export const GENERAL_KEYWORDS: Record<string, (given: unknown) => Check> = {
	type: (given) => {
		const names: unknown[] = Array.isArray(given) ? given : [given];
		if (names.length === 0) throw new Problem('type is an empty list', 'Correct it in the schema.');
		const types = names.map(typeNamed);
		const [{ fits }] = types;
		const isOne = types.length === 1;
		const words = `must be ${types.map((type) => type.words).join(' or ')}`;
		return (value, at, found) =>
			(isOne ? fits(value) : types.some((type) => type.fits(value))) ||
			fails(found, at, 'type', words);
	},
	const: (given) => (value, at, found) =>
		isEqual(value, given) || fails(found, at, 'const', `must be ${JSON.stringify(given)}`),
	enum: (given) => {
		if (!Array.isArray(given)) {
			throw new Problem(`enum is ${describe(given)}, not a list`, 'Correct it in the schema.');
		}
		const shown = given.slice(0, LISTED_VALUES).map((value) => JSON.stringify(value));
		const words = shown.join(', ') + (given.length > LISTED_VALUES ? ' …' : '');
		const simple = new Set<unknown>(given);
		const composite = given.filter((each) => typeof each === 'object' && each !== null);
		return (value, at, found) =>
			simple.has(value) ||
			(typeof value === 'object' && composite.some((each) => isEqual(each, value))) ||
			fails(found, at, 'enum', `must be one of ${words}`);
	},
};

/** How many permitted values a finding lists. */
const LISTED_VALUES = 10;

function typeNamed(name: unknown) {
	if (typeof name === 'string' && Object.hasOwn(TYPES, name)) return TYPES[name];
	throw new Problem(
		`type is ${describe(name)}, which JSON Schema does not know`,
		`Correct it in the schema: ${Object.keys(TYPES).join(', ')}.`,
	);
}
