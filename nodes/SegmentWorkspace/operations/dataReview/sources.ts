/** Sources that somebody should look at. */
import type { IDataObject } from 'n8n-workflow';

import { clock } from '../../../shared/clock';
import type { Form } from '../../../shared/read/form';
import { fillPath, type PublicApi } from '../../../shared/send/publicApi';
import { idIn, unlessGone } from '../../request/answers';
import { forEach } from '../../request/each';
import type { Operation } from '../../request/operation';
import { limit } from '../../request/read';
import { source as simple } from '../../simplify/connections';
import { object, objects } from '../../simplify/values';

const DAY_MS = 24 * 60 * 60_000;
/** Segment counts events by day for 30 days at most, today among them. */
const DAYS_SEEN = 29;
/** Segment's counts lag behind by this much. */
const LAG_MS = 60_000;

/** Sources that received nothing for some days: those days and today, in UTC. */
export const silentSources: Operation = (form) => {
	const days = form.number('days');
	const wanted = limit(form);
	const isWanted = byOptions(form);
	return async (api) => {
		const now = clock.now();
		const today = Math.floor(now / DAY_MS);
		const lastDays = await lastDaysWithEvents(api, today - DAYS_SEEN, now);
		const sources = (await api.list({ path: '/sources', key: 'sources' })).filter(isWanted);
		return sources
			.map((source) => ({ source, lastDay: lastDays.get(source.id) }))
			.filter(({ lastDay = -Infinity }) => today - lastDay > days)
			.sort((a, b) => (a.lastDay ?? 0) - (b.lastDay ?? 0))
			.slice(0, wanted)
			.map(({ source, lastDay }) => ({
				...simple(source),
				lastEventDay: lastDay === undefined ? null : dayText(lastDay),
				silentDays: lastDay === undefined ? null : today - lastDay,
			}));
	};
};

/** The last day, counted from 1970, on which each source received something. */
async function lastDaysWithEvents(
	api: PublicApi,
	firstDay: number,
	now: number,
): Promise<Map<unknown, number>> {
	const query = {
		granularity: 'DAY',
		startTime: new Date(firstDay * DAY_MS).toISOString(),
		endTime: new Date(now - LAG_MS).toISOString(),
		groupBy: ['source'],
	};
	const counts = await api.list({ path: '/events/volume', key: 'result', query });
	const days = new Map<unknown, number>();
	for (const { source, series } of counts) {
		const { id } = object(source);
		for (const { time, count } of objects(series)) {
			const day = Math.floor(Date.parse(String(time)) / DAY_MS);
			if (Number(count) > 0 && day > (days.get(id) ?? -Infinity)) days.set(id, day);
		}
	}
	return days;
}

const dayText = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Sources that no tracking plan is connected to. */
export const ungovernedSources: Operation = (form) => {
	const wanted = limit(form);
	const isWanted = byOptions(form);
	return async (api) => {
		const plans = await api.list({ path: '/tracking-plans', key: 'trackingPlans' });
		const governed = await forEach(api, 'tracking plans', plans, async (plan) => {
			const path = fillPath('/tracking-plans/{id}', () => idIn(plan, 'id'));
			const sources = api.list({ path: `${path}/sources`, key: 'sources' });
			return (await unlessGone(api, path, sources)) ?? [];
		});
		const ids = new Set(governed.flat().map(({ id }) => id));
		const sources = await api.list({ path: '/sources', key: 'sources' });
		return sources
			.filter((source) => isWanted(source) && !ids.has(source.id))
			.slice(0, wanted)
			.map(simple);
	};
};

function byOptions(form: Form): (source: IDataObject) => boolean {
	const includeDisabled = form.collection('options').flag('includeDisabled');
	return ({ enabled }) => includeDisabled || enabled !== false;
}
