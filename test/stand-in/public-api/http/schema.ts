import Joi from 'joi';

import {
	fieldsOf,
	listsOf,
	pageParameters,
	type Field,
	type Operation,
	type Type,
} from '../../../public-api/facts';
import { pageSchema } from './pagination';

const SIMPLE = {
	any: () => Joi.any(),
	boolean: () => Joi.boolean(),
	number: () => Joi.number(),
	string: () => Joi.string(),
};

/** What Segment documents of a body's type. */
function schemaOf(type: Type): Joi.Schema {
	switch (type.kind) {
		case 'choice':
			return Joi.string().valid(...type.values);
		case 'code':
			return Joi.number().valid(...Object.keys(type.names).map(Number));
		case 'list':
			return Joi.array().items(schemaOf(type.of));
		case 'map':
			return Joi.object().pattern(
				Joi.string(),
				type.of.kind === 'any' ? Joi.any().allow(null) : schemaOf(type.of),
			);
		case 'model':
			return modelSchema(type.name);
		default:
			return SIMPLE[type.kind]();
	}
}

/** What Segment documents of a model of a body. */
export const modelSchema = (name: string) => Joi.object(schemasOf(fieldsOf(name)));

function schemasOf(fields: Field[]): Record<string, Joi.Schema> {
	return Object.fromEntries(
		fields.map(({ name, type, required, nullable }) => {
			let schema = schemaOf(type);
			// a text that may be left out may be emptied too; one that must be there must say something
			if (type.kind === 'string' && !required) schema = schema.allow('');
			if (nullable) schema = schema.allow(null);
			return [name, required ? schema.required() : schema];
		}),
	);
}

/** Checks a body; `rules` say what types cannot. */
export function bodySchemaOf({ body }: Operation, rules: Joi.SchemaMap = {}): Joi.Schema {
	if (body === undefined) return Joi.any();
	return Joi.object({ ...schemasOf(fieldsOf(body)), ...rules }).default({});
}

/** Checks a query, in which one value is a list too; `rules` say what types cannot. */
export function querySchemaOf(operation: Operation, rules: Joi.SchemaMap = {}): Joi.Schema {
	const asked = pageParameters(operation);
	const fields = operation.query.filter(({ name }) => !asked.includes(name));
	const pages = listsOf(operation).map(({ paging }): Joi.SchemaMap => {
		if (!paging) return {};
		const page = pageSchema(paging);
		return paging.form === 'plain' ? page : { [paging.name]: Joi.object(page) };
	});
	return Joi.object({
		...inQuery(schemasOf(fields)),
		...Object.assign({}, ...pages),
		...rules,
	});
}

function inQuery(schemas: Record<string, Joi.Schema>): Record<string, Joi.Schema> {
	return Object.fromEntries(
		Object.entries(schemas).map(([name, schema]) => [name, withSingles(schema)]),
	);
}

/** Lists take single values, also within objects. */
function withSingles(schema: Joi.Schema): Joi.Schema {
	if (schema.type === 'array') return (schema as Joi.ArraySchema).single();
	if (schema.type !== 'object') return schema;
	const keys = [...((schema as Joi.ObjectSchema).$_terms.keys ?? [])] as Array<{ key: string }>;
	return keys.reduce(
		(whole, { key }) => whole.fork(key, (inner) => withSingles(inner as Joi.Schema)),
		schema as Joi.ObjectSchema,
	);
}
