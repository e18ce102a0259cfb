import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { Problem } from '../problem';
import { describe, isFields, type Fields } from './describe';
import {
	isAbsent,
	knownOnly,
	missing,
	readChoice,
	readId,
	readJsonList,
	readList,
	readNumber,
	readObject,
	readSecret,
	readSwitch,
	readText,
	readTime,
	readTrimmed,
	trim,
	type ReadEntry,
} from './values';

/** Where the values of a form come from. */
export interface FormSource {
	/** The fields, as the description of the node defines them: names for errors, choices, ranges. */
	definitions: readonly INodeProperties[];
	/** The value of a field with its expressions resolved. */
	value(name: string): unknown;
	/** The field as it is saved in the workflow, where expressions begin with `=`. */
	saved(name: string): unknown;
	/** What stands before a field's name in errors: `Context`, for `Context → Locale`. */
	path?: string;
	/** The workflow's zone, for times that name none. */
	timezone: string;
}

/**
 * The fields that one item's user filled in, each read by its kind (`values.ts`). Every method gives
 * undefined for what is absent, and throws a Problem that names the field as the form shows it.
 */
export class Form {
	constructor(private readonly source: FormSource) {}

	get timezone(): string {
		return this.source.timezone;
	}

	/** How the form calls a field: `Context → Locale`. */
	label(name: string): string {
		const { path } = this.source;
		const own = this.definition(name)?.displayName ?? name;
		return path ? `${path} → ${own}` : own;
	}

	/** Whether the user added the field to its collection. */
	isAdded(name: string): boolean {
		return (this.source.saved(name) ?? undefined) !== undefined;
	}

	has(name: string): boolean {
		const value = this.value(name);
		return !isAbsent(typeof value === 'string' ? trim(value) : value);
	}

	/** The value as it came; of a resource locator what was chosen or typed. */
	value(name: string): unknown {
		const value = this.source.value(name);
		return this.isLocator(name, value) ? value.value : value;
	}

	/** Whether the value is what the user typed, and no expression's. */
	isTyped(name: string): boolean {
		const saved = this.source.saved(name);
		const own = this.isLocator(name, saved) ? saved.value : saved;
		return isTypedText(own);
	}

	/** An ID; one that is a secret as such. */
	id(name: string, longest?: number): string | undefined {
		if (this.definition(name)?.typeOptions?.password === true) {
			return readSecret(this.value(name), this.label(name));
		}
		return readId(this.value(name), this.label(name), longest);
	}

	/** @throws Problem when there is none */
	requiredId(name: string): string {
		return this.required(name, this.id(name));
	}

	text(name: string): string | undefined {
		return readText(this.value(name), this.label(name));
	}

	/** Text without white space around it. */
	trimmed(name: string): string | undefined {
		return readTrimmed(this.value(name), this.label(name));
	}

	/** @throws Problem when there is none */
	requiredText(name: string): string {
		return this.required(name, this.trimmed(name));
	}

	/** A switch; the field's default where it is absent. */
	flag(name: string): boolean {
		return (
			readSwitch(this.value(name), this.label(name)) ?? this.definition(name)?.default === true
		);
	}

	/** A switch that says nothing where it is absent. */
	optionalFlag(name: string): boolean | undefined {
		return readSwitch(this.value(name), this.label(name));
	}

	/** One of the field's options; its default where it is absent. */
	choice<Choice extends string = string>(name: string): Choice {
		return (this.optionalChoice(name) ?? this.definition(name)?.default) as Choice;
	}

	optionalChoice<Choice extends string | number = string>(name: string): Choice | undefined {
		return readChoice(this.value(name), this.label(name), this.choices(name)) as Choice | undefined;
	}

	/** Several of the field's options. */
	someChoices<Choice extends string | number = string>(name: string): Choice[] | undefined {
		return this.list(
			name,
			(value, field) => readChoice(value, field, this.choices(name)) as Choice,
		);
	}

	/** A number in the range that the field allows; its default where it is absent. */
	number(name: string, whole = true): number {
		return this.optionalNumber(name, whole) ?? Number(this.definition(name)?.default);
	}

	optionalNumber(name: string, whole = true): number | undefined {
		const { minValue, maxValue } = this.definition(name)?.typeOptions ?? {};
		return readNumber(this.value(name), this.label(name), { min: minValue, max: maxValue, whole });
	}

	time(name: string): string | undefined {
		return readTime(this.value(name), this.label(name), this.timezone);
	}

	object(name: string): Fields | undefined {
		return readObject(this.value(name), this.label(name));
	}

	jsonList(name: string): unknown[] | undefined {
		return readJsonList(this.value(name), this.label(name));
	}

	/** The entries of a list, each of them read by its own kind. */
	list<Entry>(name: string, each: ReadEntry<Entry>): Entry[] | undefined {
		return readList(this.value(name), this.label(name), this.isTyped(name), each);
	}

	/** IDs, each once. */
	ids(name: string): string[] | undefined {
		const ids = this.list(name, (value, field) => readId(value, field));
		return ids && [...new Set(ids)];
	}

	/** Texts, each once. */
	texts(name: string): string[] | undefined {
		const texts = this.list(name, (value, field) => readTrimmed(value, field));
		return texts && [...new Set(texts)];
	}

	/**
	 * The fields of a collection, also where one expression gives it whole.
	 *
	 * @throws Problem when it is no object, or has a field that the collection does not know
	 */
	collection(name: string, path: string = this.label(name)): Form {
		const values = this.value(name);
		const saved = this.source.saved(name);
		const definitions = (this.definition(name)?.options ?? []) as INodeProperties[];
		return formOf({ definitions, values, saved, path, label: this.label(name) }, this.timezone);
	}

	/** The rows of a fixed collection. */
	rows(name: string, group: string): Form[] {
		const value = this.value(name);
		const label = this.label(name);
		if (isAbsent(value)) return [];
		const saved = this.source.saved(name);
		const groups = (this.definition(name)?.options ?? []) as Array<{
			name: string;
			values: INodeProperties[];
		}>;
		const definitions = groups.find((each) => each.name === group)?.values ?? [];
		// an expression for the whole field may give the rows alone
		const given = isFields(value) ? knownOnly(value, new Set([group]), label)[group] : value;
		if (isAbsent(given)) return [];
		const rows: unknown[] = Array.isArray(given) ? given : [given];
		return rows.map((values, index) => {
			const ofRow = childOf(childOf(saved, group), index);
			return formOf({ definitions, values, saved: ofRow, path: label, label }, this.timezone);
		});
	}

	/**
	 * The rows of a resource mapper by the name of their field, whether the user typed a row's value,
	 * and which type the editor gave the row; with Map Automatically the input's fields count, and the
	 * rows do not. n8n's editor also saves `false` for the switches that the user has not added; they
	 * are left out.
	 *
	 * @throws Problem when the rows are no object
	 */
	mapped(name: string): {
		values: Fields;
		isTyped: (field: string) => boolean;
		isAutomatic: boolean;
		typeOf: (field: string) => unknown;
	} {
		const mapper = this.value(name);
		const rows = isFields(mapper) ? mapper.value : mapper;
		if (!isAbsent(rows) && !isFields(rows)) {
			throw new Problem(
				`${this.label(name)} is ${describe(rows)}, not an object`,
				'Fill in its rows one by one.',
			);
		}
		const schema = (
			isFields(mapper) && Array.isArray(mapper.schema) ? (mapper.schema as unknown[]) : []
		).filter(isFields);
		const hidden = new Set(schema.flatMap(({ id, removed }) => (removed === true ? [id] : [])));
		const used = Object.entries(isFields(rows) ? rows : {}).filter(
			([field, value]) => !(value === false && hidden.has(field)),
		);
		const saved = childOf(this.source.saved(name), 'value');
		return {
			values: Object.fromEntries(used),
			isTyped: (field) => isTypedText(childOf(saved, field)),
			isAutomatic: isFields(mapper) && mapper.mappingMode === 'autoMapInputData',
			typeOf: (field) => schema.find(({ id }) => id === field)?.type,
		};
	}

	/** @throws Problem when the value is absent */
	required<Value>(name: string, value: Value | undefined): Value {
		if (value !== undefined) return value;
		throw missing(this.label(name));
	}

	private isLocator(name: string, value: unknown): value is Fields {
		return isFields(value) && '__rl' in value && this.definition(name)?.type === 'resourceLocator';
	}

	private choices(name: string): Array<string | number> {
		const options = (this.definition(name)?.options ?? []) as INodePropertyOptions[];
		return options.map(({ value }) => value as string | number);
	}

	private definition(name: string): INodeProperties | undefined {
		return byName(this.source.definitions).get(name);
	}
}

type Definitions = readonly INodeProperties[];

const indexes = new WeakMap<Definitions, Map<string, INodeProperties>>();

/** Fields by their name, made once: there is a form for each item. Of several with one name the first counts. */
function byName(definitions: Definitions): Map<string, INodeProperties> {
	let index = indexes.get(definitions);
	if (!index) {
		index = new Map();
		for (const each of definitions) if (!index.has(each.name)) index.set(each.name, each);
		indexes.set(definitions, index);
	}
	return index;
}

/** Expressions begin with `=` where they are saved. */
const isTypedText = (saved: unknown) => !(typeof saved === 'string' && saved.startsWith('='));

interface Group {
	definitions: readonly INodeProperties[];
	values: unknown;
	saved: unknown;
	path: string;
	label: string;
}

function formOf({ definitions, values, saved, path, label }: Group, timezone: string): Form {
	if (values !== undefined && values !== null && values !== '' && !isFields(values)) {
		throw new Problem(
			`${label} is ${describe(values)}, not an object`,
			'Give an object with the names of its fields, or fill them in one by one.',
		);
	}
	const fields = isFields(values) ? knownOnly(values, byName(definitions), label) : {};
	return new Form({
		definitions,
		value: (name) => (Object.hasOwn(fields, name) ? fields[name] : undefined),
		saved: (name) => childOf(saved, name),
		path,
		timezone,
	});
}

/** What is inside an expression's value was given by that expression. */
function childOf(saved: unknown, key: string | number): unknown {
	if (Array.isArray(saved)) return saved[Number(key)] as unknown;
	return isFields(saved) ? saved[key] : saved;
}
