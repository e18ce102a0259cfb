import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

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

/** A value of a resource locator, as the editor stores it. */
export function id(value: string): INodeParameters {
	return { __rl: true, mode: 'id', value } as unknown as INodeParameters;
}
