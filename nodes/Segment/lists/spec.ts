import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	ResourceMapperFields,
} from 'n8n-workflow';

import { chosen } from '../../shared/run/chosen';
import { explained } from '../../shared/title';
import { CHOOSE_EVENT, mapperRows } from '../events/rows';
import { findSpecEvent, searchSpecEvents as search } from '../spec/events';

/**
 * The events of Segment's spec: out of the node's own data, without a request. n8n shows nothing of
 * an entry but its name.
 */
export async function searchSpecEvents(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return {
		results: search(filter).map(({ name, description }) => ({
			name: explained(name, description),
			value: name,
		})),
	};
}

/** The properties of the event that is chosen, as rows of the form. */
export async function getSpecProperties(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const event = findSpecEvent(chosen(this, 'specEvent') ?? '');
	if (!event) return mapperRows([], CHOOSE_EVENT);
	return mapperRows(
		event.fields,
		'Segment’s spec has no properties for this event. Use Custom Properties.',
	);
}
