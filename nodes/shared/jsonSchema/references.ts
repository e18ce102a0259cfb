import { Problem } from '../problem';
import { isFields, quote, type Fields } from '../read/describe';

/** The address of a schema that names none. */
const NAMELESS = 'schema:///';

const LISTS = ['allOf', 'anyOf', 'items', 'oneOf'];
const MAPS = ['definitions', 'dependencies', 'patternProperties', 'properties'];
const SINGLES = [
	'additionalItems',
	'additionalProperties',
	'contains',
	'else',
	'if',
	'items',
	'not',
	'propertyNames',
	'then',
];

/** What a schema's `$ref` point to: parts of the schema itself (JSON Schema draft 7, "Core", 8). */
export class References {
	/** The address that the references of a schema are relative to. */
	private readonly bases = new Map<object, string>();

	/** Schemas by their address. */
	private readonly named = new Map<string, unknown>();

	constructor(root: unknown) {
		this.named.set(NAMELESS, root);
		this.index(root, NAMELESS);
	}

	/**
	 * @param from the schema that holds the reference
	 * @throws Problem when it points nowhere, or out of the schema: nothing is ever fetched
	 */
	resolve(from: object, ref: string): unknown {
		const base = this.bases.get(from) ?? NAMELESS;
		const address = URL.canParse(ref, base) ? new URL(ref, base).href : undefined;
		const found = address === undefined ? undefined : this.find(address);
		if (found !== undefined) return found;
		throw new Problem(
			`$ref ${quote(ref)} is not in the schema`,
			'Write what it stands for into it.',
		);
	}

	private find(address: string): unknown {
		if (this.named.has(address)) return this.named.get(address);
		const [document, fragment = ''] = address.split('#', 2);
		const root = this.named.get(document);
		const pointer = readFragment(fragment);
		if (root === undefined || (pointer !== '' && !pointer.startsWith('/'))) return undefined;
		return this.follow(root, document, pointer.split('/').slice(1).map(unescapeKey));
	}

	/** Also into keywords that are unknown, and so not indexed. */
	private follow(root: unknown, document: string, keys: string[]): unknown {
		let base = document;
		let found = root;
		for (const key of keys) {
			if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key))
				return undefined;
			base = this.bases.get(found) ?? base;
			found = (found as Fields)[key];
		}
		if (isFields(found) && !this.bases.has(found)) this.index(found, base);
		return found;
	}

	private index(schema: unknown, base: string): void {
		if (!isFields(schema) || this.bases.has(schema)) return;
		const own = this.name(schema, base);
		this.bases.set(schema, own);
		for (const child of childrenOf(schema)) this.index(child, own);
	}

	/** Notes the names of a schema; beside a `$ref` nothing else counts. */
	private name(schema: Fields, base: string): string {
		const { $id, $ref } = schema;
		if (typeof $id !== 'string' || typeof $ref === 'string' || !URL.canParse($id, base))
			return base;
		const { href } = new URL($id, base);
		this.named.set(href.replace(/#$/, ''), schema);
		return $id.startsWith('#') ? base : href.split('#')[0];
	}
}

function childrenOf(schema: Fields): unknown[] {
	const maps = MAPS.flatMap((key) => (isFields(schema[key]) ? Object.values(schema[key]) : []));
	const lists = LISTS.flatMap((key) =>
		Array.isArray(schema[key]) ? (schema[key] as unknown[]) : [],
	);
	return [...maps, ...lists, ...SINGLES.map((key) => schema[key])];
}

function readFragment(fragment: string): string {
	try {
		return decodeURIComponent(fragment);
	} catch {
		return fragment;
	}
}

const unescapeKey = (key: string) => key.replaceAll('~1', '/').replaceAll('~0', '~');
