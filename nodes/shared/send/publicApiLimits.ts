/** Segment's limits for single endpoints: they are kept, so that no request is spent on a refusal. */
import type { IHttpRequestMethods } from 'n8n-workflow';

import { limits } from './publicApiLimitsData';
import { Pace } from './pace';

const WINDOW_MS = 60_000;

interface Limit {
	method: string;
	/** Path of the endpoint; `*` stands for one ID. */
	path: string;
	perMinute: number;
}

/** Endpoints that are not listed have only the limit of the token, which Segment does not publish. */
const LIMITS: Limit[] = Object.entries(limits).map(([call, perMinute]) => {
	const [method, path] = call.split(' ');
	return { method, path, perMinute };
});

/** The limit of an endpoint, if Segment names one; literal path parts win over `*`. */
export function limitOf(method: IHttpRequestMethods, path: string): Limit | undefined {
	const fitting = LIMITS.filter((limit) => limit.method === method && fits(limit.path, path));
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
	const key = [owner, method, limit.path].join(' ');
	const pace = paces.get(key) ?? new Pace(limit.perMinute, WINDOW_MS);
	paces.set(key, pace);
	return pace;
}
