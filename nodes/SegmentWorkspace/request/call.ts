import type {
	IDataObject,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	NodeParameterValueType,
} from 'n8n-workflow';

import { clock } from '../../shared/clock';
import { cancelSignal } from '../../shared/request';
import { InputError, OutcomeError } from './errors';
import { collect, type ListRequest } from './pages';
import { send, type ApiAnswer, type ApiRequest } from './send';
import {
	fieldName,
	fillPath,
	isEmpty,
	toEmails,
	toIso,
	toLabels,
	toList,
	toObject,
	toText,
	unwrap,
} from './values';

/** One operation for one item: its parameters, and the way to Segment. */
export class Call {
	private readonly defaults: Partial<IHttpRequestOptions>;
	private readonly method: ApiRequest['method'];
	private readonly pathTemplate: string;

	/** @param request what n8n made of the operation's `routing.request` and the node's defaults */
	constructor(
		private readonly context: IExecutePaginationFunctions,
		request: IHttpRequestOptions,
	) {
		const { method = 'GET', url, qs, body, headers, ...defaults } = request;
		this.method = method;
		this.pathTemplate = url;
		this.defaults = defaults;
	}

	/** Path of the operation with the chosen IDs in it. */
	path(template = this.pathTemplate): string {
		return fillPath(template, (parameter) => this.value(parameter));
	}

	/** The operation's own request, unless another one is given. */
	async send(request: Partial<ApiRequest> = {}): Promise<ApiAnswer> {
		const { method = this.method, path = this.path(), ...rest } = request;
		return await send(this.context, this.defaults, { method, path, ...rest });
	}

	/** Records of a list, all of them or as many as the user wants. */
	async collect(request: Omit<ListRequest, 'limit'> & { limit?: number }): Promise<IDataObject[]> {
		return await collect(async (page) => await this.send(page), {
			...request,
			limit: request.limit ?? this.limit(),
		});
	}

	/**
	 * Asks again and again until something has come to an end.
	 *
	 * @param look returns the outcome, or a description of how things stand
	 * @throws OutcomeError when the time that the user grants is over
	 */
	async waitFor(
		what: string,
		look: () => Promise<{ outcome: IDataObject } | { state: string }>,
		{ everyMs, ifLate }: { everyMs: number; ifLate: string },
	): Promise<IDataObject> {
		const minutes = this.number('maxWait');
		const end = clock.now() + minutes * 60_000;
		for (;;) {
			const seen = await look();
			if ('outcome' in seen) return seen.outcome;
			const left = end - clock.now();
			if (left <= 0) {
				throw new OutcomeError(
					`${what} is not finished after ${minutes} minutes`,
					`Its status is ${seen.state}. ${ifLate}`,
				);
			}
			await clock.pause(Math.min(everyMs, left), cancelSignal(this.context));
		}
	}

	value(parameter: string): unknown {
		return unwrap(this.context.getNodeParameter(parameter, '' as NodeParameterValueType));
	}

	text(parameter: string): string {
		return toText(this.value(parameter), parameter);
	}

	flag(parameter: string): boolean {
		const value = this.value(parameter);
		return value === true || value === 'true';
	}

	number(parameter: string): number {
		const value = Number(this.value(parameter) || NaN);
		if (!(value > 0)) {
			throw new InputError(`'${fieldName(parameter)}' is not a number above zero`, 'Use 1 or more');
		}
		return value;
	}

	list(parameter: string): string[] {
		return toList(this.value(parameter), parameter);
	}

	emails(parameter: string): string[] {
		return toEmails(this.value(parameter), parameter);
	}

	labels(parameter: string): IDataObject[] {
		return toLabels(this.value(parameter), parameter);
	}

	object(parameter: string): IDataObject {
		return toObject(this.value(parameter), parameter);
	}

	time(parameter: string): string {
		return toIso(this.value(parameter), parameter, this.context.getTimezone());
	}

	/** Members of a collection that the user added, without empty ones. */
	collection(parameter: string): Collection {
		const given = (this.value(parameter) || {}) as IDataObject;
		return new Collection(given, this.context.getTimezone());
	}

	/** Rows of a fixed collection that has one group. */
	rows(parameter: string, group: string): IDataObject[] {
		const groups = (this.value(parameter) || {}) as IDataObject;
		const rows = groups[group];
		return Array.isArray(rows) ? (rows as IDataObject[]) : rows ? [rows as IDataObject] : [];
	}

	/**
	 * Refuses an empty list that would take away everything, unless the user allowed it.
	 *
	 * @param consequence what would happen, as a sentence without a full stop
	 */
	refuseEmpty(list: unknown[], parameter: string, consequence: string): void {
		if (list.length > 0 || this.flag('allowEmpty')) return;
		throw new InputError(
			`'${fieldName(parameter)}' is empty`,
			`${consequence}. If that is what you want, turn on 'Allow Empty List'`,
		);
	}

	/** As `refuseEmpty`, where an empty list makes no sense at all. */
	requireSome<T>(list: T[], parameter: string): T[] {
		if (list.length > 0) return list;
		throw new InputError(`'${fieldName(parameter)}' is empty`, 'Give at least one');
	}

	/** How many results the user wants. */
	limit(): number {
		return this.flag('returnAll') ? Infinity : this.number('limit');
	}
}

/** Optional fields: each is left out of the request when the user did not fill it in. */
export class Collection {
	constructor(
		private readonly given: IDataObject,
		private readonly timezone: string,
	) {}

	private read<T>(name: string, convert: (value: unknown) => T): T | undefined {
		const value = unwrap(this.given[name]);
		return isEmpty(value) ? undefined : convert(value);
	}

	text(name: string): string | undefined {
		return this.read(name, (value) => toText(value, name));
	}

	/** An empty text is sent too: it clears a field. */
	clearable(name: string): string | undefined {
		return name in this.given ? String(unwrap(this.given[name]) ?? '').trim() : undefined;
	}

	flag(name: string): boolean | undefined {
		return this.read(name, (value) => value === true || value === 'true');
	}

	number(name: string): number | undefined {
		return this.read(name, Number);
	}

	list(name: string): string[] | undefined {
		const list = toList(this.given[name], name);
		return list.length > 0 ? list : undefined;
	}

	object(name: string): IDataObject | undefined {
		return this.read(name, (value) => toObject(value, name));
	}

	time(name: string): string | undefined {
		return this.read(name, (value) => toIso(value, name, this.timezone));
	}
}

/** A body or query without the members that are undefined. */
export function present(fields: Record<string, unknown>): IDataObject {
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== undefined),
	) as IDataObject;
}

/** The body of an update, which has to change something. */
export function changes(fields: Record<string, unknown>): IDataObject {
	const body = present(fields);
	if (Object.keys(body).length === 0) {
		throw new InputError(
			"'Update Fields' is empty",
			'Add at least one field that is to be changed',
		);
	}
	return body;
}
