/** What tracking plans, destinations and warehouses refuse before sending, and when nothing is sent. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { useFastClock } from '../../support/clock';
import nock from '../../support/nock';
import { answer, id, refusal, type Reply, runWorkspace } from '../../support/workspace';

beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
beforeEach(() => void useFastClock());
afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
});

const PLAN = { resource: 'trackingPlan', trackingPlan: id('tp_1') };
const FILTER = { resource: 'destinationFilter', destination: id('d1') };
const SYNC = {
	resource: 'warehouse',
	operation: 'updateSelectiveSync',
	warehouse: id('wh1'),
	source: id('s1'),
};
const json = (changesJson: string): INodeParameters => ({ changesFormat: 'json', changesJson });
const RULE = { type: 'TRACK', key: 'A', version: 1, jsonSchema: { type: 'object' } };

async function run(parameters: object, replies: Reply[] = [{ data: {} }], item: IDataObject = {}) {
	const requests = answer(...replies);
	const { json, error } = await runWorkspace(parameters as INodeParameters, { items: [item] });
	return {
		requests: requests.map(({ method, uri }) => `${method} ${uri}`),
		bodies: requests.map(({ body }) => body),
		json,
		error,
	};
}

const rules = (operation: string, given: unknown, more: object = {}) => ({
	...PLAN,
	operation,
	rules: JSON.stringify(given),
	...more,
});

it.each<[string, object, string]>([
	['no rules', rules('updateRules', []), 'Rules is empty'],
	['a replacement by nothing', rules('replaceRules', []), 'Rules is empty'],
	['a rule that is none', rules('updateRules', ['A']), 'Rules → 0 is “A”, not a rule'],
	[
		'a rule without a type',
		rules('updateRules', [{ ...RULE, type: undefined }]),
		'Rules → 0 → type is empty',
	],
	[
		'an event without a name',
		rules('updateRules', [RULE, { ...RULE, key: null }]),
		'Rules → 1 → key is empty',
	],
	[
		'a rule without a schema',
		rules('replaceRules', [{ ...RULE, jsonSchema: undefined }]),
		'Rules → 0 → jsonSchema is empty',
	],
	[
		'a new name where rules are replaced',
		rules('replaceRules', [{ ...RULE, newKey: 'B' }]),
		'Rules → 0 has no field “newKey”',
	],
	['one rule twice', rules('removeRules', [RULE, RULE]), 'Rules has “A” (TRACK, version 1) twice'],
	[
		'a sample without its share',
		{
			...FILTER,
			operation: 'create',
			title: 'x',
			condition: 'all',
			actions: { action: [{ type: 'SAMPLE', percent: '={{ undefined }}' }] },
		},
		'Actions → Share is empty',
	],
	[
		'an action that an expression does not give',
		{
			...FILTER,
			operation: 'create',
			title: 'x',
			condition: 'all',
			actions: { action: [{ type: '={{ undefined }}' }] },
		},
		'Actions → Type is empty',
	],
	[
		'a filter that does nothing',
		{ ...FILTER, operation: 'create', title: 'x', condition: 'all' },
		'Actions is empty',
	],
	[
		'an update that changes nothing',
		{ ...FILTER, operation: 'update', filter: id('f1') },
		'Update Fields is empty',
	],
	['a sync without changes', SYNC, 'Changes is empty'],
	[
		'a property of no collection',
		{ ...SYNC, changes: { change: [{ property: 'price', enabled: true }] } },
		'Changes → Collection is empty',
	],
	[
		'a change that an expression leaves open',
		{ ...SYNC, changes: { change: [{ collection: 'a', enabled: '={{ undefined }}' }] } },
		'Changes → Enabled is empty',
	],
	...(
		[
			['Fields', { changes: { change: [{ collection: '={{ $json.no }}', enabled: false }] } }],
			[
				'Fields',
				{ changes: { change: [{ collection: 'a', property: '={{ $json.no }}', enabled: false }] } },
			],
			['JSON', json('={{ [{ collection: $json.no, enabled: false }] }}')],
			['JSON', json('={{ [{ collection: null, enabled: false }] }}')],
			['JSON', json('={{ [{ collection: "a", property: $json.no, enabled: false }] }}')],
		] as Array<[string, INodeParameters]>
	).map(([form, changes]): [string, INodeParameters, string] => [
		`an expression that widens what is disabled (${form}: ${JSON.stringify(changes)})`,
		{ ...SYNC, ...changes },
		' is empty',
	]),
	[
		'an expression that widens what is disabled of profiles',
		{
			resource: 'profilesSync',
			operation: 'updateSelectiveSync',
			space: id('s'),
			profilesWarehouse: id('w'),
			overrides: {
				override: [{ collection: 'a', property: '={{ $json.no }}', enabled: false }],
			},
		},
		'Collections → Property is empty',
	],
	[
		'a dry run of which an expression says nothing',
		rules('replaceRules', [RULE], { dryRun: '={{ $json.no }}' }),
		'Dry Run is empty',
	],
	[
		'a filter that would let no property through',
		{
			...FILTER,
			operation: 'create',
			title: 'x',
			condition: 'all',
			actions: { action: [{ type: 'ALLOW_PROPERTIES', fields: '{}' }] },
		},
		'Actions → Fields is an empty object',
	],
	[
		'a change of another source',
		{ ...SYNC, changesFormat: 'json', changesJson: '[{"sourceId":"s2","enabled":false}]' },
		'Changes (JSON) → 0 is about another source than the chosen one',
	],
	[
		'a setting that comes twice',
		{
			resource: 'destination',
			operation: 'create',
			source: id('s1'),
			destinationType: id('m1'),
			settings: { mappingMode: 'defineBelow', value: { apiKey: 'a' } },
			additionalFields: { moreSettings: '{"apiKey":"b"}' },
		},
		'“apiKey”, which another field of the form holds too',
	],
	[
		'a setting of another type',
		{
			resource: 'destination',
			operation: 'create',
			source: id('s1'),
			destinationType: id('m1'),
			settings: {
				mappingMode: 'defineBelow',
				value: { retries: '={{ "many" }}' },
				schema: [{ id: 'retries', type: 'number' }],
			},
		},
		'Settings → retries is “many”, not a number',
	],
])('refuses %s', async (_, parameters, said) => {
	const { requests, error } = await run(parameters);
	expect(error?.message).toContain(said);
	expect(requests).toEqual([]);
});

it('what the user leaves empty, and null for a whole collection, is what Get Selective Sync says', async () => {
	const changes = '={{ [{ collection: "a", property: null, enabled: false }, { enabled: true }] }}';
	const { bodies } = await run({ ...SYNC, ...json(changes) }, [{ data: { status: 'OK' } }]);
	expect(bodies).toEqual([
		{
			syncOverrides: [
				{ sourceId: 's1', collection: 'a', enabled: false },
				{ sourceId: 's1', enabled: true },
			],
		},
	]);
});

describe('rules', () => {
	const present: Reply = { data: { rules: [{ ...RULE, createdAt: '2026-01-01T00:00:00Z' }] } };
	const READ = 'GET /tracking-plans/tp_1/rules?pagination%5Bcount%5D=200';

	it('that are the same are not sent', async () => {
		const { requests, json } = await run(rules('replaceRules', [RULE]), [present]);
		expect(requests).toEqual([READ]);
		expect(json).toMatchObject([{ change: 'unchanged', name: 'A', dryRun: false }]);
	});

	it('of a dry run are only compared', async () => {
		const parameters = rules('replaceRules', [{ ...RULE, key: 'B' }], { dryRun: true });
		const { requests, json } = await run(parameters, [present]);
		expect(requests).toEqual([READ]);
		expect(json).toMatchObject([
			{ change: 'added', name: 'B', dryRun: true },
			{ change: 'removed', name: 'A', dryRun: true },
		]);
	});

	it('keep their names, blanks and all, so that a misspelt one can be removed', async () => {
		const named = (key: string) => ({ type: 'TRACK', key, version: 1 });
		const parameters = rules('removeRules', [named('A'), named('A ')]);
		const { requests, json: removed } = await run(parameters);
		expect(requests).toHaveLength(1);
		expect(requests[0]).toContain('A%20');
		expect(removed.map(({ name }) => name)).toEqual(['A', 'A ']);
	});

	it('that cannot be read are never replaced', async () => {
		const { requests, error } = await run(rules('replaceRules', [RULE]), [refusal(404, 'gone')]);
		expect(error?.message).toBe('Segment does not know the tracking plan in this workspace');
		expect(requests).toEqual([READ]);
	});

	it('are taken from all rows of a table', async () => {
		const parameters = {
			...PLAN,
			operation: 'updateRules',
			rulesFormat: 'rows',
			rules: '={{ $json.rows }}',
		};
		const rows = [{ event: 'A', property: 'total', type: 'number' }] as unknown as IDataObject[];
		const { json } = await run(parameters, [{ data: { rules: [] } }, { data: {} }], { rows });
		expect(json).toMatchObject([{ change: 'added', name: 'A', addedProperties: 'total' }]);
	});

	it('that do not fit into one address are removed in several requests', async () => {
		const many = Array.from({ length: 100 }, (_, index) => ({
			type: 'TRACK',
			key: `Event ${index} ${'x'.repeat(50)}`,
			version: 1,
		}));
		const { requests, json } = await run(rules('removeRules', many), [{ data: {} }]);
		expect(requests.length).toBeGreaterThan(1);
		for (const request of requests) expect(request.length).toBeLessThan(6_000);
		expect(json).toHaveLength(100);
	});
});

it('says when the destination does not have the action', async () => {
	const { requests, error } = await run(
		{
			resource: 'destinationMapping',
			operation: 'create',
			destination: id('d1'),
			action: id('act9'),
			name: 'x',
			trigger: 'type = "track"',
		},
		[{ data: { destination: { metadata: { actions: [{ id: 'act1' }] } } } }],
	);
	expect(error?.message).toBe('The destination has no such action');
	expect(requests).toEqual(['GET /destinations/d1']);
});

it('says that Segment did not connect a source to a warehouse', async () => {
	const connect = { ...SYNC, operation: 'connectSource' };
	const { json } = await run(connect, [{ data: { status: 'NOT_CONNECTED' } }]);
	expect(json).toEqual([{ warehouseId: 'wh1', sourceId: 's1', connected: false }]);
});
