/** What Segment Workspace promises in the panel. */
import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { SegmentPublicApi } from '../../../credentials/SegmentPublicApi.credentials';
import { Segment } from '../../../nodes/Segment/Segment.node';
import { endpoints } from '../../../nodes/SegmentWorkspace/endpoints/endpoints';
import { SegmentWorkspace } from '../../../nodes/SegmentWorkspace/SegmentWorkspace.node';

const node = new SegmentWorkspace();
const { properties } = node.description;

/** Every operation, by resource, as its dropdown shows them. */
const OPERATIONS: Record<string, string[]> = {
	accessReview: ['Get Many'],
	audience: ['Create', 'Delete', 'Get', 'Get Many', 'Preview', 'Run', 'Update'],
	audienceSchedule: ['Create', 'Delete', 'Get', 'Get Many', 'Update'],
	auditEvent: ['Get Many'],
	catalog: ['Get', 'Get Many'],
	computedTrait: ['Create', 'Delete', 'Get', 'Get Many', 'Update'],
	customCall: ['Send'],
	dataReview: [
		'Delivery Health',
		'Routing',
		'Silent Sources',
		'Stale Access',
		'Ungoverned Sources',
	],
	deletionRequest: ['Create', 'Get', 'Get Many', 'Get Suppressed', 'Wait for the End'],
	delivery: [
		'Get Delivered',
		'Get Event Volume',
		'Get Failed Deliveries',
		'Get Failed on Ingest',
		'Get Filtered',
		'Get Received',
		'Get Usage',
	],
	destination: ['Create', 'Delete', 'Get', 'Get Health', 'Get Many', 'Update'],
	destinationFilter: ['Create', 'Delete', 'Get', 'Get Many', 'Preview', 'Update'],
	destinationMapping: ['Create', 'Delete', 'Get', 'Get Many', 'Update'],
	directory: ['Get Groups', 'Get Roles', 'Get Users', 'Get Workspace'],
	function: [
		'Create',
		'Delete',
		'Deploy',
		'Get',
		'Get Many',
		'Get Versions',
		'Restore Version',
		'Update',
	],
	functionInstance: ['Create', 'Delete', 'Get', 'Get Many', 'Update'],
	group: [
		'Add Members',
		'Add Permissions',
		'Create',
		'Delete',
		'Get',
		'Get Invites',
		'Get Many',
		'Get Members',
		'Remove Members',
		'Rename',
		'Replace Members',
		'Replace Permissions',
	],
	invite: ['Create', 'Delete', 'Get Many'],
	label: ['Create', 'Delete', 'Get Many'],
	profilesSync: [
		'Create',
		'Delete',
		'Get Many',
		'Get Selective Sync',
		'Update',
		'Update Selective Sync',
	],
	reverseEtl: [
		'Cancel Sync',
		'Create',
		'Delete',
		'Get',
		'Get Many',
		'Get Sync',
		'Get Syncs',
		'Start Sync',
		'Update',
	],
	role: ['Get', 'Get Many'],
	source: [
		'Add Labels',
		'Add Write Key',
		'Create',
		'Delete',
		'Get',
		'Get Connected Destinations',
		'Get Many',
		'Get Schema Settings',
		'Remove Write Key',
		'Replace Labels',
		'Update',
		'Update Schema Settings',
	],
	space: ['Get', 'Get Many'],
	trackingPlan: [
		'Connect Source',
		'Create',
		'Delete',
		'Disconnect Source',
		'Get',
		'Get Many',
		'Get Rules',
		'Get Sources',
		'Remove Rules',
		'Replace Rules',
		'Update',
		'Update Rules',
	],
	transformation: ['Create', 'Delete', 'Get', 'Get Many', 'Update'],
	user: [
		'Add Permissions',
		'Delete',
		'Get',
		'Get Groups',
		'Get Many',
		'Invite',
		'Replace Permissions',
	],
	warehouse: [
		'Connect Source',
		'Create',
		'Delete',
		'Disconnect Source',
		'Get',
		'Get Connected Sources',
		'Get Connection State',
		'Get Many',
		'Get Selective Sync',
		'Get Syncs',
		'Update',
		'Update Selective Sync',
	],
	workspace: ['Get'],
};

const optionsOf = ({ options = [] }: INodeProperties) => options as INodePropertyOptions[];
const resources = optionsOf(properties[0]);
const operations = properties
	.filter(({ name }) => name === 'operation')
	.flatMap((property) =>
		optionsOf(property).map((option) => ({
			resource: String(property.displayOptions?.show?.resource?.[0]),
			option,
		})),
	);

/** A property and all that are inside it. */
function within(property: INodeProperties): INodeProperties[] {
	const inner = (property.options ?? []).flatMap((option) => {
		if ('values' in option) return option.values;
		return 'type' in option ? [option as INodeProperties] : [];
	});
	return [property, ...inner.flatMap(within)];
}
const everything = properties.flatMap(within);

it('offers every operation, each with an action and a description', () => {
	const offered = Object.fromEntries(
		resources.map(({ value }) => [
			value,
			operations.filter(({ resource }) => resource === value).map(({ option }) => option.name),
		]),
	);
	expect(offered).toEqual(OPERATIONS);
	for (const { option } of operations) {
		expect(option.action).toBeTruthy();
		expect(option.description).toBeTruthy();
		expect(option.routing?.request).toMatchObject({
			method: expect.any(String),
			url: expect.stringMatching(/^\//),
		});
		expect(option.routing?.operations?.pagination).toBeInstanceOf(Function);
	}
});

it('has one action for one operation, which is what an agent sees', () => {
	const actions = operations.map(({ option }) => option.action);
	expect(new Set(actions).size).toBe(actions.length);
});

it('sorts its lists, except for the entry that n8n would add otherwise', () => {
	const sorted = (names: string[]) => [...names].sort((a, b) => a.localeCompare(b));
	const names = resources.map(({ name }) => name);
	expect(names.at(-1)).toBe('Custom API Call');
	expect(names.slice(0, -1)).toEqual(sorted(names.slice(0, -1)));
	for (const list of Object.values(OPERATIONS)) expect(list).toEqual(sorted(list));
});

it('has a method for every list and a list for every method', () => {
	const used = everything.flatMap(({ modes = [] }) =>
		modes.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []),
	);
	expect(new Set(used)).toEqual(new Set(Object.keys(node.methods.listSearch)));
});

it('fills every ID of its paths from a field that is shown', () => {
	for (const { resource, option } of operations) {
		const path = String(option.routing?.request?.url);
		for (const [, parameter] of path.matchAll(/\{(\w+)\}/g)) {
			const shown = properties.filter(({ name, displayOptions }) => {
				const { show, hide } = displayOptions ?? {};
				return (
					name === parameter &&
					show?.resource?.includes(resource) &&
					(show.operation?.includes(option.value) ?? true) &&
					!hide?.operation?.includes(option.value)
				);
			});
			expect([resource, option.value, parameter, shown.length]).toEqual([
				resource,
				option.value,
				parameter,
				1,
			]);
		}
	}
});

it('shows a field once at most', () => {
	for (const { resource, option } of operations) {
		const shown = properties.filter(({ displayOptions: { show, hide } = {} }) => {
			const conditions = Object.keys({ ...show, ...hide });
			return (
				show?.resource?.includes(resource) &&
				(show.operation?.includes(option.value) ?? true) &&
				!hide?.operation?.includes(option.value) &&
				conditions.every((name) => name === 'resource' || name === 'operation')
			);
		});
		const names = shown.map(({ name }) => name);
		expect(names).toEqual([...new Set(names)]);
	}
});

describe('an endpoint from the list', () => {
	const shown = (endpoint: string, name: string) => {
		const parameters = {
			resource: 'customCall',
			operation: 'send',
			mode: 'endpoint',
			endpoint: { __rl: true, mode: 'list', value: endpoint },
			returnAll: false,
		} as unknown as INodeParameters;
		const version = { typeVersion: 1 } as INode;
		return properties.some(
			(property) =>
				property.name === name &&
				NodeHelpers.displayParameter(parameters, property, version, node.description),
		);
	};

	it.each([
		['listWarehouses', true],
		['listLabels', true],
		['={{ $json.endpoint }}', true],
		['getWarehouse', false],
		['createWarehouse', false],
		['', false],
	])('%s has Return All and Limit: %s', (endpoint, has) => {
		expect([shown(endpoint, 'returnAll'), shown(endpoint, 'limit')]).toEqual([has, has]);
	});

	it('is one of as many as the table has', () => {
		const mode = properties.find(({ name }) => name === 'mode');
		const texts = optionsOf(mode as INodeProperties).map(({ description }) => description);
		expect(texts).toContain(
			`Choose one of all ${Object.keys(endpoints).length} endpoints and fill in its fields`,
		);
	});
});

it('warns of what cannot be undone', () => {
	const dangerous = operations.filter(({ option }) => /^(Delete|Replace)/.test(option.name));
	for (const { option } of dangerous) {
		expect(option.description).toMatch(
			/for good|cannot be (undone|restored)|stop working|take all others off/,
		);
	}
});

it('has its own icon and the names by which it is told apart', () => {
	const { description } = node;
	expect(description.displayName).toBe('Twilio Segment Workspace');
	expect(description.defaults.name).toBe('Segment Workspace');
	expect(description.usableAsTool).toBe(true);
	expect(description.icon).not.toEqual(new Segment().description.icon);
});

it('masks every secret of the credential', () => {
	const secrets = new SegmentPublicApi().properties
		.filter(({ typeOptions }) => typeOptions?.password)
		.map(({ name }) => name);
	expect(secrets).toEqual(['token', 'privateKey', 'accessToken']);
});
