import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type INode,
	type INodeType,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { TestCredentials } from './credentials';

export interface CredentialVerdict {
	status: 'OK' | 'Error';
	message: string;
}

/**
 * Tests a credential as n8n does (n8n 2.41, `credentials-tester.service.js`): a node whose only
 * property carries the credential's test request goes through the routing engine, and the rules
 * turn what came back into words.
 */
export async function testCredential(
	type: ICredentialType,
	data: ICredentialDataDecryptedObject,
): Promise<CredentialVerdict> {
	if (!type.test) throw new Error(`${type.name} has no test`);
	const { request, rules = [] } = type.test;
	const nodeType: INodeType = {
		description: {
			displayName: 'Temp',
			name: 'temp',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name: 'Temp' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: type.name, required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request } },
			],
		},
	};
	const details = { id: 'credential-1', name: 'Test' };
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: 'temp',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type.name]: details },
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => NodeHelpers.getVersionedNodeType(nodeType, 1) as INodeType,
			getKnownTypes: () => ({}),
		},
	});
	const credentialsHelper = new TestCredentials({ [type.name]: type }, { [type.name]: data });
	const context = new ExecuteContext(
		workflow,
		node,
		{ credentialsHelper, variables: {} } as unknown as IWorkflowExecuteAdditionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const decrypted = {
		...details,
		type: type.name,
		data: await credentialsHelper.getDecrypted(undefined, details, type.name),
	};
	try {
		await new RoutingNode(context, nodeType, decrypted).runNode();
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		return { status: 'Error', message: messageOf(error as TestError, rules) };
	}
}

interface TestError extends Error {
	cause?: { code?: string; response?: { status: number; statusText?: string } };
}

function messageOf(
	{ message, cause }: TestError,
	rules: NonNullable<NonNullable<ICredentialType['test']>['rules']>,
): string {
	if (!cause?.response) return cause?.code ?? message;
	const { status, statusText } = cause.response;
	for (const { type, properties } of rules) {
		if (type === 'responseCode' && properties.value === status) return properties.message;
	}
	return statusText || `Received HTTP status code: ${status}`;
}
