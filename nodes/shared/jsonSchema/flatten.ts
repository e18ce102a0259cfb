import { isFields, type Fields } from '../read/describe';
import { References } from './references';

/**
 * Makes the function that reads a part of a schema as one: with what its `$ref` leads to, and what its
 * `allOf` adds. A reference that leads nowhere adds nothing; the check of the schema says so.
 *
 * @param root the whole schema
 */
export function flattener(root: unknown): (schema: unknown) => Fields {
	let references: References | undefined;
	return (schema) => {
		const parts = partsOf(schema, new Set());
		return parts.length > 0 ? parts.reduce(joined) : {};
	};

	function partsOf(schema: unknown, seen: Set<object>): Fields[] {
		if (!isFields(schema) || seen.has(schema)) return [];
		seen.add(schema);
		const { $ref, allOf } = schema;
		if (typeof $ref === 'string') return partsOf(referred(schema, $ref), seen);
		const added: unknown[] = Array.isArray(allOf) ? allOf : [];
		return [schema, ...added.flatMap((each) => partsOf(each, seen))];
	}

	function referred(schema: Fields, ref: string): unknown {
		references ??= new References(root);
		try {
			return references.resolve(schema, ref);
		} catch {
			return undefined;
		}
	}
}

function joined(one: Fields, other: Fields): Fields {
	const both = { ...other, ...one };
	for (const key of ['properties', 'patternProperties']) {
		const [own, more] = [one[key], other[key]];
		if (isFields(own) && isFields(more)) both[key] = joinedFields(own, more);
	}
	if (Array.isArray(one.required) && Array.isArray(other.required)) {
		both.required = [...(one.required as unknown[]), ...(other.required as unknown[])];
	}
	return both;
}

/** A field that both describe is what both say. */
function joinedFields(one: Fields, other: Fields): Fields {
	const shared = Object.entries(one).map(([name, schema]) => [
		name,
		Object.hasOwn(other, name) ? { allOf: [schema, other[name]] } : schema,
	]);
	const added = Object.entries(other).filter(([name]) => !Object.hasOwn(one, name));
	return Object.fromEntries([...shared, ...added]) as Fields;
}
