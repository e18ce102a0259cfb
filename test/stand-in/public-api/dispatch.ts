import type { Request, Response } from 'express';
import Joi from 'joi';

import { appendAuditEvent } from './areas/audit';
import type { Caller } from './http/access';
import { refused } from './http/errors';
import { pageSchema, paginate, type Page } from './http/pagination';
import { parseQuery } from './http/query';
import { MINUTE, rateLimitHeaders, type Bucket, type Consumption } from './http/rate-limits';
import { validate } from './http/validate';
import { PAGE_MAX, type Data, type Route } from './route';
import type { State } from './state';

const paramsSchema = Joi.object().pattern(Joi.string(), Joi.string().max(255));

export interface Context {
	caller: Caller;
	state: State;
	/** Epoch milliseconds. */
	now: number;
	/** Counts against a limit of an endpoint; throws the 429 when it is used up. */
	consume(bucket: Bucket): Consumption;
}

/**
 * What carries out one operation: checks limit, rights, feature, path, query and body, then lets
 * the route answer. Throws an `ApiError` for what is refused.
 */
export function dispatcherOf(route: Route): (req: Request, res: Response, given: Context) => Data {
	const plain = route.page === 'plain';
	const querySchema = querySchemaOf(route);
	const bodySchema = route.body ? Joi.object(route.body).default({}) : Joi.any();
	const access = route.access ?? (route.method === 'get' ? 'member' : 'owner');

	return (req, res, { caller, state, now, consume }) => {
		const count = (bucket: Bucket) => {
			const used = consume(bucket);
			res.set(rateLimitHeaders(used));
			return used;
		};
		if (route.perMinute) {
			const key = `${caller.token} ${route.method} ${route.path}`;
			count({ key, limit: route.perMinute, window: MINUTE });
		}
		if (access === 'owner' && caller.access !== 'owner') {
			throw refused(state.deniedStatus, 'forbidden', 'The token is not allowed to do this.');
		}
		if (route.feature && !state.features.has(route.feature)) {
			throw refused(403, 'forbidden', `The workspace does not have the ${route.feature} feature.`);
		}
		const params = validate(req.params, paramsSchema, false) as Record<string, string>;
		const query = validate(parseQuery(req.url), querySchema, true) as { pagination?: Page };
		const body = validate(req.body, bodySchema, false);

		return route.answer({
			params,
			query,
			body,
			method: req.method,
			headers: req.headers,
			access: caller.access,
			state,
			now,
			page(key, all, show = (items) => items) {
				const page = plain ? (query as Page) : (query.pagination ?? {});
				const field = plain ? 'cursor' : 'pagination.cursor';
				const { items, pagination } = paginate(all, page, state.lastNext, field);
				return { [key]: show(items), pagination };
			},
			audit: (type, resourceType, resource) =>
				appendAuditEvent(state, now, type, resourceType, resource),
			consume: count,
		});
	};
}

function querySchemaOf({ page, query = {} }: Route): Joi.Schema {
	if (page === 'plain') return Joi.object({ ...query, ...pageSchema(PAGE_MAX) });
	if (page) return Joi.object({ ...query, pagination: Joi.object(pageSchema(page)) });
	return Joi.object(query);
}
