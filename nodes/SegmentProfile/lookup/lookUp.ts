import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import { baseUrl } from '../../shared/hosts';
import { cancelSignal, sendRequest } from '../../shared/request';
import * as errors from './errors';
import { toIdentifier, type Identifier, type Identity } from './identifier';
import { isRecord, readAll, readMetadata, readTraits, unexpectedAnswer, type Fetch } from './pages';
import { readParameters, type Lookup } from './parameters';
import { LookupProblem } from './problem';
import { readProfile } from './profile';
import { throttleOf, type Throttle } from './throttle';
import { profileUrl, type Space } from './url';

const CREDENTIAL = 'segmentProfileApi';

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
			const results = await resultsFor(this, options, throttle);
			return results.map((json) => ({ json, pairedItem: { item } }));
		} catch (error) {
			const cancelled = cancelSignal(this)?.aborted === true;
			const failure = errors.toNodeError(this.getNode(), item, error);
			if (this.continueOnFail() && !cancelled) return [errors.errorItem(failure, item)];
			throttle.dropWaiting(failure);
			throw failure;
		}
	});
}

async function resultsFor(
	context: IExecuteSingleFunctions,
	options: DeclarativeRestApiSettings.HttpRequestOptions,
	throttle: Throttle,
): Promise<IDataObject[]> {
	const lookup = readParameters(context, options);
	const identifier = toIdentifier(lookup.identity);
	const fetch = fetcher(context, options, throttle, {
		space: await readSpace(context),
		collection: lookup.identity.collection,
		identifier,
	});
	const { collection } = lookup.identity;
	const found = await read(fetch, lookup.reads);
	if (Array.isArray(found)) return found;
	if (found) return [{ found: true, collection, id: identifier.text, ...found }];
	switch (lookup.ifNotFound) {
		case 'noItem':
			return [];
		case 'emptyResult':
			return [{ found: false, collection, id: identifier.text }];
		default:
			throw errors.notFoundError(context.getNode(), context.getItemIndex(), identifier);
	}
}

/** @returns records of their own, or what is known about the profile; undefined when Segment has none */
async function read(
	fetch: Fetch,
	reads: Lookup['reads'],
): Promise<IDataObject[] | IDataObject | undefined> {
	if ('parts' in reads) return await readProfile(fetch, reads.parts, reads.eventLimit);
	const { route, query, limit } = reads;
	if (route === 'metadata') {
		const metadata = await readMetadata(fetch, query);
		return metadata && { metadata };
	}
	if (route === 'traits') {
		const traits = await readTraits(fetch, query, limit);
		return traits && { traits };
	}
	return (await readAll(fetch, route, query, limit)) as IDataObject[] | undefined;
}

async function readSpace(context: IExecuteSingleFunctions): Promise<Space> {
	const credential = await context.getCredentials(CREDENTIAL);
	const id = String(credential.spaceId ?? '').trim();
	if (id === '') throw new LookupProblem('Space ID is empty', 'Fill it in in the credential.');
	return { host: baseUrl('profile', credential), id };
}

interface Profile {
	space: Space;
	collection: Identity['collection'];
	identifier: Identifier;
}

/** Asks for one profile's routes, within Segment's limit and repeated while that can help. */
function fetcher(
	context: IExecuteSingleFunctions,
	{ timeout, proxy, skipSslCertificateValidation }: DeclarativeRestApiSettings.HttpRequestOptions,
	throttle: Throttle,
	{ space, collection, identifier }: Profile,
): Fetch {
	return async (route, query) => {
		const response = await sendRequest(
			context,
			CREDENTIAL,
			{
				method: 'GET',
				url: profileUrl(space, collection, identifier, route, query),
				json: true,
				// The access token opens every profile, so it goes to no address but the credential's
				disableFollowRedirect: true,
				...{ timeout, proxy, skipSslCertificateValidation },
			},
			{ repeatable: true, turn: async (signal) => await throttle.turn(signal) },
		);
		const { statusCode, body } = response;
		if (statusCode >= 200 && statusCode < 300) {
			if (isRecord(body)) return body;
			throw unexpectedAnswer();
		}
		const refusal = errors.readRefusal(response);
		if (errors.isProfileNotFound(refusal)) return undefined;
		throw errors.refusalError(context.getNode(), context.getItemIndex(), refusal);
	};
}
