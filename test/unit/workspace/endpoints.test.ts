import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import {
	fieldsOfShape,
	findEndpoint,
	searchEndpoints,
	type Endpoint,
} from '../../../nodes/SegmentWorkspace/endpoints/endpoint';
import { requestOf, type ReadRow } from '../../../nodes/SegmentWorkspace/endpoints/request';
import { rowsOf } from '../../../nodes/SegmentWorkspace/endpoints/rows';
import { titleOf } from '../../../nodes/shared/title';
import { fieldsOf, operations, UNIONS } from '../../public-api/facts';

function endpoint(id: string): Endpoint {
	const found = findEndpoint(id);
	if (!found) throw new Error(`No endpoint ${id}`);
	return found;
}

const asIs: ReadRow = (_field, value) => value as ReturnType<ReadRow>;

describe('the facts', () => {
	it('have 201 operations', () => {
		expect(operations).toHaveLength(201);
	});

	it.each(Object.entries(UNIONS))('make %s of nothing but its models', (union, models) => {
		const names = (model: string) => fieldsOf(model).map(({ name }) => name);
		expect(new Set(models.flatMap(names))).toEqual(new Set(names(union)));
	});
});

describe('the table of endpoints', () => {
	it('is what `npm run endpoints` makes', () => {
		const script = join(__dirname, '../../public-api/endpoints.ts');
		// in a process of its own, because prettier is an ES module
		const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script, '--check'], {
			encoding: 'utf8',
		});
		expect([status, stderr]).toEqual([0, '']);
	});

	it('gives every operation of the facts as it is', () => {
		const told = (id: string) => {
			const { method, path, stage, fields } = endpoint(id);
			const required = fields.filter((field) => field.required).map(({ name }) => name);
			return { method, path, stage, required };
		};
		for (const operation of operations) {
			const { id, method, path, stage, pathParameters, query, body } = operation;
			const inputs = [...query, ...(body ? fieldsOf(body) : [])];
			const required = inputs.filter((field) => field.required).map(({ name }) => name);
			expect({ id, ...told(id) }).toEqual({
				...{ id, method, path, stage },
				required: [...pathParameters, ...required],
			});
		}
	});

	it('has no two fields of one name in an endpoint, as rows are known by it', () => {
		for (const { id, fields } of searchEndpoints()) {
			expect([id, new Set(fields.map(({ name }) => name)).size]).toEqual([id, fields.length]);
		}
	});
});

describe('an endpoint', () => {
	it('is found by its ID only', () => {
		expect(findEndpoint('listNothing')).toBeUndefined();
		expect(findEndpoint('toString')).toBeUndefined();
		expect(endpoint('listAudiences')).toMatchObject({
			name: 'List Audiences',
			area: 'Audiences',
			method: 'GET',
			path: '/spaces/{spaceId}/audiences',
		});
	});

	it.each([
		['list warehouses', 'listWarehouses'],
		['ALPHA cancel', 'cancelReverseETLSyncForModel'],
		['reverse etl cancel', 'cancelReverseETLSyncForModel'],
		['post /labels', 'createLabel'],
	])('is found by the words "%s"', (text, id) => {
		expect(searchEndpoints(text).map((found) => found.id)).toContain(id);
	});

	it('is not found when one of the words does not fit', () => {
		expect(searchEndpoints('list warehouses nowhere')).toEqual([]);
		expect(searchEndpoints()).toHaveLength(201);
	});

	it.each([
		['getWorkspace', 'application/vnd.segment.v1+json'],
		['listFiltersForSpace', 'application/vnd.segment.v1beta+json'],
		['listSpaces', 'application/vnd.segment.v1alpha+json'],
	])('is asked for in its own version: %s', (id, mediaType) => {
		expect(endpoint(id).mediaType).toBe(mediaType);
	});

	it.each([
		['getWorkspace', []],
		['listLabels', [{ key: 'labels' }]],
		['addDestinationToAudience', []],
		[
			'listUsers',
			[{ key: 'users', paging: { form: 'object', name: 'pagination', maximum: 1000 } }],
		],
		[
			'listAudiences',
			[{ key: 'audiences', paging: { form: 'object', name: 'pagination', maximum: 200 } }],
		],
		[
			'listFiltersForSpace',
			[{ key: 'filters', paging: { form: 'number', name: 'pagination', maximum: 10 } }],
		],
		[
			'listReverseETLSyncStatusesFromModelAndSubscriptionId',
			[{ key: 'syncStatuses', paging: { form: 'plain', name: 'pagination', maximum: 1000 } }],
		],
		[
			'listCredentialConsumers',
			[
				{
					key: 'warehouses',
					paging: { form: 'object', name: 'warehousesPagination', maximum: 1000 },
				},
				{ key: 'sources', paging: { form: 'object', name: 'sourcesPagination', maximum: 1000 } },
			],
		],
	])('names its lists and how they are paged: %s', (id, lists) => {
		expect(endpoint(id).lists).toEqual(lists);
	});

	it('leaves out what asks for pages', () => {
		const names = searchEndpoints('get list').flatMap(({ fields }) => fields.map((f) => f.name));
		expect(names.filter((name) => /pagination|^cursor$|^count$/i.test(name))).toEqual([]);
	});

	it('takes what it documents', () => {
		expect(endpoint('cancelReverseETLSyncForModel').fields).toEqual([
			...(['modelId', 'syncId'] as const).map((name) => ({
				name,
				label: titleOf(name),
				place: 'path',
				type: { kind: 'text' },
				required: true,
				nullable: false,
			})),
			{
				name: 'reasonForCanceling',
				label: 'Reason for Canceling',
				place: 'body',
				type: {
					kind: 'choice',
					options: [
						{ name: 'IncorrectModel', value: 0 },
						{ name: 'IncorrectDest', value: 1 },
						{ name: 'IncorrectKeys', value: 2 },
						{ name: 'IncorrectMapping', value: 3 },
						{ name: 'Other', value: 4 },
					],
				},
				required: false,
				nullable: false,
			},
		]);
		expect(endpoint('updateWarehouse').fields).toContainEqual(
			expect.objectContaining({ name: 'name', required: false, nullable: true }),
		);
	});

	it('has fields in objects, to any depth', () => {
		const { fields } = endpoint('updateSubscriptionForDestination');
		expect(fields.at(-1)).toMatchObject({
			name: 'input',
			type: { kind: 'shape', name: 'DestinationSubscriptionUpdateInput' },
		});
		const schedule = fieldsOfShape('DestinationSubscriptionUpdateInput').at(-1);
		expect(schedule?.type).toEqual({ kind: 'shape', name: 'ReverseEtlScheduleDefinition' });
		expect(fieldsOfShape('ReverseEtlScheduleDefinition').map(({ name }) => name)).toEqual([
			'strategy',
			'config',
		]);
	});

	it('knows the shape of every object that it takes', () => {
		const named = searchEndpoints().flatMap(({ fields }) => fields.map(({ type }) => type));
		for (const type of named) {
			const inner = type.kind === 'list' ? type.of : type;
			if (inner.kind === 'shape') expect(fieldsOfShape(inner.name)).not.toEqual([]);
		}
	});
});

describe('rows', () => {
	it('are typed, and those that may be left out are not there at first', () => {
		const rows = rowsOf(endpoint('createFunction'));
		const shown = rows.map(({ id, displayName, type, required, removed }) => [
			id,
			displayName,
			type,
			required,
			removed,
		]);
		expect(shown).toEqual([
			['code', 'Code (body)', 'string', true, false],
			[
				'settings',
				'Settings (body, list of { name, label, description, type, required, sensitive })',
				'array',
				false,
				true,
			],
			['displayName', 'Display Name (body)', 'string', true, false],
			['logoUrl', 'Logo URL (body)', 'string', false, true],
			['resourceType', 'Resource Type (body)', 'options', true, false],
			['description', 'Description (body)', 'string', false, true],
		]);
		expect(rows[4].options).toContainEqual({ name: 'Insert Source', value: 'INSERT_SOURCE' });
	});

	it('take objects, lists, numbers and switches as such', () => {
		const types = (id: string) => rowsOf(endpoint(id)).map(({ id: name, type }) => [name, type]);
		expect(types('listPropertiesFromEvent')).toEqual([
			['spaceId', 'string'],
			['eventName', 'string'],
			['sortBy', 'options'],
			['sortDir', 'options'],
			['search', 'string'],
			['includeSampleValues', 'boolean'],
			['samplesCount', 'number'],
		]);
		expect(types('updateDestinationForAudience').slice(-2)).toEqual([
			['idSyncConfiguration', 'array'],
			['connectionSettings', 'object'],
		]);
	});
});

describe('a request', () => {
	it('has each value where it belongs', () => {
		const values = {
			spaceId: 'spa/1',
			eventName: 'Tour Booked?',
			propertyName: 'price',
			propertyType: 'number',
		};
		expect(requestOf(endpoint('listSampleValuesFromEventProperty'), values, asIs)).toEqual({
			method: 'GET',
			path: '/spaces/spa%2F1/events/Tour%20Booked%3F/properties/price/sample-values',
			query: { propertyType: 'number' },
			headers: { Accept: 'application/vnd.segment.v1alpha+json' },
		});
	});

	it('has a body where the endpoint takes one, even an empty one', () => {
		const sync = { modelId: 'm', syncId: 's' };
		const { body } = requestOf(endpoint('cancelReverseETLSyncForModel'), sync, asIs);
		expect(body).toEqual({});
		expect(requestOf(endpoint('listLabels'), {}, asIs)).not.toHaveProperty('body');
	});

	it('asks for every field to be read, and sends what comes of it', () => {
		const asked: Array<[string, unknown]> = [];
		const request = requestOf(
			endpoint('updateUserGroup'),
			{ name: ' x ', userGroupId: 7 },
			(f, value) => {
				asked.push([f.label, value]);
				return f.name === 'name' ? String(value).trim() : (value as number);
			},
		);
		expect(asked).toEqual([
			['User Group ID', 7],
			['Name', ' x '],
		]);
		expect(request).toMatchObject({ path: '/groups/7', body: { name: 'x' } });
	});

	it('sends null, which clears, and leaves out undefined', () => {
		const values = { destinationId: 'd', name: null, enabled: undefined };
		const { body } = requestOf(endpoint('updateDestination'), values, asIs);
		expect(body).toEqual({ name: null });
	});

	it.each([undefined, '', '.', '..', null])('never leads elsewhere: %p', (userId) => {
		expect(() => requestOf(endpoint('getUser'), { userId }, asIs)).toThrow(
			/^User ID is “\.*”, not an ID$/,
		);
	});

	it('refuses what is no field of the endpoint', () => {
		expect(() => requestOf(endpoint('getUser'), { userId: 'u', userID: 'v' }, asIs)).toThrow(
			'Get User has no field “userID”',
		);
	});
});

describe('names', () => {
	it.each([
		['destinationConfigId', 'Destination Config ID'],
		['userIds', 'User IDs'],
		['logoUrl', 'Logo URL'],
		['if', 'If'],
		['forwardingViolationsTo', 'Forwarding Violations To'],
		['fqlDefinedProperties', 'FQL Defined Properties'],
		['reverseETLModelId', 'Reverse ETL Model ID'],
		['aPICalls', 'API Calls'],
		['iAMGroups', 'IAM Groups'],
		['dbt', 'dbt'],
		['spaceSchemaAPI', 'Space Schema API'],
		['getDailyPerSourceMTUUsage', 'Get Daily per Source MTU Usage'],
		['deletionAndSuppression', 'Deletion and Suppression'],
	])('%s: %s', (name, title) => {
		expect(titleOf(name)).toBe(title);
	});

	it('of the endpoints are no two the same', () => {
		const names = searchEndpoints().map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
	});
});
