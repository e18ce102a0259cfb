/** Code is large and the settings of an instance are secrets: neither of them goes in here. */
import type { IDataObject } from 'n8n-workflow';

import { isoDate, joined, object, objects } from './values';

/** The types of functions, as Segment and as people call them. */
export const FUNCTION_TYPES: Record<string, string> = {
	DESTINATION: 'Destination Function',
	INSERT_DESTINATION: 'Destination Insert Function',
	INSERT_SOURCE: 'Source Insert Function',
	INSERT_TRANSFORMATION: 'Transformation Insert Function',
	SOURCE: 'Source Function',
};

/** A list says less of a function than the function itself: what it does not say is null. */
export function fn(record: IDataObject): IDataObject {
	return {
		id: record.id,
		name: record.displayName ?? null,
		type: record.resourceType ?? null,
		description: record.description ?? '',
		settings: Array.isArray(record.settings)
			? joined(objects(record.settings).map(({ name }) => name))
			: null,
		isLatestVersionDeployed: record.isLatestVersion ?? null,
		deployedAt: isoDate(record.deployedAt),
		createdAt: isoDate(record.createdAt),
		createdBy: record.createdBy ?? null,
		catalogId: record.catalogId ?? null,
	};
}

export function version(record: IDataObject): IDataObject {
	return {
		id: record.id,
		author: record.author ?? null,
		isDeployed: record.isDeployed ?? false,
		createdAt: isoDate(record.createdAt),
		updatedAt: isoDate(record.updatedAt),
		deployedAt: isoDate(record.deployedAt),
	};
}

export function instance(record: IDataObject): IDataObject {
	return {
		id: record.id,
		name: record.name ?? null,
		enabled: record.enabled,
		functionId: record.classId,
		connectedTo: record.integrationId,
		createdAt: isoDate(record.createdAt),
		updatedAt: isoDate(record.updatedAt),
	};
}

export function transformation(record: IDataObject): IDataObject {
	const hash = object(record.hashPropertiesConfiguration);
	return {
		id: record.id,
		name: record.name,
		enabled: record.enabled,
		sourceId: record.sourceId,
		destinationTypeId: record.destinationMetadataId ?? null,
		condition: record.if,
		drop: record.drop ?? false,
		newEventName: record.newEventName ?? null,
		renamedProperties: joined(
			objects(record.propertyRenames).map(
				({ oldName, newName }) => `${String(oldName)} → ${String(newName)}`,
			),
		),
		changedProperties: joined(
			objects(record.propertyValueTransformations).flatMap(({ propertyPaths }) =>
				Array.isArray(propertyPaths) ? propertyPaths : [],
			),
		),
		computedProperties: joined(
			objects(record.fqlDefinedProperties).map(({ propertyName }) => propertyName),
		),
		allowedProperties: joined(Array.isArray(record.allowProperties) ? record.allowProperties : []),
		hashedProperties: joined(Array.isArray(hash.paths) ? hash.paths : []),
	};
}
