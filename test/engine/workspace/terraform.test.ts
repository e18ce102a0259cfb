/**
 * What Terraform does with a workspace, by the operations of the node: everything is made, read
 * back, changed and taken away, in the stand-in that refuses what Segment would refuse.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { known, tokens } from '../../stand-in/public-api';
import { fakeClock, type Served, servePublicApi } from '../../stand-in/public-api/testing/serve';
import { useFastClock } from '../../support/clock';
import { id, runWorkspace } from '../../support/workspace';

let segment: Served;

beforeAll(async () => {
	segment = await servePublicApi({ now: fakeClock().now, perMinute: 10_000 });
});
afterAll(async () => await segment.close());
beforeEach(() => {
	segment.api.reset();
	useFastClock();
});
afterEach(() => jest.restoreAllMocks());

async function run(
	resource: string,
	operation: string,
	parameters: object = {},
	items: IDataObject[] = [{}],
) {
	const { json, error } = await runWorkspace(
		{ resource, operation, ...(parameters as INodeParameters) },
		{ credential: { token: tokens.owner, region: 'custom', host: segment.url }, items },
	);
	if (error) throw new Error(`${error.message}: ${error.description}`);
	return json;
}

const mapper = (value: IDataObject) => ({ mappingMode: 'defineBelow', value });
const own = (name: string, [{ id: value }]: IDataObject[]) => ({ [name]: id(String(value)) });
const WEBHOOKS = id(known.webhooksMetadataId);

it('makes a whole workspace, reads it back and takes it away', async () => {
	const { state } = segment.api;
	const before = JSON.stringify([state.sources, state.warehouses, state.destinations]);

	const source = own(
		'source',
		await run('source', 'create', {
			sourceType: id('iUM16Md8P2'),
			slug: 'shop',
			additionalFields: { disconnectAllWarehouses: true },
		}),
	);
	const plan = own('trackingPlan', await run('trackingPlan', 'create', { name: 'Shop' }));
	const rows = [
		{ event: 'Order Completed', property: 'total', type: 'number', required: 'yes' },
		{ event: 'Order Completed', property: 'customer.email', type: 'string' },
		{ call: 'identify', property: 'plan', type: 'string', permittedValues: 'free, pro' },
	];
	const rules = { ...plan, rulesFormat: 'rows', rules: '={{ $json.rows }}' };
	expect(await run('trackingPlan', 'replaceRules', rules, [{ rows }])).toMatchObject([
		{ change: 'added', name: 'Order Completed', addedProperties: 'total, customer' },
		{ change: 'added', type: 'IDENTIFY', addedProperties: 'plan' },
	]);
	await run('trackingPlan', 'connectSource', { ...plan, ...source });
	const warehouse = own(
		'warehouse',
		await run('warehouse', 'create', {
			warehouseType: id(known.warehouseMetadataId),
			settings: mapper({ username: 'n8n', password: 'right' }),
			additionalFields: { name: 'Shop', disconnectAllSources: true },
		}),
	);
	await run('warehouse', 'connectSource', { ...warehouse, ...source });
	const destination = own(
		'destination',
		await run('destination', 'create', {
			...source,
			destinationType: WEBHOOKS,
			settings: mapper({ sharedSecret: 's3cret' }),
			additionalFields: { name: 'Shop orders' },
		}),
	);
	const mapping = own(
		'mapping',
		await run('destinationMapping', 'create', {
			...destination,
			action: id(known.webhooksActionId),
			name: 'Orders',
			trigger: 'event = "Order Completed"',
			additionalFields: { settings: '{"url":"https://shop.example.com","method":"POST"}' },
		}),
	);
	const filter = own(
		'filter',
		await run('destinationFilter', 'create', {
			...destination,
			title: 'No tests',
			condition: 'properties.test = true',
			actions: { action: [{ type: 'DROP' }] },
		}),
	);

	expect(await run('source', 'get', source)).toMatchObject([
		{ slug: 'shop', trackingPlanId: plan.trackingPlan.value },
	]);
	expect(await run('trackingPlan', 'get', plan)).toMatchObject([{ name: 'Shop', type: 'LIVE' }]);
	expect(await run('trackingPlan', 'getRules', plan)).toMatchObject([
		{ name: 'Order Completed', properties: 'total, customer', required: 'total' },
		{ type: 'IDENTIFY', properties: 'plan' },
	]);
	expect(await run('trackingPlan', 'getSources', plan)).toMatchObject([{ slug: 'shop' }]);
	expect(await run('warehouse', 'get', warehouse)).toMatchObject([{ name: 'Shop' }]);
	expect(await run('warehouse', 'getConnectionState', warehouse)).toMatchObject([
		{ connectionState: 'CONNECTED' },
	]);
	expect(await run('warehouse', 'getSources', warehouse)).toMatchObject([{ slug: 'shop' }]);
	expect(await run('destination', 'get', destination)).toMatchObject([{ name: 'Shop orders' }]);
	expect(await run('destinationMapping', 'get', { ...destination, ...mapping })).toMatchObject([
		{ name: 'Orders', action: 'send', enabled: true },
	]);
	expect(await run('destinationFilter', 'get', { ...destination, ...filter })).toMatchObject([
		{ title: 'No tests', actions: 'DROP' },
	]);

	await run('trackingPlan', 'update', { ...plan, updateFields: { description: 'Our shop' } });
	await run('warehouse', 'update', { ...warehouse, updateFields: { enabled: false } });
	expect(
		await run('warehouse', 'updateSelectiveSync', {
			...warehouse,
			...source,
			changes: { change: [{ collection: 'tracks', property: 'event', enabled: false }] },
		}),
	).toMatchObject([{ status: 'UPDATED', warnings: [] }]);
	const columns = await run('warehouse', 'getSelectiveSync', { ...warehouse, ...source });
	expect(columns.filter(({ enabled }) => !enabled)).toMatchObject([
		{ collection: 'tracks', property: 'event' },
	]);
	await run('destinationMapping', 'update', {
		...destination,
		...mapping,
		updateFields: { enabled: false },
	});
	await run('destinationFilter', 'update', {
		...destination,
		...filter,
		updateFields: { enabled: false, description: '' },
	});

	const removal = [{ type: 'IDENTIFY', version: 1 }];
	await run('trackingPlan', 'removeRules', { ...plan, rules: JSON.stringify(removal) });
	expect(await run('trackingPlan', 'getRules', plan)).toHaveLength(1);
	await run('destinationFilter', 'delete', { ...destination, ...filter });
	await run('destinationMapping', 'delete', { ...destination, ...mapping });
	await run('destination', 'delete', destination);
	await run('warehouse', 'disconnectSource', { ...warehouse, ...source });
	await run('warehouse', 'delete', warehouse);
	await run('trackingPlan', 'disconnectSource', { ...plan, ...source });
	await run('trackingPlan', 'delete', plan);
	await run('source', 'delete', source);
	expect(JSON.stringify([state.sources, state.warehouses, state.destinations])).toBe(before);
	expect(segment.api.requests.filter(({ status }) => status >= 400)).toEqual([]);
});

it('tells by a preview what a filter would do', async () => {
	const preview = {
		condition: 'type = "track"',
		actions: {
			action: [{ type: 'DROP_PROPERTIES', fields: '{"properties":{"fields":["price"]}}' }],
		},
		payload: '{"type":"track","properties":{"price":1,"sku":"a"}}',
	};
	expect(await run('destinationFilter', 'preview', preview)).toEqual([
		{ isDropped: false, isChanged: true, result: { type: 'track', properties: { sku: 'a' } } },
	]);
});
