import { fails, type Check } from './check';
import { FORMATS } from './formats';
import { readPattern } from './pattern';
import { lowest } from './numbers';

/** The keywords for text, each made into a check (JSON Schema draft 7, "Validation", 6.3 and 7). */
export const TEXT_KEYWORDS: Record<string, (limit: unknown) => Check> = {
	maxLength: (limit) => {
		const longest = lowest(limit, 'maxLength');
		return (value, at, found) =>
			typeof value !== 'string' ||
			value.length <= longest ||
			lengthOf(value) <= longest ||
			fails(found, at, 'maxLength', `must have at most ${longest} characters`);
	},
	minLength: (limit) => {
		const shortest = lowest(limit, 'minLength');
		return (value, at, found) =>
			typeof value !== 'string' ||
			lengthOf(value) >= shortest ||
			fails(found, at, 'minLength', `must have at least ${shortest} characters`);
	},
	pattern: (pattern) => {
		const expression = readPattern(pattern);
		return (value, at, found) =>
			typeof value !== 'string' ||
			expression.test(value) ||
			fails(found, at, 'pattern', `must match ${String(pattern)}`);
	},
	format: (format) => {
		const name = String(format);
		const fits = Object.hasOwn(FORMATS, name) ? FORMATS[name] : () => true;
		return (value, at, found) =>
			typeof value !== 'string' ||
			fits(value) ||
			fails(found, at, 'format', `must have the format ${name}`);
	},
};

/** Characters as people count them: a pair of surrogates is one. */
function lengthOf(text: string): number {
	return Array.from(text).length;
}
