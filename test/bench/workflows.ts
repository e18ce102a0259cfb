import type { INode, INodeParameters } from 'n8n-workflow';

import type { Workflow } from '../support/n8n/n8n';
import { EVENT, makeRecords } from './records';

/** The name of the node under test in every workflow. */
export const NODE_UNDER_TEST = 'Segment';

export const CREDENTIAL = { id: 'BenchCredential1', name: 'Segment account' };

/** Manual Trigger → Code (makes the records) → the node under test. */
export function benchWorkflow(
	id: string,
	count: number,
	node: { type: string; typeVersion?: number; parameters: INodeParameters },
): Workflow {
	const nodes: INode[] = [
		baseNode('Start', 'n8n-nodes-base.manualTrigger', 1, 0, {}),
		baseNode('Records', 'n8n-nodes-base.code', 2, 1, {
			jsCode: `${makeRecords.toString()}\nreturn makeRecords(${count}).map((json) => ({ json }));`,
		}),
		{
			...baseNode(NODE_UNDER_TEST, node.type, node.typeVersion ?? 1, 2, node.parameters),
			credentials: { segmentApi: CREDENTIAL, segmentPublicApi: PLAN_CREDENTIAL },
		},
	];
	return {
		id,
		name: id,
		nodes,
		connections: {
			Start: { main: [[{ node: 'Records', type: 'main', index: 0 }]] },
			Records: { main: [[{ node: NODE_UNDER_TEST, type: 'main', index: 0 }]] },
		},
		active: false,
		settings: { executionOrder: 'v1' },
	};
}

const baseNode = (
	name: string,
	type: string,
	typeVersion: number,
	column: number,
	parameters: INodeParameters,
): INode => ({ id: name, name, type, typeVersion, position: [column * 220, 0], parameters });

/** n8n's own node: a User ID, an event, two properties. */
export const builtInTrack = {
	type: 'n8n-nodes-base.segment',
	parameters: {
		resource: 'track',
		operation: 'event',
		userId: '={{ $json.userId }}',
		event: EVENT,
		properties: {
			propertiesUi: [
				{ key: 'email', value: '={{ $json.email }}' },
				{ key: 'plan', value: '={{ $json.plan }}' },
			],
		},
	},
};

/** The same in ours: three fields dragged into the form. */
export const ownTrack = {
	type: 'n8n-nodes-segment.segment',
	parameters: {
		resource: 'track',
		operation: 'event',
		userId: '={{ $json.userId }}',
		event: EVENT,
		customProperties: {
			assignments: [
				{ id: '1', name: 'email', value: '={{ $json.email }}', type: 'string' },
				{ id: '2', name: 'plan', value: '={{ $json.plan }}', type: 'string' },
			],
		},
	},
};

/** Three expressions that n8n has to compute, as rows of its assignment list. */
const COMPUTED = {
	assignments: [
		{ id: '1', name: 'who', value: "={{ $json.name + ' ' + $json.email }}", type: 'string' },
		{ id: '2', name: 'plan', value: '={{ $json.plan.toUpperCase() }}', type: 'string' },
		{ id: '3', name: 'cents', value: '={{ Number($json.seats) * 100 }}', type: 'number' },
	],
};

export const ownTrackComputed = {
	type: 'n8n-nodes-segment.segment',
	parameters: {
		resource: 'track',
		operation: 'event',
		userId: 'user-1',
		event: EVENT,
		customProperties: COMPUTED,
	},
};

/** n8n's own node with the same three, which sends nothing. */
export const editFields = {
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: { mode: 'manual', assignments: COMPUTED, options: {} },
};

/** Bulk by field name: all seven fields of a record. */
export const ownBatch = {
	type: 'n8n-nodes-segment.segment',
	parameters: {
		resource: 'batch',
		operation: 'send',
		mode: 'mapFields',
		messageType: 'track',
		eventName: EVENT,
	},
};

/** The tracking plan that the stand-in gets for the row with the check. */
export const PLAN_CREDENTIAL = { id: 'BenchCredential2', name: 'Segment Public API account' };

const PLANNED_EVENTS = 200;

/** As many events as a large plan has, one of them the record's own with all its fields. */
export function planRules() {
	const [record] = makeRecords(1);
	const { userId: _userId, ...properties } = record;
	const planned = {
		type: 'object',
		properties: Object.fromEntries(
			Object.entries(properties).map(([name, value]) => [name, { type: [typeof value, 'null'] }]),
		),
		required: ['email', 'plan'],
	};
	return Array.from({ length: PLANNED_EVENTS }, (_, index) => ({
		type: 'TRACK',
		key: index === 0 ? EVENT : `${EVENT} ${index}`,
		version: 1,
		jsonSchema: { type: 'object', properties: { context: {}, traits: {}, properties: planned } },
	}));
}

/** The same, each message held against a tracking plan. */
export const ownBatchChecked = (trackingPlan: string) => ({
	type: ownBatch.type,
	parameters: {
		...ownBatch.parameters,
		options: {
			checkAgainstTrackingPlan: 'report',
			trackingPlan: { __rl: true, mode: 'id', value: trackingPlan },
		},
	},
});
