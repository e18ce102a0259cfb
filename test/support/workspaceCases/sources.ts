import { id } from '../workspace';
import { destination, page, settings, source, sourceGiven } from './records';
import { type Case } from './case';

const destinationGiven = {
	id: 'd1',
	name: 'Amplitude',
	enabled: false,
	type: 'Amplitude',
	typeId: 'm2',
	sourceId: 's1',
};

const model = {
	id: 'mod1',
	sourceId: 's1',
	name: 'Customers',
	description: 'All',
	enabled: true,
	scheduleStrategy: 'PERIODIC',
	scheduleConfig: {},
	query: 'select 1',
	queryIdentifierColumn: 'id',
};

const modelGiven = {
	id: 'mod1',
	name: 'Customers',
	description: 'All',
	enabled: true,
	sourceId: 's1',
	scheduleStrategy: 'PERIODIC',
	queryIdentifierColumn: 'id',
	query: 'select 1',
};

const settingsGiven = {
	sourceId: 's1',
	trackAllowEventOnViolations: true,
	trackAllowPropertiesOnViolations: true,
	trackAllowUnplannedEventProperties: true,
	trackAllowUnplannedEvents: false,
	trackCommonEventOnViolations: 'ALLOW',
	identifyAllowTraitsOnViolations: true,
	identifyAllowUnplannedTraits: true,
	identifyCommonEventOnViolations: 'OMIT_TRAITS',
	groupAllowTraitsOnViolations: true,
	groupAllowUnplannedTraits: true,
	groupCommonEventOnViolations: 'OMIT_TRAITS',
	forwardingBlockedEventsTo: 's3',
	forwardingViolationsTo: 's2',
};

export const sourceCases: Record<string, Case[]> = {
	source: [
		{
			parameters: {
				operation: 'create',
				sourceType: id('m1'),
				slug: 'web',
				enabled: false,
				additionalFields: { settings: '{"a":1}', disconnectAllWarehouses: true },
			},
			sends: 'POST /sources',
			body: {
				slug: 'web',
				enabled: false,
				metadataId: 'm1',
				settings: { a: 1 },
				disconnectAllWarehouses: true,
			},
			data: { source },
			gives: [sourceGiven],
		},
		{
			parameters: { operation: 'get', source: id('s1') },
			sends: 'GET /sources/s1',
			data: { source, trackingPlanId: 'tp_1' },
			gives: [{ ...sourceGiven, trackingPlanId: 'tp_1' }],
		},
		{
			parameters: { operation: 'getAll' },
			sends: `GET /sources${page}`,
			data: { sources: [source] },
			gives: [sourceGiven],
		},
		{
			parameters: {
				operation: 'update',
				source: id('s1'),
				updateFields: { enabled: false, name: 'Website', settings: '={{ { a: 1 } }}' },
			},
			sends: 'PATCH /sources/s1',
			body: { name: 'Website', enabled: false, settings: { a: 1 } },
			data: { source },
			gives: [sourceGiven],
		},
		{
			parameters: { operation: 'delete', source: id('s1') },
			sends: 'DELETE /sources/s1',
			data: { status: 'SUCCESS' },
			gives: [{ id: 's1', deleted: true }],
		},
		{
			parameters: { operation: 'getDestinations', source: id('s1') },
			sends: `GET /sources/s1/connected-destinations${page}`,
			data: { destinations: [destination] },
			gives: [destinationGiven],
		},
		{
			parameters: { operation: 'getSchemaSettings', source: id('s1') },
			sends: 'GET /sources/s1/settings',
			data: { sourceId: 's1', settings },
			gives: [settingsGiven],
		},
		{
			parameters: {
				operation: 'updateSchemaSettings',
				source: id('s1'),
				schemaFields: {
					trackAllowUnplannedEvents: false,
					identifyCommonEventOnViolations: 'OMIT_TRAITS',
					groupAllowUnplannedTraits: true,
					forwardingViolationsTo: 's2',
				},
			},
			sends: 'PATCH /sources/s1/settings',
			body: {
				forwardingViolationsTo: 's2',
				track: { allowUnplannedEvents: false },
				identify: { commonEventOnViolations: 'OMIT_TRAITS' },
				group: { allowUnplannedTraits: true },
			},
			data: { sourceId: 's1', settings },
			gives: [settingsGiven],
		},
		{
			parameters: { operation: 'addLabels', source: id('s1'), labels: 'env:prod, team:growth' },
			sends: 'POST /sources/s1/labels',
			body: {
				labels: [
					{ key: 'env', value: 'prod' },
					{ key: 'team', value: 'growth' },
				],
			},
			data: { labels: [{ key: 'env', value: 'prod', description: 'Live' }] },
			gives: [{ key: 'env', value: 'prod', description: 'Live' }],
		},
		{
			parameters: { operation: 'replaceLabels', source: id('s1'), labels: 'env:prod' },
			sends: 'PUT /sources/s1/labels',
			body: { labels: [{ key: 'env', value: 'prod' }] },
			data: { labels: [{ key: 'env', value: 'prod' }] },
			gives: [{ key: 'env', value: 'prod', description: '' }],
		},
		{
			parameters: { operation: 'addWriteKey', source: id('s1') },
			sends: 'POST /sources/s1/writekey',
			data: { source },
			gives: [sourceGiven],
		},
		{
			parameters: { operation: 'removeWriteKey', source: id('s1'), writeKey: 'abc' },
			sends: 'DELETE /sources/s1/writekey/abc',
			data: { status: 'SUCCESS' },
			gives: [{ id: 's1', removed: true }],
		},
	],
	destination: [
		{
			parameters: { operation: 'get', destination: id('d1') },
			sends: 'GET /destinations/d1',
			data: { destination },
			gives: [destinationGiven],
		},
		{
			parameters: { operation: 'getAll' },
			sends: `GET /destinations${page}`,
			data: { destinations: [destination] },
			gives: [destinationGiven],
		},
		{
			parameters: {
				operation: 'update',
				destination: id('d1'),
				updateFields: { enabled: false, name: 'New', settings: { a: true } },
			},
			sends: 'PATCH /destinations/d1',
			body: { name: 'New', enabled: false, settings: { a: true } },
			data: { destination },
			gives: [destinationGiven],
		},
		{
			parameters: { operation: 'delete', destination: id('d1') },
			sends: 'DELETE /destinations/d1',
			data: { status: 'SUCCESS' },
			gives: [{ id: 'd1', deleted: true }],
		},
	],
	reverseEtl: [
		{
			parameters: { operation: 'getAll' },
			sends: `GET /reverse-etl-models${page}`,
			data: { models: [model] },
			gives: [modelGiven],
		},
		{
			parameters: { operation: 'get', model: id('mod1') },
			sends: 'GET /reverse-etl-models/mod1',
			data: { reverseEtlModel: model },
			gives: [modelGiven],
		},
		{
			parameters: {
				operation: 'create',
				source: id('s1'),
				name: 'Customers',
				query: 'select 1',
				queryIdentifierColumn: 'id',
				enabled: false,
				additionalFields: { description: 'All' },
			},
			sends: 'POST /reverse-etl-models',
			body: {
				sourceId: 's1',
				name: 'Customers',
				description: 'All',
				enabled: false,
				query: 'select 1',
				queryIdentifierColumn: 'id',
			},
			data: { reverseEtlModel: model },
			gives: [modelGiven],
		},
		{
			parameters: {
				operation: 'update',
				model: id('mod1'),
				updateFields: {
					name: 'New',
					description: '',
					enabled: true,
					query: 'select 2',
					queryIdentifierColumn: 'key',
				},
			},
			sends: 'PATCH /reverse-etl-models/mod1',
			body: {
				name: 'New',
				description: '',
				enabled: true,
				query: 'select 2',
				queryIdentifierColumn: 'key',
			},
			data: { reverseEtlModel: model },
			gives: [modelGiven],
		},
		{
			parameters: { operation: 'delete', model: id('mod1') },
			sends: 'DELETE /reverse-etl-models/mod1',
			data: { status: 'SUCCESS' },
			gives: [{ id: 'mod1', deleted: true }],
		},
		{
			parameters: {
				operation: 'getSyncs',
				model: id('mod1'),
				subscriptionId: id('map1'),
				limit: 3,
			},
			sends: 'GET /reverse-etl-models/mod1/subscriptionId/map1/syncs?count=3',
			data: {
				syncStatuses: [
					{
						syncId: 'sy1',
						modelId: 'mod1',
						sourceId: 's1',
						syncStatus: 'FAIL',
						duration: '5s',
						startedAt: '2026-11-20T01:00:00Z',
						error: 'The query failed.',
					},
				],
			},
			gives: [
				{
					id: 'sy1',
					modelId: 'mod1',
					sourceId: 's1',
					status: 'FAIL',
					startedAt: '2026-11-20T01:00:00.000Z',
					finishedAt: null,
					extracted: null,
					delivered: null,
					notDelivered: null,
					reason: 'The query failed.',
				},
			],
		},
		{
			parameters: { operation: 'getSync', model: id('mod1'), syncId: 'sy1' },
			sends: 'GET /reverse-etl-models/mod1/syncs/sy1',
			data: {
				reverseETLSyncStatus: {
					syncId: 'sy1',
					modelId: 'mod1',
					sourceId: 's1',
					syncStatus: 'PARTIAL_SUCCESS',
					duration: '5s',
					startedAt: '2026-11-20T01:00:00Z',
					finishedAt: '2026-11-20T01:00:05Z',
					extractPhase: { extractCount: '15', errorCode: '' },
					loadPhase: { deliverSuccessCount: '14', deliverFailureCount: '1', errorCode: 'E1' },
				},
			},
			gives: [
				{
					id: 'sy1',
					modelId: 'mod1',
					sourceId: 's1',
					status: 'PARTIAL_SUCCESS',
					startedAt: '2026-11-20T01:00:00.000Z',
					finishedAt: '2026-11-20T01:00:05.000Z',
					extracted: 15,
					delivered: 14,
					notDelivered: 1,
					reason: 'E1',
				},
			],
		},
		{
			parameters: {
				operation: 'cancel',
				model: id('mod1'),
				syncId: 'sy1',
				additionalFields: { reason: 0 },
				simplify: false,
			},
			sends: 'POST /reverse-etl-models/mod1/syncs/sy1/cancel',
			body: { reasonForCanceling: 0 },
			data: { modelId: 'mod1', syncId: 'sy1', status: 'CANCELLING' },
			gives: [{ modelId: 'mod1', syncId: 'sy1', status: 'CANCELLING' }],
		},
	],
};
