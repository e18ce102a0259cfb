/**
 * What every operation of Segment Workspace sends with all of its fields filled in, and with every
 * one of their choices, is what Segment's Public API documents: path, query and body, field by field.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { parse } from 'qs';

import { SegmentWorkspace } from '../../../nodes/SegmentWorkspace/SegmentWorkspace.node';
import {
	type Field,
	fieldsOf,
	modelIn,
	type Operation,
	pageParameters,
	type Type,
} from '../../public-api/facts';
import { operationFor, sampleOf } from '../../public-api/sample';
import { differences, fieldDifferences } from '../../stand-in/public-api/testing/contract';
import { useFastClock } from '../../support/clock';
import { choicesOf, fullForm, type FullForms, operationsOf } from '../../support/fullForm';
import nock from '../../support/nock';
import { API, runWorkspace } from '../../support/workspace';

// a form with many choices is run many times
jest.setTimeout(60_000);

beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
beforeEach(() => void useFastClock());
afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
});

const RULE = { type: 'TRACK', key: 'Order Completed', version: 1, jsonSchema: {} };
/** Of all strategies of a schedule. */
const CONFIG = {
	interval: '24h',
	days: [1],
	hours: [9],
	timezone: 'Europe/Berlin',
	spec: '0 9 * * *',
	jobId: '1',
	accountId: '1',
};
const forms: FullForms = {
	description: new SegmentWorkspace().description,
	samples: {
		// nothing would be sent
		dryRun: false,
		// of the same operation only
		'directory: cursor': '',
		'dataReview: event': JSON.stringify({ type: 'track', event: 'Order Completed' }),
		'deletionRequest: regulationType': 'DELETE_ONLY',
		changesJson: '[{"collection":"orders","property":"price","enabled":true}]',
		email: 'ada@example.com',
		emails: 'ada@example.com',
		labels: 'env:production',
		month: '2026-10',
		rules: JSON.stringify([RULE]),
		'trackingPlan: rulesFormat': 'json',
		schedule: JSON.stringify({ strategy: 'PERIODIC', config: CONFIG }),
		// each scope of a deletion has kinds of its own
		subjectType: 'OBJECT_ID',
		event: JSON.stringify({ type: 'track', event: 'A', userId: 'u' }),
		hashKey: 'key',
		writeKey: 'key',
	},
};

interface Sent {
	operation: Operation;
	query: Record<string, unknown>;
	body: unknown;
}

/** Answers each request with what is documented of its operation. */
function record(): { sent: Sent[]; unknown: string[] } {
	const seen = { sent: [] as Sent[], unknown: [] as string[] };
	const scope = nock(API).persist();
	for (const method of ['DELETE', 'GET', 'PATCH', 'POST', 'PUT']) {
		scope.intercept(/.*/, method).reply((uri, body) => {
			const [path, search = ''] = uri.split('?');
			const operation = operationFor(method, decodeURIComponent(path));
			if (!operation) {
				seen.unknown.push(`${method} ${path}`);
				return [404, {}];
			}
			seen.sent.push({ operation, query: parse(search, { depth: 20 }), body });
			return [200, { data: sampleOf({ kind: 'model', name: operation.data }, '') as IDataObject }];
		});
	}
	return seen;
}

/** A value of the query as its type: on the way all of them are text. */
function typed(type: Type, value: unknown): unknown {
	if (type.kind === 'number' && /^\d+$/.test(String(value))) return Number(value);
	if (type.kind === 'boolean' && /^(true|false)$/.test(String(value))) return value === 'true';
	if (type.kind === 'list' && Array.isArray(value)) {
		return value.map((entry) => typed(type.of, entry));
	}
	if (type.kind !== 'model' || typeof value !== 'object' || value === null) return value;
	return typedFields(fieldsOf(type.name), value as IDataObject);
}

const typedFields = (fields: Field[], values: Record<string, unknown>) =>
	Object.fromEntries(
		Object.entries(values).map(([name, value]) => {
			const field = fields.find((each) => each.name === name);
			return [name, field ? typed(field.type, value) : value];
		}),
	);

function differencesIn({ operation, query, body }: Sent): string[] {
	const inQuery = fieldDifferences(operation.query, typedFields(operation.query, query), 'query');
	const inBody = operation.body
		? differences({ kind: 'model', name: operation.body }, body, 'body')
		: body === '' || Object.keys(body as object).length === 0
			? []
			: ['a body where none is taken'];
	return [...inQuery, ...inBody].map((difference) => `${operation.id}: ${difference}`);
}

async function run(parameters: INodeParameters) {
	const seen = record();
	const { error } = await runWorkspace(parameters);
	nock.cleanAll();
	return { ...seen, error };
}

/** Forms besides those with one other choice, where the fields do not all go together. */
const ALSO: Record<string, INodeParameters[]> = {
	'trackingPlan: updateRules': [{ rules: JSON.stringify([{ ...RULE, newKey: 'Ordered' }]) }],
	'deletionRequest: create': [
		{ scope: 'source', source: 'id-1', subjectType: 'USER_ID' },
		{ scope: 'source', source: 'id-1', subjectType: 'ANONYMOUS_ID' },
		{ scope: 'cloudSource', source: 'id-1', collection: 'contacts' },
	],
};

const operations = operationsOf(forms.description).filter(
	({ resource }) => resource !== 'customCall',
);
const named = operations.map(
	(operation) => [`${operation.resource}: ${operation.operation}`, operation] as const,
);
/** The fields that each endpoint was sent in any run. */
const reached = new Map<Operation, Set<string>>();

it.each(named)('%s', async (name, operation) => {
	const form = fullForm(forms, operation);
	const whole = await run(form);
	expect(whole.error).toBeUndefined();
	const runs = [whole];
	for (const chosen of choicesOf(forms, operation)) {
		runs.push(await run(fullForm(forms, operation, chosen)));
	}
	for (const other of ALSO[name] ?? []) runs.push(await run({ ...form, ...other }));
	expect(runs.flatMap(({ unknown }) => unknown)).toEqual([]);
	const sent = runs.flatMap((each) => each.sent);
	expect(sent.length).toBeGreaterThan(0);
	expect([...new Set(sent.flatMap(differencesIn))]).toEqual([]);
	for (const { operation: endpoint, query, body } of sent) {
		const fields = reached.get(endpoint) ?? new Set();
		const given = { ...query, ...(typeof body === 'object' ? body : {}) };
		for (const path of pathsIn(given, fieldsTaken(endpoint))) fields.add(path);
		reached.set(endpoint, fields);
	}
});

/** Query and body, without what asks for pages. */
function fieldsTaken(operation: Operation): Field[] {
	const pages = pageParameters(operation);
	return [
		...operation.query.filter(({ name }) => !pages.includes(name)),
		...(operation.body ? fieldsOf(operation.body) : []),
	];
}

/** Fields that are sent, those inside of objects as `input.name`. */
function pathsIn(value: unknown, fields: Field[]): string[] {
	if (Array.isArray(value)) return value.flatMap((entry) => pathsIn(entry, fields));
	if (typeof value !== 'object' || value === null) return [];
	return fields
		.filter(({ name }) => name in value)
		.flatMap(({ name, type }) => {
			const inner = pathsIn((value as IDataObject)[name], fieldsInside(type));
			return [name, ...inner.map((path) => `${name}.${path}`)];
		});
}

/** Fields that are documented. */
function allPaths(fields: Field[]): string[] {
	return fields.flatMap(({ name, type }) => [
		name,
		...allPaths(fieldsInside(type)).map((path) => `${name}.${path}`),
	]);
}

function fieldsInside(type: Type): Field[] {
	const model = modelIn(type);
	return model === undefined ? [] : fieldsOf(model);
}

/** What native operations do not offer; Endpoint From List has all of it. */
const LEFT_OUT = [
	// a label's description belongs to the label, which Label → Create makes
	/labels\.description$/,
];

it('offers every field that Segment documents', () => {
	expect(reached.size).toBeGreaterThan(80);
	const missing = [...reached].flatMap(([operation, sent]) =>
		allPaths(fieldsTaken(operation))
			.filter((path) => !sent.has(path))
			.map((path) => `${operation.id} ${path}`),
	);
	expect(missing.filter((each) => !LEFT_OUT.some((pattern) => pattern.test(each)))).toEqual([]);
});
