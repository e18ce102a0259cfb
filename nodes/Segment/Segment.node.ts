import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { properties } from './properties';
import { sendBatch } from './run/sendBatch';
import { sendQueued } from './run/sendQueued';

export class Segment implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Twilio Segment',
		name: 'segment',
		icon: { light: 'file:segment.svg', dark: 'file:segment.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Send customer data to Twilio Segment',
		defaults: { name: 'Segment' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'segmentApi', required: true }],
		requestDefaults: { baseURL: 'https://api.segment.io' },
		requestOperations: { pagination: sendQueued },
		properties,
	};

	/** Bulk: all items at once, read by field name. Agents' tools never get here. */
	customOperations = { batch: { send: sendBatch } };
}
