import type { INodeProperties } from 'n8n-workflow';

import { isFields } from './json';
import type { Fields } from './types';
import { fromJsonText, isBlank, toBoolean, toNumber, toText, toTextList, toTime } from './values';

/**
 * Turns what a collection of the form holds into the object that Segment gets: values in the type
 * their field declares, structured groups as nested objects, empty texts and empty groups left out.
 *
 * @param definitions the collection's own fields
 * @param values what was filled in; expressions may have put any type there
 * @param timezone the zone of times that name none
 * @throws MessageProblem naming the field whose value does not fit its type
 */
export function readNamedFields(
	definitions: INodeProperties[],
	values: Fields,
	timezone: string,
): Fields {
	const fields: Fields = {};
	for (const definition of definitions) {
		const value = readField(definition, values[definition.name], timezone);
		if (value !== undefined) fields[definition.name] = value;
	}
	return fields;
}

function readField(definition: INodeProperties, value: unknown, timezone: string): unknown {
	if (isBlank(value)) return undefined;
	if (value === null) return null;
	const { displayName, type, typeOptions } = definition;
	switch (type) {
		case 'collection':
			return readGroup(definition, value, timezone);
		case 'boolean':
			return toBoolean(value, displayName);
		case 'number':
			return toNumber(value, displayName);
		case 'dateTime':
			return toTime(value, displayName, timezone);
		case 'json':
			return fromJsonText(value, displayName);
		default:
			return typeOptions?.multipleValues
				? toTextList(value, displayName)
				: toText(value, displayName);
	}
}

function readGroup(definition: INodeProperties, value: unknown, timezone: string): unknown {
	if (!isFields(value)) return undefined;
	const fields = readNamedFields(definition.options as INodeProperties[], value, timezone);
	return Object.keys(fields).length > 0 ? fields : undefined;
}
