/** How an item's fields became those of an event, for a person who looks before sending. */
import { isFields, quote, type Fields } from '../../shared/read/describe';
import { readPath } from '../message/fieldPaths';
import { plainName, rowName, type TypedField } from './typedField';
import type { TypedValues } from './values';

export interface Mapping {
	/** With Map Automatically: the event's field by the name of the input's that it was taken from. */
	taken?: Record<string, string>;
	/** With Map Automatically: the input's fields that the event does not have. */
	notTaken?: string[];
	/** What may have been meant otherwise. */
	hints: string[];
}

/**
 * @param event its name
 * @param item the fields of the input
 */
export function mappingOf(
	event: string,
	fields: readonly TypedField[],
	{ data, taken }: TypedValues,
	item: Fields,
): Mapping {
	const missing = fields.filter((field) => readPath(data, rowName(field)) === undefined);
	const used = new Set([...(taken?.values() ?? [])].map((name) => keyIn(item, name)));
	const notTaken = taken ? Object.keys(item).filter((name) => !used.has(name)) : [];
	const hints = [
		...notTaken.flatMap((name) =>
			[...used]
				.filter((other) => plainName(other) === plainName(name))
				.map((other) => `${quote(name)} is not sent, since the input has ${quote(other)} too.`),
		),
		...notTaken.flatMap((name) =>
			missing
				.filter((field) => isOtherName(field, name))
				.slice(0, 1)
				.map((field) => `${quote(name)} is not sent: ${event} calls it ${quote(rowName(field))}.`),
		),
		...fields.flatMap((field) => hintsOf(event, field, data, missing)),
	];
	if (!taken) return { hints };
	return {
		taken: Object.fromEntries([...taken].map(([row, name]) => [name, row])),
		notTaken,
		hints,
	};
}

/** The item's own field that a name stands for, or leads into. */
const keyIn = (item: Fields, name: string) =>
	Object.hasOwn(item, name) ? name : name.split('.')[0];

function hintsOf(
	event: string,
	field: TypedField,
	data: Fields,
	missing: readonly TypedField[],
): string[] {
	const name = rowName(field);
	const value = readPath(data, name);
	const beside = missing.find((each) => rowName(each) === field.readBeside);
	if (beside && value !== undefined) {
		return [
			`${quote(name)} is sent without ${quote(rowName(beside))}, which destinations rather read.`,
		];
	}
	const [first] = field.kind === 'records' && Array.isArray(value) ? (value as unknown[]) : [];
	if (!isFields(first)) return [];
	const { fields: keys = [] } = field;
	return Object.keys(first).flatMap((key) =>
		keys
			.filter((each) => rowName(each) !== key && !Object.hasOwn(first, rowName(each)))
			.filter((each) => isOtherName(each, key))
			.slice(0, 1)
			.map(
				(each) => `${quote(name)} has ${quote(key)}, which ${event} calls ${quote(rowName(each))}.`,
			),
	);
}

function isOtherName(field: TypedField, name: string): boolean {
	return [rowName(field), ...(field.otherNames ?? [])].some(
		(other) => plainName(other) === plainName(name),
	);
}
