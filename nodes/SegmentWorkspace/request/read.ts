/** What several operations read out of a form. Each throws a Problem that names the field. */
import type { IDataObject } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import { isFields, quote } from '../../shared/read/describe';
import { needed, type Form } from '../../shared/read/form';
import { readId, readTrimmed } from '../../shared/read/values';
import { fillPath } from '../../shared/send/publicApi';

/** A path with the form's IDs in it. */
export function pathOf(form: Form, template: string): string {
	const fields = [...template.matchAll(/\{(\w+)\}/g)].map(([, field]) => field);
	const ids = new Map(fields.map((field) => [field, form.requiredId(field)]));
	// an empty one could not be read, which the form tells at its end
	if ([...ids.values()].includes('')) return template;
	return fillPath(
		template,
		(field) => ids.get(field) ?? '',
		(field) => form.label(field),
	);
}

/** A choice on which it depends what is deleted or granted: an expression that gives none is no default. */
export function chosen<Choice extends string = string>(form: Form, field: string): Choice {
	return form.requiredChoice<Choice>(field);
}

/** How many results the user wants. */
export function limit(form: Form): number {
	return form.flag('returnAll') ? Infinity : form.number('limit');
}

/** E-mail addresses, each once. */
export function emails(form: Form, field: string): string[] {
	return [...new Set(form.list(field, readEmail))];
}

/** One e-mail address. */
export function email(form: Form, field: string): string {
	return form.read(field, needed(readEmail)) ?? '';
}

function readEmail(value: unknown, label: string): string | undefined {
	const email = readTrimmed(value, label);
	if (email === undefined || /^[^\s@,;]+@[^\s@,;]+$/.test(email)) return email;
	throw new Problem(
		`${label} contains ${quote(email)}, which is not an e-mail address`,
		'Correct or remove it. Several addresses in one text belong in a list: {{ $json.emails.split(",") }}.',
	);
}

/** Labels written as `key:value`, or given by an expression as objects with `key` and `value`. */
export function labels(form: Form, field: string): IDataObject[] {
	return (
		form.list(field, (value, label) => {
			const { key, value: said } = isFields(value) ? value : partsOfLabel(value, label);
			const read = { key: readId(key, `${label} → Key`), value: readId(said, `${label} → Value`) };
			if (read.key !== undefined && read.value !== undefined) return read;
			throw new Problem(`${label} contains half a label`, 'Give each label a key and a value.');
		}) ?? []
	);
}

function partsOfLabel(value: unknown, label: string): { key: unknown; value: unknown } {
	const text = readId(value, label) ?? '';
	const [, key, said] = /^([^:,]+):([^,]+)$/.exec(text) ?? [];
	if (key !== undefined) return { key, value: said };
	throw new Problem(
		`${label} contains ${quote(text)}, which is not a label`,
		'Write each in the form key:value. Several in one text belong in a list: {{ $json.labels.split(",") }}.',
	);
}

/**
 * Refuses an empty list that would take away everything, unless the user allowed it.
 *
 * @param consequence what would happen, as a sentence without a full stop
 */
export function refuseEmpty<Entry>(
	form: Form,
	field: string,
	list: Entry[],
	consequence: string,
): Entry[] {
	if (list.length > 0 || form.flag('allowEmpty')) return list;
	throw new Problem(
		`${form.label(field)} is empty`,
		`${consequence}. If that is what you want, turn on 'Allow Empty List'.`,
	);
}

/** As `refuseEmpty`, where an empty list makes no sense at all. */
export function requireSome<Entry>(form: Form, field: string, list: Entry[] | undefined): Entry[] {
	if (list && list.length > 0) return list;
	throw new Problem(`${form.label(field)} is empty`, 'Give at least one.');
}

/**
 * Text that narrows what is changed; where the user left it empty, everything is meant.
 *
 * @throws Problem for an expression that gives nothing, which must not widen the change
 */
export function narrowed(form: Form, field: string): string | undefined {
	const isTyped = form.isTyped(field);
	return form.read(field, (value, label) => readNarrowed(value, label, isTyped));
}

/**
 * The same for a value that stands in JSON.
 *
 * @param mayBeEmpty whether the user left it out, and no expression did
 */
export function readNarrowed(
	value: unknown,
	label: string,
	mayBeEmpty: boolean,
): string | undefined {
	const text = readTrimmed(value, label);
	if (text !== undefined || mayBeEmpty) return text;
	throw new Problem(
		`${label} is empty`,
		'Its expression gives nothing, and without it the change would be about more. Check the expression.',
	);
}

/** Text that can be cleared: an empty one is sent too. */
export function clearable(form: Form, field: string): string | undefined {
	const value = form.value(field);
	return value === '' || value === null ? '' : form.trimmed(field);
}

/** A body or query without the members that are undefined. */
export function present(fields: Record<string, unknown>): IDataObject {
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== undefined),
	) as IDataObject;
}

/** The same, or undefined when nothing is left. */
export function presentOrNothing(fields: Record<string, unknown>): IDataObject | undefined {
	const some = present(fields);
	return Object.keys(some).length > 0 ? some : undefined;
}

/** The body of an update, which has to change something. */
export function changes(fields: Record<string, unknown>): IDataObject {
	const body = presentOrNothing(fields);
	if (body) return body;
	throw new Problem('Update Fields is empty', 'Add at least one field that is to be changed.');
}
