import type { IDataObject } from 'n8n-workflow';

import { isoDate, object, objects } from './values';

export function space({ id, name, slug }: IDataObject): IDataObject {
	return { id, name, slug };
}

export function audience(record: IDataObject): IDataObject {
	return {
		id: record.id,
		name: record.name,
		key: record.key,
		description: record.description ?? '',
		enabled: record.enabled,
		status: record.status ?? null,
		type: record.audienceType,
		size: object(record.size).count ?? null,
		query: object(record.definition).query ?? null,
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

export function run({ id }: IDataObject): IDataObject {
	return { id };
}
