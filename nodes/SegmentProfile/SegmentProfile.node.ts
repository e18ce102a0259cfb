import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { lookUp } from './lookup/lookUp';
import { filters } from './properties/filters';
import { get } from './properties/get';
import { lookupFields } from './properties/lookupFields';
import { operation } from './properties/operation';
import { outcome } from './properties/outcome';
import { paging } from './properties/paging';

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
		// Region and host are the credential's; `lookUp` reads them
		requestDefaults: { baseURL: 'https://profiles.segment.com' },
		requestOperations: { pagination: lookUp },
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'Profile', value: 'profile' }],
				default: 'profile',
				routing: { send: { paginate: true } },
			},
			operation,
			...lookupFields,
			...get,
			...paging,
			...filters,
			...outcome,
		],
	};
}
