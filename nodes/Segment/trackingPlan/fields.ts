import { isFields, type Fields } from '../../shared/read/describe';
import type { FieldKind, TypedField } from '../events/typedField';
import { dataSchema, plannedFields, type DataKey, type Rule } from './rules';

/** How many fields the form shows at once, before the user adds others. */
const SHOWN = 12;

/** The properties or traits of a rule as typed fields, the required ones first. */
export function fieldsOf(rule: Rule | undefined, dataKey: DataKey): TypedField[] {
	if (!rule) return [];
	const required = requiredIn(dataSchema(rule, dataKey));
	return fieldsIn(plannedFields(rule, dataKey), required)
		.sort((a, b) => Number(b.required) - Number(a.required))
		.map((field, index) => ({ ...field, isShown: field.required || index < SHOWN }));
}

function fieldsIn(schemas: Fields, required: Set<unknown>): TypedField[] {
	return Object.entries(schemas).map(([name, schema]) =>
		fieldOf(name, isFields(schema) ? schema : {}, required.has(name)),
	);
}

function fieldOf(name: string, schema: Fields, required: boolean): TypedField {
	const { description, items } = schema;
	const options = optionsOf(schema);
	const entries = isFields(items) ? items : {};
	const kind = options ? 'choice' : kindOf(schema, entries);
	return {
		path: [name],
		label: name,
		kind,
		required: required && !typesOf(schema).includes('null'),
		isShown: false,
		...(typeof description === 'string' && description !== '' && { description }),
		...(options && { options }),
		...(kind === 'records' && {
			fields: fieldsIn(isFields(entries.properties) ? entries.properties : {}, requiredIn(entries)),
		}),
	};
}

const requiredIn = ({ required }: Fields) =>
	new Set<unknown>(Array.isArray(required) ? required : []);

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
