import type { IDataObject } from 'n8n-workflow';

import { present, type Call } from '../request/call';
import { InputError } from '../request/errors';
import { operation, shape, type Simplify } from '../request/operation';
import { isEmpty } from '../request/values';
import * as simple from '../simplify/activity';

/** One of the counts of Segment's delivery overview. */
export const deliveryMetric = operation(async (call) => {
	const metric = call.text('operation');
	const atDestination =
		metric === 'delivered' ||
		metric === 'failed' ||
		(metric === 'filtered' && call.text('filteredAt') === 'destination');
	const filters = call.collection('filters');
	const filter = present({
		eventName: filters.list('eventName'),
		eventType: filters.list('eventType'),
		appVersion: filters.list('appVersion'),
		discardReason: filters.list('discardReason'),
	});
	const records = await call.collect({
		path:
			metric === 'filtered' && atDestination
				? '/delivery-overview/filtered-at-destination'
				: call.path(),
		key: 'dataset',
		query: present({
			...period(call),
			sourceId: call.text('source'),
			destinationConfigId: atDestination ? call.text('destination') : undefined,
			groupBy: call.collection('options').list('groupBy'),
			filter: Object.keys(filter).length > 0 ? filter : undefined,
		}),
	});
	return counted(call, records, simple.delivery);
});

/** How many events the sources of the workspace had. */
export const eventVolume = operation(async (call) => {
	const filters = call.collection('filters');
	const records = await call.collect({
		key: 'result',
		query: present({
			...period(call),
			groupBy: call.collection('options').list('groupBy'),
			sourceId: filters.list('sourceId'),
			eventName: filters.list('eventName'),
			eventType: filters.list('eventType'),
			appVersion: filters.list('appVersion'),
		}),
	});
	return counted(call, records, simple.volume);
});

const USAGE: Record<string, { keys: [workspace: string, sources: string]; simplify: Simplify }> = {
	'api-calls': {
		keys: ['dailyWorkspaceAPICallsUsage', 'dailyPerSourceAPICallsUsage'],
		simplify: simple.apiCalls,
	},
	mtu: {
		keys: ['dailyWorkspaceMTUUsage', 'dailyPerSourceMTUUsage'],
		simplify: simple.trackedUsers,
	},
};

/** What Segment bills, day by day. */
export const usage = operation(async (call) => {
	const measure = call.text('measure');
	const bySource = call.flag('bySource');
	const { keys, simplify } = USAGE[measure];
	const records = await call.collect({
		path: `/usage/${measure}${bySource ? '/sources' : ''}/daily`,
		key: keys[bySource ? 1 : 0],
		query: { period: firstOfMonth(call.value('month')) },
	});
	return shape(call, records, simplify);
});

function period(call: Call): IDataObject {
	return {
		startTime: call.time('startTime'),
		endTime: call.time('endTime'),
		granularity: call.text('granularity'),
	};
}

/** No events at all is an answer, and the one people watch for: it is a record with a zero. */
function counted(call: Call, records: IDataObject[], simplify: Simplify): IDataObject[] {
	const shaped = shape(call, records, simplify);
	if (shaped.length > 0 || !call.flag('simplify')) return shaped.slice(0, call.limit());
	return [simplify({ series: [{ time: call.time('startTime'), count: 0 }] })].flat();
}

function firstOfMonth(value: unknown): string {
	const text = value instanceof Date ? value.toISOString() : String(isEmpty(value) ? '' : value);
	const [, month] = /^(\d{4}-\d{2})(-|$)/.exec(text.trim()) ?? [];
	if (!month) throw new InputError("'Month' is not a month", 'Use the form 2026-10');
	return `${month}-01`;
}
