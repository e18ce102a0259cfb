/**
 * Every operation of Segment Workspace, on the canvas (custom operation) and by n8n's routing engine
 * (as agents before version 3 run it): the same requests, the same outputs, the same errors.
 */
import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import { SegmentWorkspace } from '../../../nodes/SegmentWorkspace/SegmentWorkspace.node';
import { useFastClock } from '../../support/clock';
import nock from '../../support/nock';
import { connectionRuns } from '../../support/workspaceCases/runs';
import { OutputSchemas } from '../../support/outputSchemas';
import {
	answer,
	id,
	refusal,
	type Reply,
	routedWorkspace,
	runWorkspace,
} from '../../support/workspace';
import { operationCases } from '../../support/workspaceCases';

beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
beforeEach(() => void useFastClock());
afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
});

interface Run {
	name: string;
	parameters: INodeParameters;
	replies: Reply[];
	items?: IDataObject[];
}

const list = (data: IDataObject): Reply => ({ data: { ...data, pagination: {} } });
const workspace: Reply = { data: { workspace: { id: 'w1', name: 'Acme', slug: 'acme' } } };

/** Operations that send more than one request. */
const several: Run[] = [
	{
		name: 'accessReview: getAll',
		parameters: { resource: 'accessReview', operation: 'getAll' },
		replies: [
			list({ users: [{ id: 'u1', name: 'Ada', email: 'a@b.co', permissions: [] }] }),
			list({ userGroups: [{ id: 'g1', name: 'Data', permissions: [] }] }),
			list({ roles: [] }),
			list({ users: [{ id: 'u1', name: 'Ada', email: 'a@b.co' }] }),
			list({ emails: ['new@b.co'] }),
			list({ invites: ['new@b.co'] }),
		],
	},
	{
		name: 'audience: preview',
		parameters: { resource: 'audience', operation: 'preview', space: id('spa_1'), query: 'q' },
		replies: [
			{ data: { audiencePreview: { id: 'p1', status: 'RUNNING' } } },
			{ data: { audiencePreview: { id: 'p1', status: 'RUNNING' } } },
			{ data: { audiencePreview: { id: 'p1', status: 'COMPLETED', size: { count: 3 } } } },
		],
	},
	{
		name: 'dataReview: deliveryHealth',
		parameters: {
			resource: 'dataReview',
			operation: 'deliveryHealth',
			options: { onlyFailing: true },
		},
		replies: [
			list({ destinations: [{ id: 'd1', enabled: true, sourceId: 's1' }] }),
			list({ dataset: [{ discardReason: 'timeout', total: 1, series: [] }] }),
			list({ dataset: [{ total: 3, series: [] }] }),
		],
	},
	{
		name: 'dataReview: routing',
		parameters: {
			resource: 'dataReview',
			operation: 'routing',
			source: id('s1'),
			event: '={{ ({ type: "track", event: $json.name }) }}',
		},
		items: [{ name: 'Order Completed' }],
		replies: [
			{ data: { source: { id: 's1', slug: 'web', enabled: true }, trackingPlanId: null } },
			{ data: { settings: {} } },
			list({
				destinations: [
					{ id: 'd1', enabled: true, metadata: { name: 'A', actions: [{ id: 'a' }] } },
				],
			}),
			list({ filters: [] }),
			list({
				subscriptions: [{ id: 'm1', name: 'All', enabled: true, trigger: 'type = "track"' }],
			}),
			{ data: { inputPayload: {}, result: null } },
		],
	},
	{
		name: 'dataReview: silentSources',
		parameters: { resource: 'dataReview', operation: 'silentSources', days: 3 },
		replies: [
			list({ result: [] }),
			list({ sources: [{ id: 's1', slug: 'web', enabled: true, labels: [] }] }),
		],
	},
	{
		name: 'dataReview: staleAccess',
		parameters: { resource: 'dataReview', operation: 'staleAccess' },
		replies: [
			list({ users: [{ id: 'u1', name: 'Ada', email: 'a@b.co', permissions: [] }] }),
			list({ userGroups: [] }),
			list({ invites: ['new@b.co'] }),
			list({ events: [] }),
			list({ credentials: [{ id: 'c1', name: 'Key' }] }),
			{ data: { warehouses: [], sources: [] } },
		],
	},
	{
		name: 'dataReview: ungovernedSources',
		parameters: { resource: 'dataReview', operation: 'ungovernedSources' },
		replies: [
			list({ trackingPlans: [{ id: 'tp_1' }] }),
			list({ sources: [{ id: 's1' }] }),
			list({ sources: [{ id: 's1' }, { id: 's2', slug: 'app', enabled: true, labels: [] }] }),
		],
	},
	{
		name: 'deletionRequest: create',
		parameters: {
			resource: 'deletionRequest',
			operation: 'create',
			scope: '={{ "Source" }}',
			source: id('s1'),
			subjectIds: '={{ $json.ids }}',
			confirm: true,
		},
		items: [{ ids: Array.from({ length: 5_001 }, (_, index) => index) }],
		replies: [{ data: { regulateId: 'reg_1' } }, { data: { regulateId: 'reg_2' } }],
	},
	{
		name: 'deletionRequest: wait',
		parameters: { resource: 'deletionRequest', operation: 'wait', requestId: 'reg_1' },
		replies: [
			{ data: { regulation: { id: 'reg_1', overallStatus: 'RUNNING' } } },
			{ data: { regulation: { id: 'reg_1', overallStatus: 'FINISHED' } } },
		],
	},
	{
		name: 'directory: getGroups',
		parameters: {
			resource: 'directory',
			operation: 'getGroups',
			options: { includeMembers: true },
		},
		replies: [
			workspace,
			list({ userGroups: [{ id: 'g1', name: 'Data', memberCount: 1, permissions: [] }] }),
			list({ users: [{ id: 'u1', name: 'Ada', email: 'a@b.co' }] }),
			list({ emails: ['new@b.co'] }),
		],
	},
	{
		name: 'directory: getRoles',
		parameters: { resource: 'directory', operation: 'getRoles' },
		replies: [workspace, list({ roles: [{ id: 'r1', name: 'Owner', description: 'All' }] })],
	},
	{
		name: 'directory: getUsers',
		parameters: { resource: 'directory', operation: 'getUsers', limit: 2 },
		replies: [
			workspace,
			list({ users: [{ id: 'u1', name: 'Ada', email: 'a@b.co', permissions: [] }] }),
			list({ invites: ['new@b.co'] }),
			list({ userGroups: [{ id: 'g1', name: 'Data', permissions: [] }] }),
			list({ users: [{ id: 'u1', name: 'Ada', email: 'a@b.co' }] }),
			list({ emails: ['new@b.co'] }),
		],
	},
	{
		name: 'directory: getWorkspace',
		parameters: { resource: 'directory', operation: 'getWorkspace' },
		replies: [workspace],
	},
	{
		name: 'group: getMembers',
		parameters: { resource: 'group', operation: 'getMembers', group: id('g1') },
		replies: [
			list({ users: [{ id: 'u1', name: 'Ada', email: 'a@b.co' }] }),
			{ data: { userGroup: { id: 'g1', name: 'Data' } } },
		],
	},
	{
		name: 'user: getGroups',
		parameters: { resource: 'user', operation: 'getGroups', user: id('u1'), limit: 3 },
		replies: [
			list({ groups: [{ id: 'g1', name: 'Data' }] }),
			{ data: { user: { id: 'u1', name: 'Ada', email: 'a@b.co' } } },
		],
	},
	{
		name: 'reverseEtl: startSync',
		parameters: {
			resource: 'reverseEtl',
			operation: 'startSync',
			model: id('mod1'),
			subscriptionId: 'sub1',
		},
		replies: [
			{ data: { reverseEtlModel: { id: 'mod1', sourceId: 's1' } } },
			{ data: { reverseETLManualSync: { syncId: 'sy1' } } },
			{ data: { reverseETLSyncStatus: { syncId: 'sy1', syncStatus: 'SUCCESS' } } },
		],
	},
	{
		name: 'customCall: send',
		parameters: {
			resource: 'customCall',
			operation: 'send',
			path: '/warehouses',
			followPages: true,
			returnAll: true,
		},
		replies: [
			{ data: { warehouses: [{ id: 'a' }], pagination: { next: 'Mg==' } } },
			list({ warehouses: [{ id: 'b' }] }),
		],
	},
	{
		name: 'customCall: send, an endpoint of the list',
		parameters: {
			resource: 'customCall',
			operation: 'send',
			mode: 'endpoint',
			endpoint: id('listFiltersForSpace'),
			endpointFields: {
				mappingMode: 'defineBelow',
				value: { integrationId: '={{ $json.destination }}' },
			} as unknown as INodeParameters,
			returnAll: true,
		},
		items: [{ destination: 'd1' }],
		replies: [
			{ data: { filters: [{ id: 'a' }], pagination: { next: 1 } } },
			list({ filters: [{ id: 'b' }] }),
		],
	},
	{
		name: 'user: invite with a role on the workspace',
		parameters: {
			resource: 'user',
			operation: 'invite',
			email: 'a@b.co',
			permissions: {
				permission: [{ role: id('r1'), resourceType: 'WORKSPACE', labels: 'env:prod' }],
			} as unknown as INodeParameters,
		},
		replies: [{ data: { workspace: { id: 'w1' } } }, { data: { emails: ['a@b.co'] } }],
	},
];

const runs: Run[] = [
	...operationCases.map(({ name, resource, parameters, data }) => ({
		name,
		parameters: { resource, ...parameters },
		replies: [{ data }],
	})),
	...several,
	...connectionRuns,
];

async function outcomeOf(nodeType: INodeType, { parameters, replies, items }: Run) {
	const requests = answer(...replies);
	const { outputs, error } = await runWorkspace(parameters, { nodeType, items });
	nock.cleanAll();
	return {
		requests: requests.map(({ method, uri, body }) => ({ method, uri, body })),
		outputs: outputs.map((output) => output.map(({ json, pairedItem }) => ({ json, pairedItem }))),
		error: error && { message: error.message, description: error.description },
	};
}

const schemas = new OutputSchemas('SegmentWorkspace');

it.each(runs)('$name', async (run) => {
	const canvas = await outcomeOf(new SegmentWorkspace(), run);
	expect(canvas.error).toBeUndefined();
	expect(canvas.requests.length).toBeGreaterThanOrEqual(run.replies.length);
	schemas.record(run.parameters, canvas.outputs[0]);
	expect(await outcomeOf(routedWorkspace(), run)).toEqual(canvas);
});

it('has an output schema for every operation (npm run schemas)', () => {
	const unfilled = {
		...{ activationId: 'string', audienceId: 'string', resourceKind: 'string' },
		...{ appVersion: 'string', discardReason: 'string', eventType: 'string' },
		...{ deprecatedAt: 'string', nextCursor: 'string', roleDescription: 'string' },
		...{ quotaRemaining: 'number', quotaResetAt: 'string' },
		...{ lastEventDay: 'string', silentDays: 'number', since: 'string' },
	};
	schemas.check(unfilled, ['customCall']);
});

it('covers every operation', () => {
	const { customOperations } = new SegmentWorkspace();
	const offered = Object.entries(customOperations).flatMap(([resource, operations]) =>
		Object.keys(operations).map((operation) => `${resource}: ${operation}`),
	);
	const run = runs.map(
		({ parameters: { resource, operation } }) => `${String(resource)}: ${String(operation)}`,
	);
	expect(new Set(run)).toEqual(new Set(offered));
	expect(offered.length).toBeGreaterThan(70);
});

const GET: INodeParameters = { resource: 'group', operation: 'get', group: id('g1') };

it.each<Run>([
	{ name: 'a refusal', parameters: GET, replies: [refusal(404, 'gone')] },
	{ name: 'an answer of somebody else', parameters: GET, replies: [{ body: '<html>' }] },
	{ name: 'a wrong value', parameters: { ...GET, group: id('={{ NaN }}') }, replies: [{}] },
])('fails the same way: $name', async (run) => {
	const canvas = await outcomeOf(new SegmentWorkspace(), run);
	expect(canvas.error).toBeDefined();
	expect(await outcomeOf(routedWorkspace(), run)).toEqual(canvas);
});

describe('as the tool of an agent', () => {
	const tools: Array<[string, () => INodeType]> = [
		[
			'on the canvas',
			() => {
				const node = new SegmentWorkspace();
				node.description.name = 'segmentWorkspaceTool';
				return node;
			},
		],
		['by the routing engine', () => routedWorkspace('segmentWorkspaceTool')],
	];

	it.each(tools)('answers what is wrong instead of ending the run: %s', async (_, tool) => {
		answer(refusal(404, 'no such group'));
		const { json, error } = await runWorkspace(GET, { nodeType: tool() });
		expect(error).toBeUndefined();
		expect(json).toEqual([
			{
				error: 'Segment does not know the group in this workspace',
				message: expect.stringContaining('Segment says: no such group'),
				details: expect.objectContaining({ status: 404 }),
			},
		]);
	});

	it.each(tools)('answers that a value is wrong, and sends nothing: %s', async (_, tool) => {
		const requests = answer({});
		const { json } = await runWorkspace(
			{ ...GET, group: id('={{ undefined }}') },
			{ nodeType: tool() },
		);
		expect(json).toMatchObject([{ error: 'Group is empty' }]);
		expect(requests).toEqual([]);
	});
});
