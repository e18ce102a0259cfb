/** Write keys and the settings of sources and destinations are secrets: none of them goes in here. */
import type { IDataObject } from 'n8n-workflow';

import { count, isoDate, joined, labelText, object, objects } from './values';

export function source(record: IDataObject): IDataObject {
	const metadata = object(record.metadata);
	return {
		id: record.id,
		name: record.name ?? record.slug,
		slug: record.slug,
		enabled: record.enabled,
		type: metadata.name ?? null,
		typeId: metadata.id ?? null,
		labels: labelText(record.labels),
		workspaceId: record.workspaceId ?? null,
	};
}

export function destination(record: IDataObject): IDataObject {
	const metadata = object(record.metadata);
	return {
		id: record.id,
		name: record.name ?? metadata.name ?? null,
		enabled: record.enabled,
		type: metadata.name ?? null,
		typeId: metadata.id ?? null,
		sourceId: record.sourceId,
	};
}

/** `{ track: { allowUnplannedEvents } }` → `{ trackAllowUnplannedEvents }`, and so on. */
export function schemaSettings({ sourceId, settings }: IDataObject): IDataObject {
	const flat: IDataObject = { sourceId };
	for (const [name, value] of Object.entries(object(settings))) {
		if (typeof value !== 'object' || value === null) {
			flat[name] = value;
			continue;
		}
		for (const [member, setting] of Object.entries(value)) {
			flat[`${name}${member[0].toUpperCase()}${member.slice(1)}`] = setting;
		}
	}
	return flat;
}

export function label({ key, value, description }: IDataObject): IDataObject {
	return { key, value, description: description ?? '' };
}

export function model(record: IDataObject): IDataObject {
	return {
		id: record.id,
		name: record.name,
		description: record.description ?? '',
		enabled: record.enabled,
		sourceId: record.sourceId,
		scheduleStrategy: record.scheduleStrategy ?? null,
		queryIdentifierColumn: record.queryIdentifierColumn ?? null,
		query: record.query,
	};
}

export function sync(record: IDataObject): IDataObject {
	const extract = object(record.extractPhase);
	const load = object(record.loadPhase);
	return {
		id: record.syncId,
		modelId: record.modelId ?? null,
		sourceId: record.sourceId ?? null,
		status: record.syncStatus ?? record.status ?? null,
		startedAt: isoDate(record.startedAt),
		finishedAt: isoDate(record.finishedAt),
		extracted: count(extract.extractCount),
		delivered: count(load.deliverSuccessCount),
		notDelivered: count(load.deliverFailureCount),
		reason: joined([
			record.error,
			record.errorCode,
			record.errorMessage,
			...objects([extract, load]).map((phase) => phase.errorCode),
		]),
	};
}
