import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { type Field, isShown, withPath } from './fields';
import { type Kind, verdict, type Verdict } from './rule';
import { segmentKind } from './segmentKinds';
import { CLICK_ID_SLOTS } from '../../nodes/Segment/message/clickIds';
import { type Message } from './segmentRun';

/** The operations that make one message of each item, with what each needs besides. */
export const OPERATIONS: INodeParameters[] = [
	{ resource: 'identify', operation: 'create', userId: 'ada' },
	{ resource: 'group', operation: 'add', userId: 'ada', groupId: 'acme' },
	{
		resource: 'track',
		operation: 'event',
		eventFrom: 'name',
		userId: 'ada',
		event: 'Order Completed',
	},
	{ resource: 'track', operation: 'page', userId: 'ada' },
	{ resource: 'track', operation: 'screen', userId: 'ada' },
	{ resource: 'alias', operation: 'create', userId: 'ada', previousId: 'anon' },
];

/** Track with an event of Segment's spec, for what it has otherwise than by its name. */
export const SPEC_EVENT: INodeParameters = {
	resource: 'track',
	operation: 'event',
	eventFrom: 'spec',
	userId: 'ada',
};

/** What the message of an operation says without anything else. */
function plainMessage({ resource, operation, eventFrom: _, ...ids }: INodeParameters): Message {
	return {
		type: resource === 'track' ? (operation === 'event' ? 'track' : operation) : resource,
		...ids,
	};
}

export interface Case {
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
export const ONCE_FOR_A_RUN = /^(options|integrations\.all)\b/;

export function casesOf(field: Field): Case[] {
	const shownIn = OPERATIONS.filter((values) => isShown(field.top, values));
	// the fields that every call has are read in the same way for all of them
	const operations = field.top.displayOptions?.show ? shownIn : [OPERATIONS[2]];
	return (field.id === 'specEvent' ? [SPEC_EVENT] : operations).map((operation) =>
		caseOf(field, operation),
	);
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
		...(id === 'context.consent.categories.given' && { verdict: CONSENT_RULE }),
		// no value of the matrix is an event of Segment's spec
		...(id === 'specEvent' && { verdict: () => ({ refuse: true }) }),
	};
}

/** Consent is never given because an expression gives nothing. */
const CONSENT_RULE = (value: unknown): Verdict => {
	const asSwitch = verdict({ is: 'switch' }, value);
	return asSwitch.use ? asSwitch : { refuse: true };
};

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
export function rowCases(): Case[] {
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

/** Rows of an event whose fields are known: one for each kind of field. */
export function typedRowCases(): Case[] {
	const cleared = { nullClears: true } as const;
	const rowsOfKinds: Array<[event: string, row: string, label: string, kind: Kind]> = [
		['Cart Viewed', 'cart_id', 'Cart ID', { is: 'id' }],
		['Product Viewed', 'price', 'Price', { is: 'number', ...cleared }],
		['Product Viewed', 'name', 'Name', { is: 'text', ...cleared }],
		['Application Opened', 'from_background', 'From Background', { is: 'switch', ...cleared }],
		['Video Content Started', 'airdate', 'Airdate', { is: 'time', ...cleared }],
		['Video Content Started', 'keywords', 'Keywords', { is: 'list', of: 'text', ...cleared }],
		[
			'Video Ad Started',
			'content',
			'Content',
			{ is: 'json', of: 'object', textIsJson: true, ...cleared },
		],
		[
			'Video Ad Started',
			'load_type',
			'Load Type',
			{ is: 'choice', options: ['linear', 'dynamic'] },
		],
	];
	return rowsOfKinds.map(([event, row, label, kind]): Case => {
		const base = { type: 'track', userId: 'ada', event };
		return {
			id: `${event} row ${row}`,
			kind,
			labels: [`Properties → ${label}`],
			parameters: (value) =>
				({
					...SPEC_EVENT,
					specEvent: event,
					specProperties: { mappingMode: 'defineBelow', value: { [row]: value } },
				}) as unknown as INodeParameters,
			message: (use) => ({
				...base,
				...(use !== 'absent' && { properties: { [row]: use.value } }),
			}),
			// an expression's null clears a property
			...(['id', 'choice'].includes(kind.is) && {
				verdict: (value: unknown) => (value === null ? { use: [null] } : verdict(kind, value)),
			}),
		};
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
