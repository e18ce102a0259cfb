import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { Problem } from '../problem';
import { describe, isFields, type Fields } from './describe';
import { Faults } from './faults';
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
	/** Whether a collection has no field. */
	isEmpty?: boolean;
}

/**
 * The fields that one item's user filled in, each read by its kind (`values.ts`). Every method gives
 * undefined for what is absent, and throws a Problem that names the field as the form shows it.
 */
export class Form {
	constructor(
		private readonly source: FormSource,
		/** Keeps the problems that reading would throw; the field counts as empty meanwhile. */
		private readonly faults?: Faults,
	) {}

	/**
	 * Reads the form to its end.
	 *
	 * @throws Problem with all that is wrong with it, and not its first fault alone
	 */
	whole<Result>(read: (form: Form) => Result): Result {
		const faults = new Faults();
		return faults.within(() => read(new Form(this.source, faults)));
	}

	get timezone(): string {
		return this.source.timezone;
	}

	/** Whether nobody added a field to this collection: most are like that, and are read for each item. */
	get isEmpty(): boolean {
		return this.source.isEmpty === true;
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
		return this.read(name, this.idReader(name, longest));
	}

	/** @throws Problem when there is none */
	requiredId(name: string): string {
		return this.read(name, needed(this.idReader(name))) ?? '';
	}

	text(name: string): string | undefined {
		return this.read(name, readText);
	}

	/** Text without white space around it. */
	trimmed(name: string): string | undefined {
		return this.read(name, readTrimmed);
	}

	/** @throws Problem when there is none */
	requiredText(name: string): string {
		return this.read(name, needed(readTrimmed)) ?? '';
	}

	/** A switch; the field's default where it is absent. */
	flag(name: string): boolean {
		return this.optionalFlag(name) ?? this.definition(name)?.default === true;
	}

	/** A switch that says nothing where it is absent. */
	optionalFlag(name: string): boolean | undefined {
		return this.read(name, readSwitch);
	}

	/** @throws Problem when it says nothing: neither side is safe then */
	requiredFlag(name: string): boolean {
		return this.read(name, needed(readSwitch)) ?? false;
	}

	/** One of the field's options; its default where it is absent. */
	choice<Choice extends string = string>(name: string): Choice {
		return (this.optionalChoice(name) ?? this.definition(name)?.default) as Choice;
	}

	optionalChoice<Choice extends string | number = string>(name: string): Choice | undefined {
		return this.read(
			name,
			(value, field) => readChoice(value, field, this.choices(name)) as Choice | undefined,
		);
	}

	/**
	 * A choice that decides which other fields count; its default where it is absent.
	 *
	 * @throws Problem for one that is none, also where faults are kept: nothing more can be read then
	 */
	decision<Choice extends string = string>(name: string): Choice {
		const value = this.optionalChoice<Choice>(name);
		if (value === undefined) readChoice(this.value(name), this.label(name), this.choices(name));
		return value ?? (this.definition(name)?.default as Choice);
	}

	/** @throws Problem when there is none */
	requiredChoice<Choice extends string = string>(name: string): Choice {
		const reader = needed((value, field) => readChoice(value, field, this.choices(name)));
		return (this.read(name, reader) ?? this.definition(name)?.default) as Choice;
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
		const range = { min: minValue, max: maxValue, whole };
		return this.read(name, (value, field) => readNumber(value, field, range));
	}

	time(name: string): string | undefined {
		return this.read(name, (value, field) => readTime(value, field, this.timezone));
	}

	/** @throws Problem when there is none */
	requiredTime(name: string): string {
		const reader = needed((value, field) => readTime(value, field, this.timezone));
		return this.read(name, reader) ?? '';
	}

	object(name: string): Fields | undefined {
		return this.read(name, readObject);
	}

	jsonList(name: string): unknown[] | undefined {
		return this.read(name, readJsonList);
	}

	/** The entries of a list, each of them read by its own kind. */
	list<Entry>(name: string, each: ReadEntry<Entry>): Entry[] | undefined {
		return this.read(name, (value, field) => readList(value, field, this.isTyped(name), each));
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
		const saved = this.source.saved(name);
		const definitions = (this.definition(name)?.options ?? []) as INodeProperties[];
		const group = { definitions, saved, path, label: this.label(name), timezone: this.timezone };
		return (
			this.read(name, (values) => formOf({ ...group, values }, this.faults)) ??
			formOf({ ...group, values: undefined }, this.faults)
		);
	}

	/** The rows of a fixed collection. */
	rows(name: string, group: string): Form[] {
		return this.read(name, (value, label) => this.rowsOf(name, group, value, label)) ?? [];
	}

	private rowsOf(name: string, group: string, value: unknown, label: string): Form[] | undefined {
		if (isAbsent(value)) return undefined;
		const saved = childOf(this.source.saved(name), group);
		const groups = (this.definition(name)?.options ?? []) as Array<{
			name: string;
			values: INodeProperties[];
		}>;
		const definitions = groups.find((each) => each.name === group)?.values ?? [];
		// an expression for the whole field may give the rows alone
		const given = isFields(value) ? knownOnly(value, new Set([group]), label)[group] : value;
		if (isAbsent(given)) return undefined;
		const rows: unknown[] = Array.isArray(given) ? given : [given];
		const { timezone } = this;
		return rows.flatMap((values, index) => {
			const row = {
				definitions,
				values,
				saved: childOf(saved, index),
				path: label,
				label,
				timezone,
			};
			return this.read(name, () => formOf(row, this.faults)) ?? [];
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
		const rows = this.attempt(() => rowsIn(mapper, this.label(name)));
		const schema = (
			isFields(mapper) && Array.isArray(mapper.schema) ? (mapper.schema as unknown[]) : []
		).filter(isFields);
		const hidden = new Set(schema.flatMap(({ id, removed }) => (removed === true ? [id] : [])));
		const used = Object.entries(rows ?? {}).filter(
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

	/** What a field is read as by its kind; undefined, too, where its fault is kept. */
	read<Value>(name: string, reader: Reader<Value>): Value | undefined {
		return this.attempt(() => reader(this.value(name), this.label(name)));
	}

	/** A step of reading, such as one row of several; undefined where its fault is kept. */
	attempt<Value>(step: () => Value): Value | undefined {
		return this.faults ? this.faults.attempt(step) : step();
	}

	/** How the field's ID is read. */
	private idReader(name: string, longest?: number): Reader<string> {
		const isSecret = this.definition(name)?.typeOptions?.password === true;
		return isSecret ? readSecret : (value, field) => readId(value, field, longest);
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

/** Reads a value by its kind; throws a Problem that names the field by its label. */
type Reader<Value> = (value: unknown, label: string) => Value | undefined;

/** The same, where a value is needed. */
export const needed =
	<Value>(reader: Reader<Value>): Reader<Value> =>
	(value, label) => {
		const read = reader(value, label);
		if (read === undefined) throw missing(label);
		return read;
	};

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

/** The rows of a resource mapper; undefined where there are none. */
function rowsIn(mapper: unknown, label: string): Fields | undefined {
	const rows = isFields(mapper) ? mapper.value : mapper;
	if (isFields(rows)) return rows;
	if (isAbsent(rows)) return undefined;
	throw new Problem(`${label} is ${describe(rows)}, not an object`, 'Fill in its rows one by one.');
}

/** Expressions begin with `=` where they are saved. */
const isTypedText = (saved: unknown) => !(typeof saved === 'string' && saved.startsWith('='));

interface Group {
	definitions: readonly INodeProperties[];
	values: unknown;
	saved: unknown;
	path: string;
	label: string;
	timezone: string;
}

function formOf(
	{ definitions, values, saved, path, label, timezone }: Group,
	faults: Faults | undefined,
): Form {
	if (values !== undefined && values !== null && values !== '' && !isFields(values)) {
		throw new Problem(
			`${label} is ${describe(values)}, not an object`,
			'Give an object with the names of its fields, or fill them in one by one.',
		);
	}
	const fields = isFields(values) ? knownOnly(values, byName(definitions), label) : {};
	const source: FormSource = {
		definitions,
		value: (name) => (Object.hasOwn(fields, name) ? fields[name] : undefined),
		saved: (name) => childOf(saved, name),
		path,
		timezone,
		isEmpty: Object.keys(fields).length === 0,
	};
	return new Form(source, faults);
}

/** What is inside an expression's value was given by that expression. */
function childOf(saved: unknown, key: string | number): unknown {
	if (Array.isArray(saved)) return saved[Number(key)] as unknown;
	return isFields(saved) ? saved[key] : saved;
}
