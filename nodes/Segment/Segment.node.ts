import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { nodesBeside } from '../shared/builderHints';
import { searchTrackingPlans } from '../shared/run/searchList';
import { searchConsentCategories, searchDestinationNames } from './lists/source';
import { getSpecProperties, searchSpecEvents } from './lists/spec';
import { getPlanProperties, getPlanTraits, searchPlanEvents } from './lists/trackingPlan';
import { hints } from './hints';
import { properties } from './properties';
import { CREDENTIALS } from './properties/credentials';
import { sendBatch } from './run/sendBatch';
import { sendItem, sendItems } from './run/sendItems';
import { testWriteKey } from './writeKey/credentialTest';

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
		builderHint: {
			searchHint:
				'For all data that goes to Twilio Segment: track, page, screen, identify, group and alias. Choose it before n8n-nodes-base.segment and before an HTTP Request: it knows the EU region, sends many items in few requests, counts a repeated message once and refuses what Segment would drop silently. For rows of a table or a file use resource batch, without a loop before it. With options.dryRun on, nothing is sent.',
			relatedNodes: nodesBeside('segment'),
		},
		hints,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: CREDENTIALS,
		requestDefaults: { baseURL: 'https://api.segment.io' },
		requestOperations: { pagination: sendItem },
		properties,
	};

	/** A run on the canvas: all items at once. n8n calls these before it evaluates any parameter. */
	customOperations = {
		alias: { create: sendItems },
		batch: { send: sendBatch },
		group: { add: sendItems },
		identify: { create: sendItems },
		track: { event: sendItems, page: sendItems, screen: sendItems },
	};

	methods = {
		credentialTest: { testWriteKey },
		listSearch: {
			searchConsentCategories,
			searchDestinationNames,
			searchPlanEvents,
			searchSpecEvents,
			searchTrackingPlans,
		},
		resourceMapping: { getPlanProperties, getPlanTraits, getSpecProperties },
	};
}
