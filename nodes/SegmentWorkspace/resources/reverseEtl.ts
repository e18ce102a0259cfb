import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { maxWait, paging, simplify } from '../fields/common';
import { modelLocator } from '../fields/locators';
import { startSync } from '../operations/startSync';
import { getAnswer, getMany, getOne } from '../request/operation';
import { present } from '../request/read';
import { routing } from '../request/routing';
import * as simple from '../simplify/connections';

export const reverseEtl: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['reverseEtl'] } },
		options: [
			{
				name: 'Cancel Sync',
				value: 'cancel',
				action: 'Cancel reverse ETL sync',
				description: 'Stop a sync that is running. Records that were delivered already stay there.',
				routing: routing(
					'POST',
					'/reverse-etl-models/{model}/syncs/{syncId}/cancel',
					getAnswer('syncId', simple.sync, (form) => ({
						body: present({
							reasonForCanceling: form
								.collection('additionalFields')
								.optionalChoice<number>('reason'),
						}),
						repeatable: true,
					})),
				),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get reverse ETL model',
				description: 'Retrieve a model with its query and schedule',
				routing: routing(
					'GET',
					'/reverse-etl-models/{model}',
					getOne('reverseEtlModel', simple.model),
				),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many reverse ETL models',
				description: 'Retrieve many models of the workspace',
				routing: routing('GET', '/reverse-etl-models', getMany('models', simple.model)),
			},
			{
				name: 'Get Sync',
				value: 'getSync',
				action: 'Get reverse ETL sync',
				description: 'Retrieve how far a sync is and how many records it delivered',
				routing: routing(
					'GET',
					'/reverse-etl-models/{model}/syncs/{syncId}',
					getOne('reverseETLSyncStatus', simple.sync),
				),
			},
			{
				name: 'Start Sync',
				value: 'startSync',
				action: 'Start reverse ETL sync',
				description: 'Start a sync now, and wait until it is finished if you like',
				routing: routing('POST', '/reverse-etl-syncs', startSync),
			},
		],
		default: 'getAll',
	},
	...updateDisplayOptions({ show: { resource: ['reverseEtl'] }, hide: { operation: ['getAll'] } }, [
		modelLocator,
	]),
	...updateDisplayOptions(
		{ show: { resource: ['reverseEtl'], operation: ['cancel', 'getSync'] } },
		[
			{
				displayName: 'Sync ID',
				name: 'syncId',
				type: 'string',
				default: '',
				required: true,
				description: 'ID of the sync, as Start Sync gives it',
			},
		],
	),
	...updateDisplayOptions({ show: { resource: ['reverseEtl'], operation: ['startSync'] } }, [
		{
			displayName: 'Subscription ID',
			name: 'subscriptionId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 3CkQKMtSpMYZTUDKbXFXpT',
			description: 'ID of the mapping that the sync is to deliver',
		},
		{
			displayName: 'Wait for the End',
			name: 'wait',
			type: 'boolean',
			default: true,
			description: 'Whether to go on only when the sync is finished',
		},
		{ ...maxWait, displayOptions: { show: { wait: [true] } } },
	]),
	...updateDisplayOptions({ show: { resource: ['reverseEtl'], operation: ['getAll'] } }, paging),
	...updateDisplayOptions({ show: { resource: ['reverseEtl'] } }, [simplify]),
	...updateDisplayOptions({ show: { resource: ['reverseEtl'], operation: ['cancel'] } }, [
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Reason',
					name: 'reason',
					type: 'options',
					options: [
						{ name: 'Incorrect Destination', value: 1 },
						{ name: 'Incorrect Keys', value: 2 },
						{ name: 'Incorrect Mapping', value: 3 },
						{ name: 'Incorrect Model', value: 0 },
						{ name: 'Other', value: 4 },
					],
					default: 4,
					description:
						'Why the sync is cancelled. An expression gives the number that Segment knows it by: 0 for Incorrect Model, 1 for Incorrect Destination, 2 for Incorrect Keys, 3 for Incorrect Mapping, 4 for Other.',
				},
			],
		},
	]),
];
