/** The values of an endpoint's rows, each read by its kind: see shared/read/values.ts. */
import type { IDataObject } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import { describe, type Fields } from '../../shared/read/describe';
import { readJson } from '../../shared/read/json';
import { localDay } from '../../shared/read/time';
import {
	knownOnly,
	missing,
	readChoice,
	readId,
	readJsonList,
	readList,
	readNumber,
	readObject,
	readSwitch,
	readText,
	readTime,
	readTrimmed,
	refuseHalfCharacter,
} from '../../shared/read/values';
import { fieldsOfShape, type EndpointField } from './endpoint';
import type { FieldType } from './notation';

export type Sent = IDataObject[string];

/** How a value came into the form. */
export interface Given {
	/** How errors call it. */
	label: string;
	/** Whether it is what the user typed, and no expression's. */
	typed: boolean;
	/** The workflow's zone. */
	timezone: string;
}

/** What a text stands for, which only the name of its field tells. */
export type TextKind = 'day' | 'id' | 'plain' | 'time';

/** The kind of a field of text, by its name. */
export function textKindOf(name: string): TextKind {
	if (/(^i|I)(d|D)s?$/.test(name)) return 'id';
	if (name === 'startTime' || name === 'endTime') return 'time';
	return name === 'period' ? 'day' : 'plain';
}

/**
 * The value of a row as it is sent; undefined for a row that is not used. An expression's null
 * clears what can be cleared; the editor's own null is an empty row.
 *
 * @throws Problem that names the row
 */
export function readRow(field: EndpointField, value: unknown, given: Given): Sent {
	if (value === null && field.nullable && !given.typed) return null;
	const { type } = field;
	const name = field.place === 'path' ? 'id' : field.name;
	const sent =
		type.kind === 'list' ? listIn(type.of, name, value, given) : one(type, name, value, given);
	if (sent === undefined && field.required) throw missing(given.label);
	if (field.place === 'query' && typeof sent === 'string') refuseHalfCharacter(sent, given.label);
	return sent;
}

function listIn(of: FieldType, name: string, value: unknown, given: Given): Sent {
	const isPlain = ['boolean', 'choice', 'number', 'text'].includes(of.kind);
	const isJson = typeof value === 'string' && /^\s*\[/.test(value);
	const list = isPlain && !isJson ? value : readJsonList(value, given.label);
	const read = readList(list, given.label, given.typed, (entry, label) => {
		const at = { ...given, label };
		if (of.kind === 'text' && textKindOf(name) === 'plain') return readTrimmed(entry, label);
		return isPlain ? one(of, name, entry, at) : inside(of, name, entry, at);
	});
	return read as Sent;
}

/** A value that is no list. */
function one(type: FieldType, name: string, value: unknown, given: Given): Sent {
	const { label } = given;
	switch (type.kind) {
		case 'any':
			return readJson(value, label) as Sent;
		case 'boolean':
			return readSwitch(value, label);
		case 'choice':
			return readChoice(
				value,
				label,
				type.options.map((option) => option.value),
			);
		case 'list':
			return listIn(type.of, name, value, given);
		case 'number':
			return readNumber(value, label);
		case 'object':
			return readObject(value, label) as Sent;
		case 'shape': {
			const object = readObject(value, label);
			return object && shapeIn(type.name, object, given);
		}
		case 'text':
			return textIn(name, value, given);
	}
}

function textIn(name: string, value: unknown, { label, timezone }: Given): string | undefined {
	switch (textKindOf(name)) {
		case 'id':
			return readId(value, label);
		case 'time':
			return readTime(value, label, timezone);
		case 'day': {
			const time = readTime(value, label, timezone);
			return time && localDay(time, timezone);
		}
		case 'plain':
			return readText(value, label);
	}
}

/** A value inside of JSON, where nothing that is there may vanish. */
function inside(type: FieldType, name: string, value: unknown, given: Given): Sent {
	const { label } = given;
	if (type.kind === 'any' || (type.kind === 'text' && value === '')) return value as Sent;
	if (type.kind === 'list') {
		if (!Array.isArray(value)) {
			throw new Problem(
				`${label} is ${describe(value)}, not a list`,
				'Use a list such as ["a", "b"].',
			);
		}
		return value.map((entry, index) =>
			inside(type.of, name, entry, { ...given, label: `${label} → ${index}` }),
		) as Sent;
	}
	const sent = one(type, name, value, given);
	if (sent === undefined) throw missing(label);
	return sent;
}

/** An object that has fields of its own. */
function shapeIn(shape: string, object: Fields, given: Given): IDataObject {
	const fields = fieldsOfShape(shape);
	knownOnly(object, new Set(fields.map(({ name }) => name)), given.label);
	const sent: IDataObject = {};
	for (const { name, type, required } of fields) {
		const value = object[name];
		const label = `${given.label} → ${name}`;
		if (value === undefined || value === null) {
			if (required) throw missing(label);
			if (value === null) sent[name] = null;
			continue;
		}
		sent[name] = inside(type, name, value, { ...given, label });
	}
	return sent;
}
