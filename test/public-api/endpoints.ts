/** Makes the node's tables of endpoints and limits, and the one of the docs, from the facts: `npm run endpoints`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { format, resolveConfig } from 'prettier';

import type { EndpointData } from '../../nodes/SegmentWorkspace/endpoints/notation';
import { titleOf } from '../../nodes/shared/title';
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
const LIMITS = join(ROOT, 'nodes/shared/send/publicApiLimitsData.ts');
const DOCS = join(ROOT, 'docs/workspace.md');

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
	const { area, method, path, stage, body } = operation;
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

/** The node's table of endpoints. */
function tableText(): string {
	const rows = Object.fromEntries(operations.map((operation) => [operation.id, rowOf(operation)]));
	return `// Made from test/public-api by \`npm run endpoints\`: change the facts there, not this file.
import type { EndpointData, ShapeData } from './notation';

/** The operations of Segment's Public API, in the order of Segment's reference. */
export const endpoints: Record<string, EndpointData> = ${JSON.stringify(rows)};

/** What the objects hold that bodies and queries take. */
export const shapes: Record<string, ShapeData> = ${JSON.stringify(shapesOf())};
`;
}

/** The limits that the nodes keep: those of a minute, since no run is to wait for a day. */
function limitsText(): string {
	const kept = operations.flatMap(({ method, path, limit }) =>
		limit?.per === 'minute' ? [[`${method} ${path.replace(/\{\w+\}/g, '*')}`, limit.requests]] : [],
	);
	return `// Made from test/public-api by \`npm run endpoints\`: change the facts there, not this file.

/** Requests a minute by method and path, for the endpoints with a limit of their own. */
export const limits: Record<string, number> = ${JSON.stringify(Object.fromEntries(kept))};
`;
}

const BEGIN = '<!-- made by `npm run endpoints` -->';
const END = '<!-- end -->';

/** The docs with the table of endpoints in them. */
function docsText(): string {
	const text = readFileSync(DOCS, 'utf8');
	const [before, rest] = text.split(BEGIN);
	const [, after] = rest.split(END);
	const rows = operations.map(({ id, area, method, path, stage, limit }) => {
		const allowed = limit ? `${limit.requests} a ${limit.per}` : '';
		return `| ${titleOf(area)} | ${titleOf(id)} | \`${method} ${path}\` | ${stage} | ${allowed} |`;
	});
	const head = '| Area | Endpoint | Call | Stage | Limit |\n| --- | --- | --- | --- | --- |';
	return `${before}${BEGIN}\n\n${head}\n${rows.join('\n')}\n\n${END}${after}`;
}

/** A file as the repository keeps it. */
const formatted = async (file: string, text: string) =>
	await format(text, { ...(await resolveConfig(file)), filepath: file });

/** Writes the files, or with `--check` fails when one is not what the facts say. */
async function main(): Promise<void> {
	const isCheck = process.argv.includes('--check');
	const texts: Array<[file: string, text: string]> = [
		[TABLE, tableText()],
		[LIMITS, limitsText()],
		[DOCS, docsText()],
	];
	for (const [file, made] of texts) {
		const text = await formatted(file, made);
		const changed = !existsSync(file) || readFileSync(file, 'utf8') !== text;
		if (isCheck) {
			if (changed) process.exitCode = 1;
			continue;
		}
		writeFileSync(file, text);
		console.log(`${relative(ROOT, file)}: ${changed ? 'written' : 'unchanged'}`);
	}
}

void main();
