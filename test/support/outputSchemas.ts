/**
 * Output schemas, by which n8n's editor offers the fields of a node before it ran: `__schema__` beside
 * the node, a file for each operation. They are made of what the node puts out in a test, types only,
 * by `npm run schemas`; without that the test holds what is saved against it.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

const NODES = join(__dirname, '../../nodes');

interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}

/** What operations put out, gathered run by run. */
export class OutputSchemas {
	/** The outputs of each operation by the name of its file. */
	private readonly records = new Map<string, { simple: IDataObject[]; whole: IDataObject[] }>();

	/**
	 * @param node folder of the node, of version 1
	 * @param open fields whose inside is the workspace's own, such as traits
	 */
	constructor(
		private readonly node: string,
		private readonly open: readonly string[] = [],
	) {}

	/** Takes note of the items of a run's first output. */
	record(parameters: INodeParameters, items: ReadonlyArray<Pick<INodeExecutionData, 'json'>>) {
		const file = `${String(parameters.resource)}/${String(parameters.operation)}.json`;
		const record = this.records.get(file) ?? { simple: [], whole: [] };
		const list = parameters.simplify === false ? record.whole : record.simple;
		list.push(...items.map(({ json }) => json));
		this.records.set(file, record);
	}

	/**
	 * Holds the saved schemas against the records; with WRITE_SCHEMAS, saves them first.
	 *
	 * @param unfilled the types of fields that none of the tests' answers fills in
	 * @param withoutSchema resources that put out whatever Segment answers
	 */
	check(unfilled: Record<string, string> = {}, withoutSchema: readonly string[] = []): void {
		const folder = join(NODES, this.node, '__schema__', 'v1.0.0');
		const made = Object.fromEntries(
			[...this.records]
				.filter(([file]) => !withoutSchema.includes(dirname(file)))
				.sort(([a], [b]) => (a < b ? -1 : 1))
				.map(([file, record]) => [file, this.schemaOf(record)]),
		);
		fillInTypes(Object.values(made), unfilled);
		if (process.env.WRITE_SCHEMAS) save(folder, made);
		expect(savedIn(folder)).toEqual(made);
	}

	private schemaOf({ simple, whole }: { simple: IDataObject[]; whole: IDataObject[] }) {
		const records = simple.length > 0 ? simple : whole;
		return { ...schemaOfAll(records, this.open), version: 1 };
	}
}

/** The type that all values have, whatever else some of them leave out. */
function schemaOfAll(values: readonly unknown[], open: readonly string[]): Schema {
	const present = values.filter((value) => value !== null && value !== undefined);
	const [type = 'null', ...others] = new Set(present.map(typeOf));
	expect([values, others]).toEqual([values, []]);
	switch (type) {
		case 'array': {
			const entries = (present as unknown[][]).flat();
			return entries.length === 0 ? { type } : { type, items: schemaOfAll(entries, open) };
		}
		case 'object': {
			const keys = new Set(present.flatMap((value) => Object.keys(value as object)));
			const properties = Object.fromEntries(
				[...keys].map((key) => [key, schemaOfField(present as IDataObject[], key, open)]),
			);
			return { type, properties };
		}
		default:
			return { type };
	}
}

function schemaOfField(objects: IDataObject[], key: string, open: readonly string[]): Schema {
	if (open.includes(key)) return { type: 'object' };
	return schemaOfAll(
		objects.map((object) => object[key]),
		open,
	);
}

/** A field that had no value takes the type that fields of its name have elsewhere in the node. */
function fillInTypes(schemas: Schema[], unfilled: Record<string, string>): void {
	const fields = schemas.flatMap(fieldsIn);
	const known = new Map(fields.filter(([, { type }]) => type !== 'null'));
	for (const [name, field] of fields) {
		if (field.type === 'null') {
			Object.assign(field, known.get(name) ?? { type: unfilled[name] ?? 'null' });
		}
	}
	const untyped = fields.filter(([, { type }]) => type === 'null').map(([name]) => name);
	expect(untyped).toEqual([]);
}

function fieldsIn({ properties = {}, items }: Schema): Array<[string, Schema]> {
	const own = Object.entries(properties);
	return [
		...own,
		...own.flatMap(([, field]) => fieldsIn(field)),
		...(items ? fieldsIn(items) : []),
	];
}

function typeOf(value: unknown): string {
	return Array.isArray(value) ? 'array' : typeof value;
}

function save(folder: string, schemas: Record<string, object>): void {
	rmSync(folder, { recursive: true, force: true });
	for (const [file, schema] of Object.entries(schemas)) {
		mkdirSync(dirname(join(folder, file)), { recursive: true });
		writeFileSync(join(folder, file), `${JSON.stringify(schema, null, '\t')}\n`);
	}
}

function savedIn(folder: string): Record<string, unknown> {
	if (!existsSync(folder)) return {};
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
	return Object.fromEntries(
		files
			.filter((file) => file.endsWith('.json'))
			.map((file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown]),
	);
}
