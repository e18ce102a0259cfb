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
	const { properties, required } = partOf(jsonSchema, eventPart(type, jsonSchema));
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

/** Under which name a rule speaks of the event itself: that of its call, or where it says more. */
export function eventPart(type: unknown, jsonSchema: unknown): 'properties' | 'traits' {
	const [own, other] = isAboutTraits(type)
		? (['traits', 'properties'] as const)
		: (['properties', 'traits'] as const);
	const saysSomething = (part: string) =>
		Object.keys(object(partOf(jsonSchema, part).properties)).length > 0;
	return !saysSomething(own) && saysSomething(other) ? other : own;
}

/** Whether rules of this type are about traits, and not about properties. */
export function isAboutTraits(type: unknown): boolean {
	return type === 'IDENTIFY' || type === 'GROUP';
}

/** What a rule says of the properties, the traits or the context of a message. */
export function partOf(jsonSchema: unknown, part: string): IDataObject {
	return object(object(object(jsonSchema).properties)[part]);
}
