import Joi from 'joi';

import { list } from '../http/validate';
import { route, type Call, type Data, type Route } from '../route';
import type { Source } from '../state';
import {
	cellsOf,
	checkWindow,
	seriesOf,
	timeRangeQuery,
	type Cell,
	type TimeRange,
} from './metrics';

interface VolumeQuery extends TimeRange {
	sourceId?: string[];
	eventName?: string[];
	eventType?: string[];
	appVersion?: string[];
}

const VOLUME_DIMENSIONS: Record<string, keyof Cell> = {
	eventName: 'eventName',
	eventType: 'eventType',
	source: 'sourceId',
};

function volume({ state, query, now, page }: Call<unknown, VolumeQuery>): Data {
	checkWindow(query, now);
	const { pagination: _pagination, startTime, endTime, ...rest } = query;
	const wanted = (values: string[] | undefined, value = '') => !values || values.includes(value);
	const cells = state.sources
		// a source that is disabled takes nothing
		.filter(({ id, enabled }) => enabled && wanted(query.sourceId, id))
		.flatMap(({ id }) => cellsOf(id))
		.filter(
			(cell) =>
				wanted(query.eventName, cell.eventName) &&
				wanted(query.eventType, cell.eventType) &&
				wanted(query.appVersion, cell.appVersion),
		);
	const dimensions = (query.groupBy ?? []).map((name) => VOLUME_DIMENSIONS[name]);
	const result = seriesOf(cells, dimensions, query, 'volume').map(({ group, total, series }) => {
		const { sourceId, ...names } = group;
		const source = state.sources.find(({ id }) => id === sourceId);
		return { ...(source ? { source: sourceShown(source) } : {}), ...names, total, series };
	});
	return {
		path: '/events/volume',
		query: {
			workspaceId: state.workspace.id,
			...rest,
			startTime: startTime.toISOString(),
			endTime: endTime.toISOString(),
		},
		...page('result', result),
	};
}

const sourceShown = ({ id, name, slug }: Source) => ({ id, name, slug });

const DAY = 24 * 60 * 60 * 1000;

/** The days of the usage month until now: `day` counts from 1, as counts add up over the month. */
function daysOf(period: Date, now: number) {
	const end = Date.UTC(period.getUTCFullYear(), period.getUTCMonth() + 1, 1);
	const days = Math.max(0, Math.ceil((Math.min(end, now) - period.getTime()) / DAY));
	return Array.from({ length: days }, (_, index) => ({
		day: index + 1,
		timestamp: new Date(period.getTime() + index * DAY).toISOString(),
		period: { periodStart: period.getTime() / 1000, periodEnd: end / 1000 },
	}));
}

type Day = ReturnType<typeof daysOf>[number];

// all counts are big integers, so that Segment sends them as strings
const apiCalls = ({ day, timestamp }: Day) => ({ apiCalls: String(day * 1000), timestamp });
const mtu = ({ day, timestamp, period }: Day) => ({
	...period,
	anonymous: String(day * 40),
	anonymousIdentified: String(day * 10),
	identified: String(day * 20),
	neverIdentified: String(day * 30),
	timestamp,
});

function usage(
	operation: string,
	key: string,
	snapshot: (day: Day) => Data,
	perSource: boolean,
): Route {
	return route<unknown, { period: Date }>({
		operation,
		query: { period: Joi.date().iso().required() },
		answer({ state, query, now, page }) {
			const days = daysOf(query.period, now);
			const ofSources = state.sources.flatMap(({ id }) =>
				days.map((day) => ({ sourceId: id, ...snapshot(day) })),
			);
			return page(key, perSource ? ofSources : days.map(snapshot));
		},
	});
}

export const usageRoutes: Route[] = [
	route<unknown, VolumeQuery>({
		operation: 'getEventsVolumeFromWorkspace',
		query: {
			...timeRangeQuery,
			groupBy: list(Joi.string().valid(...Object.keys(VOLUME_DIMENSIONS))),
		},
		answer: volume,
	}),
	usage('getDailyWorkspaceAPICallsUsage', 'dailyWorkspaceAPICallsUsage', apiCalls, false),
	usage('getDailyPerSourceAPICallsUsage', 'dailyPerSourceAPICallsUsage', apiCalls, true),
	usage('getDailyWorkspaceMTUUsage', 'dailyWorkspaceMTUUsage', mtu, false),
	usage('getDailyPerSourceMTUUsage', 'dailyPerSourceMTUUsage', mtu, true),
];
