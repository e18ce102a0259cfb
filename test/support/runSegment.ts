import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SegmentApi } from '../../credentials/SegmentApi.credentials';
import { Segment } from '../../nodes/Segment/Segment.node';
import { DEMO_SOURCES, type StandIn } from '../stand-in/server';
import { runNode, type NodeRunOptions, type NodeRunResult } from './engine';

export type SegmentRunOptions = Partial<Omit<NodeRunOptions, 'parameters'>> & {
	parameters: INodeParameters;
};

/** Runs the Segment node in n8n's engine against a stand-in, with the key of its demo source. */
export async function runSegment(
	standIn: Pick<StandIn, 'url'>,
	{ parameters, ...options }: SegmentRunOptions,
): Promise<NodeRunResult> {
	return await runNode({
		nodeType: new Segment(),
		credentialTypes: [new SegmentApi()],
		credentials: {
			segmentApi: {
				writekey: DEMO_SOURCES.us.writeKey,
				region: 'custom',
				host: standIn.url,
			},
		},
		parameters,
		...options,
	});
}

/** Track → Event with the User ID and Event of each item. */
export const TRACK: INodeParameters = {
	resource: 'track',
	operation: 'event',
	userId: '={{ $json.userId }}',
	event: '={{ $json.event }}',
};

/** Batch → Send with fields under Segment's own names. */
export const MAP_FIELDS: INodeParameters = {
	resource: 'batch',
	operation: 'send',
	mode: 'mapFields',
	messageType: 'track',
};

/** Batch → Send of items that already are messages. */
export const ITEMS_ARE_MESSAGES: INodeParameters = {
	resource: 'batch',
	operation: 'send',
	mode: 'itemsAreMessages',
};

/** Items with a User ID and an event each; `more` gives what else an item has. */
export function eventItems(count: number, more: (item: number) => IDataObject = () => ({})) {
	return Array.from({ length: count }, (_, item) => ({
		userId: `user-${item}`,
		event: 'Order Completed',
		...more(item),
	}));
}
