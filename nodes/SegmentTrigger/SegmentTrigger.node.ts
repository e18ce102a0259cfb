import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { nodesBeside } from '../shared/builderHints';
import { properties } from './properties';
import { confirm, RESPONSE_MODE } from './receive/answer';
import { receive } from './receive/receive';
import { isSetUp, setUp, switchOff } from './setUp/lifeCycle';
import { checkSharedSecret } from './setUp/sharedSecret';
import { searchSources } from './setUp/sources';

export class SegmentTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Twilio Segment Trigger',
		name: 'segmentTrigger',
		icon: { light: 'file:segmentTrigger.svg', dark: 'file:segmentTrigger.dark.svg' },
		group: ['trigger'],
		// Of version 1 of any node n8n evaluates an option that only its own Webhook node has, for each request
		version: [1, 2],
		defaultVersion: 2,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		// The nodes panel shows this for the trigger and the Segment node together
		description:
			'Send customer data to Twilio Segment, or start the workflow when Segment delivers an event',
		eventTriggerDescription:
			'Waiting for Segment to call the Test URL. Send an event to your source, or use the Event Tester of the mapping in Segment.',
		activationMessage: 'Segment can now start this workflow by calling the Production URL.',
		triggerPanel: {
			header: 'Pull in events from Segment',
			executionsHelp: {
				inactive:
					'<b>While building</b>, click Execute step and let Segment call the Test URL: the event shows up here.<br /><br /><b>When done</b>, publish the workflow and let Segment call the Production URL: each event then runs the workflow, as listed under <a data-key="executions">executions</a>.',
				active:
					'<b>While building</b>, click Execute step and let Segment call the Test URL: the event shows up here.<br /><br /><b>This workflow is published</b>: each event that Segment delivers to the Production URL runs it, as listed under <a data-key="executions">executions</a>.',
			},
			activationHint:
				'Once your workflow is ready, publish it. If you set up Segment by hand, enter the Production URL in the mapping of your destination.',
		},
		builderHint: {
			searchHint:
				'For starting a workflow by what Segment delivers: events, audience entries and exits, computed traits, journeys, deletions. Choose it before the Webhook node: it verifies the signature of Segment itself, so no Crypto or Code node is needed, answers in time, drops repeated deliveries and gives one item per event.',
			relatedNodes: nodesBeside('segmentTrigger'),
		},
		defaults: { name: 'Segment Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		// Hidden, not shown, by these fields: n8n's editor leaves out a field that credentials are shown by, and
		// chooses its value by the credentials that exist
		credentials: [
			{
				name: 'segmentTriggerApi',
				required: true,
				displayOptions: { hide: { secretFrom: ['generated'], verifySignature: [false] } },
				testedBy: 'checkSharedSecret',
			},
			{
				name: 'segmentPublicApi',
				required: true,
				displayOptions: { hide: { setUp: ['manual'] } },
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: RESPONSE_MODE,
				// Were nothing said of the data, n8n would answer with the word for its own default
				responseData: '',
				path: 'segment',
			},
		],
		properties,
	};

	methods = {
		credentialTest: { checkSharedSecret },
		listSearch: { searchSources },
	};

	webhookMethods = {
		default: {
			checkExists: async function (this: IHookFunctions) {
				return await isSetUp(this);
			},
			create: async function (this: IHookFunctions) {
				return await setUp(this);
			},
			delete: async function (this: IHookFunctions) {
				return await switchOff(this);
			},
		},
	};

	/**
	 * Does nothing but be there: n8n 2.41 asks a webhook's `checkExists` at its start only of nodes
	 * that have a trigger too, and a change of n8n's address has to be noticed then.
	 */
	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return {};
	}

	/** Hands on what the webhook brought; without it, n8n would call `trigger` in manual runs. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return confirm(this);
	}

	async webhook(this: IWebhookFunctions) {
		return await receive(this);
	}
}
