import Joi from 'joi';

import { invalid } from '../http/errors';
import type { Page } from '../http/pagination';
import { list } from '../http/validate';

export type Granularity = 'DAY' | 'HOUR' | 'MINUTE';

export interface TimeRange {
	granularity: Granularity;
	startTime: Date;
	endTime: Date;
	groupBy?: string[];
	pagination?: Page;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEP: Record<Granularity, number> = { MINUTE, HOUR, DAY };

/** The longest range and the oldest start per granularity. */
const WINDOWS: Record<Granularity, { range: number; age: number }> = {
	MINUTE: { range: 4 * HOUR, age: 48 * HOUR },
	HOUR: { range: 14 * DAY, age: 30 * DAY },
	DAY: { range: 30 * DAY, age: Infinity },
};

/** The newest SDKs spell granularities in capitals, the one on npm in small letters. */
export const timeRangeQuery = {
	granularity: Joi.string().uppercase().valid('DAY', 'HOUR', 'MINUTE').required(),
	startTime: Joi.date().iso().required(),
	endTime: Joi.date().iso().required(),
	groupBy: list(),
};

/** Checks a range against Segment's windows; 422 names the field. */
export function checkWindow({ granularity, startTime, endTime }: TimeRange, now: number): void {
	const { range, age } = WINDOWS[granularity];
	const [start, end] = [startTime.getTime(), endTime.getTime()];
	if (end <= start) throw invalid('endTime', 'must be after startTime');
	if (end - start > range) throw invalid('endTime', `is too far from startTime for ${granularity}`);
	if (now - start > age) throw invalid('startTime', `is too long ago for ${granularity}`);
}

/** What the workspace sent, per step of time: the same numbers for the same question. */
export interface Cell {
	sourceId: string;
	eventName?: string;
	eventType: string;
	appVersion: string;
	discardReason?: string;
}

const EVENTS: Array<Pick<Cell, 'eventName' | 'eventType'>> = [
	{ eventName: 'Tour Booked', eventType: 'track' },
	{ eventName: 'Tour Viewed', eventType: 'track' },
	{ eventType: 'identify' },
];
const VERSIONS = ['1.0.0', '1.1.0'];

/** @param discardReasons none for stages at which nothing is discarded */
export function cellsOf(sourceId: string, discardReasons: string[] = []): Cell[] {
	const reasons: Array<string | undefined> = discardReasons.length ? discardReasons : [undefined];
	return EVENTS.flatMap((event) =>
		VERSIONS.flatMap((appVersion) =>
			reasons.map((discardReason) => ({ ...event, sourceId, appVersion, discardReason })),
		),
	);
}

function countOf(text: string): number {
	let hash = 7;
	for (const character of text) hash = (hash * 31 + character.charCodeAt(0)) % 1_000_003;
	return hash % 20;
}

export interface Series {
	/** The cell's values that were grouped by. */
	group: Partial<Cell>;
	total: number;
	series: Array<{ time: string; count: number }>;
}

/** Adds the cells up by the wanted dimensions, one point per step; `endTime` is exclusive. */
export function seriesOf(
	cells: Cell[],
	dimensions: Array<keyof Cell>,
	{ granularity, startTime, endTime }: TimeRange,
	stage: string,
): Series[] {
	const step = STEP[granularity];
	const groups = new Map<string, { group: Partial<Cell>; cells: Cell[] }>();
	for (const cell of cells) {
		const entries = dimensions.map((name) => [name, cell[name]]);
		const key = JSON.stringify(entries);
		const group = groups.get(key) ?? { group: Object.fromEntries(entries), cells: Array<Cell>() };
		group.cells.push(cell);
		groups.set(key, group);
	}
	return [...groups.values()].map(({ group, cells: members }) => {
		const series: Series['series'] = [];
		const first = Math.floor(startTime.getTime() / step) * step;
		for (let time = first; time < endTime.getTime(); time += step) {
			const count = members.reduce(
				(sum, cell) => sum + countOf(`${stage} ${Object.values(cell).join(' ')} ${time}`),
				0,
			);
			series.push({ time: new Date(time).toISOString(), count });
		}
		const total = series.reduce((sum, point) => sum + point.count, 0);
		return { group, total, series };
	});
}
