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
 * @param group what the form calls the collection, to name its fields in errors
 * @throws MessageProblem naming the field whose value does not fit its type
 */
export function readNamedFields(
	definitions: INodeProperties[],
	values: Fields,
	timezone: string,
	group = '',
): Fields {
	const fields: Fields = {};
	for (const definition of definitions) {
		const { name, displayName } = definition;
		const label = group ? `${group} → ${displayName}` : displayName;
		const value = readField(definition, values[name], timezone, label);
		if (value !== undefined) fields[name] = value;
	}
	return fields;
}

function readField(
	{ type, typeOptions, options }: INodeProperties,
	value: unknown,
	timezone: string,
	label: string,
): unknown {
	if (isBlank(value)) return undefined;
	if (value === null) return null;
	switch (type) {
		case 'collection':
			return readGroup(options as INodeProperties[], value, timezone, label);
		case 'boolean':
			return toBoolean(value, label);
		case 'number':
			return toNumber(value, label);
		case 'dateTime':
			return toTime(value, label, timezone);
		case 'json':
			return fromJsonText(value, label);
		default:
			return typeOptions?.multipleValues ? toTextList(value, label) : toText(value, label);
	}
}

function readGroup(
	definitions: INodeProperties[],
	value: unknown,
	timezone: string,
	label: string,
): unknown {
	if (!isFields(value)) return undefined;
	const fields = readNamedFields(definitions, value, timezone, label);
	return Object.keys(fields).length > 0 ? fields : undefined;
}
