import { ABSENT, isNothing, orRefuse, REFUSE, trim, use, type Verdict } from './verdict';

interface NumberRule {
	min?: number;
	max?: number;
	integer?: boolean;
}

export function numberVerdict(rule: NumberRule, value: unknown): Verdict {
	if (isNothing(value) || value === '') return ABSENT;
	if (typeof value === 'bigint') return orRefuse(withinRange(rule, Number(value)));
	if (typeof value === 'number') return withinRange(rule, value);
	if (typeof value !== 'string') return REFUSE;
	const text = trim(value);
	if (text === '') return { absent: true, refuse: true };
	if (!/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return REFUSE;
	const number = Number(text);
	const losesDigits = /^[+-]?\d+$/.test(text) && BigInt(text) !== BigInt(number);
	return losesDigits ? REFUSE : withinRange(rule, number);
}

function withinRange({ min, max, integer }: NumberRule, value: number): Verdict {
	if (!Number.isFinite(value)) return REFUSE;
	if (integer && !Number.isInteger(value)) return REFUSE;
	return value < (min ?? -Infinity) || value > (max ?? Infinity) ? REFUSE : use(value + 0);
}
