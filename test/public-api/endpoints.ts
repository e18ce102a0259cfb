/** Makes the node's table of endpoints from the facts: `npm run endpoints`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { format, resolveConfig } from 'prettier';

import type { EndpointData } from '../../nodes/SegmentWorkspace/endpoints/notation';
import {
	fieldsOf,
	listsOf,
	modelIn,
	operations,
	pageParameters,
	type Field,
	type List,
	type Operation,
	type Type,
} from './facts';

const ROOT = join(__dirname, '../..');
const TABLE = join(ROOT, 'nodes/SegmentWorkspace/endpoints/endpoints.ts');

function typeText(type: Type): string {
	switch (type.kind) {
		case 'choice':
			return `=${type.values.join('|')}`;
		case 'code':
			return `#${Object.values(type.names).join('|')}`;
		case 'list':
			return `${typeText(type.of)}[]`;
		case 'map':
			return '{}';
		case 'model':
			return `@${type.name}`;
		case 'string':
			return 'text';
		default:
			return type.kind;
	}
}

const fieldText = ({ type, required, nullable }: Field) =>
	`${typeText(type)}${nullable ? ' or null' : ''}${required ? '' : '?'}`;

const textsOf = (fields: Field[]) =>
	Object.fromEntries(fields.map((field) => [field.name, fieldText(field)]));

function listText({ paging }: List): string {
	if (!paging) return '';
	const { form, name, maximum } = paging;
	return `${form} ${name} ${maximum}`;
}

function rowOf(operation: Operation): EndpointData {
	const { area, method, path, stage, body, limit } = operation;
	const paging = pageParameters(operation);
	const query = operation.query.filter(({ name }) => !paging.includes(name));
	const lists = listsOf(operation);
	return {
		area,
		call: `${method} ${path}`,
		stage,
		...(query.length > 0 && { query: textsOf(query) }),
		...(body && { body: textsOf(fieldsOf(body)) }),
		...(lists.length > 0 && {
			lists: Object.fromEntries(lists.map((list) => [list.key, listText(list)])),
		}),
		...(limit && { limit: `${limit.requests}/${limit.per}` }),
	};
}

/** The models that somebody who fills in the fields has to know, each with its fields. */
function shapesOf(): Record<string, Record<string, string>> {
	const shapes: Record<string, Record<string, string>> = {};
	const visit = (fields: Field[]) => {
		for (const { type } of fields) {
			const name = modelIn(type);
			if (name === undefined || name in shapes) continue;
			shapes[name] = textsOf(fieldsOf(name));
			visit(fieldsOf(name));
		}
	};
	for (const operation of operations) {
		const paging = pageParameters(operation);
		visit(operation.query.filter(({ name }) => !paging.includes(name)));
		if (operation.body) visit(fieldsOf(operation.body));
	}
	return Object.fromEntries(Object.entries(shapes).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The text of the table, as the repository keeps it. */
async function tableText(): Promise<string> {
	const rows = Object.fromEntries(operations.map((operation) => [operation.id, rowOf(operation)]));
	const text = `// Made from test/public-api by \`npm run endpoints\`: change the facts there, not this file.
import type { EndpointData, ShapeData } from './notation';

/** The operations of Segment's Public API, in the order of Segment's reference. */
export const endpoints: Record<string, EndpointData> = ${JSON.stringify(rows)};

/** What the objects hold that bodies and queries take. */
export const shapes: Record<string, ShapeData> = ${JSON.stringify(shapesOf())};
`;
	return await format(text, { ...(await resolveConfig(TABLE)), filepath: TABLE });
}

/** Writes the table, or with `--check` fails when it is not what the facts say. */
async function main(): Promise<void> {
	const text = await tableText();
	const changed = !existsSync(TABLE) || readFileSync(TABLE, 'utf8') !== text;
	if (process.argv.includes('--check')) {
		process.exitCode = changed ? 1 : 0;
		return;
	}
	writeFileSync(TABLE, text);
	const file = relative(ROOT, TABLE);
	console.log(`${file}: ${operations.length} endpoints, ${changed ? 'written' : 'unchanged'}`);
}

void main();
