import type { Request, Response } from 'express';
import Joi from 'joi';

import { fieldsOf, listsOf, modelIn, type Operation } from '../../public-api/facts';
import { appendAuditEvent } from './areas/audit';
import type { Caller } from './http/access';
import { refused } from './http/errors';
import { paginate, type Page } from './http/pagination';
import { parseQuery } from './http/query';
import { DAY, MINUTE, rateLimitHeaders, type Bucket, type Consumption } from './http/rate-limits';
import { bodySchemaOf, querySchemaOf } from './http/schema';
import { validate } from './http/validate';
import { pick } from './pick';
import type { Call, Data, Route } from './route';
import type { State } from './state';

const paramsSchema = Joi.object().pattern(Joi.string(), Joi.string().max(255));
const WINDOWS = { day: DAY, minute: MINUTE };

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
export function dispatcherOf(
	operation: Operation,
	route: Route,
): (req: Request, res: Response, given: Context) => Data {
	// made when they are first needed: a test uses a few of the 201
	let schemas: { query: Joi.Schema; body: Joi.Schema } | undefined;
	const schemasOf = () =>
		(schemas ??= {
			query: querySchemaOf(operation, route.query),
			body: bodySchemaOf(operation, route.body),
		});
	const access = route.access ?? (operation.method === 'GET' ? 'member' : 'owner');
	const { limit } = operation;

	return (req, res, { caller, state, now, consume }) => {
		const count = (bucket: Bucket) => {
			const used = consume(bucket);
			res.set(rateLimitHeaders(used));
			return used;
		};
		if (limit) {
			const key = `${caller.token} ${operation.id}`;
			count({ key, limit: limit.requests, window: WINDOWS[limit.per] });
		}
		if (access === 'owner' && caller.access !== 'owner') {
			throw refused(state.deniedStatus, 'forbidden', 'The token is not allowed to do this.');
		}
		if (route.feature && !state.features.has(route.feature)) {
			throw refused(403, 'forbidden', `The workspace does not have the ${route.feature} feature.`);
		}
		const params = validate(req.params, paramsSchema, false) as Record<string, string>;
		const schema = schemasOf();
		const query = validate(parseQuery(req.url), schema.query, true) as Record<string, unknown>;
		const body = validate(req.body, schema.body, false);

		return route.answer({
			operation,
			params,
			query,
			body,
			method: req.method,
			headers: req.headers,
			access: caller.access,
			state,
			now,
			page: pagerOf(operation, query, state),
			audit: (type, resourceType, resource) =>
				appendAuditEvent(state, now, type, resourceType, resource),
			consume: count,
		});
	};
}

function pagerOf(
	operation: Operation,
	query: Record<string, unknown>,
	{ lastNext }: State,
): Call['page'] {
	return (key, all, show = (items) => items) => {
		const paging = listsOf(operation).find((list) => list.key === key)?.paging;
		if (!paging) return { [key]: show(all) };
		const asked = (paging.form === 'plain' ? query : query[paging.name]) as Page | undefined;
		const { items, pagination } = paginate(all, asked ?? {}, paging, lastNext);
		// some lists take a page but answer without a pagination object, or without a way back
		const output = fieldsOf(operation.data).find(({ name }) => name === paging.name);
		const model = output && modelIn(output.type);
		return { [key]: show(items), ...(model && { [paging.name]: pick(model, pagination) }) };
	};
}
