import { fieldsOf, type Field, type Type } from '../../../public-api/facts';

const shown = (value: unknown) => JSON.stringify(value) ?? String(value);

/** How a value differs from a type of the facts: each difference with its path. */
export function differences(type: Type, value: unknown, path: string): string[] {
	switch (type.kind) {
		case 'any':
			return [];
		case 'boolean':
		case 'string':
			return typeof value === type.kind ? [] : [`${path}: ${shown(value)} is no ${type.kind}`];
		case 'number':
			return Number.isFinite(value) ? [] : [`${path}: ${shown(value)} is no number`];
		case 'choice':
			return type.values.some((choice) => choice === value)
				? []
				: [`${path}: ${shown(value)} is not one of ${type.values.join(', ')}`];
		case 'code':
			return Number(value) in type.names ? [] : [`${path}: ${shown(value)} stands for nothing`];
		case 'list':
			if (!Array.isArray(value)) return [`${path} is no list`];
			return value.flatMap((entry, n) => differences(type.of, entry, `${path}[${n}]`));
		case 'map':
			if (!isObject(value)) return [`${path} is no object`];
			return Object.entries(value).flatMap(([key, entry]) =>
				differences(type.of, entry, `${path}.${key}`),
			);
		case 'model':
			if (!isObject(value)) return [`${path} is no object`];
			return fieldDifferences(fieldsOf(type.name), value, path);
	}
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same for an object by its fields, such as the query of an operation. */
export function fieldDifferences(
	fields: Field[],
	value: Record<string, unknown>,
	path: string,
): string[] {
	const names = new Set(fields.map(({ name }) => name));
	const unknown = Object.keys(value).filter((name) => !names.has(name));
	return [
		...unknown.map((name) => `${path}.${name} is unknown`),
		...fields.flatMap(({ name, type, required, nullable }) => {
			if (!(name in value)) return required ? [`${path}.${name} is missing`] : [];
			if (value[name] === null && nullable) return [];
			return differences(type, value[name], `${path}.${name}`);
		}),
	];
}
