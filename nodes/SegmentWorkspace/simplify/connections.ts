/** Write keys and the settings of sources and destinations are secrets: none of them goes in here. */
import type { IDataObject } from 'n8n-workflow';

import { FORWARDING, SCHEMA_SETTINGS, schemaField } from '../request/schemaSettings';
import { firstGiven } from '../../shared/read/values';
import { count, isoDate, joined, labelText, object, objects } from './values';

export function source(record: IDataObject): IDataObject {
	const metadata = object(record.metadata);
	return {
		id: record.id,
		name: firstGiven(record.name, record.slug) ?? null,
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
		name: firstGiven(record.name, metadata.name) ?? null,
		enabled: record.enabled,
		type: metadata.name ?? null,
		typeId: metadata.id ?? null,
		sourceId: record.sourceId,
	};
}

/** `{ track: { allowUnplannedEvents } }` → `{ trackAllowUnplannedEvents }`, and so on. */
export function schemaSettings({ sourceId, settings }: IDataObject): IDataObject {
	const given = object(settings);
	const flat: IDataObject = { sourceId };
	for (const [section, members] of Object.entries(SCHEMA_SETTINGS)) {
		for (const member of members) {
			flat[schemaField(section, member)] = object(given[section])[member] ?? null;
		}
	}
	for (const name of FORWARDING) flat[name] = given[name] ?? null;
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
