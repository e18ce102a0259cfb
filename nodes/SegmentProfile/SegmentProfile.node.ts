import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { customOperations, paginate } from './lookup/run';
import { properties } from './properties';

export class SegmentProfile implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Twilio Segment Profile',
		name: 'segmentProfile',
		icon: { light: 'file:segmentProfile.svg', dark: 'file:segmentProfile.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Look up a customer in Twilio Segment: traits, audiences, IDs, events and links',
		defaults: { name: 'Segment Profile' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'segmentProfileApi', required: true }],
		// Region and host are the credential's
		requestDefaults: { baseURL: 'https://profiles.segment.com' },
		requestOperations: { pagination: paginate(properties) },
		properties: [...properties],
	};

	customOperations = { profile: customOperations(properties) };
}
