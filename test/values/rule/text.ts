import { ABSENT, orRefuse, REFUSE, trim, use, type Verdict } from './verdict';
import { HALF_CHARACTER, WORDS_FOR_NOTHING } from './ids';
import { dateMs, Instant } from './times';

interface TextRule {
	is: 'text' | 'label';
	nullClears?: boolean;
	emptyIsSent?: boolean;
}

export const CLEARABLE_TEXT: TextRule = { is: 'text', nullClears: true };

export function textVerdict({ is, nullClears, emptyIsSent }: TextRule, value: unknown): Verdict {
	if (value === undefined) return ABSENT;
	if (value === null) {
		if (emptyIsSent) return { use: [''], absent: true };
		return nullClears ? use(null) : ABSENT;
	}
	if (value === '') return emptyIsSent ? { use: [''], absent: true } : ABSENT;
	if (typeof value === 'string') {
		if (trim(value) === '') return { absent: true, use: [value] };
		const isDoubtful = WORDS_FOR_NOTHING.includes(trim(value)) || HALF_CHARACTER.test(value);
		const texts = is === 'label' ? use(value, trim(value)) : use(value);
		return isDoubtful || (is === 'label' && value.length > 500) ? orRefuse(texts) : texts;
	}
	if (typeof value === 'boolean') return use(String(value));
	if (typeof value === 'bigint') return orRefuse(use(String(value)));
	if (typeof value === 'number') {
		if (!Number.isFinite(value)) return REFUSE;
		const plain = String(value);
		// how a number with more digits than JavaScript keeps is written is open
		return Math.abs(value) < Number.MAX_SAFE_INTEGER ? use(plain) : orRefuse(use(plain));
	}
	const ms = dateMs(value);
	return ms === undefined || Number.isNaN(ms) ? REFUSE : use(new Instant(ms, true));
}
