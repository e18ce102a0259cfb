import { fieldsOf, operations, type Method, type Operation, type Type } from './facts';

/** Ends of what is waited for, in the words of Segment's enums. */
const ENDED = ['COMPLETED', 'FINISHED', 'SUCCESS'];
/** Models that hold themselves end here. */
const MAX_DEPTH = 8;

/** The operation that a request is for: where several fit, the one with the most literal path. */
export function operationFor(method: string, path: string): Operation | undefined {
	return operations
		.filter((operation) => operation.method === (method as Method))
		.filter((operation) => patternOf(operation).test(path))
		.sort((a, b) => a.pathParameters.length - b.pathParameters.length)[0];
}

const patternOf = ({ path }: Operation) =>
	new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+').replace(/\/$/, '')}/?$`);

/** A value of a type, with every field that is documented; lists have one entry. */
export function sampleOf(type: Type, name: string, depth = 0): unknown {
	switch (type.kind) {
		case 'boolean':
			return true;
		case 'choice':
			return type.values.find((value) => ENDED.includes(value)) ?? type.values[0];
		case 'code':
			return 0;
		case 'list':
			return [sampleOf(type.of, name, depth + 1)];
		case 'model':
			return depth > MAX_DEPTH ? {} : sampleOfModel(type.name, depth);
		case 'number':
			return 1;
		case 'string':
			return textOf(name);
		default:
			return {};
	}
}

function textOf(name: string): string {
	if (/At$|Time$|^start$|^end$|^timestamp$|^day$/.test(name)) return '2026-11-20T00:00:00.000Z';
	if (/mail/.test(name)) return 'ada@example.com';
	return /[sS]tatus$/.test(name) ? 'SUCCESS' : `${name}-1`;
}

/** An answer's pages end with the first. */
const isCursor = (name: string) => name === 'next' || name === 'previous';

function sampleOfModel(name: string, depth: number): Record<string, unknown> {
	return Object.fromEntries(
		fieldsOf(name)
			.filter((field) => !isCursor(field.name))
			.map((field) => [field.name, sampleOf(field.type, field.name, depth + 1)]),
	);
}
