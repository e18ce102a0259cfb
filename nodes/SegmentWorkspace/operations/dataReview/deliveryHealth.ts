import type { IDataObject } from 'n8n-workflow';

import { clock } from '../../../shared/clock';
import { fillPath, type PublicApi } from '../../../shared/send/publicApi';
import { idIn, unlessGone } from '../../request/answers';
import { forEach } from '../../request/each';
import type { Operation } from '../../request/operation';
import { limit, pathOf } from '../../request/read';
import { destination as simple } from '../../simplify/connections';
import { count } from '../../simplify/values';

const DAY_MS = 24 * 60 * 60_000;

/** What became of the events at each enabled destination, the worst first. */
export const deliveryHealth: Operation = (form) => {
	const path = form.has('source')
		? pathOf(form, '/sources/{source}/connected-destinations')
		: '/destinations';
	const days = form.number('days');
	const onlyFailing = form.collection('options').flag('onlyFailing');
	const wanted = limit(form);
	return async (api) => {
		const endTime = new Date(clock.now()).toISOString();
		const startTime = new Date(clock.now() - days * DAY_MS).toISOString();
		const range = { startTime, endTime, granularity: 'DAY' };
		const all = await api.list({ path, key: 'destinations' });
		// each one takes two requests, so that the limit is one of them, too
		const destinations = all.filter(({ enabled }) => enabled !== false).slice(0, wanted);
		const rows = await forEach(api, 'destinations', destinations, async (destination) => {
			const own = fillPath('/destinations/{id}', () => idIn(destination, 'id'));
			return await unlessGone(api, own, rowOf(api, destination, range));
		});
		return rows
			.filter((row) => row !== undefined)
			.filter(({ failed }) => !onlyFailing || Number(failed) > 0)
			.sort((a, b) => Number(b.failedShare) - Number(a.failedShare));
	};
};

async function rowOf(
	api: PublicApi,
	destination: IDataObject,
	range: IDataObject,
): Promise<IDataObject> {
	const { id, name, type, sourceId } = simple(destination);
	const query = { sourceId, destinationConfigId: id, ...range };
	const failures = await totals(api, 'failed-delivery', { ...query, groupBy: ['discardReason'] });
	const deliveries = await totals(api, 'successful-delivery', query);
	const failed = sum(failures);
	const delivered = sum(deliveries);
	const [main] = [...failures].sort((a, b) => b.total - a.total);
	return {
		destinationId: id,
		destinationName: name,
		destinationType: type,
		sourceId,
		delivered,
		failed,
		failedShare: failed === 0 ? 0 : Math.round((failed / (failed + delivered)) * 10_000) / 10_000,
		mainReason: failed > 0 ? (main.reason ?? null) : null,
		mainReasonCount: failed > 0 ? main.total : null,
		startTime: range.startTime,
		endTime: range.endTime,
	} as IDataObject;
}

interface Total {
	reason: unknown;
	total: number;
}

async function totals(api: PublicApi, metric: string, query: IDataObject): Promise<Total[]> {
	const path = `/delivery-overview/${metric}`;
	const dataset = await api.list({ path, key: 'dataset', query });
	return dataset.map(({ discardReason, total }) => ({
		reason: discardReason,
		total: count(total) ?? 0,
	}));
}

const sum = (all: Total[]) => all.reduce((so, { total }) => so + total, 0);
