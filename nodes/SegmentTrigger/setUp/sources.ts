/** The list of the workspace's sources in the node's Source field. */
import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { listAll, listPage, publicApi } from './publicApi';

/** Segment cannot search sources by name, so a search reads them all and looks for itself. */
export async function searchSources(
	this: ILoadOptionsFunctions,
	filter?: string,
	cursor?: string,
): Promise<INodeListSearchResult> {
	const api = publicApi(this);
	try {
		if (!filter) {
			const { entries, next } = await listPage(api, '/sources', 'sources', cursor);
			return { results: entries.map(listed), paginationToken: next };
		}
		const wanted = filter.toLowerCase();
		const sources = await listAll(api, '/sources', 'sources');
		const results = sources.map(listed).filter((source) => fits(source, wanted));
		return { results };
	} catch (error) {
		// n8n shows only the message in the list
		throw new NodeOperationError(
			this.getNode(),
			'The sources could not be listed. Check the credential, or enter the ID of the source.',
			{ description: error instanceof Error ? error.message : '' },
		);
	}
}

function listed({ id, name, slug }: IDataObject): INodeListSearchItems {
	return { name: String(name || slug || id), value: String(id), description: String(slug ?? '') };
}

function fits({ name, description, value }: INodeListSearchItems, wanted: string): boolean {
	return [name, description, value].some((text) => String(text).toLowerCase().includes(wanted));
}
