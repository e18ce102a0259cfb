/** Every value in every field of the Segment node that is read for each item. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { FEEDS, judge, report, type Feed, type Mismatch, type Outcome } from './cell';
import { isSame } from './compare';
import { fieldsOf, isShown, withPath, type Field } from './fields';
import { verdict, type Kind, type Verdict } from './rule';
import { segmentKind } from './segmentKinds';
import { CLICK_ID_SLOTS } from '../../nodes/Segment/message/clickIds';
import { comparable, MARK, runItems, segment, tidy, type Message } from './segmentRun';

jest.setTimeout(120_000);

/** The operations that make one message of each item, with what each needs besides. */
const OPERATIONS: INodeParameters[] = [
	{ resource: 'identify', operation: 'create', userId: 'ada' },
	{ resource: 'group', operation: 'add', userId: 'ada', groupId: 'acme' },
	{ resource: 'track', operation: 'event', userId: 'ada', event: 'Order Completed' },
	{ resource: 'track', operation: 'page', userId: 'ada' },
	{ resource: 'track', operation: 'screen', userId: 'ada' },
	{ resource: 'alias', operation: 'create', userId: 'ada', previousId: 'anon' },
];

/** What the message of an operation says without anything else. */
function plainMessage({ resource, operation, ...ids }: INodeParameters): Message {
	return {
		type: resource === 'track' ? (operation === 'event' ? 'track' : operation) : resource,
		...ids,
	};
}

interface Case {
	id: string;
	kind: Kind;
	labels: string[];
	/** The node's parameters with the value in its place. */
	parameters: (value: string) => INodeParameters;
	/** What is expected of the message with a value that is used, or without one. */
	message: (use: { value: unknown } | 'absent') => Message;
	/** Where the rule of the kind is not all: see `SEND_RULE`. */
	verdict?: (value: unknown) => Verdict;
}

/** Fields that are read once for a run have their own test. */
const ONCE_FOR_A_RUN = /^(options|integrations\.all)\b/;

function casesOf(field: Field): Case[] {
	const shownIn = OPERATIONS.filter((values) => isShown(field.top, values));
	// the fields that every call has are read in the same way for all of them
	const operations = field.top.displayOptions?.show ? shownIn : [OPERATIONS[2]];
	return operations.map((operation) => caseOf(field, operation));
}

function caseOf(field: Field, operation: INodeParameters): Case {
	const { id } = field;
	const others = { ...othersFor(field), ...operation };
	// a message needs one of the two, and the other one is under test
	if (id === 'userId' && operation.resource !== 'alias') {
		delete others.userId;
		others.anonymousId = 'anon';
	}
	const kind = segmentKind(field);
	if (!kind) throw new Error(`No kind is known for ${id}: put it into segmentKinds.ts`);
	const required = id === 'userId' && operation.resource === 'alias';
	const base = plainMessage(operation);
	if (others.anonymousId) {
		delete base.userId;
		base.anonymousId = 'anon';
	}
	return {
		id: `${String(operation.resource)}.${String(operation.operation)}: ${id}`,
		kind: required ? ({ ...kind, required } as Kind) : kind,
		// a row is called by its name and what it stands in
		labels: field.inRow ? field.labels : field.labels.slice(-1),
		parameters: (value) => withPath(others, rowPath(field), value) as INodeParameters,
		message: (use) => expectedMessage(field, base, use),
		...(id === 'integrations.destinations.destination.mode' && { verdict: SEND_RULE }),
	};
}

/** A switch by another name: what is off never turns a destination on. */
const SEND_RULE = (value: unknown): Verdict => {
	const asSwitch = verdict({ is: 'switch' }, value);
	const asChoice = verdict({ is: 'choice', options: ['off', 'on', 'options'] }, value);
	if (value === null) return { use: ['off'], refuse: true };
	if (asChoice.use) return asChoice;
	if (asSwitch.use) return { use: [asSwitch.use[0] === true ? 'on' : 'off'], refuse: true };
	return { ...asChoice, refuse: true };
};

/** The path of a parameter, with a list around the one row of a group. */
function rowPath({ path, inRow, definition }: Field): string[] {
	if (!inRow) return path;
	return [...path.slice(0, -1), '0', definition.name];
}

/** What a field needs beside it, so that it is shown or its row makes sense. */
function othersFor({ id }: Field): INodeParameters {
	switch (id) {
		case 'customTraitsJson':
			return { specifyTraits: 'json' };
		case 'customPropertiesJson':
			return { specifyProperties: 'json' };
		case 'specifyTraits':
			return rows('customTraits', [PLAN_ROW], { customTraitsJson: '{"plan":"json"}' });
		case 'specifyProperties':
			return rows('customProperties', [PLAN_ROW], { customPropertiesJson: '{"plan":"json"}' });
		case 'context.consent.categories.category':
			return { context: { consent: { categories: [{ given: true }] } } };
		case 'context.consent.categories.given':
			return { context: { consent: { categories: [{ category: 'Ads' }] } } };
		case 'integrations.destinations.destination.name':
			return destination({ mode: 'on' });
		case 'integrations.destinations.destination.mode':
			return destination({ name: 'Mixpanel', options: '{"a":1}' });
		case 'integrations.destinations.destination.options':
			return destination({ name: 'Mixpanel', mode: 'options' });
		case 'context.externalIds.externalId.type':
			return externalId({ id: 'x' });
		case 'context.externalIds.externalId.id':
			return externalId({ type: 'phone' });
		case 'context.externalIds.externalId.collection':
		case 'context.externalIds.externalId.encoding':
			return externalId({ type: 'phone', id: 'x' });
		default:
			return {};
	}
}

function externalId(row: IDataObject): INodeParameters {
	return { context: { externalIds: { externalId: [row] } } } as INodeParameters;
}

const PLAN_ROW = { id: '1', name: 'plan', value: 'row', type: 'string' };

function rows(name: string, assignments: IDataObject[], others: INodeParameters): INodeParameters {
	return { [name]: { assignments }, ...others } as INodeParameters;
}

function destination(row: IDataObject): INodeParameters {
	return { integrations: { destinations: { destination: [row] } } } as INodeParameters;
}

function expectedMessage(field: Field, base: Message, use: { value: unknown } | 'absent'): Message {
	const { id, path } = field;
	const isUsed = use !== 'absent';
	const value = isUsed ? use.value : undefined;
	const set = (...to: string[]) => (isUsed ? (withPath(base, to, value) as Message) : base);
	const consent = ['context', 'consent', 'categoryPreferences'];
	switch (id) {
		case 'email':
			return set('traits', 'email');
		case 'fullName':
			return set('traits', 'name');
		case 'customTraitsJson':
			return merge(base, 'traits', value);
		case 'customPropertiesJson':
			return merge(base, 'properties', value);
		case 'context.additionalContext':
			return merge(base, 'context', value);
		case 'specifyTraits':
			return { ...base, traits: { plan: value === 'json' ? 'json' : 'row' } };
		case 'specifyProperties':
			return { ...base, properties: { plan: value === 'json' ? 'json' : 'row' } };
		case 'context.consent.categories.category':
			return withPath(base, [...consent, String(value)], true) as Message;
		case 'context.consent.categories.given':
			return withPath(base, [...consent, 'Ads'], isUsed ? value : true) as Message;
		case 'integrations.all':
			return set('integrations', 'All');
		case 'integrations.destinations.destination.name':
			return withPath(base, ['integrations', String(value)], true) as Message;
		case 'integrations.destinations.destination.mode': {
			const made = { off: false, on: true, options: { a: 1 } }[String(value)] ?? true;
			return withPath(base, ['integrations', 'Mixpanel'], made) as Message;
		}
		case 'integrations.destinations.destination.options':
			return withPath(base, ['integrations', 'Mixpanel'], isUsed ? value : {}) as Message;
		case 'additionalFields.messageId':
			return set('messageId');
		case 'additionalFields.timestamp':
			return set('timestamp');
		case 'additionalFields.cookies': // no value of the table has a cookie in it
			return base;
		case 'context.externalIds.externalId.id':
		case 'context.externalIds.externalId.type':
		case 'context.externalIds.externalId.collection':
		case 'context.externalIds.externalId.encoding':
			return withExternalId(base, path[path.length - 1], use);
		default: {
			if (id.startsWith('additionalFields.clickIds.')) {
				const { destination, key } = CLICK_ID_SLOTS[path[path.length - 1]];
				return destination ? set('integrations', destination, key) : set('properties', key);
			}
			const [top, ...rest] = path;
			const into = { groupTraits: 'traits', pageProperties: 'properties' }[top] ?? top;
			return set(into, ...rest);
		}
	}
}

function withExternalId(base: Message, part: string, use: { value: unknown } | 'absent'): Message {
	if (part === 'id' && use === 'absent') return base;
	const row: Message = { id: 'x', type: 'phone', collection: 'users', encoding: 'none' };
	const changed = use === 'absent' ? row : { ...row, [part]: use.value };
	return { ...base, context: { externalIds: [changed] } };
}

function merge(base: Message, key: string, value: unknown): Message {
	return { ...base, ...(value !== undefined && { [key]: value }) };
}

/** Rows with names of the user's own: one for each type that n8n's editor offers. */
function rowCases(): Case[] {
	const kinds: Record<string, Kind> = {
		string: { is: 'text', nullClears: true },
		number: { is: 'number', nullClears: true },
		boolean: { is: 'switch', nullClears: true },
		array: { is: 'json', of: 'list', nullClears: true, textIsJson: true },
		object: { is: 'json', of: 'object', nullClears: true, textIsJson: true },
	};
	const forms = [
		{ name: 'customTraits', label: 'Custom Traits', key: 'traits', operation: OPERATIONS[0] },
		{
			name: 'customProperties',
			label: 'Custom Properties',
			key: 'properties',
			operation: OPERATIONS[2],
		},
	];
	return forms.flatMap(({ name, label, key, operation }) => {
		const base = plainMessage(operation);
		const values = Object.entries(kinds).map(([type, kind]): Case => ({
			id: `${name} row of type ${type}`,
			kind,
			labels: [label],
			parameters: (value) => rows(name, [{ id: '1', name: 'own', type, value }], operation),
			message: (use) => ({ ...base, ...(use !== 'absent' && { [key]: { own: use.value } }) }),
			...(type === 'object' && { verdict: objectRowRule }),
		}));
		const names: Case = {
			id: `${name} row's name`,
			kind: { is: 'name' },
			labels: [label],
			parameters: (value) =>
				rows(name, [{ id: '1', name: value, type: 'string', value: 'x' }], operation),
			message: (use) =>
				use === 'absent'
					? base
					: (withPath(base, [key, ...nested(String(use.value))], 'x') as Message),
		};
		return [...values, names];
	});
}

/** The editor gives a dragged date the type object, so such a row takes times too. */
const objectRowRule = (value: unknown): Verdict => {
	const object = verdict({ is: 'json', of: 'object', nullClears: true, textIsJson: true }, value);
	const time = typeof value === 'number' ? {} : verdict({ is: 'time' }, value);
	return object.use || object.absent || !time.use ? object : time;
};

function nested(name: string): string[] {
	const parts = name.split('.');
	return parts.includes('') ? [name] : parts;
}

async function outcomesOf(aCase: Case, feed: Feed): Promise<Outcome[]> {
	// the Message ID tells afterwards which message belongs to which item, or else the User ID
	const isMessageId = aCase.id.endsWith(': additionalFields.messageId');
	const own = {
		library: aCase.id.includes('context.library'),
		messageId: aCase.id.endsWith('additionalFields.messageId'),
	};
	const parameters = aCase.parameters(feed.expression);
	const marked = isMessageId
		? { ...parameters, userId: MARK }
		: withPath(parameters, ['additionalFields', 'messageId'], MARK);
	const outcomes = await runItems(
		marked as INodeParameters,
		feed.items,
		isMessageId ? 'userId' : 'messageId',
	);
	return outcomes.map(({ error, message }) => ({
		...(error !== undefined && { error }),
		...(message && {
			sent: comparable(isMessageId ? { ...message, userId: 'ada' } : message, own),
		}),
	}));
}

/** Without the Message ID that the node makes where none is given. */
function withoutNewId(sent: unknown, use: { value: unknown } | 'absent'): unknown {
	const { messageId, ...rest } = sent as Message;
	return use === 'absent' && UUID.test(String(messageId)) ? rest : sent;
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

async function mismatchesOf(aCase: Case): Promise<Mismatch[]> {
	const mismatches: Mismatch[] = [];
	for (const feed of FEEDS) {
		const outcomes = await outcomesOf(aCase, feed);
		feed.values.forEach((value, item) => {
			const given = value.make();
			const mismatch = judge({
				field: aCase.id,
				kind: aCase.kind.is,
				labels: aCase.labels,
				value,
				verdict: aCase.verdict?.(given) ?? verdict(aCase.kind, given),
				outcome: outcomes[item],
				matches: (sent, use) => isSame(tidy(aCase.message(use)), withoutNewId(sent, use)),
			});
			if (mismatch) mismatches.push(mismatch);
		});
	}
	return mismatches;
}

const perItem = fieldsOf(segment.description).filter(
	({ top, id }) => !ONCE_FOR_A_RUN.test(id) && OPERATIONS.some((values) => isShown(top, values)),
);

const byTop = new Map<string, Case[]>();
for (const field of perItem) {
	const { name } = field.top;
	byTop.set(name, [...(byTop.get(name) ?? []), ...casesOf(field)]);
}
byTop.set('rows', rowCases());

test.each([...byTop])('%s', async (_name, cases) => {
	const mismatches: Mismatch[] = [];
	for (const aCase of cases) mismatches.push(...(await mismatchesOf(aCase)));
	expect(report(mismatches)).toBe('');
});
