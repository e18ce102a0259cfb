import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { firstGiven } from '../../shared/read/values';
import { listError } from '../../shared/run/errors';
import { createPublicApi, fillPath } from '../../shared/send/publicApi';
import { chosen } from '../../shared/run/chosen';
import { matching } from '../../shared/run/searchList';
import { object, objects } from '../simplify/values';

/** What the chosen destination can do with an event: its type's entry in the catalog says it. */
export async function searchActions(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	try {
		const id = chosen(this, 'destination');
		if (id === undefined) return { results: [] };
		const path = fillPath('/destinations/{destination}', () => id);
		const { metadata } = await createPublicApi(this).record({ method: 'GET', path }, 'destination');
		const actions = objects(object(metadata).actions).filter(({ hidden }) => hidden !== true);
		return {
			results: actions
				.map(({ id: actionId, name, description }) => ({
					name: String(firstGiven(name, actionId)),
					value: String(actionId),
					description: typeof description === 'string' ? description : undefined,
				}))
				.filter(matching(filter)),
		};
	} catch (error) {
		throw listError(this.getNode(), error);
	}
}
