import { Problem } from '../../shared/problem';
import { describe, isFields, isPlainValue, type Fields } from '../../shared/read/describe';
import { Faults } from '../../shared/read/faults';
import { nest, setKey, toPlainData } from '../../shared/read/json';
import { isAbsent, readTime } from '../../shared/read/values';
import { readPath, removePath } from './fieldPaths';
import { readMessageId, readTextField, readType } from './fieldValues';
import { itemContextReader, pathsOf, type ItemContext } from './itemContext';
import { DATA_KEY, TEXT_FIELDS, TEXT_FIELDS_OF, type TextField } from './shape';
import { MESSAGE_TYPES, type Message, type MessageType } from './types';

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
	/** What each item's context has of its own. */
	itemContext: ItemContext | undefined;
	integrations: Fields;
	timezone: string;
}

/**
 * Makes the function that turns an item's JSON into a message. Empty texts are left out.
 *
 * @throws Problem when two chosen fields get the same name
 * @throws (the function it makes) Problem naming the field whose value cannot be used
 */
export function createFieldMapper(mapping: FieldMapping): (item: Fields) => Message {
	const { type } = mapping;
	if (typeof type === 'string') return mapperFor(type, mapping);
	const mappers = new Map(MESSAGE_TYPES.map((each) => [each, mapperFor(each, mapping)]));
	const label = `Type (field “${type.path}”)`;
	return (item) => {
		const own = readType(readPath(item, type.path), label);
		return (mappers.get(own) as (item: Fields) => Message)(item);
	};
}

function mapperFor(type: MessageType, mapping: FieldMapping): (item: Fields) => Message {
	const { paths, context, itemContext, integrations, timezone, eventName } = mapping;
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
	if (itemContext) usedPaths.push(...pathsOf(itemContext));
	const readContext = itemContext && itemContextReader(itemContext, context ?? {}, timezone);
	const dataKey = DATA_KEY[type];
	const readData = dataKey && dataReader(mapping, usedPaths);
	const hasIntegrations = Object.keys(integrations).length > 0;

	return (item) => {
		const message: Message = { type };
		const faults = new Faults();
		for (const { field, path, label } of texts) {
			const text = faults.attempt(() => readTextField(field, readPath(item, path), label));
			if (text !== undefined) message[field] = text;
		}
		if (fixedEvent !== '') message.event = fixedEvent;
		if (readData) {
			const data = faults.attempt(() => readData(item)) ?? {};
			if (Object.keys(data).length > 0) message[dataKey] = data;
		}
		const ownContext = readContext ? faults.attempt(() => readContext(item)) : context;
		if (ownContext) message.context = ownContext;
		if (hasIntegrations) message.integrations = integrations;
		const timestamp = faults.attempt(() =>
			readTime(readPath(item, paths.timestamp), timestampLabel, timezone),
		);
		if (timestamp !== undefined) message.timestamp = timestamp;
		const messageId = faults.attempt(() =>
			readMessageId(readPath(item, paths.messageId), messageIdLabel),
		);
		if (messageId !== undefined) message.messageId = messageId;
		faults.end();
		return message;
	};
}

function dataReader({ data }: FieldMapping, usedPaths: string[]): (item: Fields) => Fields {
	switch (data.from) {
		case 'allOtherFields':
			return otherFieldsReader(usedPaths);
		case 'chosenFields':
			return chosenFieldsReader(data.fields);
		case 'objectField':
			return (item) => {
				const value = readPath(item, data.path);
				if (isAbsent(value)) return {};
				if (isFields(value)) return toPlainData(value, `Field “${data.path}”`) as Fields;
				throw new Problem(
					`Object Field “${data.path}” holds ${describe(value)}, not an object`,
					"Choose the field that holds the object, or another way under 'Traits or Properties'.",
				);
			};
	}
}

function chosenFieldsReader(fields: Array<{ from: string; to: string }>): (item: Fields) => Fields {
	// once for all items, since they get the same names
	nest(
		fields.map(({ to }) => [to, null]),
		'Chosen Fields',
		true,
	);
	return (item) => {
		const entries = fields
			.map(({ from, to }): [string, unknown] => [to, plainField(item, from)])
			.filter(([, value]) => value !== undefined && value !== '');
		return nest(entries, 'Chosen Fields', true);
	};
}

const plainField = (item: Fields, path: string) =>
	toPlainData(readPath(item, path), `Field “${path}”`);

function otherFieldsReader(usedPaths: string[]): (item: Fields) => Fields {
	const used = new Set(usedPaths);
	const nested = usedPaths.filter((path) => path.includes('.'));
	return (item) => {
		const others: Fields = {};
		for (const key of Object.keys(item)) {
			const value = used.has(key) ? undefined : item[key];
			if (value === undefined || value === '') continue;
			setKey(others, key, isPlainValue(value) ? value : toPlainData(value, `Field “${key}”`));
		}
		for (const path of nested) removePath(others, path);
		return others;
	};
}
