/** The part of a message's context that comes out of the item itself, in bulk. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Fields } from '../../shared/read/describe';
import type { Form } from '../../shared/read/form';
import { mergeFields, nest, toPlainData } from '../../shared/read/json';
import {
	isAbsent,
	readChoice,
	readId,
	readList,
	readNumber,
	readObject,
	readSwitch,
	readText,
	readTime,
	readTrimmed,
} from '../../shared/read/values';
import { CONTEXT_FIELDS } from '../properties/contextFields';
import { readExternalIdKind, type ExternalId } from './externalIds';
import { readPath, type NamedPath } from './fieldPaths';
import { readContextGroupId } from './fieldValues';

/** Which fields of an item go into its context, and where. */
export interface ItemContext {
	/** The field that holds a context as an object. */
	objectField: string | undefined;
	/** Fields, and the path in the context of each. */
	fields: Array<{ from: string; to: string }>;
	/** Fields that hold an external ID. */
	externalIds: Array<{ from: string } & Omit<ExternalId, 'id'>>;
}

/**
 * Reads how items bring a context of their own.
 *
 * @param names the collection that names the fields of items
 * @param named gets every field that the user named
 * @returns undefined when they bring none
 * @throws Problem when two fields have the same place
 */
export function readItemContext(names: Form, named: NamedPath[]): ItemContext | undefined {
	const objectField = names.trimmed('context');
	if (objectField !== undefined) named.push({ label: names.label('context'), path: objectField });
	const fields = names.rows('contextFields', 'field').flatMap((row) => {
		if (!row.has('from') && !row.has('to')) return [];
		const from = fieldOf(row);
		return [{ from, to: row.requiredId('to') }];
	});
	// once for all items, since they get the same names
	nest(
		fields.map(({ to }) => [to, null]),
		names.label('contextFields'),
		true,
	);
	const externalIds = names
		.rows('externalIds', 'externalId')
		.map((row) => ({ from: fieldOf(row), ...readExternalIdKind(row) }));
	const isNone = objectField === undefined && fields.length === 0 && externalIds.length === 0;
	return isNone ? undefined : { objectField, fields, externalIds };

	function fieldOf(row: Form): string {
		const path = row.requiredId('from');
		named.push({ label: row.label('from'), path });
		return path;
	}
}

/** The fields of an item that its context takes. */
export function pathsOf({ objectField, fields, externalIds }: ItemContext): string[] {
	const from = [...fields, ...externalIds].map((each) => each.from);
	return objectField === undefined ? from : [objectField, ...from];
}

/**
 * Makes the function that gives an item's context: what all items share, the item's object over it,
 * and its fields over both. A field at a place that the form knows is read as the form reads it.
 *
 * @throws (the function it makes) Problem naming the field whose value cannot be used
 */
export function itemContextReader(
	{ objectField, fields, externalIds }: ItemContext,
	shared: Fields,
	timezone: string,
): (item: Fields) => Fields {
	const readers = fields.map(({ from, to }) => ({ from, to, read: readerAt(to, timezone) }));
	return (item) => {
		const context = toPlainData(shared, 'Context') as Fields;
		if (objectField !== undefined) {
			mergeFields(context, readObject(readPath(item, objectField), labelOf(objectField)) ?? {});
		}
		const entries = readers
			.map(({ from, to, read }): [string, unknown] => [
				to,
				read(readPath(item, from), labelOf(from)),
			])
			.filter(([, value]) => value !== undefined);
		mergeFields(context, nest(entries, 'Context', true));
		const ids = externalIds.flatMap(({ from, ...kind }) => {
			const id = readId(readPath(item, from), labelOf(from));
			return id === undefined ? [] : [{ id, ...kind }];
		});
		const given = context.externalIds ?? [];
		// what is no list is for the check of the message to refuse
		if (ids.length > 0 && Array.isArray(given)) context.externalIds = [...given, ...ids];
		return readContextGroupId(context);
	};
}

const labelOf = (path: string) => `Context (field “${path}”)`;

type Read = (value: unknown, label: string) => unknown;

/** How a value at a place of the context is read. Empty fields are left out; in traits, null clears one. */
function readerAt(path: string, timezone: string): Read {
	const read = readerOf(definitionAt(path), timezone);
	const clears = path.startsWith('traits.');
	return (value, label) => {
		if (value === null && clears) return null;
		return isAbsent(value) ? undefined : read(value, label);
	};
}

function readerOf(definition: INodeProperties | undefined, timezone: string): Read {
	switch (definition?.type) {
		case 'string':
			if (definition.typeOptions?.multipleValues) {
				return (value, label) => readList(value, label, false, readTrimmed);
			}
			return readText;
		case 'boolean':
			return readSwitch;
		case 'number':
			return readNumber;
		case 'collection':
			return readObject;
		case 'dateTime':
			return (value, label) => readTime(value, label, timezone);
		case 'options': {
			const choices = (definition.options as INodePropertyOptions[]).map(({ value }) => value);
			return (value, label) => readChoice(value, label, choices);
		}
		default:
			return toPlainData;
	}
}

/** What the form knows of a place in the context. */
function definitionAt(path: string): INodeProperties | undefined {
	let level = CONTEXT_FIELDS;
	let definition: INodeProperties | undefined;
	for (const key of path.split('.')) {
		definition = level.find(({ name }) => name === key);
		level = definition?.type === 'collection' ? (definition.options as INodeProperties[]) : [];
	}
	return definition;
}
