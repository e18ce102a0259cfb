import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { nodesBeside } from '../shared/builderHints';
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
		builderHint: {
			searchHint:
				'For reading what Segment Unify knows of one customer or account by one of its IDs. Operation get gives traits, audiences, IDs and links in one item, so no further call is needed. It cannot search people by their traits: for lists of people, let Segment Trigger receive the changes of an audience.',
			relatedNodes: nodesBeside('segmentProfile'),
		},
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
