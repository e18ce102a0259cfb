import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { NodeHelpers, type INode, type INodeExecutionData } from 'n8n-workflow';

import {
	passes,
	type EventFilter,
	type EventKind,
} from '../../../nodes/SegmentTrigger/receive/filter';
import { SegmentTrigger } from '../../../nodes/SegmentTrigger/SegmentTrigger.node';

const EXAMPLES = join(__dirname, '../../../examples');
const files = readdirSync(EXAMPLES).filter((file) => /^trigger-.*\.json$/.test(file));

interface Example {
	nodes: INode[];
	pinData: Record<string, INodeExecutionData[]>;
}

it('has an example for each use', () => {
	expect(files).toEqual([
		'trigger-audience-entered-chat.json',
		'trigger-deletion-erase.json',
		'trigger-forward-workspace.json',
	]);
});

describe.each(files)('%s', (file) => {
	const { nodes, pinData } = JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')) as Example;
	const node = nodes.find(({ type }) => type.endsWith('.segmentTrigger')) as INode;
	const { description } = new SegmentTrigger();

	it('fills in the trigger in a way the node understands', () => {
		const parameters = NodeHelpers.getNodeParameters(
			description.properties,
			node.parameters,
			true,
			false,
			node,
			description,
		);
		const filled = { ...node, parameters: parameters ?? {} };
		expect(parameters).toMatchObject(node.parameters);
		expect(
			NodeHelpers.getNodeParametersIssues(description.properties, filled, description),
		).toBeNull();
	});

	it('pins sample events that pass its own filters', () => {
		const { events, filters } = node.parameters as {
			events: EventKind[];
			filters: { eventNames?: string[]; keys?: string[] };
		};
		const filter: EventFilter = {
			kinds: events,
			names: filters.eventNames ?? [],
			keys: filters.keys ?? [],
		};
		const pinned = pinData[node.name].map(({ json }) => json);
		expect(pinned.length).toBeGreaterThan(0);
		for (const event of pinned) expect(passes(event, filter)).toBe(true);
	});
});
