/** What a typed field holds; each kind is read by the rule of `shared/read/values.ts`. */
export type FieldKind =
	/** Anything of its `types`. */
	| 'any'
	| 'choice'
	| 'id'
	| 'integer'
	| 'number'
	| 'object'
	/** A list of objects, whose keys are in `fields`. */
	| 'records'
	| 'switch'
	| 'text'
	| 'texts'
	| 'time';

/** A property or trait whose name, type and meaning are known before it is filled in. */
export interface TypedField {
	/** Where it stands, from the outside in: `['campaign', 'source']`; `['context', …]` is beside them. */
	path: readonly string[];
	label: string;
	kind: FieldKind;
	description?: string;
	required: boolean;
	/** Whether the form shows it before the user adds it. */
	isShown: boolean;
	/** What a choice takes. */
	options?: readonly string[];
	/** The types that a field of any kind takes, as JSON Schema calls them; of none, all. */
	types?: readonly unknown[];
	/** The keys of each record. */
	fields?: readonly TypedField[];
	/** What other systems call it. */
	otherNames?: readonly string[];
	/** The field that destinations read where both mean nearly the same. */
	readBeside?: string;
}

/** Whether its place is in the context, and not among the properties; one of them may be called so. */
export function standsInContext({ path }: Pick<TypedField, 'path'>): boolean {
	return path.length > 1 && path[0] === 'context';
}

/** The name of its row in the form, and of its place in the message. */
export function rowName({ path }: Pick<TypedField, 'path'>): string {
	return path.join('.');
}

/** `order_ID` and `orderId` are the same name to a person. */
export function plainName(name: string): string {
	return name.toLowerCase().replace(/[\s._-]/g, '');
}
