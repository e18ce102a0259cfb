import {
	readMessageId,
	readTextField,
	readType,
} from '../../../../nodes/Segment/message/fieldValues';
import { TEXT_FIELDS, type TextField } from '../../../../nodes/Segment/message/shape';
import { MESSAGE_TYPES } from '../../../../nodes/Segment/message/types';
import { problemOf } from './support';

const FIELDS = Object.entries(TEXT_FIELDS) as Array<[TextField, string]>;
const IDS = FIELDS.filter(([field]) => field.endsWith('Id'));
const NAMES = FIELDS.filter(([field]) => !field.endsWith('Id'));

it.each(FIELDS)('%s is trimmed text, and absent where it is blank', (field, label) => {
	expect(readTextField(field, ' \u00a0a b\n', label)).toBe('a b');
	expect(readTextField(field, 42, label)).toBe('42');
	for (const blank of [undefined, null, '', ' \n']) {
		expect(readTextField(field, blank, label)).toBeUndefined();
	}
	expect(problemOf(() => readTextField(field, {}, label)).message).toBe(
		`${label} is an object, not text`,
	);
});

it.each(IDS)('%s is never the text of a value that is missing or wrong', (field, label) => {
	for (const value of [
		false,
		true,
		NaN,
		1.5,
		1e21,
		'undefined',
		'[object Object]',
		'Invalid Date',
	]) {
		expect(problemOf(() => readTextField(field, value, label)).message).toContain(`${label} is `);
	}
});

it.each(NAMES)('%s may be any text', (field, label) => {
	expect(readTextField(field, 'undefined', label)).toBe('undefined');
	expect(readTextField(field, false, label)).toBe('false');
});

it('keeps to the lengths that Segment takes', () => {
	const long = 'x'.repeat(501);
	expect(problemOf(() => readTextField('groupId', long, 'Group ID')).message).toBe(
		'Group ID has 501 characters, and Segment takes at most 500',
	);
	expect(readTextField('userId', long, 'User ID')).toBe(long);
	expect(readMessageId('x'.repeat(99), 'Message ID')).toHaveLength(99);
	expect(problemOf(() => readMessageId('x'.repeat(100), 'Message ID'))).toEqual({
		message: 'Message ID has 100 characters, and Segment takes at most 99',
		advice: 'Use a shorter ID, for example a UUID or a hash.',
	});
});

it.each(MESSAGE_TYPES)('reads the type %s in any case', (type) => {
	for (const text of [type, ` ${type.toUpperCase()}\n`]) expect(readType(text, 'Type')).toBe(type);
});

it.each([
	[undefined, 'empty'],
	[null, 'empty'],
	['', 'empty'],
	['order', '“order”'],
	[5, '5'],
	[['track'], 'a list'],
])('refuses the type %p', (value, words) => {
	expect(problemOf(() => readType(value, 'Type'))).toEqual({
		message: `Type is ${words}, not a message type`,
		advice: 'Use one of identify, group, track, page, screen, alias.',
	});
});
