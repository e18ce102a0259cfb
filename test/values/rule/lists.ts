import { type EntryKind } from './index';
import {
	ABSENT,
	isNothing,
	orRefuse,
	orRefuseIf,
	REFUSE,
	trim,
	unwrapLocator,
	use,
	type Verdict,
	wrap,
} from './verdict';
import { isCyclic } from './json';
import { idVerdict } from './ids';
import { textVerdict } from './text';

interface ListRule {
	of: EntryKind;
	undoable?: boolean;
	locator?: boolean;
}

export function listVerdict(rule: ListRule, given: unknown): Verdict {
	const value = rule.locator ? unwrapLocator(given) : given;
	if (isNothing(value) || value === '') return ABSENT;
	if (typeof value === 'string') {
		const entry = entryVerdict(rule.of, value);
		if (/^\s*\[.*\]\s*$/s.test(value))
			return rule.undoable === false ? REFUSE : orRefuse(wrap(entry));
		return trim(value) === '' ? { absent: true, refuse: true } : wrap(entry);
	}
	if (!Array.isArray(value)) {
		// one value that an entry could be is no list, but nothing would be lost
		return orRefuse(wrap(entryVerdict(rule.of, value)));
	}
	if (isCyclic(value)) return REFUSE;
	const entries = Array.from(value, (entry) => entryVerdict(rule.of, entry));
	if (entries.some((entry) => entry.refuse && !entry.use)) return REFUSE;
	const taken = entries.filter((entry) => entry.use);
	const list = taken.length > 0 ? use(taken.map((entry) => entry.use?.[0])) : ABSENT;
	const mayRefuse = taken.length < entries.length && entries.length > 0;
	return mayRefuse || entries.some((entry) => entry.refuse) ? orRefuse(list) : list;
}

export function entryVerdict(of: EntryKind, value: unknown): Verdict {
	switch (of) {
		case 'id':
			return idVerdict({}, value);
		case 'email': {
			const outcome = idVerdict({}, value);
			const [text] = outcome.use ?? [];
			if (text === undefined) return outcome;
			return /^[^\s@,]+@[^\s@,]+$/.test(String(text)) ? use(text) : REFUSE;
		}
		case 'label': {
			if (isLabelObject(value)) return use({ key: value.key, value: value.value });
			const outcome = idVerdict({}, value);
			const [text] = outcome.use ?? [];
			if (text === undefined) return outcome;
			const [, key, rest] = /^([^:]+):(.+)$/s.exec(String(text)) ?? [];
			if (key === undefined) return REFUSE;
			return orRefuseIf(/[\s:,]/.test(String(text)), use({ key: trim(key), value: trim(rest) }));
		}
		case 'text': {
			const outcome = textVerdict({ is: 'label' }, value);
			if (!outcome.use || typeof outcome.use[0] !== 'string') return outcome;
			const texts = outcome.use as string[];
			return { ...outcome, use: [trim(texts[0])] };
		}
	}
}

function isLabelObject(value: unknown): value is { key: string; value: string } {
	if (typeof value !== 'object' || value === null) return false;
	const { key, value: text } = value as { key?: unknown; value?: unknown };
	return typeof key === 'string' && typeof text === 'string';
}
