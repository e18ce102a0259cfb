import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { INode, INodeParameters } from 'n8n-workflow';

import { executeWorkflow, outputItems, type Workflow } from '../../support/n8n/n8n';
import { known } from '../../stand-in/public-api';
import type { Setup } from './setup';
import { PUBLIC_API_TOKEN } from './tokens';
import { chain, makeNode } from './workflows';

/** What a node before made, as the choice of a resource locator. */
const made = (node: string): INodeParameters => byId(`={{ $('${node}').item.json.id }}`);

const byId = (value: string) => ({ __rl: true, mode: 'id', value }) as unknown as INodeParameters;

const settings = (value: INodeParameters) => ({
	mappingMode: 'defineBelow',
	value,
	matchingColumns: [],
	schema: Object.keys(value).map((id) => ({ id, displayName: id, type: 'string', display: true })),
});

const node = (name: string, resource: string, operation: string, fields: object = {}): INode =>
	makeNode(
		name,
		'n8n-nodes-segment.segmentWorkspace',
		{ resource, operation, ...(fields as INodeParameters) },
		{ credentials: { segmentPublicApi: PUBLIC_API_TOKEN } },
	);

const source = { source: made('Source') };
const plan = { trackingPlan: made('Plan') };
const warehouse = { warehouse: made('Warehouse') };
const destination = { destination: made('Destination') };
const mapping = { ...destination, mapping: made('Mapping') };
const filter = { ...destination, filter: made('Filter') };

/** As Terraform would: made, read back, and taken away. */
export const wholeWorkspaceWorkflow: Workflow = chain('WholeWorkspace', [
	node('Source', 'source', 'create', {
		sourceType: byId('iUM16Md8P2'),
		slug: 'shop',
		additionalFields: { disconnectAllWarehouses: true },
	}),
	node('Plan', 'trackingPlan', 'create', { name: 'Shop' }),
	node('Rules', 'trackingPlan', 'replaceRules', {
		...plan,
		rulesFormat: 'rows',
		rules: '[{"event":"Order Completed","property":"total","type":"number","required":true}]',
	}),
	node('Connect plan', 'trackingPlan', 'connectSource', { ...plan, ...source }),
	node('Warehouse', 'warehouse', 'create', {
		warehouseType: byId(known.warehouseMetadataId),
		settings: settings({ username: 'n8n', password: 'right' }),
		additionalFields: { name: 'Shop', disconnectAllSources: true },
	}),
	node('Connect warehouse', 'warehouse', 'connectSource', { ...warehouse, ...source }),
	node('Destination', 'destination', 'create', {
		...source,
		destinationType: byId(known.webhooksMetadataId),
		settings: settings({ sharedSecret: 's3cret' }),
		additionalFields: { name: 'Shop orders' },
	}),
	node('Mapping', 'destinationMapping', 'create', {
		...destination,
		action: byId(known.webhooksActionId),
		name: 'Orders',
		trigger: 'event = "Order Completed"',
		additionalFields: { settings: '{"url":"https://shop.example.com","method":"POST"}' },
	}),
	node('Filter', 'destinationFilter', 'create', {
		...destination,
		title: 'No tests',
		condition: 'properties.test = true',
		actions: { action: [{ type: 'DROP' }] },
	}),
	node('Read source', 'source', 'get', source),
	node('Read rules', 'trackingPlan', 'getRules', plan),
	node('Read warehouse', 'warehouse', 'getSources', warehouse),
	node('Read mapping', 'destinationMapping', 'get', mapping),
	node('Read filter', 'destinationFilter', 'get', filter),
	node('Delete filter', 'destinationFilter', 'delete', filter),
	node('Delete mapping', 'destinationMapping', 'delete', mapping),
	node('Delete destination', 'destination', 'delete', destination),
	node('Delete warehouse', 'warehouse', 'delete', warehouse),
	node('Disconnect plan', 'trackingPlan', 'disconnectSource', { ...plan, ...source }),
	node('Delete plan', 'trackingPlan', 'delete', plan),
	node('Delete source', 'source', 'delete', source),
]);

export function testWholeWorkspace(setup: () => Setup): void {
	test('everything is made, read back and taken away', async () => {
		const { home, standIn } = setup();
		const { state } = standIn.publicApi;
		const whatThereIs = () =>
			JSON.stringify([state.sources, state.warehouses, state.destinations, state.subscriptions]);
		const before = whatThereIs();

		const run = await executeWorkflow(home, 'WholeWorkspace');

		assert.equal(run.data.resultData.error, undefined);
		const first = (name: string) => outputItems(run, name)[0].json;
		assert.equal(first('Rules').change, 'added');
		assert.equal(first('Read source').trackingPlanId, first('Plan').id);
		assert.equal(first('Read rules').required, 'total');
		assert.equal(first('Read warehouse').slug, 'shop');
		assert.equal(first('Read mapping').action, 'send');
		assert.equal(first('Read filter').actions, 'DROP');
		assert.deepEqual(first('Delete source'), { id: first('Source').id, deleted: true });
		assert.equal(whatThereIs(), before);
	});
}
