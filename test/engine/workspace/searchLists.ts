import type { INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import { SegmentPublicApi } from '../../../credentials/SegmentPublicApi.credentials';
import { SegmentWorkspace } from '../../../nodes/SegmentWorkspace/SegmentWorkspace.node';
import { loadOptionsContext } from '../../support/loadOptions';
import { id, TOKEN } from '../../support/workspace';

export const nodeType = new SegmentWorkspace();
export const { listSearch } = nodeType.methods;

/** Calls a list as the editor does, with what is filled in so far. */
export async function search(
	method: keyof typeof listSearch,
	{
		filter,
		token,
		parameters = {},
		path = 'parameters.user',
	}: { filter?: string; token?: string; parameters?: INodeParameters; path?: string } = {},
): Promise<INodeListSearchResult> {
	return await listSearch[method].call(contextOf(parameters, path), filter, token);
}

export const contextOf = (parameters: INodeParameters, path: string) =>
	loadOptionsContext({
		nodeType,
		credentialTypes: [new SegmentPublicApi()],
		credentials: { segmentPublicApi: { token: TOKEN } },
		parameters,
		path,
	});

export const destination = { destination: id('d/1') };
