/** What the user fills in. */
import type { INodeProperties } from 'n8n-workflow';

import { CHOSEN_THING } from '../shared/builderHints';

export const properties: INodeProperties[] = [
	{
		displayName: 'Set-Up',
		name: 'setUp',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Manual',
				value: 'manual',
				description: 'You add a webhook destination in Segment that calls this node',
			},
			{
				name: 'Automatic',
				value: 'automatic',
				description: 'This node adds the destination through the Public API of Segment',
				builderHint: {
					propertyHint:
						'Needs a second credential, with a token of a Workspace Owner, and the workflow published. Choose manual unless the user has both.',
				},
			},
		],
		default: 'manual',
		description: 'How Segment learns the address of this node',
	},
	{
		displayName:
			'In Segment, <a href="https://github.com/n8n-nodes-segment/n8n-nodes-segment/blob/main/docs/trigger.md#set-it-up-by-hand" target="_blank">step by step</a>:<ul><li>Add the destination Webhooks (Actions) to your source, with a long random Shared Secret. Put the same one into the credential of this node.</li><li>Add a mapping with the action Send. URL: the Production URL of this node, or the Test URL while you try it out. Method: POST. Data: the whole event.</li><li>If you turn on batching, keep the batch size at 500 or less: n8n takes 16 MiB in one request.</li><li>Switch on the mapping and the destination.</li></ul>',
		name: 'manualSteps',
		type: 'notice',
		default: '',
		displayOptions: { show: { setUp: ['manual'] } },
	},
	{
		displayName:
			'When the workflow is published, this node adds a Webhooks (Actions) destination with a shared secret to the source, and re-uses it the next time. Segment offers this to workspaces with the feature Destination Subscriptions, and the credential needs a token of a Workspace Owner.',
		name: 'automaticSteps',
		type: 'notice',
		default: '',
		displayOptions: { show: { setUp: ['automatic'] } },
	},
	{
		displayName: 'Source',
		name: 'source',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		builderHint: CHOSEN_THING,
		description: 'The source whose events start this workflow',
		displayOptions: { show: { setUp: ['automatic'] } },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a source…',
				typeOptions: { searchListMethod: 'searchSources', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. rh5BDZp6QDHvXFCkibm1pR',
				validation: [
					{
						type: 'regex',
						properties: {
							regex: '^[A-Za-z0-9_-]+$',
							errorMessage: 'A source ID consists of letters and digits',
						},
					},
				],
			},
		],
	},
	{
		displayName: 'Shared Secret',
		name: 'secretFrom',
		type: 'options',
		options: [
			{
				name: 'From Credential',
				value: 'credential',
				description: 'The secret of a Segment Trigger API credential, which n8n encrypts',
			},
			{
				name: 'Generated',
				value: 'generated',
				description:
					'This node makes one and keeps it in the static data of the workflow, where everyone who may read the workflow through the API of n8n can see it',
			},
		],
		default: 'generated',
		description: 'The secret that Segment signs its requests with',
		displayOptions: { show: { setUp: ['automatic'] } },
	},
	{
		displayName: 'Verify Signature',
		name: 'verifySignature',
		type: 'boolean',
		default: true,
		description:
			'Whether to refuse requests that are not signed with the shared secret of the credential',
		displayOptions: { show: { setUp: ['manual'] } },
	},
	{
		displayName:
			'Anyone who learns the URL can start this workflow, with events they made up. Turn on Verify Signature and enter a shared secret in Segment, unless something in front of n8n checks who is calling.',
		name: 'unverifiedWarning',
		type: 'notice',
		default: '',
		displayOptions: { show: { setUp: ['manual'], verifySignature: [false] } },
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: ['all'],
		description: 'The events that start this workflow. All others are confirmed and dropped.',
		options: [
			{
				name: 'Alias',
				value: 'alias',
				description: 'Two identities of a user were merged',
			},
			{
				name: 'All Events',
				value: 'all',
				description: 'Whatever Segment delivers',
			},
			{
				name: 'Audience Entered',
				value: 'audienceEntered',
				description: 'A user or account became a member of an audience, as track or identify',
			},
			{
				name: 'Audience Exited',
				value: 'audienceExited',
				description: 'A user or account is no longer a member of an audience',
			},
			{
				name: 'Computed Trait',
				value: 'computedTrait',
				description: 'Engage computed a trait anew',
			},
			{
				name: 'Delete',
				value: 'delete',
				description:
					'A user has to be erased. Only the classic Webhooks destination delivers deletions.',
			},
			{
				name: 'Group',
				value: 'group',
				description: 'A user was put into an account',
			},
			{
				name: 'Identify',
				value: 'identify',
				description: 'Traits of a user, audiences and computed traits sent as traits included',
			},
			{
				name: 'Journey Step',
				value: 'journeyStep',
				description: 'A user reached a step of a journey that sends data',
			},
			{
				name: 'Linked Entity Added',
				value: 'linkedEntityAdded',
				description: 'An entity of the data graph made somebody a member of a linked audience',
			},
			{
				name: 'Linked Entity Changed',
				value: 'linkedEntityChanged',
				description: 'Values of an entity in a linked audience are new',
			},
			{
				name: 'Linked Entity Removed',
				value: 'linkedEntityRemoved',
				description: 'An entity of the data graph no longer makes somebody a member',
			},
			{
				name: 'Page',
				value: 'page',
				description: 'A user viewed a page of a website',
			},
			{
				name: 'Screen',
				value: 'screen',
				description: 'A user viewed a screen of an app',
			},
			{
				name: 'Track',
				value: 'track',
				description: 'A user did something, audiences and journeys sent as events included',
			},
			{
				name: 'Tracking Plan Violation',
				value: 'trackingPlanViolation',
				description: 'An event that Protocols forwards because another one broke its tracking plan',
			},
			{
				name: 'Warehouse Row Added',
				value: 'warehouseRowAdded',
				description: 'Reverse ETL found a new row',
			},
			{
				name: 'Warehouse Row Deleted',
				value: 'warehouseRowDeleted',
				description: 'Reverse ETL no longer finds a row',
			},
			{
				name: 'Warehouse Row Updated',
				value: 'warehouseRowUpdated',
				description: 'Reverse ETL found other values in a row',
			},
		],
	},
	{
		displayName:
			'Segment sends deletion requests only to its classic Webhooks destination, not to the one that this node sets up. For Delete, choose Manual in Set-Up.',
		name: 'deleteNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { setUp: ['automatic'], events: ['delete'] } },
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [
			{
				displayName: 'Audience, Trait or Journey Keys',
				name: 'keys',
				type: 'string',
				typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Key' },
				default: [],
				placeholder: 'e.g. high_value_customers',
				description:
					'Only start for audiences, computed traits and journey steps with one of these keys; * stands for any text. Events that Engage did not make no longer start the workflow.',
			},
			{
				displayName: 'Event Names',
				name: 'eventNames',
				type: 'string',
				typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Name' },
				default: [],
				placeholder: 'e.g. Order *',
				description:
					'Only start for track, page and screen events with one of these names, spelled the same; * stands for any text. Events without a name no longer start the workflow.',
			},
			{
				displayName: 'Only When Membership Changed',
				name: 'changesOnly',
				type: 'boolean',
				default: false,
				description:
					'Whether to drop events that repeat what is known: Segment tells again that somebody is a member of an audience when other values change',
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Batches',
				name: 'batches',
				type: 'options',
				options: [
					{
						name: 'Accept All',
						value: 'all',
						description: 'Every event of a batch starts the workflow',
					},
					{
						name: 'None',
						value: 'none',
						description: 'A request with more than one event is refused',
					},
					{
						name: 'Only Verified Events',
						value: 'verified',
						description: 'Events of a batch that the signature does not cover are dropped',
					},
				],
				default: 'all',
				description:
					'Segment signs only the first event of a batch, so whoever got hold of one signed event could add others of their own behind it',
			},
			{
				displayName: 'Drop Duplicates',
				name: 'dropDuplicates',
				type: 'boolean',
				default: true,
				description:
					'Whether to drop events whose message ID was received before. Segment delivers an event again for hours when it got no answer.',
			},
			{
				displayName: 'Include Headers',
				name: 'includeHeaders',
				type: 'boolean',
				default: false,
				description:
					"Whether to add the request's headers to each item as 'headers'. Only those that are known to hold no secret, such as user-agent and x-forwarded-for.",
			},
			{
				displayName: 'Remember Events',
				name: 'rememberEvents',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 100000 },
				default: 10000,
				description:
					'How many message IDs to remember for Drop Duplicates, at 12 bytes each in the static data of the workflow, and how many memberships for Only When Membership Changed. The oldest are forgotten first.',
			},
			{
				displayName: 'Remember Hours',
				name: 'rememberHours',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 168 },
				default: 24,
				description:
					'How long to remember message IDs for Drop Duplicates. Segment delivers again for about 4 hours.',
			},
			{
				displayName: 'Same Event From Another Mapping',
				name: 'otherMappings',
				type: 'boolean',
				default: false,
				description:
					'Whether an event starts the workflow again when another mapping in Segment delivers it with other data. Without this, Drop Duplicates drops the second one.',
			},
			{
				displayName: 'When Deactivated',
				name: 'whenDeactivated',
				type: 'options',
				options: [
					{
						name: 'Disable Destination',
						value: 'disable',
						description: 'The destination stays in Segment, with its history, and is used again',
					},
					{
						name: 'Delete Destination',
						value: 'delete',
						description: 'The destination is removed from Segment',
					},
				],
				default: 'disable',
				description: 'What becomes of the destination when the workflow is unpublished',
				displayOptions: { show: { '/setUp': ['automatic'] } },
			},
			{
				displayName: 'When Old Destination Cannot Be Disabled',
				name: 'oldDestination',
				type: 'options',
				options: [
					{
						name: 'Publish Anyway',
						value: 'publish',
						description: 'You disable it in Segment by hand',
					},
					{
						name: 'Stop With an Error',
						value: 'stop',
						description: 'The error says which destination it is',
					},
				],
				default: 'stop',
				description:
					'What to do when the credential no longer reaches the destination that was set up before, because it belongs to another workspace',
				displayOptions: { show: { '/setUp': ['automatic'] } },
			},
		],
	},
];
