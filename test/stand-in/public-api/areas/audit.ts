import Joi from 'joi';

import { idOf } from '../ids';
import { route, type Route } from '../route';
import type { State } from '../state';

interface AuditQuery {
	startTime?: Date;
	endTime?: Date;
	resourceId?: string;
	resourceType?: string;
}

/** Newest first, as they are listed (Segment does not document the order). */
export function appendAuditEvent(
	state: State,
	now: number,
	type: string,
	resourceType: string,
	{ id, name = id }: { id: string; name?: string },
): void {
	const actor = state.users[0];
	state.auditEvents.unshift({
		id: idOf('audit event', state.auditEvents.length),
		timestamp: new Date(now).toISOString(),
		type,
		actor: actor?.id ?? 'token',
		actorEmail: actor?.email ?? '',
		resourceId: id,
		resourceType,
		resourceName: name,
	});
}

export const auditRoutes: Route[] = [
	route<unknown, AuditQuery>({
		operation: 'listAuditEvents',
		access: 'owner',
		query: {
			startTime: Joi.date().iso(),
			endTime: Joi.date().iso(),
		},
		answer({ state, query, page }) {
			const { startTime, endTime, resourceId, resourceType } = query;
			const events = state.auditEvents.filter(
				(event) =>
					(!startTime || Date.parse(event.timestamp) >= startTime.getTime()) &&
					(!endTime || Date.parse(event.timestamp) <= endTime.getTime()) &&
					(!resourceId || event.resourceId === resourceId) &&
					(!resourceType || event.resourceType === resourceType),
			);
			return page('events', events);
		},
	}),
];
