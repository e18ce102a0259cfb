/** Makes the node's tables of endpoints and limits, and those of the docs, from the facts and the node: `npm run endpoints`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { INodePropertyOptions } from 'n8n-workflow';
import { format, resolveConfig } from 'prettier';

import type { EndpointData } from '../../nodes/SegmentWorkspace/endpoints/notation';
import { titleOf } from '../../nodes/shared/title';
import type * as Node from '../../nodes/SegmentWorkspace/SegmentWorkspace.node';
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

/** With its whole name, since tsx takes a file that ends in `.node` for a binary one. */
const { SegmentWorkspace } =
	require('../../nodes/SegmentWorkspace/SegmentWorkspace.node.ts') as typeof Node;

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

const ENDPOINTS = '<!-- endpoints: made by `npm run endpoints` -->';
const OPERATIONS = '<!-- operations: made by `npm run endpoints` -->';
const END = '<!-- end -->';

/** The docs with their tables in them. */
function docsText(): string {
	const withEndpoints = fill(readFileSync(DOCS, 'utf8'), ENDPOINTS, endpointsTable());
	return fill(withEndpoints, OPERATIONS, operationsTable());
}

/** Puts what was made between its mark and the next end. */
function fill(text: string, begin: string, made: string): string {
	const [before, rest] = text.split(begin);
	return `${before}${begin}\n\n${made}\n\n${rest.slice(rest.indexOf(END))}`;
}

function endpointsTable(): string {
	const rows = operations.map(({ id, area, method, path, stage, limit }) => {
		const allowed = limit ? `${limit.requests} a ${limit.per}` : '';
		return `| ${titleOf(area)} | ${titleOf(id)} | \`${method} ${path}\` | ${stage} | ${allowed} |`;
	});
	return [
		'| Area | Endpoint | Call | Stage | Limit |',
		'| --- | --- | --- | --- | --- |',
		...rows,
	].join('\n');
}

/** The node's own operations, by resource. */
function operationsTable(): string {
	const { properties } = new SegmentWorkspace().description;
	const [{ options: resources = [] }] = properties;
	const rows = (resources as INodePropertyOptions[]).map(({ name, value }) => {
		const { options: own = [] } =
			properties.find(
				(property) =>
					property.name === 'operation' && property.displayOptions?.show?.resource?.includes(value),
			) ?? {};
		return `| ${name} | ${(own as INodePropertyOptions[]).map((each) => each.name).join(', ')} |`;
	});
	return ['| Resource | Operations |', '| --- | --- |', ...rows].join('\n');
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
