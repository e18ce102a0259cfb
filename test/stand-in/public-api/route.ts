import type Joi from 'joi';

import type { Operation } from '../../public-api/facts';
import type { Access } from './http/access';
import { notFound } from './http/errors';
import type { Bucket, Consumption } from './http/rate-limits';
import type { Feature, State } from './state';

export type Data = Record<string, unknown>;

/** One request, checked, on its way to a route. */
export interface Call<Body = unknown, Query = unknown> {
	operation: Operation;
	params: Record<string, string>;
	query: Query;
	body: Body;
	method: string;
	headers: Record<string, unknown>;
	access: Access;
	state: State;
	/** Epoch milliseconds on the stand-in's clock. */
	now: number;
	/** One page of `items` under `key`, with the pagination object; `show` shapes that page. */
	page<T>(key: string, items: T[], show?: (items: T[]) => unknown[]): Data;
	/** Appends an event to the audit trail, as every change does. */
	audit(type: string, resourceType: string, resource: { id: string; name?: string }): void;
	/** Counts against a further limit and shows it in the headers; 429 when it is used up. */
	consume(bucket: Bucket): Consumption;
}

/** What one operation of the Public API does; the facts say what it takes. */
export interface Route<Body = unknown, Query = unknown> {
	/** Its id in Segment's reference. */
	operation: string;
	/** Who may call; unless given, members read and only owners change. */
	access?: Access;
	feature?: Feature;
	/** Rules beyond the types, by parameter. */
	query?: Joi.SchemaMap;
	/** Rules beyond the types, by field. */
	body?: Joi.SchemaMap;
	answer(call: Call<Body, Query>): Data;
}

export const SUCCESS = { status: 'SUCCESS' };

/** Gives a route's body and query their types; the facts make them true. */
export const route = <Body = unknown, Query = unknown>(definition: Route<Body, Query>): Route =>
	definition;

/** The entry with this id, or a 404 that names the thing. */
export function find<T extends { id: string }>(items: T[], id: string, thing: string): T {
	const item = items.find((candidate) => candidate.id === id);
	if (!item) throw notFound(thing, id);
	return item;
}

export function remove<T>(items: T[], item: T): void {
	items.splice(items.indexOf(item), 1);
}
