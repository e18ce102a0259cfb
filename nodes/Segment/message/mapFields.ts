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
	const { context, itemContext, integrations, timezone, eventName } = mapping;
	const fixedEvent = type === 'track' ? eventName : '';
	const fields = fieldsOf(type, mapping, fixedEvent !== '');
	const usedPaths = fields.map(({ path }) => path);
	if (typeof mapping.type === 'object') usedPaths.push(mapping.type.path);
	if (itemContext) usedPaths.push(...pathsOf(itemContext));
	const readContext = itemContext && itemContextReader(itemContext, context ?? {}, timezone);
	const dataKey = DATA_KEY[type];
	const readData = dataKey && dataReader(mapping, usedPaths);
	const hasIntegrations = Object.keys(integrations).length > 0;

	return (item) => {
		const message: Message = { type };
		const faults = new Faults();
		for (const { field, path, label, read } of fields) {
			const value = readPath(item, path);
			if (value === undefined) continue;
			const text = faults.attempt(() => read(value, label));
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
		faults.end();
		return message;
	};
}

/** A field of a message that an item's field fills. */
interface MappedField {
	field: TextField | 'timestamp' | 'messageId';
	path: string;
	label: string;
	/** @throws Problem when the value cannot be used */
	read(value: unknown, label: string): string | undefined;
}

function fieldsOf(
	type: MessageType,
	{ paths, timezone }: FieldMapping,
	hasFixedEvent: boolean,
): MappedField[] {
	const mapped = (
		field: MappedField['field'],
		name: string,
		read: MappedField['read'],
	): MappedField => ({
		field,
		path: paths[field],
		label: `${name} (field “${paths[field]}”)`,
		read,
	});
	return [
		...TEXT_FIELDS_OF[type]
			.filter((field) => field !== 'event' || !hasFixedEvent)
			.map((field) =>
				mapped(field, TEXT_FIELDS[field], (value, label) => readTextField(field, value, label)),
			),
		mapped('timestamp', 'Timestamp', (value, label) => readTime(value, label, timezone)),
		mapped('messageId', 'Message ID', readMessageId),
	];
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
		for (const path of nested) {
			// where a field has the whole path for its name, that one was read
			if (!Object.hasOwn(item, path)) removePath(others, path);
		}
		return others;
	};
}
