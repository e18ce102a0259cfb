import { Problem } from '../../shared/problem';
import { describe } from '../../shared/read/describe';
import type { Form } from '../../shared/read/form';
import { localDay, toIsoTime } from '../../shared/read/time';
import { getMany, shapeOf, type Operation, type Simplify } from '../request/operation';
import { limit, present, presentOrNothing } from '../request/read';
import { timeRange } from '../request/timeRange';
import * as simple from '../simplify/activity';

type Place = 'source' | 'destination';

/**
 * One of the counts of Segment's delivery overview.
 *
 * @param place where the events are counted
 */
export function deliveryMetric(place: Place): Operation {
	return counts('dataset', simple.delivery, (form) => {
		const filters = form.collection('filters');
		return {
			sourceId: form.requiredId('source'),
			destinationConfigId: place === 'destination' ? form.requiredId('destination') : undefined,
			groupBy: groups(form, place),
			filter: presentOrNothing({
				...readFilters(filters),
				discardReason: filters.texts('discardReason'),
				...filtersOfDestination(filters, place),
			}),
		};
	});
}

/** What only a destination can be asked for, and what the form calls it. */
const OF_DESTINATION: Record<string, string> = {
	subscriptionId: 'mapping',
	activationId: 'activation',
	audienceId: 'audience',
	spaceId: 'space',
};

function groups(form: Form, place: Place): string[] | undefined {
	const options = form.collection('options');
	const chosen = options.someChoices('groupBy');
	const wrong = chosen?.find((name) => place === 'source' && name in OF_DESTINATION);
	if (wrong === undefined) return chosen;
	throw onlyAtDestination(`${options.label('groupBy')} holds ${wrong}`);
}

function filtersOfDestination(filters: Form, place: Place): Record<string, unknown> {
	const given = Object.entries(OF_DESTINATION).map(
		([name, field]) => [name, field, filters.ids(field)] as const,
	);
	const [, field] = given.find(([, , ids]) => ids !== undefined) ?? [];
	if (place === 'source' && field !== undefined) {
		throw onlyAtDestination(`${filters.label(field)} is filled in`);
	}
	return Object.fromEntries(given.map(([name, , ids]) => [name, ids]));
}

function onlyAtDestination(what: string): Problem {
	return new Problem(
		`${what}, which only the counts of a destination know`,
		'Take it out, or count what a destination delivered, refused or filtered.',
	);
}

/** What a filter held back, at the one place or the other. */
export const filtered: Operation = (form, endpoint) => {
	const place = form.decision<Place>('filteredAt');
	const path = `/delivery-overview/filtered-at-${place}`;
	return deliveryMetric(place)(form, { ...endpoint, path });
};

/** How many events the sources of the workspace had. */
export const eventVolume = counts('result', simple.volume, (form) => {
	const filters = form.collection('filters');
	return {
		groupBy: form.collection('options').someChoices('groupBy'),
		sourceId: filters.ids('sourceId'),
		...readFilters(filters),
	};
});

function readFilters(filters: Form) {
	return {
		eventName: filters.texts('eventName'),
		eventType: filters.someChoices('eventType'),
		appVersion: filters.texts('appVersion'),
	};
}

/** No events at all is an answer, and the one people watch for: it is a record with a zero. */
function counts(
	key: string,
	simplify: Simplify,
	queryOf: (form: Form) => Record<string, unknown>,
): Operation {
	return (form, { path }) => {
		const range = timeRange(form);
		const query = present({
			...range,
			granularity: form.choice('granularity'),
			...queryOf(form),
		});
		const wanted = limit(form);
		const isSimple = form.flag('simplify');
		const shape = shapeOf(form, simplify);
		return async (api) => {
			const shaped = shape(await api.list({ path, key, query }, wanted));
			if (shaped.length > 0 || !isSimple) return shaped.slice(0, wanted);
			return shape([{ series: [{ time: range.startTime, count: 0 }] }]);
		};
	};
}

interface Usage {
	/** Member of the answer, for the whole workspace and by source. */
	keys: [workspace: string, sources: string];
	simplify: Simplify;
}

const USAGE: Record<string, Usage> = {
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
export const usage: Operation = (form, endpoint) => {
	const measure = form.choice('measure');
	const bySource = form.flag('bySource');
	const { keys, simplify } = USAGE[measure];
	const operation = getMany(keys[bySource ? 1 : 0], simplify, {
		path: `/usage/${measure}${bySource ? '/sources' : ''}/daily`,
		query: { period: firstOfMonth(form) },
	});
	return operation(form, endpoint);
};

/** The month that a time lies in where the workflow is. */
function firstOfMonth(form: Form): string {
	const value = form.value('month');
	const time = toIsoTime(value, form.timezone);
	if (time === undefined) {
		throw new Problem(
			`${form.label('month')} is ${describe(value)}, not a month`,
			'Use the form 2026-10, or a date.',
		);
	}
	return `${localDay(time, form.timezone).slice(0, 7)}-01`;
}
