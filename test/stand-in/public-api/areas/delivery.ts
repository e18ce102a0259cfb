import Joi from 'joi';

import { invalid } from '../http/errors';
import { find, route, type Call, type Data, type Route } from '../route';
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

/** Dimensions of cells. */
const RECEIVED = ['eventName', 'eventType', 'appVersion'] as const;
const AT_SOURCE = [...RECEIVED, 'discardReason'] as const;
/** Of a cell at a destination nothing more is known here: these ids select nothing. */
const AT_DESTINATION = [
	...AT_SOURCE,
	'subscriptionId',
	'activationId',
	'audienceId',
	'spaceId',
] as const;

interface Stage {
	name:
		| 'EgressFailed'
		| 'EgressSuccess'
		| 'FilteredAtDestination'
		| 'FilteredAtSource'
		| 'IngressFailed'
		| 'IngressSuccess';
	discardReasons?: string[];
	/** What the reference lists as valid to group by. */
	dimensions: readonly string[];
}

const STAGES: Stage[] = [
	{ name: 'IngressSuccess', dimensions: RECEIVED },
	{
		name: 'IngressFailed',
		discardReasons: ['missing_event_name', 'multi_user_error'],
		dimensions: AT_SOURCE,
	},
	{
		name: 'FilteredAtSource',
		discardReasons: ['Source Schema', 'Tracking Plan'],
		dimensions: AT_SOURCE,
	},
	{
		name: 'FilteredAtDestination',
		discardReasons: ['destination_filter', 'unsupported_event_type'],
		dimensions: AT_DESTINATION,
	},
	{ name: 'EgressSuccess', dimensions: AT_DESTINATION },
	{
		name: 'EgressFailed',
		discardReasons: ['401 Unauthorized', 'timeout'],
		dimensions: AT_DESTINATION,
	},
];

/** The reference prints `event Name`; SDKs pass on what they are given. */
function dimensionsOf(groupBy: string[] = [], known: readonly string[]): Array<keyof Cell> {
	return groupBy.map((name, index) => {
		const dimension = known.find((each) => each === name.replace(/ /g, ''));
		if (!dimension) throw invalid(`groupBy.${index}`, `must be one of ${known.join(', ')}`);
		return dimension as keyof Cell;
	});
}

function overview(
	{ state, query, now, page }: Call<unknown, DeliveryQuery>,
	{ name, discardReasons, dimensions }: Stage,
): Data {
	const { sourceId, destinationConfigId, filter = {} } = query;
	find(state.sources, sourceId, 'Source');
	if (destinationConfigId) find(state.destinations, destinationConfigId, 'Destination');
	checkWindow(query, now);
	const cells = cellsOf(sourceId, discardReasons).filter((cell) =>
		AT_SOURCE.every((each) => !filter[each] || filter[each].includes(cell[each] ?? '')),
	);
	const dataset = seriesOf(cells, dimensionsOf(query.groupBy, dimensions), query, name).map(
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

const HOUR = 60 * 60 * 1000;
const LIMITS = { MINUTE: 4 * HOUR, HOUR: 7 * 24 * HOUR, DAY: 14 * 24 * HOUR };

interface SummaryQuery {
	sourceId: string;
	startTime?: Date;
	endTime?: Date;
	granularity?: keyof typeof LIMITS;
}

/** What became of the events of one source at one destination. */
function summary({ state, params, query, now }: Call<unknown, SummaryQuery>): Data {
	const { sourceId, granularity = 'MINUTE' } = query;
	const destination = find(state.destinations, params.destinationId, 'Destination');
	find(state.sources, sourceId, 'Source');
	const endTime = query.endTime ?? new Date(now);
	const startTime = query.startTime ?? new Date(endTime.getTime() - LIMITS[granularity]);
	if (endTime <= startTime) throw invalid('endTime', 'must be after startTime');
	if (endTime.getTime() - startTime.getTime() > LIMITS[granularity]) {
		throw invalid('endTime', `is too far from startTime for ${granularity}`);
	}
	const range = { granularity, startTime, endTime };
	const metrics = ['successes', 'discards', 'failures'].map((metricName) => {
		const series = seriesOf(cellsOf(sourceId), ['eventType'], range, metricName);
		return {
			metricName,
			total: series.reduce((sum, { total }) => sum + total, 0),
			breakdown: series.map(({ group, total }) => ({
				metricName: group.eventType ?? '',
				value: total,
			})),
		};
	});
	return {
		deliveryMetricsSummary: { sourceId, destinationMetadataId: destination.type.id, metrics },
	};
}

const overviewRoutes: Route[] = STAGES.map((stage) => {
	return route<unknown, DeliveryQuery>({
		operation: `get${stage.name}MetricsFromDeliveryOverview`,
		query: {
			...timeRangeQuery,
			// older SDKs name the subscription beside the filter
			subscriptionId: Joi.string(),
		},
		answer: (call) => overview(call, stage),
	});
});

export const deliveryRoutes: Route[] = [
	...overviewRoutes,
	route<unknown, SummaryQuery>({
		operation: 'listDeliveryMetricsSummaryFromDestination',
		query: {
			granularity: timeRangeQuery.granularity.optional(),
			startTime: Joi.date().iso(),
			endTime: Joi.date().iso(),
		},
		answer: summary,
	}),
];
