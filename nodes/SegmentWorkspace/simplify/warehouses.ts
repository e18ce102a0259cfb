/** The settings of warehouses are secrets: none of them goes in here but the name. */
import type { IDataObject } from 'n8n-workflow';

import { count, isoDate, joined, object, objects, warehouseName } from './values';

export function warehouse(record: IDataObject): IDataObject {
	const metadata = object(record.metadata);
	return {
		id: record.id,
		name: warehouseName(record) ?? null,
		enabled: record.enabled,
		type: metadata.name ?? null,
		typeId: metadata.id ?? null,
		workspaceId: record.workspaceId ?? null,
	};
}

export function syncReport(record: IDataObject): IDataObject {
	const notices = objects(record.notices);
	return {
		sourceId: record.sourceId,
		status: record.status,
		startedAt: isoDate(record.start),
		finishedAt: isoDate(record.end),
		seconds: count(record.duration),
		rows: count(record.count),
		notices: joined(notices.map(({ level, message }) => `${String(level)}: ${String(message)}`)),
	};
}

/** A row for a collection, and one for each of its properties, as Update Selective Sync takes them. */
export function selectiveSync(record: IDataObject): IDataObject[] {
	const { warehouseId, sourceId, collection, enabled, properties } = record;
	const row = { warehouseId, sourceId, collection };
	return [
		{ ...row, property: null, enabled },
		...Object.entries(object(properties)).map(([property, own]) => ({
			...row,
			property,
			enabled: object(own).enabled ?? own,
		})),
	];
}
