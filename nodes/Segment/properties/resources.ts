import type { INodeProperties } from 'n8n-workflow';

/**
 * Resources and operations. Values that n8n's built-in Segment node has are the same here.
 * The routing is for agents before version 3: `paginate` hands their item to
 * `requestOperations.pagination`, and `url` is where a message goes when it goes alone.
 */
export const resourceProperties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Alias', value: 'alias' },
			// an agent's tool never gets as far as bulk
			{
				name: 'Batch',
				value: 'batch',
				displayOptions: { show: { '@tool': [false] } },
				builderHint: {
					propertyHint:
						'For lists: reads the fields of the items by their names, without expressions, and sends 100,000 items in a second. Not for an agent’s tool.',
				},
			},
			{ name: 'Group', value: 'group' },
			{ name: 'Identify', value: 'identify' },
			{ name: 'Track', value: 'track' },
		],
		default: 'track',
		routing: { send: { paginate: true } },
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['alias'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create alias',
				description: 'Record that a person changed from one ID to another',
				routing: {
					request: { method: 'POST', url: '/v1/alias' },
				},
			},
		],
		default: 'create',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['batch'] } },
		options: [
			{
				name: 'Send',
				value: 'send',
				action: 'Send many messages',
				description: 'Send thousands of items as messages, mapped by the names of their fields',
			},
		],
		default: 'send',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['group'] } },
		options: [
			{
				name: 'Add',
				value: 'add',
				action: 'Add user to group',
				description: 'Add a person to an account, company or team',
				routing: {
					request: { method: 'POST', url: '/v1/group' },
				},
			},
		],
		default: 'add',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['identify'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Identify user',
				description: 'Tie a person to an ID and record what you know about them',
				routing: {
					request: { method: 'POST', url: '/v1/identify' },
				},
			},
		],
		default: 'create',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['track'] } },
		options: [
			{
				name: 'Event',
				value: 'event',
				action: 'Track event',
				description: 'Record something that a person did',
				routing: {
					request: { method: 'POST', url: '/v1/track' },
				},
			},
			{
				name: 'Page',
				value: 'page',
				action: 'Track page',
				description: 'Record that a person saw a page of your website',
				routing: {
					request: { method: 'POST', url: '/v1/page' },
				},
			},
			{
				name: 'Screen',
				value: 'screen',
				action: 'Track screen',
				description: 'Record that a person saw a screen of your app',
				routing: {
					request: { method: 'POST', url: '/v1/screen' },
				},
			},
		],
		default: 'event',
	},
];
