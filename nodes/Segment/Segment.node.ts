import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { searchTrackingPlans } from '../shared/run/searchList';
import { searchSpecEvents, getSpecProperties } from './lists/spec';
import { getPlanProperties, getPlanTraits, searchPlanEvents } from './lists/trackingPlan';
import { properties } from './properties';
import { WITH_TRACKING_PLAN } from './properties/trackingPlan';
import { sendBatch } from './run/sendBatch';
import { sendItem, sendItems } from './run/sendItems';

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
		credentials: [
			{ name: 'segmentApi', required: true },
			{ name: 'segmentPublicApi', required: true, displayOptions: WITH_TRACKING_PLAN },
		],
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
		listSearch: { searchPlanEvents, searchSpecEvents, searchTrackingPlans },
		resourceMapping: { getPlanProperties, getPlanTraits, getSpecProperties },
	};
}
