import type { INodeProperties } from 'n8n-workflow';

import { TRACKING_PLAN } from './trackingPlan';

/** How the node behaves. Read once for a run, from its first item. */
export const optionProperties: INodeProperties[] = [
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Allow Unplanned',
				name: 'allowUnplanned',
				type: 'multiOptions',
				options: [
					{
						name: 'Events',
						value: 'events',
						description: 'Events that the tracking plan does not have are no violation',
					},
					{
						name: 'Properties and Traits',
						value: 'fields',
						description: 'Properties and traits that it does not have are no violation',
					},
				],
				default: [],
				description:
					'What the check against the tracking plan lets through, as the schema controls of a source in Segment can',
			},
			{
				displayName: 'Check Against Tracking Plan',
				name: 'checkAgainstTrackingPlan',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Off', value: 'off', description: 'Send without looking at a plan' },
					{
						name: 'Refuse',
						value: 'refuse',
						description: 'A message that breaks the plan is an error, and is not sent',
					},
					{
						name: 'Report',
						value: 'report',
						description: 'Everything is sent, and each output item lists its violations',
					},
				],
				default: 'report',
				description:
					'Whether each message is held against your tracking plan in Segment before it is sent. The plan is chosen under Tracking Plan.',
			},
			{
				displayName: 'Concurrent Requests',
				name: 'concurrentRequests',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 50 },
				default: 4,
				description: 'How many requests may be under way at a time',
			},
			{
				displayName: 'Delivery',
				name: 'delivery',
				type: 'options',
				options: [
					{
						name: 'Batched',
						value: 'batched',
						description: 'All items of a run go in as few requests as Segment allows',
					},
					{
						name: 'One Request per Message',
						value: 'single',
						description: 'Each item goes to the endpoint of its own call',
					},
				],
				default: 'batched',
				displayOptions: { hide: { '/resource': ['batch'] } },
				description: 'How the messages of several items travel',
			},
			{
				displayName: 'Dry Run',
				name: 'dryRun',
				type: 'boolean',
				default: true,
				description:
					'Whether to send nothing and show the exact messages, their sizes and the requests that they would travel in',
			},
			{
				displayName: 'Include Input Fields',
				name: 'includeInputFields',
				type: 'boolean',
				default: true,
				displayOptions: { hide: { '/output': ['summary'] } },
				description:
					"Whether the output of an item also has the fields of its input. Where both have a field of one name, the result's is kept.",
			},
			{
				displayName: 'Max Messages per Second',
				name: 'messagesPerSecond',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 1000,
				description:
					'How many messages may leave in one second. Segment may queue what is over 1,000 a second in a workspace, so that an import delays everything else. Without this option, messages leave as fast as Segment takes them.',
			},
			{
				displayName: 'Max Retries',
				name: 'maxRetries',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 10 },
				default: 5,
				description:
					'How often a request is sent again after a network fault, a time-out, a rate limit or trouble at Segment. A repeated message counts once.',
			},
			{
				displayName: 'Message IDs',
				name: 'messageIdMode',
				type: 'options',
				options: [
					{
						name: 'Custom',
						value: 'custom',
						description: 'Every item must have its own Message ID',
					},
					{
						name: 'From Content',
						value: 'fromContent',
						description: 'The same message counts once in about 24 hours, whichever run sends it',
						builderHint: {
							propertyHint:
								'For workflows that may send the same rows again, such as a schedule over a table. Leave the timestamp empty or take it from the item: the time of the run makes every message a new one.',
						},
					},
					{
						name: 'Per Execution',
						value: 'perExecution',
						description: 'An item counts once in its execution, however often it is retried',
					},
				],
				default: 'perExecution',
				description:
					'How a message without an ID of its own gets one. Segment drops a message whose ID it has seen in about the last 24 hours.',
			},
			{
				displayName: 'Nest Dotted Names',
				name: 'nestDottedNames',
				type: 'boolean',
				default: true,
				displayOptions: { hide: { '/resource': ['batch'] } },
				description:
					'Whether a dot in the name of a custom trait or property makes an object, so that address.city becomes { address: { city } }',
			},
			TRACKING_PLAN,
		],
	},
];
