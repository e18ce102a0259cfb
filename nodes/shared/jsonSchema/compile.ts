import { Problem } from '../problem';
import { describe, isFields, type Fields } from '../read/describe';
import { all, fails, type Check, type Finding } from './check';
import { anyOf, conditional, not, oneOf } from './choices';
import { contains, entries, LIST_KEYWORDS } from './lists';
import { NUMBER_KEYWORDS } from './numbers';
import { dependency, fields, names, namesIn, OBJECT_KEYWORDS, required } from './objects';
import { readPattern } from './pattern';
import { References } from './references';
import { TEXT_KEYWORDS } from './texts';
import { GENERAL_KEYWORDS } from './types';

const SIMPLE_KEYWORDS = {
	...GENERAL_KEYWORDS,
	...NUMBER_KEYWORDS,
	...TEXT_KEYWORDS,
	...LIST_KEYWORDS,
	...OBJECT_KEYWORDS,
};

/**
 * Makes the check of a JSON Schema (draft 7): closures, no code from text. Left out are references
 * to other documents, and what `contentEncoding` and `contentMediaType` say about a text.
 *
 * @returns a function that gives all findings in a value, none when it fits, and throws Problem where a
 * reference leads back to itself
 * @throws Problem when the schema itself is wrong
 */
export function compileSchema(schema: unknown): (value: unknown) => Finding[] {
	const check = new Compiler(schema).compile(schema);
	return (value) => {
		try {
			// nearly all values fit, and that is told without noting places
			if (check(value, undefined, undefined)) return [];
			const found: Finding[] = [];
			check(value, undefined, found);
			return found;
		} catch (error) {
			throw loop(error);
		}
	};
}

/** A reference that leads back to itself ends where the stack does. */
const loop = (error: unknown) =>
	error instanceof RangeError
		? new Problem('a $ref leads back to itself', 'Correct it in the schema.')
		: error;

const UNKNOWN_FIELD: Check = (_value, at, found) =>
	fails(found, at, 'additionalProperties', 'is not one of the fields that may be there');

class Compiler {
	private readonly references: References;

	/** Each schema once, also while it refers to itself. */
	private readonly checks = new Map<object, Check>();

	constructor(root: unknown) {
		this.references = new References(root);
	}

	compile(schema: unknown): Check {
		if (schema === true) return () => true;
		if (schema === false) {
			return (_value, at, found) => fails(found, at, 'false', 'must not be there');
		}
		if (!isFields(schema)) {
			throw new Problem(`A schema is ${describe(schema)}, not an object`, 'Correct the schema.');
		}
		const known = this.checks.get(schema);
		if (known) return known;
		let check: Check = () => true;
		this.checks.set(schema, (value, at, found) => check(value, at, found));
		check = this.build(schema);
		this.checks.set(schema, check);
		return check;
	}

	private build(schema: Fields): Check {
		if (typeof schema.$ref === 'string') {
			return this.compile(this.references.resolve(schema, schema.$ref));
		}
		const checks: Check[] = [];
		for (const [keyword, make] of Object.entries(SIMPLE_KEYWORDS)) {
			if (Object.hasOwn(schema, keyword)) checks.push(make(schema[keyword]));
		}
		checks.push(...this.ofObject(schema), ...this.ofList(schema), ...this.ofChoices(schema));
		return checks.length === 0 ? () => true : all(checks);
	}

	private ofObject(schema: Fields): Check[] {
		const { additionalProperties, dependencies, patternProperties, properties, propertyNames } =
			schema;
		const checks: Check[] = [];
		if ((properties ?? patternProperties ?? additionalProperties) !== undefined) {
			checks.push(
				fields({
					byName: new Map(this.named(properties, 'properties')),
					byPattern: this.named(patternProperties, 'patternProperties').map(([source, check]) => ({
						pattern: readPattern(source),
						check,
					})),
					others:
						additionalProperties === false ? UNKNOWN_FIELD : this.optional(additionalProperties),
				}),
			);
		}
		if (propertyNames !== undefined) checks.push(names(this.compile(propertyNames)));
		for (const [name, given] of Object.entries(mapIn(dependencies, 'dependencies'))) {
			const check = Array.isArray(given)
				? required(namesIn(given, 'dependencies'), 'dependencies')
				: this.compile(given);
			checks.push(dependency(name, check));
		}
		return checks;
	}

	private ofList({ additionalItems, contains: wanted, items }: Fields): Check[] {
		const checks: Check[] = [];
		if (Array.isArray(items)) {
			const leading = items.map((each) => this.compile(each));
			checks.push(entries(leading, this.optional(additionalItems)));
		} else if (items !== undefined) checks.push(entries([], this.compile(items)));
		if (wanted !== undefined) checks.push(contains(this.compile(wanted)));
		return checks;
	}

	private ofChoices(schema: Fields): Check[] {
		const checks: Check[] = [];
		if (schema.allOf !== undefined) checks.push(all(this.several(schema, 'allOf')));
		if (schema.anyOf !== undefined) checks.push(anyOf(this.several(schema, 'anyOf')));
		if (schema.oneOf !== undefined) checks.push(oneOf(this.several(schema, 'oneOf')));
		if (schema.not !== undefined) checks.push(not(this.compile(schema.not)));
		if (schema.if !== undefined) {
			const when = this.compile(schema.if);
			checks.push(conditional(when, this.optional(schema.then), this.optional(schema.else)));
		}
		return checks;
	}

	private optional(schema: unknown): Check | undefined {
		return schema === undefined ? undefined : this.compile(schema);
	}

	private several(schema: Fields, keyword: string): Check[] {
		const given = schema[keyword];
		if (Array.isArray(given)) return given.map((each) => this.compile(each));
		throw new Problem(`${keyword} is ${describe(given)}, not a list`, 'Correct it in the schema.');
	}

	private named(given: unknown, keyword: string): Array<[string, Check]> {
		return Object.entries(mapIn(given, keyword)).map(([name, schema]) => [
			name,
			this.compile(schema),
		]);
	}
}

/** The schemas of a keyword by name. @throws Problem when it is no object */
function mapIn(given: unknown, keyword: string): Fields {
	if (given === undefined) return {};
	if (isFields(given)) return given;
	throw new Problem(`${keyword} is ${describe(given)}, not an object`, 'Correct it in the schema.');
}
