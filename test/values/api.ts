/**
 * The cells of nodes that ask an API. Where a field goes is found by a value that a person typed into
 * it; what has to be there is computed by the rule and put in its place. A switch, a choice or a
 * number may change the whole request, so theirs is the request with the value that is meant, typed.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import qs from 'qs';

import type { Sent } from '../support/wire';
import { FEEDS, judge, type Feed, type Mismatch, type Outcome } from './cell';
import { isSame } from './compare';
import { withPath } from './fields';
import { Instant, verdict, type Kind } from './rule';
import { errorOf } from './segmentRun';
import type { OddValue } from './values';
import type { WiredRun } from './wired';

export interface ApiField {
	id: string;
	kind: Kind;
	labels: string[];
	/** Everything else that the operation needs. */
	parameters: INodeParameters;
	path: string[];
	isRequired: boolean;
}

export type RunApi = (parameters: INodeParameters, items: IDataObject[]) => Promise<WiredRun>;

/** What is seen of a run: its requests in parts, and where it matters the output. */
interface Seen {
	requests: unknown[];
	output?: unknown;
	error?: string;
}

/** A typed value, and how it is expected in a request. */
interface Marker {
	typed: unknown;
	sent: unknown;
}

const MARKERS: Partial<Record<Kind['is'], Marker>> = {
	id: { typed: 'marker-1', sent: 'marker-1' },
	secret: { typed: 'marker-1', sent: 'marker-1' },
	text: { typed: 'marker-1', sent: 'marker-1' },
	label: { typed: 'marker-1', sent: 'marker-1' },
	email: { typed: 'marker@example.org', sent: 'marker@example.org' },
	time: { typed: '2026-03-04T05:06:07.000Z', sent: '2026-03-04T05:06:07.000Z' },
	month: { typed: '2019-11', sent: '2019-11-01' },
	json: { typed: '{"marker":"1"}', sent: { marker: '1' } },
};

function markerOf(kind: Kind): Marker | undefined {
	if (kind.is !== 'list') return MARKERS[kind.is];
	switch (kind.of) {
		case 'email':
			return MARKERS.email;
		case 'label':
			return { typed: 'marker:one', sent: { key: 'marker', value: 'one' } };
		default:
			return MARKERS.id;
	}
}

/** @throws Error when the field cannot be seen in what is sent */
export async function apiMismatches(field: ApiField, run: RunApi): Promise<Mismatch[]> {
	const expected = new Expectations(field, run);
	await expected.prepare();
	const mismatches: Mismatch[] = [];
	for (const feed of FEEDS) {
		const cells = feed.values.map((value, at) => ({ value, at, verdict: verdictOf(field, value) }));
		const refused = cells.filter(({ verdict: { use, absent } }) => !use && !absent);
		const others = cells.filter((cell) => !refused.includes(cell));
		const suspects = await notRefused(field, run, feed, refused);
		for (const cell of [...suspects, ...others]) {
			const seen = await seeOne(field, run, feed, cell.at);
			await expected.learn(cell.verdict);
			if (seen.error !== undefined && expected.fails(cell.verdict)) continue;
			const mismatch = judge({
				field: field.id,
				kind: field.kind.is,
				labels: field.labels,
				value: cell.value,
				verdict: cell.verdict,
				outcome: outcomeOf(seen),
				matches: (_, use) => expected.matches(seen, use),
			});
			if (mismatch) mismatches.push(mismatch);
		}
	}
	return mismatches;
}

interface Cell {
	value: OddValue;
	at: number;
	verdict: ReturnType<typeof verdict>;
}

function verdictOf({ kind }: ApiField, value: OddValue) {
	return verdict(kind, value.make());
}

/** Those values of a run of their own which have to be refused and are not, or not by name. */
async function notRefused(
	field: ApiField,
	run: RunApi,
	feed: Feed,
	cells: Cell[],
): Promise<Cell[]> {
	if (cells.length === 0) return [];
	const items = cells.map(({ at }) => feed.items[at]);
	const { result, requests } = await run(filled(field, feed.expression), items);
	if (requests.length > 0 || result.error) return cells;
	const errors = new Map<number, string>();
	for (const { json, pairedItem } of result.outputs[0] ?? []) {
		const { item } = pairedItem as { item: number };
		if (json.error !== undefined) errors.set(item, JSON.stringify(json));
	}
	return cells.filter((cell, item) => {
		const outcome = { error: errors.get(item) ?? '' };
		const { value, verdict: rule } = cell;
		const { id, kind, labels } = field;
		return judge({
			field: id,
			kind: kind.is,
			labels,
			value,
			verdict: rule,
			outcome,
			matches: () => false,
		});
	});
}

function filled({ parameters, path }: ApiField, value: unknown): INodeParameters {
	return withPath(parameters, path, value) as INodeParameters;
}

async function seeOne(field: ApiField, run: RunApi, feed: Feed, at: number): Promise<Seen> {
	return see(await run(filled(field, feed.expression), [feed.items[at]]));
}

function see({ result, requests }: WiredRun): Seen {
	const error = errorOf(result, 0);
	return {
		requests: requests.map(inParts),
		output: result.json,
		...(error !== undefined && { error }),
	};
}

function outcomeOf({ error, requests }: Seen): Outcome {
	const sent = requests.length > 0 ? { sent: requests } : {};
	return error === undefined ? { sent: requests } : { error, ...sent };
}

/** A request with its path and query decoded, so that a value in it is there as it is. */
function inParts({ method, url, body }: Sent): unknown {
	const [path, query = ''] = url.split('?');
	return {
		method,
		// a profile's segment is its ID's type and value
		path: path.split('/').map((segment) => segment.split(':').map(decodeURIComponent)),
		query: qs.parse(query, { depth: 200, plainObjects: false }),
		...(body !== undefined && { body }),
	};
}

/** Kinds whose value may change the whole request. */
const TYPED = ['switch', 'choice', 'choices', 'number', 'collection', 'numberOrText'];

class Expectations {
	private marked: Seen | undefined;
	private readonly typed = new Map<string, Seen>();
	private without: Seen | undefined;
	private readonly marker: Marker | undefined;

	constructor(
		private readonly field: ApiField,
		private readonly run: RunApi,
	) {
		this.marker = TYPED.includes(field.kind.is) ? undefined : markerOf(field.kind);
	}

	async prepare(): Promise<void> {
		// without a required field n8n does not even start
		if (!this.field.isRequired) this.without = see(await this.run(this.field.parameters, [{}]));
		if (!this.marker) return;
		this.marked = see(await this.run(filled(this.field, this.marker.typed), [{}]));
		if (holds(this.marked.requests, this.marker.sent)) return;
		const { id } = this.field;
		throw new Error(`${id} is not seen in what is sent: ${JSON.stringify(this.marked)}`);
	}

	/** Sees what a typed value does, before it is compared. */
	async learn({ use = [] }: ReturnType<typeof verdict>): Promise<void> {
		if (this.marker) return;
		for (const value of use) {
			const key = JSON.stringify(value);
			if (this.typed.has(key)) continue;
			this.typed.set(key, see(await this.run(filled(this.field, value), [{}])));
		}
	}

	/** Whether what is typed, or left out, is refused too, such as an update that changes nothing. */
	fails({ use = [], absent }: ReturnType<typeof verdict>): boolean {
		if (absent && this.without?.error !== undefined) return true;
		return use.some((value) => this.typed.get(JSON.stringify(value))?.error !== undefined);
	}

	matches(seen: Seen, use: { value: unknown } | 'absent'): boolean {
		if (use === 'absent') return this.without !== undefined && isLike(this.without, seen);
		if (this.marked && this.marker) {
			const requests = put(this.marked.requests, this.marker.sent, use.value, this.field.kind);
			return isSame(requests, seen.requests);
		}
		const typed = this.typed.get(JSON.stringify(use.value));
		return typed !== undefined && isLike(typed, seen);
	}
}

function isLike(expected: Seen, seen: Seen): boolean {
	return isSame(expected, seen);
}

/** Whether a value is somewhere in another one. */
function holds(within: unknown, value: unknown): boolean {
	if (isSame(value, within)) return true;
	return typeof within === 'object' && within !== null
		? Object.values(within).some((inner) => holds(inner, value))
		: false;
}

/** A copy with the marker replaced by the value that is used. */
function put(within: unknown, marker: unknown, value: unknown, kind: Kind): unknown {
	if (kind.is === 'list') return putList(within, marker, value as unknown[]);
	if (isSame(marker, within)) return value;
	if (isRequest(within)) {
		// all that a query holds is text
		const query = asText(put(within.query, marker, value, { is: 'text' }));
		const { query: _, ...others } = within;
		return { ...(put(others, marker, value, kind) as object), query };
	}
	return mapped(within, (inner) => put(inner, marker, value, kind));
}

/** As `put` for the entries of a list: in place of the one there is, or of what is made for each. */
function putList(within: unknown, marker: unknown, values: unknown[]): unknown {
	if (isSame(marker, within)) return values.length === 1 ? values[0] : values.join(',');
	if (!Array.isArray(within)) return mapped(within, (inner) => putList(inner, marker, values));
	return within.flatMap((entry: unknown) => {
		if (isSame(marker, entry)) return values;
		const hasOwnList = holds(entry, [marker]) || holdsInList(entry, marker);
		if (hasOwnList || !holds(entry, marker)) return [putList(entry, marker, values)];
		if (isRequest(entry) && isInQuery(entry, marker)) return [putList(entry, marker, values)];
		return values.map((value) => put(entry, marker, value, { is: 'text' }));
	});
}

function holdsInList(within: unknown, marker: unknown): boolean {
	if (typeof within !== 'object' || within === null) return false;
	if (Array.isArray(within) && holds(within, marker)) return true;
	return Object.values(within).some((inner) => holdsInList(inner, marker));
}

function isRequest(entry: unknown): entry is { query: unknown } {
	return typeof entry === 'object' && entry !== null && 'query' in entry;
}

function isInQuery({ query }: { query: unknown }, marker: unknown): boolean {
	return holds(query, marker);
}

function asText(value: unknown): unknown {
	if (value instanceof Instant) return value;
	if (typeof value !== 'object') return String(value);
	return value === null ? '' : mapped(value, asText);
}

function mapped(value: unknown, map: (inner: unknown) => unknown): unknown {
	if (Array.isArray(value)) return value.map(map);
	if (typeof value !== 'object' || value === null || value instanceof Instant) return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, map(inner)]));
}
