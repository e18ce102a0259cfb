import { isFields } from '../../../shared/read/describe';

/**
 * How a value violates a JSON schema, as far as tracking plans use it: types, required and known
 * members, lists, choices and patterns. What else a schema may say is taken for kept.
 *
 * @param path what stands before a member's name
 * @returns a sentence without a full stop for each violation
 */
export function violations(schema: unknown, value: unknown, path = ''): string[] {
	if (!isFields(schema)) return [];
	const at = path || 'the event';
	const types = typeof schema.type === 'string' ? [schema.type] : schema.type;
	if (Array.isArray(types) && !types.some((type) => isOfType(value, type))) {
		return [`${at} is not of type ${types.join(' or ')}`];
	}
	if (Array.isArray(schema.enum) && !schema.enum.includes(value)) {
		return [`${at} is none of ${schema.enum.map(String).join(', ')}`];
	}
	if (typeof value === 'string' && typeof schema.pattern === 'string') {
		if (!matches(schema.pattern, value)) return [`${at} does not match ${schema.pattern}`];
	}
	if (Array.isArray(value)) {
		return value.flatMap((entry, index) => violations(schema.items, entry, join(path, index)));
	}
	return isFields(value) ? inMembers(schema, value, path) : [];
}

function inMembers(
	schema: Record<string, unknown>,
	value: Record<string, unknown>,
	path: string,
): string[] {
	const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
	const members = isFields(schema.properties) ? Object.entries(schema.properties) : [];
	return [
		...required
			.filter((name) => value[name] === undefined)
			.map((name) => `${join(path, name)} is missing`),
		...members.flatMap(([name, own]) =>
			value[name] === undefined ? [] : violations(own, value[name], join(path, name)),
		),
	];
}

const join = (path: string, name: number | string) => (path ? `${path}.${name}` : String(name));

function isOfType(value: unknown, type: unknown): boolean {
	switch (type) {
		case 'array':
			return Array.isArray(value);
		case 'boolean':
		case 'number':
		case 'string':
			return typeof value === type;
		case 'integer':
			return Number.isInteger(value);
		case 'null':
			return value === null;
		case 'object':
			return isFields(value);
		default:
			return true;
	}
}

/** A pattern that this engine does not know is no violation. */
function matches(pattern: string, text: string): boolean {
	try {
		return new RegExp(pattern, 'u').test(text);
	} catch {
		return true;
	}
}
