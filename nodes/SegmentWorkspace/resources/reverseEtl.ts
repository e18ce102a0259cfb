import { paging, simplify } from '../fields/common';
import { modelLocator, sourceLocator } from '../fields/locators';
import { resourceOf } from '../fields/resource';
import * as fields from '../fields/reverseEtl';
import { startSync } from '../operations/startSync';
import { getAnswer, getMany, getOne, remove } from '../request/operation';
import { changes, clearable, present } from '../request/read';
import { routing } from '../request/routing';
import * as simple from '../simplify/connections';

export const reverseEtl = resourceOf('reverseEtl', [
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
					reasonForCanceling: form.collection('additionalFields').optionalChoice<number>('reason'),
				}),
				repeatable: true,
			})),
		),
		fields: [
			modelLocator,
			fields.syncLocator,
			simplify,
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [fields.cancelReason],
			},
		],
	},
	{
		name: 'Create',
		value: 'create',
		action: 'Create reverse ETL model',
		description: 'Create a model: a query of a warehouse whose rows are to be delivered',
		routing: routing(
			'POST',
			'/reverse-etl-models',
			getOne('reverseEtlModel', simple.model, (form) => ({
				body: {
					sourceId: form.requiredId('source'),
					name: form.requiredText('name'),
					// Segment asks for one
					description:
						form.collection('additionalFields').trimmed('description') ?? form.requiredText('name'),
					enabled: form.flag('enabled'),
					query: form.requiredText('query'),
					queryIdentifierColumn: form.requiredText('queryIdentifierColumn'),
				},
			})),
		),
		fields: [
			{ ...sourceLocator, description: 'The warehouse that the rows come from, as a source' },
			{ ...fields.name, required: true },
			{ ...fields.query, required: true },
			{ ...fields.identifierColumn, required: true },
			fields.enabled,
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [fields.description],
			},
			simplify,
		],
	},
	{
		name: 'Delete',
		value: 'delete',
		action: 'Delete reverse ETL model',
		description: 'Delete a model for good. Its mappings deliver nothing any more.',
		routing: routing('DELETE', '/reverse-etl-models/{model}', remove('model')),
		fields: [modelLocator],
	},
	{
		name: 'Get',
		value: 'get',
		action: 'Get reverse ETL model',
		description: 'Retrieve a model with its query and schedule',
		routing: routing('GET', '/reverse-etl-models/{model}', getOne('reverseEtlModel', simple.model)),
		fields: [modelLocator, simplify],
	},
	{
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many reverse ETL models',
		description: 'Retrieve many models of the workspace',
		routing: routing('GET', '/reverse-etl-models', getMany('models', simple.model)),
		fields: [...paging, simplify],
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
		fields: [modelLocator, fields.syncLocator, simplify],
	},
	{
		name: 'Get Syncs',
		value: 'getSyncs',
		action: 'Get reverse ETL syncs',
		description: 'Retrieve the syncs of one of the mappings of a model, the newest first',
		routing: routing(
			'GET',
			'/reverse-etl-models/{model}/subscriptionId/{subscriptionId}/syncs',
			getMany('syncStatuses', simple.sync, { plainPaging: true }),
		),
		fields: [modelLocator, fields.mappingLocator, ...paging, simplify],
	},
	{
		name: 'Start Sync',
		value: 'startSync',
		action: 'Start reverse ETL sync',
		description: 'Start a sync now, and wait until it is finished if you like',
		routing: routing('POST', '/reverse-etl-syncs', startSync),
		fields: [modelLocator, fields.mappingLocator, ...fields.waiting, simplify],
	},
	{
		name: 'Update',
		value: 'update',
		action: 'Update reverse ETL model',
		description: 'Enable, disable or rename a model, or change its query',
		routing: routing(
			'PATCH',
			'/reverse-etl-models/{model}',
			getOne('reverseEtlModel', simple.model, (form) => {
				const fields = form.collection('updateFields');
				return {
					body: changes({
						name: fields.trimmed('name'),
						description: clearable(fields, 'description'),
						enabled: fields.optionalFlag('enabled'),
						query: fields.trimmed('query'),
						queryIdentifierColumn: fields.trimmed('queryIdentifierColumn'),
					}),
				};
			}),
		),
		fields: [
			modelLocator,
			{
				displayName: 'Update Fields',
				name: 'updateFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					fields.description,
					fields.enabled,
					fields.identifierColumn,
					fields.name,
					fields.query,
				],
			},
			simplify,
		],
	},
]);
