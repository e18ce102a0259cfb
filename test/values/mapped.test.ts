/** Every value in every field of the items that Batch reads: mapped by name, and as messages. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { judge, report, type Mismatch } from './cell';
import { isSame } from './compare';
import { withPath } from './fields';
import { verdict, type Kind, type Verdict } from './rule';
import { comparable, runItems, tidy, type Message } from './segmentRun';
import { ALL_VALUES } from './values';

jest.setTimeout(120_000);

/** A field of an item, with what the item has besides and what becomes of it. */
interface Case {
	id: string;
	kind: Kind;
	labels: string[];
	parameters: INodeParameters;
	/** The item without the field. */
	item: Message;
	/** Where the value is in the item, and in the message. */
	path: string[];
	into: string[];
	/** The message without the field. */
	message: Message;
	verdict?: (value: unknown) => Verdict;
}

const MAP_FIELDS = { resource: 'batch', operation: 'send', mode: 'mapFields' };
const ITEMS_ARE_MESSAGES = { resource: 'batch', operation: 'send', mode: 'itemsAreMessages' };
const TYPES = ['identify', 'group', 'track', 'page', 'screen', 'alias'];

const ID: Kind = { is: 'id' };
const REQUIRED_ID: Kind = { is: 'id', required: true };
const LABEL: Kind = { is: 'label' };
const DATA: Kind = { is: 'json', of: 'any', nullClears: true, textIsJson: false };
const OBJECT: Kind = { is: 'json', of: 'object', textIsJson: true };

/** The fields that each call has besides, as the form calls them. */
const FIELDS: Record<string, Record<string, [label: string, kind: Kind]>> = {
	identify: { userId: ['User ID', ID], anonymousId: ['Anonymous ID', ID] },
	group: { userId: ['User ID', ID], groupId: ['Group ID', REQUIRED_ID] },
	track: {
		userId: ['User ID', ID],
		anonymousId: ['Anonymous ID', ID],
		event: ['Event', { is: 'label', required: true }],
		timestamp: ['Timestamp', { is: 'time' }],
		messageId: ['Message ID', { is: 'id', maxLength: 99 }],
	},
	page: { name: ['Name', LABEL], category: ['Category', LABEL] },
	screen: { name: ['Name', LABEL], category: ['Category', LABEL] },
	alias: { userId: ['User ID', REQUIRED_ID], previousId: ['Previous ID', REQUIRED_ID] },
};

/** What a message of each type has to have. */
const NEEDED: Record<string, Message> = {
	group: { groupId: 'acme' },
	track: { event: 'Order Completed' },
	alias: { previousId: 'old' },
};

const DATA_KEY: Record<string, string> = { identify: 'traits', group: 'traits' };

/** A message needs one of two IDs, so that the other one can be left out. */
function without(type: string, field: string): Message {
	const ids = field === 'userId' && type !== 'alias' ? { anonymousId: 'anon' } : { userId: 'ada' };
	const { [field]: _, ...others } = { ...ids, ...NEEDED[type] } as Message;
	return { type, ...others };
}

function fieldCases(form: string, parameters: (type: string) => INodeParameters): Case[] {
	return TYPES.flatMap((type) =>
		Object.entries(FIELDS[type]).map(([field, [label, kind]]): Case => {
			const item = without(type, field);
			return {
				id: `${form} ${type}: ${field}`,
				kind,
				labels: [label],
				parameters: parameters(type),
				item,
				path: [field],
				into: [field],
				message: item,
			};
		}),
	);
}

/** A type is a choice; what no message can do without is never absent. */
function typeRule(value: unknown): Verdict {
	const outcome = verdict({ is: 'choice', options: TYPES }, value);
	return outcome.use ? outcome : { refuse: true };
}

function typeCase(form: string, parameters: INodeParameters): Case {
	const item = { userId: 'ada', event: 'Order Completed' };
	return {
		id: `${form}: type`,
		kind: { is: 'choice', options: TYPES },
		labels: ['type'],
		parameters,
		item,
		path: ['type'],
		into: ['type'],
		message: item,
		verdict: typeRule,
	};
}

function dataCases(): Case[] {
	return ['identify', 'track'].flatMap((type): Case[] => {
		const item = without(type, 'anonymousId');
		const key = DATA_KEY[type] ?? 'properties';
		const shared = { kind: DATA, labels: ['plan'], item, path: ['plan'], message: item };
		const map = { ...MAP_FIELDS, messageType: type };
		const chosen = (to: string) => ({
			...map,
			dataFrom: 'chosenFields',
			chosenFields: { field: [{ from: 'plan', to }] },
		});
		// the field `type` of the item is data as any other
		const others = { ...item, type: undefined };
		return [
			{ ...shared, id: `${type}: other field`, parameters: map, item: others, into: [key, 'plan'] },
			{ ...shared, id: `${type}: chosen field`, parameters: chosen('tier'), into: [key, 'tier'] },
			{ ...shared, id: `${type}: dotted`, parameters: chosen('a.b'), into: [key, 'a', 'b'] },
			{
				...shared,
				id: `${type}: object field`,
				kind: OBJECT,
				parameters: { ...map, dataFrom: 'objectField', objectField: 'plan' },
				into: [key],
				verdict: objectFieldRule,
			},
		];
	});
}

/** A time that says its zone already is a time as Segment takes it. */
function inAnyZone(aCase: Case): Case {
	return aCase.kind.is === 'time' ? { ...aCase, kind: { is: 'time', inAnyZone: true } } : aCase;
}

/** The rule speaks of the object; JSON as text may be read, or refused. */
function objectFieldRule(value: unknown): Verdict {
	const outcome = verdict(OBJECT, value);
	return typeof value === 'string' ? { ...outcome, refuse: true } : outcome;
}

/** An empty text says nothing in a data field of Map Fields. */
function replayCases(): Case[] {
	const item = without('track', 'none');
	const whole: Array<[string, string]> = [
		['properties', 'Properties'],
		['context', 'Context'],
		['integrations', 'Destinations'],
	];
	const inside: Array<[string[], string]> = [
		[['properties', 'ltv'], 'Properties'],
		[['context', 'app', 'name'], 'Context'],
	];
	const shared = { parameters: ITEMS_ARE_MESSAGES, item, message: item };
	return [
		typeCase('replay', ITEMS_ARE_MESSAGES),
		...whole.map(([field, label]): Case => {
			const path = [field];
			return {
				...shared,
				id: `replay: ${field}`,
				kind: OBJECT,
				labels: [label],
				path,
				into: path,
				verdict: replayObjectRule,
			};
		}),
		...inside.map(([path, label]): Case => {
			return {
				...shared,
				// what an item has around a missing value stays
				message: withPath(item, path.slice(0, -1), {}) as Message,
				id: `replay: ${path.join('.')}`,
				kind: DATA,
				labels: [label],
				path,
				into: path,
			};
		}),
		{
			...shared,
			id: 'replay: traits of identify',
			kind: OBJECT,
			labels: ['Traits'],
			item: { type: 'identify', userId: 'ada' },
			message: { type: 'identify', userId: 'ada' },
			path: ['traits'],
			into: ['traits'],
			verdict: replayObjectRule,
		},
	];
}

/** A message that exists is taken as it is: its objects are not JSON text. */
function replayObjectRule(value: unknown): Verdict {
	const outcome = objectFieldRule(value);
	return value === null || value === '' ? { absent: true, refuse: true } : outcome;
}

const cases: Case[] = [
	...fieldCases('map', (type) => ({ ...MAP_FIELDS, messageType: type, dataFrom: 'chosenFields' })),
	typeCase('map', { ...MAP_FIELDS, messageType: 'field', dataFrom: 'chosenFields' }),
	...dataCases(),
	...fieldCases('replay', () => ITEMS_ARE_MESSAGES).map(inAnyZone),
	...replayCases(),
];

test.each(cases)('$id', async (aCase) => {
	const { item, path, into, kind, message } = aCase;
	const markedIn = path[0] === 'messageId' ? 'userId' : 'messageId';
	const items = ALL_VALUES.map((value, index) => {
		const marked = { ...item, [markedIn]: `item-${index}` };
		return withPath(marked, path, value.make()) as IDataObject;
	});
	const outcomes = await runItems(aCase.parameters, items, markedIn);
	const mismatches = ALL_VALUES.map((value, index): Mismatch | undefined => {
		const given = value.make();
		const { error, message: sent } = outcomes[index];
		const own = { library: false, messageId: path[0] === 'messageId' };
		return judge({
			field: aCase.id,
			kind: kind.is,
			labels: aCase.labels,
			value,
			verdict: aCase.verdict?.(given) ?? emptyRule(kind, given),
			outcome: {
				...(error !== undefined && { error }),
				...(sent && { sent: comparable(sent, own) }),
			},
			matches: (got, use) => {
				const marked = markedIn === 'userId' ? { ...message, userId: `item-${index}` } : message;
				if (use === 'absent') {
					const { messageId: _, ...rest } = got as Message;
					return isSame(tidy(marked), rest);
				}
				return isSame(tidy(withPath(marked, into, use.value) as Message), got);
			},
		});
	});
	expect(report(mismatches.filter((mismatch) => mismatch !== undefined))).toBe('');
});

/** What an item does not have, and an empty text in it, is left out of the data. */
function emptyRule(kind: Kind, value: unknown): Verdict {
	const outcome = verdict(kind, value);
	return kind.is === 'json' && value === '' ? { ...outcome, absent: true } : outcome;
}
