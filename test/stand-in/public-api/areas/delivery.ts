import Joi from 'joi';

import { invalid } from '../http/errors';
import { list } from '../http/validate';
import { find, PAGE_MAX, route, type Call, type Data, type Route } from '../route';
import {
	cellsOf,
	checkWindow,
	seriesOf,
	timeRangeQuery,
	type Cell,
	type TimeRange,
} from './metrics';

interface DeliveryQuery extends TimeRange {
	sourceId: string;
	destinationConfigId?: string;
	filter?: Record<string, string[]>;
}

/** Dimensions of cells; the ids that a filter may also name select nothing here. */
const DIMENSIONS = ['eventName', 'eventType', 'appVersion', 'discardReason'] as const;
const DESTINATION_FILTERS = ['subscriptionId', 'activationId', 'audienceId', 'spaceId'];

interface Stage {
	path: string;
	/** Delivery to one destination, so that this must be named. */
	ofDestination?: boolean;
	discardReasons?: string[];
}

const STAGES: Stage[] = [
	{ path: 'successfully-received' },
	{ path: 'failed-on-ingest', discardReasons: ['missing_event_name', 'multi_user_error'] },
	{ path: 'filtered-at-source', discardReasons: ['Source Schema', 'Tracking Plan'] },
	{
		path: 'filtered-at-destination',
		ofDestination: true,
		discardReasons: ['destination_filter', 'unsupported_event_type'],
	},
	{ path: 'successful-delivery', ofDestination: true },
	{ path: 'failed-delivery', ofDestination: true, discardReasons: ['401 Unauthorized', 'timeout'] },
];

/** The reference prints `event Name`; SDKs pass on what they are given. */
function dimensionsOf(groupBy: string[] = []): Array<keyof Cell> {
	return groupBy.map((name, index) => {
		const dimension = DIMENSIONS.find((each) => each === name.replace(/ /g, ''));
		if (!dimension) throw invalid(`groupBy.${index}`, `must be one of ${DIMENSIONS.join(', ')}`);
		return dimension;
	});
}

function overview(
	{ state, query, now, page }: Call<unknown, DeliveryQuery>,
	{ path, discardReasons }: Stage,
): Data {
	const { sourceId, destinationConfigId, filter = {} } = query;
	find(state.sources, sourceId, 'Source');
	if (destinationConfigId) find(state.destinations, destinationConfigId, 'Destination');
	checkWindow(query, now);
	const cells = cellsOf(sourceId, discardReasons).filter((cell) =>
		DIMENSIONS.every((name) => !filter[name] || filter[name].includes(cell[name] ?? '')),
	);
	const dataset = seriesOf(cells, dimensionsOf(query.groupBy), query, path).map(
		({ group, total, series }) => ({
			...group,
			total,
			series: series.map((point) => ({ ...point, retryCount: 0 })),
			totalRetryCount: 0,
		}),
	);
	const total = dataset.reduce((sum, entry) => sum + entry.total, 0);
	return { total, ...page('dataset', dataset) };
}

export const deliveryRoutes: Route[] = STAGES.map((stage) => {
	const filters = [...DIMENSIONS, ...(stage.ofDestination ? DESTINATION_FILTERS : [])];
	return route<unknown, DeliveryQuery>({
		method: 'get',
		path: `/delivery-overview/${stage.path}`,
		page: PAGE_MAX,
		query: {
			...timeRangeQuery,
			sourceId: Joi.string().required(),
			...(stage.ofDestination ? { destinationConfigId: Joi.string().required() } : {}),
			// older SDKs name the subscription beside the filter
			...(stage.ofDestination ? { subscriptionId: Joi.string() } : {}),
			filter: Joi.object(Object.fromEntries(filters.map((name) => [name, list()]))),
		},
		answer: (call) => overview(call, stage),
	});
});
