/** Fields of an item by their name, or by a path that leads into objects: `customer.id`. */
import { Problem } from '../../shared/problem';
import { isFields, quote, type Fields } from '../../shared/read/describe';

/** A field that the user named. */
export interface NamedPath {
	/** What the form calls the field in which it is named. */
	label: string;
	path: string;
}

/** A field by its name; or, where there is no such field, by its path. */
export function readPath(item: Fields, path: string): unknown {
	if (Object.hasOwn(item, path)) return item[path];
	if (!path.includes('.')) return undefined;
	let value: unknown = item;
	for (const key of path.split('.')) {
		if (!isFields(value) || !Object.hasOwn(value, key)) return undefined;
		value = value[key];
	}
	return value;
}

/** Takes a field out of an item's copy. */
export function removePath(fields: Fields, path: string): void {
	const keys = path.split('.');
	const last = keys.pop() as string;
	let parent: unknown = fields;
	for (const key of keys) {
		if (!isFields(parent) || !Object.hasOwn(parent, key)) return;
		parent = parent[key];
	}
	if (isFields(parent)) delete parent[last];
}

/** How many items are looked at for names that a misspelt one may have meant. */
const ITEMS_FOR_NAMES = 50;

/**
 * Refuses a name that no item of the run has: it is misspelt, and what it names would be missing in
 * all messages.
 *
 * @throws Problem with the names that come near
 */
export function checkNames(named: readonly NamedPath[], items: readonly Fields[]): void {
	for (const { label, path } of named) {
		if (items.some((item) => readPath(item, path) !== undefined)) continue;
		const near = nearNames(path, items.slice(0, ITEMS_FOR_NAMES));
		throw new Problem(
			`${label} is ${quote(path)}, and no item has such a field`,
			near.length > 0
				? `Did you mean ${near.map(quote).join(' or ')}?`
				: `Give the name of a field of the input${someNames(items)}; a dot leads into an object.`,
		);
	}
}

/** How many names an error lists. */
const LISTED_NAMES = 8;

/** Names that there are, for somebody who guessed one. */
function someNames(items: readonly Fields[]): string {
	const names = [...new Set(items.slice(0, ITEMS_FOR_NAMES).flatMap(namesIn))];
	if (names.length === 0) return '';
	const rest = names.length > LISTED_NAMES ? ' …' : '';
	return `, such as ${names.slice(0, LISTED_NAMES).map(quote).join(', ')}${rest}`;
}

function nearNames(path: string, items: readonly Fields[]): string[] {
	const names = new Set(items.flatMap((item) => namesIn(item)));
	const wanted = simple(path);
	return [...names]
		.map((name) => ({ name, distance: distance(simple(name), wanted) }))
		.filter((each) => each.distance <= Math.max(1, Math.floor(wanted.length / 3)))
		.sort((a, b) => a.distance - b.distance)
		.slice(0, 3)
		.map(({ name }) => name);
}

function namesIn(item: Fields): string[] {
	return Object.entries(item).flatMap(([key, value]) =>
		isFields(value) ? [key, ...Object.keys(value).map((inner) => `${key}.${inner}`)] : [key],
	);
}

/** `customer_ID` and `customerId` are the same name to a person. */
const simple = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '');

/** How many letters differ (Levenshtein). */
function distance(one: string, other: string): number {
	let row = Array.from({ length: other.length + 1 }, (_, index) => index);
	for (let i = 1; i <= one.length; i++) {
		const next = [i];
		for (let j = 1; j <= other.length; j++) {
			const swap = row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
			next.push(Math.min(swap, row[j] + 1, next[j - 1] + 1));
		}
		row = next;
	}
	return row[other.length];
}
