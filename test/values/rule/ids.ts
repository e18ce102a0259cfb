import {
	ABSENT,
	isNothing,
	orRefuse,
	REFUSE,
	trim,
	unwrapLocator,
	use,
	type Verdict,
} from './verdict';

/** What JavaScript makes of a missing or wrong value. */
export const WORDS_FOR_NOTHING = [
	'undefined',
	'null',
	'NaN',
	'Infinity',
	'[object Object]',
	'Invalid Date',
	'Invalid DateTime',
];

/** Of the same make, though the rule does not name them. */
export const SIMILAR_WORDS = ['-Infinity', '[object Map]'];

export const HALF_CHARACTER = /\p{Surrogate}/u;

export interface IdRule {
	locator?: boolean;
	/** Whether it stands in a path, where two dots lead elsewhere. */
	pathSegment?: boolean | 'sometimes';
	maxLength?: number;
}

export function idVerdict(rule: IdRule, given: unknown): Verdict {
	const value = rule.locator ? unwrapLocator(given) : given;
	if (isNothing(value)) return ABSENT;
	if (typeof value === 'bigint') return use(String(value));
	if (typeof value === 'number') {
		return Number.isSafeInteger(value) ? use(String(value + 0)) : REFUSE;
	}
	if (typeof value !== 'string') return REFUSE;
	const text = trim(value);
	if (text === '') return ABSENT;
	if (WORDS_FOR_NOTHING.includes(text)) return REFUSE;
	if (rule.pathSegment && /^\.{1,2}$/.test(text)) {
		return rule.pathSegment === 'sometimes' ? orRefuse(use(text)) : REFUSE;
	}
	if (text.length > (rule.maxLength ?? Infinity)) return REFUSE;
	const isDoubtful = SIMILAR_WORDS.includes(text) || HALF_CHARACTER.test(text) || text.length > 500;
	return isDoubtful ? orRefuse(use(text)) : use(text);
}

export function secretVerdict(rule: IdRule, value: unknown): Verdict {
	const outcome = idVerdict(rule, value);
	const [text] = outcome.use ?? [];
	// nobody pastes a number
	if (outcome.use && typeof value !== 'string') return orRefuse(outcome);
	return typeof text === 'string' && /\s/.test(text) ? REFUSE : outcome;
}
