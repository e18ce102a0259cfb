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

/** By the decimal digits as JSON has them, since 0.3 is no multiple of 0.1 in binary. */
function isMultiple(value: number, divisor: number): boolean {
	if (divisor === 0 || !Number.isFinite(value)) return false;
	if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return value % divisor === 0;
	const [one, other] = [decimal(value), decimal(divisor)];
	const exponent = Math.min(one.exponent, other.exponent);
	return scaled(one, exponent) % scaled(other, exponent) === 0n;
}

interface Decimal {
	digits: bigint;
	exponent: number;
}

function decimal(value: number): Decimal {
	const [mantissa, exponent = '0'] = String(value).split('e');
	const [whole, fraction = ''] = mantissa.split('.');
	return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

const scaled = ({ digits, exponent }: Decimal, to: number) => digits * 10n ** BigInt(exponent - to);
