import { CONTEXT_FIELDS } from '../properties/contextFields';
import { isFields, mergeFields } from './json';
import { LIBRARY } from './library';
import { readNamedFields } from './namedFields';
import type { Fields } from './types';
import { isBlank, toBoolean, toObject } from './values';

/**
 * Reads the Context collection (Segment docs, "Spec: Common Fields", Context): structured fields
 * first, then the free JSON merged over them. `context.library` names this package unless the user
 * names another.
 *
 * @throws MessageProblem naming the field whose value cannot be used
 */
export function readContext(values: Fields, timezone: string): Fields {
	const { consent, additionalContext, ...named } = values;
	const context = withoutNulls(readNamedFields(CONTEXT_FIELDS, named, timezone));
	const categories = readConsent(consent);
	if (categories) context.consent = { categoryPreferences: categories };
	if (!isBlank(additionalContext)) {
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
		if (name !== '') categories[name] = toBoolean(given, `Consent → ${name}`);
	}
	return categories;
}

function withoutNulls(fields: Fields): Fields {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
