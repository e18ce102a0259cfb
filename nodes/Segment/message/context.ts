import { Problem } from '../../shared/problem';
import { describe, type Fields } from '../../shared/read/describe';
import type { Form } from '../../shared/read/form';
import { mergeFields, nest } from '../../shared/read/json';
import { readName, readSwitch } from '../../shared/read/values';
import { CONTEXT_FIELDS } from '../properties/contextFields';
import { readExternalIds } from './externalIds';
import { readContextGroupId } from './fieldValues';
import { LIBRARY } from './library';
import { readNamedFields } from './namedFields';

/**
 * Reads the Context collection (Segment docs, "Spec: Common Fields", Context): structured fields
 * first, then the free JSON merged over them. `context.library` names this package unless the user
 * names another.
 *
 * @throws Problem naming the field whose value cannot be used
 */
export function readContext(form: Form): Fields {
	const collection = form.collection('context');
	if (collection.isEmpty) return { library: { ...LIBRARY } };
	const context = readNamedFields(collection, CONTEXT_FIELDS, { clears: false, path: 'Context' });
	const categories = readConsent(collection);
	if (categories) context.consent = { categoryPreferences: categories };
	const externalIds = readExternalIds(collection);
	if (externalIds.length > 0) context.externalIds = externalIds;
	if (collection.has('additionalContext')) {
		const additional = collection.object('additionalContext') ?? {};
		// a list would be replaced as a whole
		if (context.externalIds && additional.externalIds !== undefined) {
			throw new Problem(
				`${collection.label('additionalContext')} has “externalIds”, which another field of the form holds too`,
				'Fill in one of the two.',
			);
		}
		mergeFields(context, additional);
	}
	return { library: { ...LIBRARY }, ...readContextGroupId(context) };
}

function readConsent(context: Form): Fields | undefined {
	const rows = context.rows('consent', 'categories');
	if (rows.length === 0) return undefined;
	const label = context.label('consent');
	const entries = rows.map((row): [string, boolean] => {
		const name = readName(row.value('category'), label, 'a category');
		return [name, readGiven(row, `${label} → ${name}`)];
	});
	return nest(entries, label, false);
}

/** Whether consent is given; an expression that gives nothing never gives it. */
function readGiven(row: Form, label: string): boolean {
	const given = row.value('given');
	if (given === undefined && row.isTyped('given')) return true;
	const isGiven = readSwitch(given, label);
	if (isGiven !== undefined) return isGiven;
	throw new Problem(
		`${label} is ${describe(given ?? undefined)}, not true or false`,
		'Use true or false.',
	);
}
