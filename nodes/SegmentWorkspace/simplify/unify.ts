import type { IDataObject } from 'n8n-workflow';

import { isAbsent } from '../../shared/read/values';
import { isoDate, joined, object, objects, warehouseName } from './values';

export function space({ id, name, slug }: IDataObject): IDataObject {
	return { id, name, slug };
}

/** Its schedules are known only where they were asked for. */
export function audience(record: IDataObject): IDataObject {
	const size = object(record.size);
	const schedules = Array.isArray(record.schedules) ? objects(record.schedules) : undefined;
	return {
		id: record.id,
		name: record.name,
		key: record.key,
		description: record.description ?? '',
		enabled: record.enabled,
		status: record.status ?? null,
		type: record.audienceType,
		size: size.count ?? null,
		uniqueSize: size.uniqueCount ?? null,
		sizeOf: size.type ?? null,
		cadence: object(record.computeCadence).type ?? null,
		query: object(record.definition).query ?? null,
		schedules: schedules?.map(scheduleText).join('; ') ?? null,
		spaceId: record.spaceId,
		createdAt: isoDate(record.createdAt),
		updatedAt: isoDate(record.updatedAt),
	};
}

export function preview(record: IDataObject): IDataObject {
	return {
		id: record.id,
		status: record.status,
		type: record.audienceType,
		size: object(record.size).count ?? null,
		query: object(record.definition).query ?? null,
		sample: objects(record.results).map(({ id }) => id),
	};
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** `every 4h`, `Mon, Thu at 8:00, 20:00 (Europe/Berlin)`. */
export function scheduleText({ id, config }: IDataObject): string {
	const { interval, days, hours, timezone } = object(config);
	if (!isAbsent(interval)) return `every ${String(interval)}`;
	if (!isSome(days) || !isSome(hours)) return String(id);
	const onDays = days.map((day) => DAYS[Number(day)]).join(', ');
	const atHours = hours.map((hour) => `${String(hour)}:00`).join(', ');
	return `${onDays} at ${atHours}${isAbsent(timezone) ? '' : ` (${String(timezone)})`}`;
}

const isSome = (value: unknown): value is unknown[] => Array.isArray(value) && value.length > 0;

export function schedule(record: IDataObject): IDataObject {
	const { interval, timezone } = object(record.config);
	return {
		id: record.id,
		strategy: record.strategy,
		schedule: scheduleText(record),
		interval: interval ?? null,
		timezone: timezone ?? null,
		nextRunAt: isoDate(record.nextExecution),
	};
}

export function computedTrait(record: IDataObject): IDataObject {
	const { query, type } = object(record.definition);
	return {
		id: record.id,
		name: record.name,
		key: record.key,
		description: record.description ?? '',
		enabled: record.enabled,
		status: record.status ?? null,
		type: type ?? null,
		query: query ?? null,
		spaceId: record.spaceId,
		createdAt: isoDate(record.createdAt),
		updatedAt: isoDate(record.updatedAt),
	};
}

/** Settings hold the password of the warehouse: only its name is taken out of them. */
export function profilesWarehouse(record: IDataObject): IDataObject {
	return {
		id: record.id,
		name: warehouseName(record) ?? null,
		type: object(record.metadata).name ?? null,
		enabled: record.enabled,
		schemaName: record.schemaName ?? null,
		spaceId: record.spaceId,
	};
}

export function selectiveSync(record: IDataObject): IDataObject {
	return {
		collection: record.collection,
		enabled: record.enabled,
		properties: joined(Object.keys(object(record.properties))),
		warehouseId: record.warehouseId,
	};
}

export function run({ id }: IDataObject): IDataObject {
	return { id };
}
