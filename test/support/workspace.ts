import nock from './nock';
import type { ICredentialDataDecryptedObject, INodeParameters, INodeType } from 'n8n-workflow';

import { SegmentPublicApi } from '../../credentials/SegmentPublicApi.credentials';
import { SegmentWorkspace } from '../../nodes/SegmentWorkspace/SegmentWorkspace.node';
import { runNode, type NodeRunOptions, type NodeRunResult } from './engine';

export const API = 'https://api.segmentapis.com';
export const TOKEN = 'sgp_test-token';

/** Runs Segment Workspace through n8n's engine with a token credential for the US region. */
export async function runWorkspace(
	parameters: INodeParameters,
	options: Partial<Omit<NodeRunOptions, 'credentials'>> & {
		credential?: ICredentialDataDecryptedObject;
	} = {},
): Promise<NodeRunResult> {
	const { credential, ...rest } = options;
	return await runNode({
		nodeType: new SegmentWorkspace(),
		credentialTypes: [new SegmentPublicApi()],
		credentials: { segmentPublicApi: credential ?? { token: TOKEN } },
		parameters,
		...rest,
	});
}

/**
 * The same through n8n's routing engine, as agents before version 3 run the node.
 *
 * @param name another name of the type: `segmentWorkspaceTool` for the tool of an agent
 */
export function routedWorkspace(name = 'segmentWorkspace'): INodeType {
	const { description, methods } = new SegmentWorkspace();
	return { description: { ...description, name }, methods };
}

/** A value of a resource locator, as the editor stores it. */
export function id(value: string): INodeParameters {
	return { __rl: true, mode: 'id', value } as unknown as INodeParameters;
}

export interface Reply {
	status?: number;
	/** What Segment puts into its `data` envelope ... */
	data?: unknown;
	/** ... or the whole body. */
	body?: unknown;
	headers?: Record<string, string>;
}

export interface Recorded {
	method: string;
	/** Path and query exactly as they were sent, still encoded. */
	uri: string;
	body: unknown;
	headers: Record<string, string>;
}

/**
 * Answers the requests to Segment's Public API in turn; the last reply also answers all others.
 *
 * @returns the requests, in the order of their arrival
 */
export function answer(...replies: Reply[]): Recorded[] {
	const requests: Recorded[] = [];
	const scope = nock(API).persist();
	for (const method of ['DELETE', 'GET', 'PATCH', 'POST', 'PUT']) {
		scope.intercept(/.*/, method).reply(function (uri, body) {
			const {
				status = 200,
				data,
				...rest
			} = replies[Math.min(requests.length, replies.length - 1)];
			requests.push({ method, uri, body, headers: this.req.headers });
			return [status, JSON.stringify(rest.body ?? { data }), rest.headers ?? {}];
		});
	}
	return requests;
}

/** Segment's error envelope. */
export function refusal(status: number, message: string, field?: string): Reply {
	return { status, body: { errors: [{ type: 'error', message, ...(field && { field }) }] } };
}
