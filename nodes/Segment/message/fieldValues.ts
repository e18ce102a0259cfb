/** How the fields that all ways of making a message have in common are read. */
import { Problem } from '../../shared/problem';
import { describe, type Fields } from '../../shared/read/describe';
import { readId, readTrimmed } from '../../shared/read/values';
import { MAX_GROUP_ID_LENGTH, MAX_MESSAGE_ID_LENGTH } from './limits';
import type { TextField } from './shape';
import { MESSAGE_TYPES, type MessageType } from './types';

/**
 * A text field of a message: an ID, or a name.
 *
 * @param label what the user knows it by
 * @throws Problem when the value is no such text
 */
export function readTextField(field: TextField, value: unknown, label: string): string | undefined {
	if (!field.endsWith('Id')) return readTrimmed(value, label);
	return readId(value, label, field === 'groupId' ? MAX_GROUP_ID_LENGTH : undefined);
}

/** A context whose Group ID is one; an empty one is left out. */
export function readContextGroupId(context: Fields): Fields {
	const { groupId, ...rest } = context;
	if (groupId === undefined) return context;
	const id = readTextField('groupId', groupId, 'Context → Group ID');
	return id === undefined ? rest : { ...rest, groupId: id };
}

/** @throws Problem when the value is no ID that Segment takes for a message */
export function readMessageId(value: unknown, label: string): string | undefined {
	return readId(value, label, MAX_MESSAGE_ID_LENGTH);
}

/**
 * The type of a message; also in another case.
 *
 * @throws Problem that lists the types
 */
export function readType(value: unknown, label: string): MessageType {
	const text = typeof value === 'string' ? value.trim().toLowerCase() : value;
	const type = MESSAGE_TYPES.find((each) => each === text);
	if (type) return type;
	throw new Problem(
		`${label} is ${describe(value ?? undefined)}, not a message type`,
		`Use one of ${MESSAGE_TYPES.join(', ')}.`,
	);
}
