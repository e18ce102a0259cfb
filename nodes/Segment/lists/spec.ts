import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	ResourceMapperFields,
} from 'n8n-workflow';

import { chosen } from '../../shared/run/chosen';
import { rowsOf } from '../events/rows';
import { findSpecEvent, searchSpecEvents as search } from '../spec/events';

/** The events of Segment's spec: out of the node's own data, without a request. */
export async function searchSpecEvents(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return {
		results: search(filter).map(({ name, area, description }) => ({
			name,
			value: name,
			description: `${area} · ${description}`,
		})),
	};
}

/** The properties of the event that is chosen, as rows of the form. */
export async function getSpecProperties(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const event = findSpecEvent(chosen(this, 'specEvent') ?? '');
	if (!event) {
		return {
			fields: [],
			emptyFieldsNotice:
				'Choose an event first. Where an expression gives its name, use Map Automatically.',
		};
	}
	return {
		fields: rowsOf(event.fields),
		emptyFieldsNotice: 'Segment’s spec has no properties for this event. Use Custom Properties.',
	};
}
