/**
 * The workflow that moves workflows away from n8n's built-in Segment node, for people who have no
 * terminal: examples/move-from-built-in-node.json, made of the function beside it.
 *
 *   node --import tsx test/support/movingWorkflow.ts > examples/move-from-built-in-node.json
 */
import { moveFromBuiltInNode } from '../../examples/move-from-built-in-node';

const SAMPLE = {
	nodes: [
		{
			parameters: {
				resource: 'track',
				event: 'Trial Started',
				userId: '={{ $json.id }}',
				properties: { propertiesUi: [{ key: 'plan', value: 'premium' }] },
			},
			id: 'sample',
			name: 'Segment',
			type: 'n8n-nodes-base.segment',
			typeVersion: 1,
			position: [0, 0],
		},
	],
	connections: {},
};

const START = 'When clicking ‘Execute workflow’';
const PASTE = 'Paste your workflow here';
const MOVE = 'Move to Twilio Segment';

const NOTE = `## Move a workflow from the built-in node

Open **${PASTE}**, put your workflow between the two lines, and press *Execute workflow*. The last node has the moved workflow, to be copied and pasted onto a canvas, and notes that say what to look at.

[What changes](https://github.com/n8n-nodes-segment/n8n-nodes-segment/blob/main/docs/built-in-node.md)`;

/** @param sample what stands in the field into which people paste */
export const movingWorkflow = (sample: unknown = SAMPLE) => ({
	id: 'SegmentExample03',
	name: 'Move a workflow from the built-in Segment node',
	nodes: [
		{
			parameters: { content: NOTE, height: 200, width: 620 },
			id: 'move-from-built-in-note',
			name: 'Note',
			type: 'n8n-nodes-base.stickyNote',
			typeVersion: 1,
			position: [-40, -240],
		},
		node(START, 'n8n-nodes-base.manualTrigger', 1, 0, {}),
		// In a Code node's text n8n evaluates no expressions, and a saved workflow is full of them
		node(PASTE, 'n8n-nodes-base.code', 2, 1, {
			jsCode: [
				'// Put your workflow, as n8n downloads or copies it, between the two lines.',
				'const workflow =',
				'// ---------------------------------------------------------------------',
				JSON.stringify(sample, null, 2),
				'// ---------------------------------------------------------------------',
				'return [{ json: workflow }];',
			].join('\n'),
		}),
		node(MOVE, 'n8n-nodes-base.code', 2, 2, {
			jsCode: `${moveFromBuiltInNode.toString()}\n\nreturn $input.all().map(({ json }) => ({ json: moveFromBuiltInNode(json) }));`,
		}),
	],
	connections: {
		[START]: { main: [[{ node: PASTE, type: 'main', index: 0 }]] },
		[PASTE]: { main: [[{ node: MOVE, type: 'main', index: 0 }]] },
	},
	settings: { executionOrder: 'v1' },
	active: false,
});

function node(
	name: string,
	type: string,
	typeVersion: number,
	column: number,
	parameters: Record<string, string | object>,
) {
	const id = `move-from-built-in-${column}`;
	return { parameters, id, name, type, typeVersion, position: [column * 220, 0] };
}

if (require.main === module) console.log(JSON.stringify(movingWorkflow(), null, '\t'));
