/** How the table of endpoints writes down what an endpoint takes and answers. */

export type Stage = 'alpha' | 'beta' | 'stable';

/**
 * A field's type by its name: `text`, `number`, `boolean`, `any`, `{}` (an object with any keys),
 * `=A|B` (one of these words), `#A|B` (the number that stands for one of these, from 0) or `@Name`
 * (an object of that shape). After it come `[]` for a list, ` or null`, and `?` when it may be left
 * out.
 */
export type ShapeData = Record<string, string>;

export interface EndpointData {
	/** Segment's chapter. */
	area: string;
	/** Method and path. */
	call: string;
	stage: Stage;
	query?: ShapeData;
	body?: ShapeData;
	/**
	 * The answer's lists by their key: nothing when the list comes at once, else how it is paged,
	 * the name of the query's and the answer's page object, and the most records of one page.
	 */
	lists?: Record<string, string>;
}

export type FieldType =
	| { kind: 'any' | 'boolean' | 'number' | 'object' | 'text' }
	| { kind: 'choice'; options: Array<{ name: string; value: number | string }> }
	| { kind: 'list'; of: FieldType }
	| { kind: 'shape'; name: string };

export interface TypeRead {
	type: FieldType;
	required: boolean;
	nullable: boolean;
}

/** Reads the type of a field. */
export function readType(text: string): TypeRead {
	const [, name, isNull, isOptional] = /^(.*?)( or null)?(\?)?$/.exec(text) ?? [];
	return { type: typeOf(name), required: !isOptional, nullable: isNull !== undefined };
}

function typeOf(text: string): FieldType {
	if (text.endsWith('[]')) return { kind: 'list', of: typeOf(text.slice(0, -2)) };
	const rest = text.slice(1);
	if (text.startsWith('@')) return { kind: 'shape', name: rest };
	if (text.startsWith('=')) {
		return { kind: 'choice', options: rest.split('|').map((value) => ({ name: value, value })) };
	}
	if (text.startsWith('#')) {
		return { kind: 'choice', options: rest.split('|').map((name, value) => ({ name, value })) };
	}
	if (text === '{}') return { kind: 'object' };
	if (text === 'any' || text === 'boolean' || text === 'number' || text === 'text') {
		return { kind: text };
	}
	throw new Error(`Unknown type ${text}`);
}
