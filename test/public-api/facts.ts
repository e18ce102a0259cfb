/**
 * What is known about Segment's Public API: its operations and models as the official client of
 * the specification 73.2.0 declares them, and what that client cannot say.
 */
import file from './public-api-73.2.0.json';

export type Method = 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';
export type Stage = 'alpha' | 'beta' | 'stable';

/** The type of a field, a parameter or an answer. */
export type Type =
	| { kind: 'any' | 'boolean' | 'number' | 'string' }
	| { kind: 'choice'; values: string[] }
	/** A number that stands for something: names by number. */
	| { kind: 'code'; names: Record<number, string> }
	| { kind: 'list'; of: Type }
	/** An object with any keys. */
	| { kind: 'map'; of: Type }
	| { kind: 'model'; name: string };

export interface Field {
	name: string;
	type: Type;
	required: boolean;
	/** Whether Segment sends or takes null here. */
	nullable: boolean;
}

export interface Limit {
	requests: number;
	per: 'day' | 'minute';
}

export interface Operation {
	id: string;
	/** Segment's own name of the chapter, as its client spells it. */
	area: string;
	method: Method;
	/** With `{name}` for each parameter. */
	path: string;
	stage: Stage;
	pathParameters: string[];
	query: Field[];
	/** Model of the body. */
	body?: string;
	/** Model of what stands in the `data` envelope. */
	data: string;
	status: 200 | 201;
	limit?: Limit;
}

interface StoredOperation {
	area: string;
	method: string;
	path: string;
	stage: string;
	query?: Record<string, string>;
	body?: string;
	answer: string;
	limit?: string;
}

const stored = file as unknown as {
	operations: Record<string, StoredOperation>;
	models: Record<string, Record<string, string>>;
};

/**
 * Models that the client's generator made of several: it calls every field required that is
 * required in one of them.
 */
export const UNIONS: Record<string, string[]> = {
	AudiencePreviewResult: [
		'AudiencePreviewEntitiesResult',
		'AudiencePreviewProfileResult',
		'AudiencePreviewAccountResult',
	],
	Config: ['PeriodicConfig', 'SpecificDaysConfig'],
	Config1: [
		'ReverseEtlPeriodicScheduleConfig',
		'ReverseEtlSpecificTimeScheduleConfig',
		'ReverseEtlCronScheduleConfig',
		'ReverseEtlDbtCloudScheduleConfig',
	],
};

/** Where the client 47.0.0 declares null beside the type; the facts of 73.2.0 have lost it. */
const NULLABLE = new Set([
	'AudienceSummary.definition',
	'ComputedTraitSummary.definition',
	'DestinationMetadataActionV1.defaultTrigger',
	'FunctionV1.deployedAt',
	'GetSourceV1Output.trackingPlanId',
	'LogosBeta.alt',
	'LogosBeta.mark',
	'PaginationOutput.next',
	'PaginationOutput.previous',
	'PreviewDestinationFilterV1Output.result',
	'SyncV1.end',
	'UpdateDestinationV1Input.name',
	'UpdateFilterForDestinationV1Input.description',
	'UpdateWarehouseV1Input.name',
	// newer than 47.0.0: the reference's list of audiences ends its pages the same way
	'AudienceDefinition.targetEntity',
	'ForwardOnlyPaginationOutput.next',
	'ListFiltersPaginationOutput.next',
]);

/** Numbers of which only the reference gives the meaning. */
const CODES: Record<string, Record<number, string>> = {
	'CancelReverseETLSyncForModelInput.reasonForCanceling': {
		0: 'IncorrectModel',
		1: 'IncorrectDest',
		2: 'IncorrectKeys',
		3: 'IncorrectMapping',
		4: 'Other',
	},
};

/** Limits that are not written as requests per time. */
const LIMITS: Record<string, Limit> = {
	createReverseETLManualSync: { requests: 20, per: 'minute' },
};

/** Records of one page at most, unless an endpoint says otherwise. */
const PAGE_MAX = 1000;
const PAGE_MAXIMA: Record<string, number> = { listAudiences: 200, listFiltersForSpace: 10 };

/** Names of types that the client declares nowhere: lists of words that it leaves open. */
const OPEN_CHOICES = new Set(['EventPropertyType', 'EventType', 'TraitType']);

/** Reads a type as the facts file writes it, without the `?` of what may be left out. */
export function parseType(text: string): Type {
	const list = /^Array<(.+)>$/.exec(text)?.[1];
	if (list !== undefined) return { kind: 'list', of: parseType(list) };
	const map = /^\{ \[key: string\]: (.+); \}$/.exec(text)?.[1];
	if (map !== undefined) return { kind: 'map', of: parseType(map) };
	const choice = /^one of (\[.+\])$/.exec(text)?.[1];
	if (choice !== undefined) return { kind: 'choice', values: JSON.parse(choice) as string[] };
	if (text.startsWith("'")) {
		return { kind: 'choice', values: text.split(' | ').map((word) => word.slice(1, -1)) };
	}
	if (text === 'any' || text === 'boolean' || text === 'number' || text === 'string') {
		return { kind: text };
	}
	if (text === 'object') return { kind: 'map', of: { kind: 'any' } };
	if (OPEN_CHOICES.has(text)) return { kind: 'string' };
	if (!(text in stored.models)) throw new Error(`Unknown type ${text}`);
	return { kind: 'model', name: text };
}

function fieldOf(owner: string, name: string, text: string): Field {
	const key = `${owner}.${name}`;
	const required = !text.endsWith('?');
	const type: Type =
		key in CODES ? { kind: 'code', names: CODES[key] } : parseType(text.replace(/\?$/, ''));
	return { name, type, required, nullable: NULLABLE.has(key) };
}

/** The fields of a model; of a union, those that are required in each of its models are required. */
export function fieldsOf(model: string): Field[] {
	const fields = stored.models[model];
	if (fields === undefined) throw new Error(`Unknown model ${model}`);
	const members = UNIONS[model]?.map((name) => new Map(fieldsOf(name).map((f) => [f.name, f])));
	return Object.entries(fields).map(([name, text]) => {
		const field = fieldOf(model, name, text);
		const required = members?.every((member) => member.get(name)?.required) ?? field.required;
		return { ...field, required };
	});
}

function limitOf(id: string, text: string | undefined): Limit | undefined {
	if (text === undefined || id in LIMITS) return LIMITS[id];
	const [, requests, per] = /^(\d+) requests per (day|minute)$/.exec(text) ?? [];
	if (requests === undefined) throw new Error(`${id}: unknown limit ${text}`);
	return { requests: Number(requests), per: per as Limit['per'] };
}

function operationOf(id: string, entry: StoredOperation): Operation {
	const { area, method, path, stage, query = {}, body, answer, limit } = entry;
	const data = fieldsOf(answer).find(({ name }) => name === 'data')?.type;
	if (data?.kind !== 'model') throw new Error(`${id} answers without data`);
	return {
		id,
		area,
		method: method as Method,
		path,
		stage: stage as Stage,
		pathParameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
		query: Object.entries(query).map(([name, text]) => fieldOf(id, name, text)),
		body,
		data: data.name,
		status: answer.includes('201Response') ? 201 : 200,
		limit: limitOf(id, limit),
	};
}

/** All operations, in the order of Segment's reference. */
export const operations: Operation[] = Object.entries(stored.operations).map(([id, entry]) =>
	operationOf(id, entry),
);

const byId = new Map(operations.map((operation) => [operation.id, operation]));

/** The operation with this id. */
export function operationNamed(id: string): Operation {
	const operation = byId.get(id);
	if (operation === undefined) throw new Error(`Unknown operation ${id}`);
	return operation;
}

/** How a list of an answer is read on. */
export interface List {
	/** Key of the answer's `data`. */
	key: string;
	/** What holds the records of one page, unless the list comes at once. */
	paging?: Paging;
}

export interface Paging {
	/**
	 * `object`: a parameter with `cursor` and `count`; `number`: the same, the cursor being a
	 * number; `plain`: the parameters `cursor` and `count` by themselves.
	 */
	form: 'number' | 'object' | 'plain';
	/** The query's parameter, and the answer's key beside the list. */
	name: string;
	maximum: number;
}

/** The model of a parameter that asks for a page. */
const isPageInput = ({ type }: Field) =>
	type.kind === 'model' && type.name.endsWith('PaginationInput');

/** Names of the parameters that ask for pages: nobody fills them in by hand. */
export function pageParameters({ query }: Operation): string[] {
	const names = query.filter(isPageInput).map(({ name }) => name);
	const plain = ['count', 'cursor'];
	const given = new Set(query.map(({ name }) => name));
	return plain.every((name) => given.has(name)) ? [...names, ...plain] : names;
}

/**
 * The lists that an operation answers with, and how each is paged: none where a list is only a
 * part of one record.
 */
export function listsOf(operation: Operation): List[] {
	const inputs = operation.query.filter(isPageInput);
	const plain = pageParameters(operation).includes('cursor');
	const maximum = PAGE_MAXIMA[operation.id] ?? PAGE_MAX;
	const answer = fieldsOf(operation.data).filter(({ name }) => name !== 'pagination');
	const lists = answer
		.filter(({ type }) => type.kind === 'list')
		.map(({ name: key }): List => {
			if (plain) return { key, paging: { form: 'plain', name: 'pagination', maximum } };
			const input =
				inputs.find(({ name }) => name === `${key}Pagination`) ??
				inputs.find(({ name }) => name === 'pagination');
			if (input?.type.kind !== 'model') return { key };
			const cursor = fieldsOf(input.type.name).find(({ name }) => name === 'cursor');
			const form = cursor?.type.kind === 'number' ? 'number' : 'object';
			return { key, paging: { form, name: input.name, maximum } };
		});
	const onlyLists = lists.length === answer.length;
	return lists.filter(({ paging }) => paging !== undefined || onlyLists);
}

/** Which model a type leads to, itself or as what a list or map holds. */
export function modelIn(type: Type): string | undefined {
	if (type.kind === 'model') return type.name;
	return type.kind === 'list' || type.kind === 'map' ? modelIn(type.of) : undefined;
}
