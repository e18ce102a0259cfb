import { DirectoryLoader, ExecutionLifecycleHooks, RoutingNode, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	NodeHelpers,
	Workflow,
	type ICredentialType,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type IRun,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { TestCredentials, type CredentialData } from './credentials';

export interface NodeRunOptions {
	/** The node under test: `new Segment()`. */
	nodeType: INodeType;
	credentialTypes: ICredentialType[];
	credentials: CredentialData;
	parameters: INodeParameters;
	/** The json of each input item; one empty item when left out. */
	items?: IDataObject[];
	/** Settings of the node itself: `{ onError: 'continueRegularOutput', retryOnFail: true }` ... */
	settings?: Partial<INode>;
	/** Workflow time zone. */
	timezone?: string;
	executionId?: string;
	/** Parameters of a second node of the same type, which runs over the same items. */
	twin?: INodeParameters;
	/** Called with the running execution, to cancel it. */
	onStart?: (execution: { cancel: () => void }) => void;
}

export interface NodeRunResult {
	/** One array of items for each output of the node. */
	outputs: INodeExecutionData[][];
	/** The json of the first output's items. */
	json: IDataObject[];
	error?: Error & { description?: string | null; httpCode?: string | null };
	run: IRun;
}

const START: INode = {
	id: 'start',
	name: 'Start',
	type: 'test.start',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Stands before the node under test, so that input items have a source to be linked to. */
const startType: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['transform'],
		version: 1,
		description: 'Passes its items on',
		defaults: { name: 'Start' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	async execute(this: IExecuteFunctions) {
		return [this.getInputData()];
	},
};

/** Prepares a node type as n8n does when it loads and runs it. */
export function prepareNodeType(nodeType: INodeType): INodeType {
	DirectoryLoader.applyDeclarativeNodeOptionParameters(nodeType);
	const { execute, trigger, webhook, poll } = nodeType;
	if (!execute && !trigger && !webhook && !poll) {
		nodeType.execute = async function (this: IExecuteFunctions) {
			return (await new RoutingNode(this as never, nodeType).runNode()) ?? [];
		};
	}
	return nodeType;
}

/** Runs one node over the given items through n8n-core's own workflow engine. */
export async function runNode(options: NodeRunOptions): Promise<NodeRunResult> {
	const { nodeType, credentialTypes, credentials, parameters, items = [{}], settings } = options;
	const { name: typeName, version } = nodeType.description;
	const prepared = prepareNodeType(nodeType);
	const types: Record<string, INodeType> = {
		'test.start': startType,
		[`test.${typeName}`]: prepared,
	};
	const node: INode = {
		id: '0b3b8f6e-0000-4000-8000-000000000001',
		name: nodeType.description.defaults.name ?? 'Node',
		type: `test.${typeName}`,
		typeVersion: Array.isArray(version) ? Math.max(...version) : version,
		position: [200, 0],
		parameters,
		credentials: Object.fromEntries(
			Object.keys(credentials).map((type) => [type, { id: type, name: type }]),
		),
		...settings,
	};
	const twin: INode | undefined = options.twin && {
		...node,
		id: '0b3b8f6e-0000-4000-8000-000000000002',
		name: `${node.name} 2`,
		position: [200, 200],
		parameters: options.twin,
	};
	const nodes = twin ? [node, twin] : [node];
	const workflow = new Workflow({
		id: 'workflow-1',
		name: 'Test',
		active: false,
		nodes: [START, ...nodes],
		connections: {
			Start: { main: [nodes.map(({ name }) => ({ node: name, type: 'main', index: 0 }))] },
		},
		settings: { executionOrder: 'v1', timezone: options.timezone ?? 'UTC' },
		nodeTypes: {
			getByName: (name) => types[name],
			getByNameAndVersion: (name, wanted) =>
				NodeHelpers.getVersionedNodeType(types[name], wanted) as INodeType,
			getKnownTypes: () => ({}),
		},
	});

	const executionId = options.executionId ?? '1';
	const hooks = new ExecutionLifecycleHooks('manual', executionId, {
		id: workflow.id,
		name: 'Test',
		active: false,
		nodes: [],
		connections: {},
		createdAt: new Date(),
		updatedAt: new Date(),
	} as never);
	const additionalData = {
		credentialsHelper: new TestCredentials(
			Object.fromEntries(credentialTypes.map((type) => [type.name, type])),
			credentials,
		),
		hooks,
		executionId,
		currentNodeExecutionIndex: 0,
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [
				{
					node: workflow.getNode('Start') as INode,
					data: { main: [items.map((json, item) => ({ json, pairedItem: { item } }))] },
					source: null,
				},
			],
		},
	});

	const execution = new WorkflowExecute(additionalData, 'manual', data).processRunExecutionData(
		workflow,
	);
	options.onStart?.({ cancel: () => execution.cancel() });
	const run = await execution;
	const result = run.data.resultData.runData[node.name]?.at(-1);
	const outputs = (result?.data?.main ?? []).map((output) => output ?? []);
	return {
		outputs,
		json: (outputs[0] ?? []).map((item) => item.json),
		error: (result?.error ?? run.data.resultData.error) as NodeRunResult['error'],
		run,
	};
}
