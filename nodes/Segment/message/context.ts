import { CONTEXT_FIELDS } from '../properties/contextFields';
import { isFields, mergeFields, setKey } from './json';
import { LIBRARY } from './library';
import { readNamedFields } from './namedFields';
import { MessageProblem } from './problem';
import type { Fields } from './types';
import { isAbsent, toBoolean, toObject } from './values';

/**
 * Reads the Context collection (Segment docs, "Spec: Common Fields", Context): structured fields
 * first, then the free JSON merged over them. `context.library` names this package unless the user
 * names another.
 *
 * @throws MessageProblem naming the field whose value cannot be used
 */
export function readContext(values: Fields, timezone: string): Fields {
	const { consent, additionalContext, ...named } = values;
	const context = readNamedFields(CONTEXT_FIELDS, withoutNulls(named), timezone, 'Context');
	const categories = readConsent(consent);
	if (categories) context.consent = { categoryPreferences: categories };
	if (!isAbsent(additionalContext)) {
		mergeFields(context, toObject(additionalContext, 'Additional Context'));
	}
	return { library: { ...LIBRARY }, ...context };
}

function readConsent(consent: unknown): Fields | undefined {
	const rows = isFields(consent) ? consent.categories : undefined;
	if (!Array.isArray(rows) || rows.length === 0) return undefined;
	const categories: Fields = {};
	for (const { category, given } of rows as Fields[]) {
		const name = String(category ?? '').trim();
		if (name === '') {
			throw new MessageProblem(
				'Context → Consent has a category without a name',
				'Give the name of the category, or remove the row.',
			);
		}
		setKey(categories, name, toBoolean(given, `Context → Consent → ${name}`));
	}
	return categories;
}

/** `null` clears a trait, but says nothing in the rest of the context. */
function withoutNulls({ traits, ...fields }: Fields): Fields {
	const kept: Fields = { traits: traits ?? undefined };
	for (const [key, value] of Object.entries(fields)) {
		if (value !== null) kept[key] = isFields(value) ? withoutNulls(value) : value;
	}
	return kept;
}
