/** Segment's limits for single endpoints: they are kept, so that no request is spent on a refusal. */
import type { IHttpRequestMethods } from 'n8n-workflow';

import { Pace } from './pace';

const WINDOW_MS = 60_000;

interface Limit {
	methods: IHttpRequestMethods[];
	/** Path of the endpoint; `*` stands for one ID. */
	path: string;
	perMinute: number;
}

const WRITES: IHttpRequestMethods[] = ['DELETE', 'PATCH', 'POST', 'PUT'];

/**
 * From the descriptions of the operations in Segment's official client. Endpoints that are not
 * listed have only the limit of the token, which Segment does not publish.
 */
const LIMITS: Limit[] = [
	{ methods: WRITES, path: '/users', perMinute: 60 },
	{ methods: WRITES, path: '/users/*/permissions', perMinute: 60 },
	{ methods: WRITES, path: '/invites', perMinute: 60 },
	{ methods: WRITES, path: '/groups', perMinute: 60 },
	{ methods: WRITES, path: '/groups/*', perMinute: 60 },
	{ methods: WRITES, path: '/group/*/users', perMinute: 60 },
	{ methods: WRITES, path: '/groups/*/users', perMinute: 60 },
	{ methods: WRITES, path: '/groups/*/permissions', perMinute: 60 },
	{ methods: WRITES, path: '/labels', perMinute: 60 },
	{ methods: WRITES, path: '/labels/*/*', perMinute: 60 },
	{ methods: ['POST'], path: '/regulations', perMinute: 600 },
	{ methods: ['POST'], path: '/regulations/sources/*', perMinute: 600 },
	{ methods: ['POST'], path: '/regulations/cloudsources/*', perMinute: 600 },
	{ methods: ['GET'], path: '/events/volume', perMinute: 60 },
	{ methods: ['GET'], path: '/spaces/*/audiences', perMinute: 60 },
	{ methods: ['GET'], path: '/spaces/*/audiences/*', perMinute: 100 },
	{ methods: WRITES, path: '/spaces/*/audiences', perMinute: 50 },
	{ methods: ['DELETE', 'PATCH'], path: '/spaces/*/audiences/*', perMinute: 50 },
	{ methods: ['POST'], path: '/spaces/*/audiences/previews', perMinute: 5 },
	{ methods: ['GET'], path: '/spaces/*/audiences/previews/*', perMinute: 300 },
	{ methods: WRITES, path: '/spaces/*/audiences/*/schedules', perMinute: 50 },
	{ methods: WRITES, path: '/spaces/*/audiences/*/schedules/*', perMinute: 50 },
	{ methods: ['GET'], path: '/spaces/*/audiences/*/audience-references', perMinute: 25 },
	{ methods: ['GET'], path: '/spaces/*/computed-traits', perMinute: 25 },
	{ methods: ['GET'], path: '/spaces/*/computed-traits/*', perMinute: 100 },
	{ methods: ['POST'], path: '/spaces/*/computed-traits', perMinute: 10 },
	{ methods: ['PATCH'], path: '/spaces/*/computed-traits/*', perMinute: 10 },
	{ methods: ['DELETE'], path: '/spaces/*/computed-traits/*', perMinute: 20 },
	{ methods: ['GET'], path: '/tracking-plans/*/rules', perMinute: 200 },
	{ methods: ['POST'], path: '/destinations/*/subscriptions', perMinute: 5 },
	{ methods: ['DELETE', 'PATCH'], path: '/destinations/*/subscriptions/*', perMinute: 5 },
	{ methods: ['GET'], path: '/reverse-etl-models/*/syncs/*', perMinute: 250 },
	{ methods: ['POST'], path: '/reverse-etl-syncs', perMinute: 20 },
	{ methods: ['GET'], path: '/warehouses/*/connection-state', perMinute: 200 },
	{ methods: ['POST'], path: '/dbt-model-syncs/trigger', perMinute: 10 },
];

/** The limit of an endpoint, if Segment names one; literal path parts win over `*`. */
export function limitOf(method: IHttpRequestMethods, path: string): Limit | undefined {
	const fitting = LIMITS.filter(
		(limit) => limit.methods.includes(method) && fits(limit.path, path),
	);
	return fitting.sort((a, b) => stars(a.path) - stars(b.path))[0];
}

const stars = (path: string) => path.split('*').length;

function fits(pattern: string, path: string): boolean {
	const wanted = pattern.split('/');
	const given = path.split('/');
	return (
		wanted.length === given.length &&
		wanted.every((part, index) => part === '*' || part === given[index])
	);
}

/** A limit belongs to the token, not to one run of a node: a loop runs the node many times a minute. */
const paces = new Map<string, Pace>();

/**
 * What keeps the limit of an endpoint; undefined for one that has none of its own.
 *
 * @param owner what tells tokens apart
 */
export function paceOf(owner: string, method: IHttpRequestMethods, path: string): Pace | undefined {
	const limit = limitOf(method, path);
	if (!limit) return undefined;
	const key = [owner, limit.methods.join(), limit.path].join(' ');
	const pace = paces.get(key) ?? new Pace(limit.perMinute, WINDOW_MS);
	paces.set(key, pace);
	return pace;
}
