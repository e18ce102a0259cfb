import { parseFql, validate } from '@segment/destination-subscriptions';

import { invalid } from '../http/errors';
import { route, type Route } from '../route';

interface Action {
	type: 'ALLOW_PROPERTIES' | 'DROP' | 'DROP_PROPERTIES' | 'SAMPLE';
	/** Names of properties by the object that has them: `{ "properties": { "fields": ["price"] } }`. */
	fields?: Record<string, unknown>;
	percent?: number;
}

type Payload = Record<string, unknown>;

function namesIn(field: unknown): string[] {
	const names = Array.isArray(field) ? field : (field as { fields?: unknown } | undefined)?.fields;
	return Array.isArray(names) ? names.map(String) : [];
}

/** The payload without what the action takes from it; null when nothing is left to send. */
function act(payload: Payload, { type, fields = {}, percent }: Action): Payload | null {
	if (type === 'DROP') return null;
	// a sample of nothing is the only one that is sure
	if (type === 'SAMPLE') return percent === 0 ? null : payload;
	const result = { ...payload };
	for (const [path, field] of Object.entries(fields)) {
		const names = namesIn(field);
		const before = payload[path];
		if (typeof before !== 'object' || before === null) continue;
		result[path] = Object.fromEntries(
			Object.entries(before).filter(
				([name]) => names.includes(name) === (type === 'ALLOW_PROPERTIES'),
			),
		);
	}
	return result;
}

/** What a destination filter would make of an event. */
export const filterRoutes: Route[] = [
	route<{ filter: { if: string; actions: Action[] }; payload: Payload }>({
		operation: 'previewDestinationFilter',
		access: 'member',
		answer({ body: { filter, payload } }) {
			const condition = parseFql(filter.if);
			if ('error' in condition && condition.error) throw invalid('filter.if', 'is no valid FQL');
			const meant = filter.if === 'all' || validate(condition, payload);
			const result = filter.actions.reduce<Payload | null>(
				(left, action) => left && act(left, action),
				payload,
			);
			return { inputPayload: payload, result: meant ? result : payload };
		},
	}),
];
