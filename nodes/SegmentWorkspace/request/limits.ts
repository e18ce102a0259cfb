/** Segment's limits for single endpoints: they are kept, so that no request is spent on a refusal. */
import type { IHttpRequestMethods } from 'n8n-workflow';

import { clock } from '../../shared/clock';

const WINDOW_MS = 60_000;
/** Requests are counted when they reach Segment, so the window is kept a little wider here. */
const MARGIN_MS = 1_000;
/** Whoever has to wait longer than this gets an error and can split the work. */
const MAX_WAIT_MS = 15 * 60_000;

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

/** More requests are waiting for one endpoint than its limit lets through in a quarter of an hour. */
export class TooManyRequestsError extends Error {
	constructor(readonly limit: Limit) {
		super(`more than ${limit.perMinute} requests per minute`);
	}
}

/**
 * Slots of the endpoints, by credential. A limit belongs to the token, not to one run of a node:
 * a loop runs the node many times a minute. For each endpoint the last minute's slots are kept.
 */
const slots = new Map<string, number[]>();

/**
 * Waits until the endpoint's limit lets one more request through.
 *
 * @param owner what tells tokens apart
 * @throws TooManyRequestsError instead of waiting longer than 15 minutes
 */
export async function waitForSlot(
	owner: string,
	method: IHttpRequestMethods,
	path: string,
	signal: AbortSignal | undefined,
): Promise<void> {
	const limit = limitOf(method, path);
	if (!limit) return;

	const key = [owner, limit.methods.join(), limit.path].join(' ');
	const taken = slots.get(key) ?? [];
	const now = clock.now();
	const oldest = taken.length < limit.perMinute ? undefined : taken[taken.length - limit.perMinute];
	const slot = Math.max(now, oldest === undefined ? now : oldest + WINDOW_MS + MARGIN_MS);
	if (slot - now > MAX_WAIT_MS) throw new TooManyRequestsError(limit);

	slots.set(key, [...taken, slot].slice(-limit.perMinute));
	await clock.pause(slot - now, signal);
}
