import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
} from 'n8n-workflow';

import { cancelSignal } from '../../shared/request';
import { errorItem, notFoundError, toNodeError } from './errors';
import { createFetch } from './fetcher';
import { toIdentifier } from './identifier';
import { readAll, readMetadata, readTraits, type Fetch } from './pages';
import { readParameters, type Lookup } from './parameters';
import { readProfile } from './profile';
import { throttleOf, type Throttle } from './throttle';

/**
 * Looks up one item's profile in place of n8n's own request. n8n calls this for all items in the
 * same moment; the throttle lets a few of them through at a time.
 *
 * @throws NodeApiError or NodeOperationError, unless the node continues on fail
 */
export async function lookUp(
	this: IExecutePaginationFunctions,
	{ options }: DeclarativeRestApiSettings.ResultOptions,
): Promise<INodeExecutionData[]> {
	const throttle = throttleOf(this);
	const item = this.getItemIndex();
	return await throttle.run(async () => {
		try {
			const results = await resultsFor(this, options as IHttpRequestOptions, throttle);
			return results.map((json) => ({ json, pairedItem: { item } }));
		} catch (error) {
			const cancelled = cancelSignal(this)?.aborted === true;
			const failure = toNodeError(this.getNode(), item, error);
			if (this.continueOnFail() && !cancelled) return [errorItem(failure, item)];
			// The run has failed, and nobody will see what the items that wait would bring
			throttle.dropWaiting(failure);
			throw failure;
		}
	});
}

async function resultsFor(
	context: IExecuteSingleFunctions,
	request: IHttpRequestOptions,
	throttle: Throttle,
): Promise<IDataObject[]> {
	const { identity, ifNotFound, reads } = readParameters(context, request);
	const { collection } = identity;
	const identifier = toIdentifier(identity);
	const fetch = await createFetch(context, request, throttle, { collection, identifier });
	const result = await read(fetch, reads);

	if (Array.isArray(result)) return result;
	const who = { collection, id: identifier.text };
	if (result) return [{ found: true, ...who, ...result }];
	switch (ifNotFound) {
		case 'noItem':
			return [];
		case 'emptyResult':
			return [{ found: false, ...who }];
		default:
			throw notFoundError(context.getNode(), context.getItemIndex(), identifier);
	}
}

/** @returns a list of records, or the profile's parts by name; undefined when there is no such profile */
async function read(
	fetch: Fetch,
	reads: Lookup['reads'],
): Promise<IDataObject[] | IDataObject | undefined> {
	if ('parts' in reads) return await readProfile(fetch, reads.parts, reads.eventLimit);
	const { route, query, limit } = reads;
	switch (route) {
		case 'metadata': {
			const metadata = await readMetadata(fetch, query);
			return metadata && { metadata };
		}
		case 'traits': {
			const traits = await readTraits(fetch, query, limit);
			return traits && { traits };
		}
		default:
			return (await readAll(fetch, route, query, limit)) as IDataObject[] | undefined;
	}
}
