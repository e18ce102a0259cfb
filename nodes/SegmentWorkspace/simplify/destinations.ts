/** Settings of mappings may hold secrets: none of them goes in here. */
import type { IDataObject } from 'n8n-workflow';

import { count, isEqual, isoDate, joined, object, objects } from './values';

/** The total of each metric, and what it is made of. */
export function health({ destinationId, sourceId, metrics }: IDataObject): IDataObject[] {
	return objects(metrics).flatMap(({ metricName, total, breakdown }) => {
		const metric = { destinationId, sourceId, metric: metricName };
		return [
			{ ...metric, part: null, count: count(total) },
			...objects(breakdown).map(({ metricName: part, value }) => ({
				...metric,
				part,
				count: count(value),
			})),
		];
	});
}

export function mapping(record: IDataObject): IDataObject {
	return {
		id: record.id,
		name: record.name,
		enabled: record.enabled,
		action: record.actionSlug ?? null,
		actionId: record.actionId,
		trigger: record.trigger,
		destinationId: record.destinationId,
		modelId: record.modelId ?? null,
		scheduleStrategy: object(record.reverseETLSchedule).strategy ?? null,
	};
}

export function filter(record: IDataObject): IDataObject {
	return {
		id: record.id,
		title: record.title,
		description: record.description ?? '',
		enabled: record.enabled,
		condition: record.if,
		actions: joined(objects(record.actions).map(({ type }) => type)),
		sourceId: record.sourceId,
		destinationId: record.destinationId,
		createdAt: isoDate(record.createdAt),
		updatedAt: isoDate(record.updatedAt),
	};
}

/** What a filter makes of an event; null when nothing is left of it. */
export function filtered({ inputPayload, result }: IDataObject): IDataObject {
	return {
		isDropped: (result ?? null) === null,
		isChanged: !isEqual(inputPayload, result ?? null),
		result: result ?? null,
	};
}
