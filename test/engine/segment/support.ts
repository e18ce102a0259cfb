import nock from '../../support/nock';
import type {
	AssignmentValue,
	ICredentialDataDecryptedObject,
	INodeParameters,
	INodeType,
	NodeParameterValue,
} from 'n8n-workflow';

import { SegmentApi } from '../../../credentials/SegmentApi.credentials';
import { Segment } from '../../../nodes/Segment/Segment.node';
import { runNode, type NodeRunOptions, type NodeRunResult } from '../../support/engine';

export const US = 'https://api.segment.io';
export const WRITE_KEY = 'wk-f00ba47';

/** One row of custom traits or properties. */
export function row(name: string, value: NodeParameterValue, type: string): AssignmentValue {
	return { id: name, name, value, type };
}

/** One request as it left for Segment. */
export interface SentRequest {
	method: string;
	url: string;
	headers: Record<string, string>;
	body: Record<string, unknown>;
}

export interface SegmentRun extends NodeRunResult {
	requests: SentRequest[];
}

type Options = Partial<
	Pick<NodeRunOptions, 'items' | 'settings' | 'timezone' | 'executionId' | 'onStart'>
> & {
	credential?: ICredentialDataDecryptedObject;
	/** The only host that answers; every other request fails. */
	host?: string;
	/** Whether n8n's routing engine runs the node, as for an agent before version 3. */
	routed?: boolean;
	/** Whether the node is an agent's tool. */
	tool?: boolean;
};

function segmentNode({ routed = false, tool = false }: Options): INodeType {
	const node: INodeType = new Segment();
	// n8n calls a custom operation before it looks for routing
	if (routed) delete node.customOperations;
	// what n8n calls the tool that it makes of a node
	if (tool) node.description.name += 'Tool';
	return node;
}

/** Runs the node in n8n-core's engine and catches what it sends. */
export async function runCaught(
	parameters: INodeParameters,
	{ credential = { writekey: WRITE_KEY }, host = US, routed, tool, ...options }: Options = {},
): Promise<SegmentRun> {
	const requests: SentRequest[] = [];
	if (!nock.isActive()) nock.activate();
	nock.disableNetConnect();
	nock(host)
		.persist()
		.intercept(/.*/, 'POST')
		.reply(function (uri, body) {
			const headers = this.req.headers as Record<string, string>;
			const { method } = this.req as unknown as { method: string };
			requests.push({ method, url: host + uri, headers, body: body as SentRequest['body'] });
			return [200, { success: true }];
		});
	try {
		const result = await runNode({
			nodeType: segmentNode({ routed, tool }),
			credentialTypes: [new SegmentApi()],
			credentials: { segmentApi: credential },
			parameters,
			...options,
		});
		return { ...result, requests };
	} finally {
		nock.cleanAll();
		// Test files share Node's http module: the next one brings its own copy of nock
		nock.restore();
	}
}
