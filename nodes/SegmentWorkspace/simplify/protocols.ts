import type { IDataObject } from 'n8n-workflow';

import { isoDate, joined, object } from './values';

export function trackingPlan(record: IDataObject): IDataObject {
	return {
		id: record.id,
		name: record.name ?? null,
		slug: record.slug ?? null,
		description: record.description ?? '',
		type: record.type,
		createdAt: isoDate(record.createdAt),
		updatedAt: isoDate(record.updatedAt),
	};
}

/** A rule says what an event must look like, as JSON Schema: the names of its properties are kept. */
export function rule({ key, type, version, jsonSchema, ...dates }: IDataObject): IDataObject {
	const { properties, required } = eventPart(jsonSchema);
	return {
		name: key ?? null,
		type,
		version,
		description: object(jsonSchema).description ?? '',
		properties: joined(Object.keys(object(properties))),
		required: joined(Array.isArray(required) ? required : []),
		createdAt: isoDate(dates.createdAt),
		updatedAt: isoDate(dates.updatedAt),
		deprecatedAt: isoDate(dates.deprecatedAt),
	};
}

/** What a rule says of an event's properties, or of traits. */
export function eventPart(jsonSchema: unknown): IDataObject {
	const members = object(object(jsonSchema).properties);
	const parts = [members.properties, members.traits].map(object);
	return parts.find(({ properties }) => properties !== undefined) ?? parts[0];
}
