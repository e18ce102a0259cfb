import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import express, { type Request, type Response } from 'express';
import { HookContext, LoadOptionsContext, WebhookContext } from 'n8n-core';
import {
	NodeHelpers,
	Workflow,
	type ICredentialType,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type IWebhookData,
	type IWorkflowExecuteAdditionalData,
	type WebhookSetupMethodNames,
	type WorkflowActivateMode,
} from 'n8n-workflow';

import { forgetSecrets } from '../../nodes/SegmentTrigger/receive/secret';
import { TestCredentials, type CredentialData } from './credentials';

export interface WebhookOptions {
	/** The trigger node under test: `new SegmentTrigger()`. */
	nodeType: INodeType;
	credentialTypes: ICredentialType[];
	credentials: CredentialData;
	parameters?: INodeParameters;
	workflowName?: string;
	/** What n8n's addresses start with; default: the server of this test. */
	publicUrl?: string;
}

/** A webhook of a trigger node on a free port of 127.0.0.1, served as n8n's own server does. */
export interface Webhook {
	/** The production URL. */
	readonly url: string;
	readonly testUrl: string;
	/** The items of each run that was started, oldest first. */
	readonly runs: INodeExecutionData[][];
	/** How many requests the node was given. */
	readonly requests: number;
	/** What n8n has in its database. */
	readonly staticData: IDataObject;
	nodeId: string;
	/** Static data belongs to a node of this name. */
	nodeName: string;
	/** The node's parameters; take effect with the next request. */
	parameters: INodeParameters;
	credentials: CredentialData;
	/** Called where n8n registers the run; what it throws is n8n failing to do so. */
	beforeTaking: () => Promise<void> | void;
	/** What n8n's addresses start with, where it is not the server of this test. */
	publicUrl: string | undefined;
	workflowId: string;
	/** Called when the run is registered and before n8n saves static data. */
	beforeSave: () => Promise<void> | void;
	/** Runs one method of the node's webhook life cycle and saves static data as n8n does. */
	lifeCycle(
		method: WebhookSetupMethodNames,
		options?: { activation?: WorkflowActivateMode; test?: boolean },
	): Promise<boolean>;
	/** Publishes the workflow: looks whether the webhook exists, else creates it. */
	activate(activation?: WorkflowActivateMode): Promise<void>;
	deactivate(): Promise<void>;
	/** Listens for test events, and stops listening. */
	listen(): Promise<void>;
	stopListening(): Promise<void>;
	/** What becomes of the notes on listening when n8n is stopped. */
	forgetTest(): void;
	/** What `methods.listSearch` of the node gives. */
	listSearch(method: string, filter?: string, cursor?: string): Promise<unknown>;
	close(): Promise<void>;
}

const NODE_ID = '0b3b8f6e-0000-4000-8000-000000000002';

/** As n8n does for nodes since version 2. */
const PARSED_BY_N8N = /^(application\/(json|x-www-form-urlencoded)|text\/plain)|xml$/;

export async function startWebhook(options: WebhookOptions): Promise<Webhook> {
	const { nodeType, credentialTypes, workflowName = 'Orders' } = options;
	forgetSecrets();
	const { name: typeName, webhooks = [] } = nodeType.description;
	const [webhookDescription] = webhooks;
	let savedStaticData = '{}';
	let testStaticData: IDataObject | undefined;
	const runs: INodeExecutionData[][] = [];
	let requests = 0;

	function load(): { workflow: Workflow; node: INode } {
		const node: INode = {
			id: webhook.nodeId,
			webhookId: '6a4d3a35-0000-4000-8000-000000000003',
			name: webhook.nodeName,
			type: `test.${typeName}`,
			typeVersion: nodeType.description.defaultVersion ?? 1,
			position: [0, 0],
			parameters: webhook.parameters,
			credentials: Object.fromEntries(
				Object.keys(webhook.credentials).map((type) => [type, { id: type, name: type }]),
			),
		};
		const workflow = new Workflow({
			id: webhook.workflowId,
			name: workflowName,
			active: true,
			nodes: [node],
			connections: {},
			staticData: JSON.parse(savedStaticData) as IDataObject,
			nodeTypes: {
				getByName: () => nodeType,
				getByNameAndVersion: () => NodeHelpers.getVersionedNodeType(nodeType, 1) as INodeType,
				getKnownTypes: () => ({}),
			},
		});
		return { workflow, node: workflow.getNode(node.name) as INode };
	}

	function additionalData(more: object = {}): IWorkflowExecuteAdditionalData {
		const types = Object.fromEntries(credentialTypes.map((type) => [type.name, type]));
		const base = webhook.publicUrl ?? `http://127.0.0.1:${port}`;
		return {
			credentialsHelper: new TestCredentials(types, webhook.credentials),
			webhookBaseUrl: `${base}/webhook`,
			webhookTestBaseUrl: `${base}/webhook-test`,
			variables: {},
			...more,
		} as unknown as IWorkflowExecuteAdditionalData;
	}

	function webhookData(isTest: boolean): IWebhookData {
		const { node } = load();
		const data = {
			httpMethod: 'POST',
			node: node.name,
			path: NodeHelpers.getNodeWebhookPath(webhook.workflowId, node, webhookDescription.path),
			webhookDescription,
			workflowId: webhook.workflowId,
			isTest,
		};
		return data as unknown as IWebhookData;
	}

	async function serve(req: Request, res: Response, isTest: boolean): Promise<void> {
		// a new workflow for each request, with what is in the database: requests cannot see each other
		const { workflow, node } = load();
		if (isTest && testStaticData) workflow.setTestStaticData(testStaticData);
		const body = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
		req.readRawBody = async () => void (req.rawBody = body);
		// n8n reads what it can parse; nodes read the rest themselves
		if (PARSED_BY_N8N.test(req.headers['content-type'] ?? '')) await req.readRawBody();
		const data = additionalData({ httpRequest: req, httpResponse: res });
		const mode = isTest ? 'manual' : 'webhook';
		const context = new WebhookContext(workflow, node, data, mode, webhookData(isTest), [], null);
		requests++;
		const result = await nodeType.webhook?.call(context);
		// as n8n 2 does: registers the run, saves static data, answers
		if (result?.workflowData) {
			try {
				await webhook.beforeTaking();
			} catch {
				res.status(500).json({ message: 'There was a problem executing the workflow' });
				return;
			}
			runs.push(result.workflowData[0]);
		}
		await webhook.beforeSave();
		if (!isTest) save(workflow);
		if (!result?.noWebhookResponse) res.send(result?.webhookResponse);
	}

	function save(workflow: Workflow): void {
		const staticData = workflow.staticData as { __dataChanged?: boolean };
		if (staticData.__dataChanged) savedStaticData = JSON.stringify(workflow.staticData);
	}

	async function lifeCycle(
		method: WebhookSetupMethodNames,
		{
			activation = 'activate',
			test = false,
		}: { activation?: WorkflowActivateMode; test?: boolean } = {},
	): Promise<boolean> {
		const { workflow, node } = load();
		if (test) workflow.staticData = testStaticData ?? {};
		// n8n asks for removal in the mode `internal`, whatever it is that goes
		const mode = method === 'delete' ? 'internal' : test ? 'manual' : 'trigger';
		const when = test && method !== 'delete' ? 'manual' : activation;
		const context = new HookContext(
			workflow,
			node,
			additionalData(),
			mode,
			when,
			webhookData(test),
		);
		const done = await nodeType.webhookMethods?.default?.[method].call(context);
		if (test) testStaticData = workflow.staticData;
		else save(workflow);
		return done === true;
	}

	const app = express();
	app.use(express.raw({ type: () => true, limit: '16mb' }));
	app.post('/webhook/{*path}', async (req, res) => await serve(req, res, false));
	app.post('/webhook-test/{*path}', async (req, res) => await serve(req, res, true));
	const server = app.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;

	const webhook: Webhook = {
		runs,
		get requests() {
			return requests;
		},
		nodeId: NODE_ID,
		nodeName: 'Trigger',
		parameters: options.parameters ?? {},
		credentials: options.credentials,
		beforeTaking: () => {},
		beforeSave: () => {},
		publicUrl: options.publicUrl,
		workflowId: 'workflow-1',
		get url() {
			return `${webhook.publicUrl ?? `http://127.0.0.1:${port}`}/webhook/${webhookData(false).path}`;
		},
		get testUrl() {
			return `${webhook.publicUrl ?? `http://127.0.0.1:${port}`}/webhook-test/${webhookData(true).path}`;
		},
		get staticData() {
			const all = JSON.parse(savedStaticData) as Record<string, IDataObject>;
			return all[`node:${webhook.nodeName}`] ?? {};
		},
		lifeCycle,
		async activate(activation = 'activate') {
			if (!(await lifeCycle('checkExists', { activation }))) {
				await lifeCycle('create', { activation });
			}
		},
		deactivate: async () => void (await lifeCycle('delete', { activation: 'update' })),
		async listen() {
			const test = { test: true };
			if (!(await lifeCycle('checkExists', test))) await lifeCycle('create', test);
		},
		async stopListening() {
			await lifeCycle('delete', { test: true });
			testStaticData = undefined;
		},
		forgetTest: () => void (testStaticData = undefined),
		async listSearch(method, filter, cursor) {
			const { workflow, node } = load();
			const context = new LoadOptionsContext(workflow, node, additionalData(), 'parameters.source');
			return await nodeType.methods?.listSearch?.[method].call(context, filter, cursor);
		},
		async close() {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
	return webhook;
}
