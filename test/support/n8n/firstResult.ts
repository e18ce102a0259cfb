import { join } from 'node:path';

import type { ICredentialType, INode, INodeType } from 'n8n-workflow';

import type { StandIn } from '../../stand-in/server';
import { demoCredentials, DOCUMENTED_EXAMPLE, readExamples } from './demo';
import { REPOSITORY } from './package';

/**
 * The main job first: runs the Segment node of the documented example, out of this clone's own
 * sources, in n8n's engine, which `npm ci` has installed. Needs neither the build nor an n8n.
 *
 * @throws Error when the node does
 */
export async function runInEngine(standIn: StandIn): Promise<void> {
	// n8n-core reads the environment when it is imported
	await import('../environment');
	const { runNode } = await import('../engine');
	const { type, data } = demoCredentials(standIn)[0];
	const { error } = await runNode({
		nodeType: await newFrom<INodeType>('nodes/Segment/Segment.node.ts', 'Segment'),
		credentialTypes: [
			await newFrom<ICredentialType>('credentials/SegmentApi.credentials.ts', 'SegmentApi'),
		],
		credentials: { [type]: data },
		parameters: (await documentedNode()).parameters,
	});
	if (error) throw new Error([error.message, error.description].filter(Boolean).join('\n'));
}

/** With its whole name: Node.js would take the codex file `Segment.node.json` for `Segment.node`. */
async function newFrom<T>(file: string, name: string): Promise<T> {
	const loaded = (await import(join(REPOSITORY, file))) as Record<string, new () => T>;
	return new loaded[name]();
}

async function documentedNode(): Promise<INode> {
	const examples = Object.values(await readExamples());
	const nodes = examples.flatMap(({ id, nodes }) => (id === DOCUMENTED_EXAMPLE ? nodes : []));
	const node = nodes.find(({ type }) => type === 'n8n-nodes-segment.segment');
	if (!node) throw new Error(`No Segment node is in the example ${DOCUMENTED_EXAMPLE}`);
	return node;
}
