import { Problem } from '../problem';
import { describe } from '../read/describe';
import { fails, type Check } from './check';

/** A keyword's number. @throws Problem when it is none */
export function limitOf(limit: unknown, keyword: string): number {
	if (typeof limit === 'number') return limit;
	throw new Problem(`${keyword} is ${describe(limit)}, not a number`, 'Correct it in the schema.');
}

/** A keyword's count. @throws Problem when it is no whole number from 0 on */
export function lowest(limit: unknown, keyword: string): number {
	const count = limitOf(limit, keyword);
	if (Number.isInteger(count) && count >= 0) return count;
	throw new Problem(`${keyword} is ${count}, not a count`, 'Correct it in the schema.');
}

/** The keywords for numbers, each made into a check (JSON Schema draft 7, "Validation", 6.2). */
export const NUMBER_KEYWORDS: Record<string, (limit: unknown) => Check> = {
	maximum: comparing('maximum', 'at most', (value, limit) => value <= limit),
	minimum: comparing('minimum', 'at least', (value, limit) => value >= limit),
	exclusiveMaximum: comparing('exclusiveMaximum', 'less than', (value, limit) => value < limit),
	exclusiveMinimum: comparing('exclusiveMinimum', 'more than', (value, limit) => value > limit),
	multipleOf: comparing('multipleOf', 'a multiple of', isMultiple),
};

function comparing(
	keyword: string,
	words: string,
	fits: (value: number, limit: number) => boolean,
): (limit: unknown) => Check {
	return (given) => {
		const limit = limitOf(given, keyword);
		return (value, at, found) =>
			typeof value !== 'number' ||
			fits(value, limit) ||
			fails(found, at, keyword, `must be ${words} ${limit}`);
	};
}

/** How far a quotient may be from a whole number, since 0.3 is no exact multiple of 0.1 in binary. */
const TOLERANCE = 1e-9;

function isMultiple(value: number, divisor: number): boolean {
	const quotient = value / divisor;
	if (!Number.isFinite(quotient)) return value % divisor === 0;
	return Math.abs(quotient - Math.round(quotient)) < TOLERANCE * Math.max(1, Math.abs(quotient));
}
