import type {
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodeTypeDescription,
} from 'n8n-workflow';

/** A field of a node's form, wherever in collections and rows it stands. */
export interface Field {
	/** From the top: collections, groups of rows (with a single row) and the field's own name. */
	path: string[];
	/** The same as text, `traits.address.city`; how tables and reports call it. */
	id: string;
	definition: INodeProperties;
	/** What the form calls the field and everything it stands in, the field last. */
	labels: string[];
	/** The top-level parameter, whose `displayOptions` say where the field is shown. */
	top: INodeProperties;
	/** Whether it is in a row of a list. */
	inRow: boolean;
}

/**
 * What n8n fills with its own members when it loads a workflow: an expression for the whole of it
 * never reaches a node (n8n-workflow, `getNodeParameters`).
 */
const FILLED_BY_N8N = ['collection', 'fixedCollection'];

/** All fields of a node that can be given an odd value, from its description. */
export function fieldsOf({ properties }: INodeTypeDescription): Field[] {
	return properties
		.filter(({ type }) => type !== 'notice' && type !== 'hidden')
		.flatMap((top) => walk(top, { path: [], labels: [], top, inRow: false }))
		.filter(({ definition: { type, noDataExpression } }) => {
			return !FILLED_BY_N8N.includes(type) && noDataExpression !== true;
		});
}

type Place = Pick<Field, 'path' | 'labels' | 'top' | 'inRow'>;

function walk(definition: INodeProperties, place: Place): Field[] {
	const path = [...place.path, definition.name];
	const labels = [...place.labels, definition.displayName];
	const field: Field = { ...place, path, labels, definition, id: path.join('.') };
	const below = { ...place, path, labels };
	switch (definition.type) {
		case 'collection':
			return [
				field,
				...(definition.options as INodeProperties[]).flatMap((member) => walk(member, below)),
			];
		case 'fixedCollection':
			return [
				field,
				...(definition.options as INodePropertyCollection[]).flatMap((group) =>
					group.values.flatMap((member) =>
						walk(member, { ...below, path: [...path, group.name], inRow: true }),
					),
				),
			];
		default:
			return [field];
	}
}

/** Whether a parameter of a form with these values is shown, by its `displayOptions`. */
export function isShown(definition: INodeProperties, values: INodeParameters): boolean {
	const { show = {}, hide = {} } = definition.displayOptions ?? {};
	const holds = ([name, allowed]: [string, unknown]) =>
		name.startsWith('@') ||
		!Array.isArray(allowed) ||
		(allowed as unknown[]).includes(values[name.replace('/', '')]);
	const hidden = Object.entries(hide).some(
		([name, refused]) =>
			Array.isArray(refused) && (refused as unknown[]).includes(values[name.replace('/', '')]),
	);
	return Object.entries(show).every(holds) && !hidden;
}

/** Sets a value deep inside a copy of `target`; `undefined` as a target makes an object. */
export function withPath(target: unknown, path: readonly string[], value: unknown): unknown {
	const [key, ...rest] = path;
	if (key === undefined) return value;
	if (Array.isArray(target)) {
		const copy = [...(target as unknown[])];
		copy[Number(key)] = withPath(copy[Number(key)], rest, value);
		return copy;
	}
	const object = { ...(target as Record<string, unknown> | undefined) };
	Object.defineProperty(object, key, {
		value: withPath(Object.hasOwn(object, key) ? object[key] : undefined, rest, value),
		enumerable: true,
		configurable: true,
		writable: true,
	});
	return object;
}
