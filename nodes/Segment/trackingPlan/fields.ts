import { flattener } from '../../shared/jsonSchema/flatten';
import { isFields, type Fields } from '../../shared/read/describe';
import type { FieldKind, TypedField } from '../events/typedField';
import { dataSchema, type DataKey, type Rule } from './rules';

/** How many fields the form shows at once, before the user adds others. */
const SHOWN = 12;

/** How deep lists of objects are known; a schema may contain itself. */
const DEEPEST = 4;

/** The properties or traits of a rule as typed fields, the required ones first. */
export function fieldsOf(rule: Rule | undefined, dataKey: DataKey): TypedField[] {
	if (!rule) return [];
	return new FieldReader(rule.schema)
		.fieldsIn(dataSchema(rule, dataKey), 0)
		.sort((a, b) => Number(b.required) - Number(a.required))
		.map((field, index) => ({ ...field, isShown: field.required || index < SHOWN }));
}

class FieldReader {
	private readonly flat: (schema: unknown) => Fields;

	constructor(root: unknown) {
		this.flat = flattener(root);
	}

	/** @param depth of how many lists the object is in */
	fieldsIn({ properties, required }: Fields, depth: number): TypedField[] {
		const names = new Set<unknown>(Array.isArray(required) ? required : []);
		return Object.entries(isFields(properties) ? properties : {}).map(([name, schema]) =>
			this.fieldOf(name, this.flat(schema), names.has(name), depth),
		);
	}

	private fieldOf(name: string, schema: Fields, required: boolean, depth: number): TypedField {
		const { description } = schema;
		const options = optionsOf(schema);
		const entries = depth < DEEPEST ? this.flat(schema.items) : {};
		const kind = options ? 'choice' : kindOf(schema, entries);
		return {
			path: [name],
			label: name,
			kind,
			required: required && !typesOf(schema).includes('null'),
			isShown: false,
			...(typeof description === 'string' && description !== '' && { description }),
			...(options && { options }),
			...(kind === 'any' && { types: typesOf(schema).filter((type) => type !== undefined) }),
			...(kind === 'records' && { fields: this.fieldsIn(entries, depth + 1) }),
		};
	}
}

const typesOf = ({ type }: Fields): unknown[] => (Array.isArray(type) ? type : [type]);

/** Texts of which one must be chosen; a list that also permits other values is none of those. */
function optionsOf(schema: Fields): string[] | undefined {
	const given = Array.isArray(schema.enum) ? schema.enum.filter((value) => value !== null) : [];
	const texts = given.filter((value) => typeof value === 'string');
	return texts.length > 0 && texts.length === given.length ? texts : undefined;
}

const KINDS: Record<string, FieldKind> = {
	boolean: 'switch',
	integer: 'integer',
	number: 'number',
	object: 'object',
	string: 'text',
};

/** Several types are read as they come, but for `null`, which is another way to leave a field empty. */
function kindOf(schema: Fields, entries: Fields): FieldKind {
	const [type, ...others] = typesOf(schema).filter((each) => each !== 'null');
	if (others.length > 0 || typeof type !== 'string') return 'any';
	if (type === 'array') return kindOfList(entries);
	if (type === 'string' && schema.format === 'date-time') return 'time';
	return KINDS[type] ?? 'any';
}

function kindOfList(entries: Fields): FieldKind {
	if (entries.type === 'string') return 'texts';
	return isFields(entries.properties) ? 'records' : 'any';
}
