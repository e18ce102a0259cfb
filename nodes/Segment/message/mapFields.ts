import { isFields, setKey, toJsonValue } from './json';
import { MessageProblem } from './problem';
import { DATA_KEY, TEXT_FIELDS, TEXT_FIELDS_OF, type TextField } from './shape';
import { isMessageType, MESSAGE_TYPES, type Fields, type Message, type MessageType } from './types';
import { isBlank, toOptionalText, toOptionalTime } from './values';

/** Which field of an item holds what. A path may lead into objects: `customer.id`. */
export interface FieldMapping {
	/** The type of all messages, or the path to each item's own. */
	type: MessageType | { path: string };
	paths: Record<TextField | 'timestamp' | 'messageId', string>;
	/** The event of all track messages; empty when each item has its own. */
	eventName: string;
	data:
		| { from: 'allOtherFields' }
		| { from: 'chosenFields'; fields: Array<{ from: string; to: string }> }
		| { from: 'objectField'; path: string };
	/** The same for all messages. */
	context: Fields | undefined;
	integrations: Fields;
	timezone: string;
}

/**
 * Makes the function that turns an item's JSON into a message. Empty texts are left out.
 *
 * @throws (the function it makes) MessageProblem naming the field whose value cannot be used
 */
export function createFieldMapper(mapping: FieldMapping): (item: Fields) => Message {
	const { type } = mapping;
	if (typeof type === 'string') return mapperFor(type, mapping);
	const mappers = new Map(MESSAGE_TYPES.map((each) => [each, mapperFor(each, mapping)]));
	return (item) => {
		const value = String(readPath(item, type.path) ?? '')
			.trim()
			.toLowerCase();
		if (isMessageType(value)) return (mappers.get(value) as (item: Fields) => Message)(item);
		throw new MessageProblem(
			`Field “${type.path}” ${value === '' ? 'is empty' : `holds “${value}”`}, not a message type`,
			`Use one of ${MESSAGE_TYPES.join(', ')}.`,
		);
	};
}

function mapperFor(type: MessageType, mapping: FieldMapping): (item: Fields) => Message {
	const { paths, context, integrations, timezone, eventName } = mapping;
	const fixedEvent = type === 'track' ? eventName : '';
	const texts = TEXT_FIELDS_OF[type]
		.filter((field) => field !== 'event' || fixedEvent === '')
		.map((field) => ({
			field,
			path: paths[field],
			label: `${TEXT_FIELDS[field]} (field “${paths[field]}”)`,
		}));
	const timestampLabel = `Timestamp (field “${paths.timestamp}”)`;
	const messageIdLabel = `Message ID (field “${paths.messageId}”)`;
	const usedPaths = [...texts.map(({ path }) => path), paths.timestamp, paths.messageId];
	if (typeof mapping.type === 'object') usedPaths.push(mapping.type.path);
	const dataKey = DATA_KEY[type];
	const readData = dataKey && dataReader(mapping, usedPaths);
	const hasIntegrations = Object.keys(integrations).length > 0;

	return (item) => {
		const message: Message = { type };
		for (const { field, path, label } of texts) {
			const text = toOptionalText(readPath(item, path), label);
			if (text !== undefined) message[field] = text;
		}
		if (fixedEvent !== '') message.event = fixedEvent;
		if (readData) {
			const data = readData(item);
			if (Object.keys(data).length > 0) message[dataKey] = data;
		}
		if (context) message.context = context;
		if (hasIntegrations) message.integrations = integrations;
		const timestamp = toOptionalTime(readPath(item, paths.timestamp), timestampLabel, timezone);
		if (timestamp !== undefined) message.timestamp = timestamp;
		const messageId = toOptionalText(readPath(item, paths.messageId), messageIdLabel);
		if (messageId !== undefined) message.messageId = messageId;
		return message;
	};
}

function dataReader({ data }: FieldMapping, usedPaths: string[]): (item: Fields) => Fields {
	switch (data.from) {
		case 'allOtherFields':
			return otherFieldsReader(usedPaths);
		case 'chosenFields':
			return (item) => {
				const chosen: Fields = {};
				for (const { from, to } of data.fields) copyValue(chosen, to || from, readPath(item, from));
				return chosen;
			};
		case 'objectField':
			return (item) => {
				const value = readPath(item, data.path) ?? {};
				if (isFields(value)) return toJsonValue(value, data.path) as Fields;
				throw new MessageProblem(
					`Field “${data.path}” holds no object`,
					"Choose the field that holds the object, or another way under 'Traits or Properties'.",
				);
			};
	}
}

function otherFieldsReader(usedPaths: string[]): (item: Fields) => Fields {
	const used = new Set(usedPaths);
	const nested = usedPaths.filter((path) => path.includes('.'));
	return (item) => {
		const others: Fields = {};
		for (const key of Object.keys(item)) {
			if (!used.has(key)) copyValue(others, key, item[key]);
		}
		for (const path of nested) removePath(others, path);
		return others;
	};
}

/** Objects are copied, so that dates inside become text and nothing of the input is changed. */
function copyValue(target: Fields, key: string, value: unknown): void {
	if (isBlank(value)) return;
	setKey(target, key, typeof value === 'object' ? toJsonValue(value, `Field “${key}”`) : value);
}

/** A field by its name; or, where there is no such field, by its path. */
function readPath(item: Fields, path: string): unknown {
	if (Object.hasOwn(item, path)) return item[path];
	if (!path.includes('.')) return undefined;
	let value: unknown = item;
	for (const key of path.split('.')) {
		if (!isFields(value) || !Object.hasOwn(value, key)) return undefined;
		value = value[key];
	}
	return value;
}

function removePath(fields: Fields, path: string): void {
	const keys = path.split('.');
	const last = keys.pop() as string;
	let parent: unknown = fields;
	for (const key of keys) {
		if (!isFields(parent) || !Object.hasOwn(parent, key)) return;
		parent = parent[key];
	}
	if (isFields(parent)) delete parent[last];
}
