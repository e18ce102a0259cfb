import { ABSENT, isNothing, orRefuse, REFUSE, trim, use, type Verdict } from './verdict';
import { HALF_CHARACTER, SIMILAR_WORDS, WORDS_FOR_NOTHING } from './ids';
import { type Kind, verdict } from './index';
import { dateMs } from './times';

export function nameVerdict(value: unknown): Verdict {
	if (typeof value === 'string') {
		const text = trim(value);
		if (text === '' || text === '[object Object]') return REFUSE;
		const isDoubtful =
			WORDS_FOR_NOTHING.includes(text) ||
			SIMILAR_WORDS.includes(text) ||
			HALF_CHARACTER.test(text) ||
			text === '__proto__' ||
			text.length > 500;
		return isDoubtful ? orRefuse(use(text)) : use(text);
	}
	if (typeof value === 'number' && Number.isSafeInteger(value)) {
		return orRefuse(use(String(value + 0)));
	}
	if (typeof value === 'boolean' || typeof value === 'bigint') return orRefuse(use(String(value)));
	return REFUSE;
}

export function collectionVerdict(members: Record<string, Kind>, value: unknown): Verdict {
	if (isNothing(value)) return ABSENT;
	if (value === '') return { absent: true, refuse: true };
	if (typeof value !== 'object' || value === null || dateMs(value) !== undefined) return REFUSE;
	if (Array.isArray(value) || Object.prototype.toString.call(value) !== '[object Object]') {
		return REFUSE;
	}
	const taken: Record<string, unknown> = {};
	let mayRefuse = false;
	for (const [key, entry] of Object.entries(value)) {
		if (!(key in members)) return REFUSE;
		const outcome = verdict(members[key], entry);
		if (outcome.use) taken[key] = outcome.use[0];
		else if (!outcome.absent) return REFUSE;
		mayRefuse ||= outcome.refuse === true;
	}
	const outcome = Object.keys(taken).length > 0 ? use(taken) : ABSENT;
	return mayRefuse ? orRefuse(outcome) : outcome;
}
