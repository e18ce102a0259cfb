/** What happened in a workspace: privacy requests, changes, delivery, usage. */
import type { IDataObject } from 'n8n-workflow';

import { firstGiven, isAbsent } from '../../shared/read/values';
import { count, isoDate, isoFromSeconds, joined, object, objects } from './values';

/** Lists and details of deletion requests have other names for the same; here they share theirs. */
export function deletionRequest(record: IDataObject): IDataObject {
	const destinations = objects(record.streamStatus).flatMap((stream) =>
		objects(stream.destinationStatus),
	);
	return {
		id: record.id,
		status: record.status ?? record.overallStatus,
		regulationType: record.regulationType ?? null,
		subjectType: record.subjectType ?? null,
		subjectCount: Array.isArray(record.subjects) ? record.subjects.length : null,
		unfinishedDestinations: joined(
			destinations
				.filter(({ status }) => status !== 'FINISHED')
				.map(({ name, status, errString }) => `${String(name)}: ${String(errString || status)}`),
		),
		createdAt: isoDate(record.createdAt),
		finishedAt: isoDate(record.finishedAt),
	};
}

/** One record per suppressed ID. */
export function suppressed({ subjectType, subjectIds }: IDataObject): IDataObject[] {
	const ids = Array.isArray(subjectIds) ? subjectIds : [];
	return ids
		.filter((id) => !isAbsent(id))
		.map((subjectId: unknown) => ({ subjectType, subjectId: String(subjectId) }));
}

export function auditEvent(record: IDataObject): IDataObject {
	return {
		id: record.id,
		timestamp: isoDate(record.timestamp),
		type: record.type,
		actor: record.actor,
		actorEmail: record.actorEmail ?? null,
		resourceId: record.resourceId,
		resourceType: record.resourceType,
		resourceName: record.resourceName,
	};
}

/** One record per day, hour or minute of each group of events. */
export function delivery(record: IDataObject): IDataObject[] {
	return objects(record.series).map((point) => ({
		time: isoDate(point.time),
		count: point.count,
		retryCount: point.retryCount ?? null,
		eventName: record.eventName ?? null,
		eventType: record.eventType ?? null,
		appVersion: record.appVersion ?? null,
		discardReason: record.discardReason ?? null,
		mappingId: record.subscriptionId ?? null,
		activationId: record.activationId ?? null,
		audienceId: record.audienceId ?? null,
		spaceId: record.spaceId ?? null,
	}));
}

export function volume(record: IDataObject): IDataObject[] {
	const source = object(record.source);
	return objects(record.series).map((point) => ({
		time: isoDate(point.time),
		count: point.count,
		eventName: record.eventName ?? null,
		eventType: record.eventType ?? null,
		sourceId: source.id ?? null,
		sourceName: firstGiven(source.name, source.slug) ?? null,
	}));
}

export function apiCalls({ timestamp, apiCalls: calls, sourceId }: IDataObject): IDataObject {
	return { time: isoDate(timestamp), apiCalls: count(calls), sourceId: sourceId ?? null };
}

export function trackedUsers(record: IDataObject): IDataObject {
	return {
		time: isoDate(record.timestamp),
		anonymous: count(record.anonymous),
		anonymousIdentified: count(record.anonymousIdentified),
		identified: count(record.identified),
		neverIdentified: count(record.neverIdentified),
		periodStart: isoFromSeconds(record.periodStart),
		periodEnd: isoFromSeconds(record.periodEnd),
		sourceId: record.sourceId ?? null,
	};
}
