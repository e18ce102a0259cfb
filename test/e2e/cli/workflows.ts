import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { INode, INodeParameters } from 'n8n-workflow';

import type { Workflow } from '../../support/n8n/n8n';
import { REPOSITORY } from '../../support/n8n/package';
import { CREDENTIAL } from './setup';

export const OURS = 'n8n-nodes-segment.segment';
export const BUILT_IN = 'n8n-nodes-base.segment';
export const START = 'Start';

/** A workflow of the repository's examples. */
export async function readExample(file: string): Promise<Workflow> {
	return JSON.parse(await readFile(join(REPOSITORY, 'examples', file), 'utf8')) as Workflow;
}

/** Manual Trigger → the first node → the next ...; `from` leads several nodes out of one. */
export function chain(id: string, nodes: INode[]): Workflow {
	const all = [makeNode(START, 'n8n-nodes-base.manualTrigger', {}), ...nodes];
	const links = all.slice(0, -1).map(({ name }, index) => [name, mainTo(all[index + 1].name)]);
	return makeWorkflow(id, all, Object.fromEntries(links) as Record<string, object>);
}

export const makeWorkflow = (
	id: string,
	nodes: INode[],
	connections: Record<string, object>,
): Workflow => ({
	id,
	name: id,
	nodes: nodes.map((node, index) => ({ ...node, position: [index * 220, 0] })),
	connections,
	active: false,
	settings: { executionOrder: 'v1' },
});

export const mainTo = (...names: string[]) => ({
	main: [names.map((node) => ({ node, type: 'main', index: 0 }))],
});

export const makeNode = (
	name: string,
	type: string,
	parameters: INodeParameters,
	more: Partial<INode> = {},
): INode => ({ id: name, name, type, typeVersion: 1, position: [0, 0], parameters, ...more });

export const segmentNode = (
	name: string,
	parameters: INodeParameters,
	more: Partial<INode> = {},
): INode => makeNode(name, OURS, parameters, { credentials: { segmentApi: CREDENTIAL }, ...more });

/** A Code node that gives these items. */
export const itemsNode = (items: object[]): INode =>
	makeNode(
		'Items',
		'n8n-nodes-base.code',
		{ jsCode: `return ${JSON.stringify(items)}.map((json) => ({ json }));` },
		{ typeVersion: 2 },
	);
