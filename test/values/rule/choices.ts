import { ABSENT, isNothing, orRefuse, REFUSE, trim, use, type Verdict } from './verdict';

const ON = ['true', '1', 'yes', 'on'];

const OFF = ['false', '0', 'no', 'off'];

export function switchVerdict(value: unknown): Verdict {
	if (isNothing(value) || value === '') return ABSENT;
	if (typeof value === 'boolean') return use(value);
	if (value === 1 || value === 0) return use(value === 1);
	if (typeof value !== 'string') return REFUSE;
	const text = trim(value).toLowerCase();
	if (text === '') return { absent: true, refuse: true };
	if (ON.includes(text)) return use(true);
	return OFF.includes(text) ? use(false) : REFUSE;
}

export function choiceVerdict(options: Array<string | number>, value: unknown): Verdict {
	if (isNothing(value) || value === '') return ABSENT;
	if (typeof value === 'number') return options.includes(value) ? use(value) : REFUSE;
	if (typeof value !== 'string') return REFUSE;
	const text = trim(value).toLowerCase();
	if (text === '') return { absent: true, refuse: true };
	const option = options.find((candidate) => String(candidate).toLowerCase() === text);
	return option === undefined ? REFUSE : use(option);
}

export function choicesVerdict(options: Array<string | number>, value: unknown): Verdict {
	if (isNothing(value) || value === '') return ABSENT;
	if (typeof value === 'string' || typeof value === 'number') {
		const one = choiceVerdict(options, value);
		return one.use ? orRefuse(use(one.use)) : one;
	}
	if (!Array.isArray(value)) return REFUSE;
	if (value.length === 0) return ABSENT;
	const entries = Array.from(value, (entry) => choiceVerdict(options, entry));
	if (entries.some((entry) => !entry.use)) {
		return entries.every((entry) => entry.use ?? entry.absent)
			? { ...listOrAbsent(entries), refuse: true }
			: REFUSE;
	}
	return use(entries.map((entry) => entry.use?.[0]));
}

function listOrAbsent(entries: Verdict[]): Verdict {
	const taken = entries.flatMap((entry) => entry.use ?? []);
	return taken.length > 0 ? use(taken) : ABSENT;
}
