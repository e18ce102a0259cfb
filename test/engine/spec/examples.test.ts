/**
 * The messages that Segment's spec pages show, rebuilt in each of the node's three ways: by the form,
 * by Map Fields and as items that are messages. Each has to arrive as the page has it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';

import { Segment } from '../../../nodes/Segment/Segment.node';
import { runSegment } from '../../support/runSegment';
import { catchRequests, messagesIn } from '../../support/wire';
import wrongExamples from './wrong.json';

type Fields = Record<string, unknown>;
type Message = Fields & { type: string };

const FOLDER = join(__dirname, 'examples');
const PAGES = readdirSync(FOLDER).map((file) => ({
	page: basename(file, '.json'),
	examples: JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Message[],
}));

/** What Segment adds to a message on its way: nobody sends it. */
const ADDED_BY_SEGMENT = ['originalTimestamp', 'receivedAt', 'sentAt', 'version', 'channel'];

const DATA_KEYS: Record<string, string> = {
	identify: 'traits',
	group: 'traits',
	track: 'properties',
	page: 'properties',
	screen: 'properties',
};

/** The message as somebody would send it: with the name that the API has for the user, and a user. */
function toSend(example: Message): Message {
	const message = Object.fromEntries(
		Object.entries(example).filter(([key]) => !ADDED_BY_SEGMENT.includes(key)),
	) as Message;
	const { user_id: userId = 'user-1', ...rest } = message;
	return 'userId' in rest || 'anonymousId' in rest ? rest : { ...rest, userId };
}

/** What the message itself says: without what the node adds to each, and with its time as a moment. */
function content(message: Fields, example: Message): Fields {
	const { context, messageId, sentAt: _, timestamp, ...rest } = message;
	const { library, ...around } = (context ?? {}) as Fields;
	const kept = hasLibrary(example) ? { library, ...around } : around;
	return {
		// an empty object says nothing
		...Object.fromEntries(
			Object.entries(rest).filter(([, value]) => !isObject(value) || Object.keys(value).length > 0),
		),
		...('messageId' in example && { messageId }),
		...(Object.keys(kept).length > 0 && { context: kept }),
		...(timestamp !== undefined && { timestamp: Date.parse(String(timestamp)) }),
	};
}

function hasLibrary({ context }: Message): boolean {
	return isObject(context) && 'library' in context;
}

const { properties } = new Segment().description;

function membersOf(name: string): INodeProperties[] {
	return (properties.find((property) => property.name === name)?.options ??
		[]) as INodeProperties[];
}

/** Splits an object into what fields of the form hold, and the rest. */
function split(object: Fields, members: INodeProperties[]): { named: Fields; rest: Fields } {
	const named: Fields = {};
	const rest: Fields = {};
	for (const [key, value] of Object.entries(object)) {
		const member = members.find(({ name }) => name === key);
		if (member?.type === 'collection' && isObject(value)) {
			const inner = split(value, member.options as INodeProperties[]);
			if (Object.keys(inner.named).length > 0) named[key] = inner.named;
			if (Object.keys(inner.rest).length > 0) rest[key] = inner.rest;
		} else if (member && fits(member.type, value)) named[key] = value;
		else rest[key] = value;
	}
	return { named, rest };
}

/** Whether the form's field gives this value, and not the same as text. */
function fits(type: string, value: unknown): boolean {
	if (type === 'json') return isObject(value) || Array.isArray(value);
	if (type === 'dateTime' || value === '') return false;
	return typeof value === ({ number: 'number', boolean: 'boolean' }[type] ?? 'string');
}

function isObject(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function row([name, value]: [string, unknown], index: number): IDataObject {
	const type = Array.isArray(value) ? 'array' : typeof value;
	return { id: String(index), name, type, value } as IDataObject;
}

/** The form's parameters for a message, each value in the field that is made for it. */
function asForm(message: Message): INodeParameters {
	const { type, traits, properties: data, context = {}, integrations = {}, ...top } = message;
	const isPageOrScreen = type === 'page' || type === 'screen';
	const resource = type === 'track' || isPageOrScreen ? 'track' : type;
	const operation =
		{ track: 'event', page: 'page', screen: 'screen', group: 'add' }[type] ?? 'create';
	const collection = {
		identify: 'traits',
		group: 'groupTraits',
		track: 'properties',
		page: 'pageProperties',
	}[type];
	const own = split((traits ?? data ?? {}) as Fields, collection ? membersOf(collection) : []);
	const { email, name, ...named } = type === 'identify' ? takeNameAndEmail(own) : own.named;
	const around = split(context as Fields, membersOf('context'));
	const { messageId, timestamp, ...texts } = top;
	const { All: all, ...destinations } = integrations as Fields;
	return {
		resource,
		operation,
		...texts,
		...(email !== undefined && { email }),
		...(name !== undefined && (type === 'identify' ? { fullName: name } : {})),
		...(collection && { [collection]: type === 'identify' ? named : own.named }),
		[resource === 'track' ? 'customProperties' : 'customTraits']: {
			assignments: Object.entries(own.rest).map(row),
		},
		context: {
			...around.named,
			...(Object.keys(around.rest).length > 0 && {
				additionalContext: JSON.stringify(around.rest),
			}),
		},
		integrations: {
			...(all !== undefined && { all }),
			destinations: { destination: Object.entries(destinations).map(destinationRow) },
		},
		additionalFields: {
			...(timestamp !== undefined && { timestamp }),
			...(messageId !== undefined && { messageId }),
		},
		options: { nestDottedNames: false },
	} as unknown as INodeParameters;
}

function takeNameAndEmail({ named, rest }: { named: Fields; rest: Fields }): Fields {
	const taken: Fields = { ...named };
	for (const key of ['email', 'name']) {
		if (key in rest) taken[key] = rest[key];
		delete rest[key];
	}
	return taken;
}

function destinationRow([name, value]: [string, unknown]): IDataObject {
	if (typeof value === 'boolean') return { name, mode: value ? 'on' : 'off' };
	return { name, mode: 'options', options: JSON.stringify(value) };
}

/** Sends and returns what arrived, or the error. */
async function send(parameters: INodeParameters, item: Fields = {}) {
	const wire = catchRequests(() => ({ success: true }));
	try {
		const { error } = await runSegment(
			{ url: 'http://127.0.0.1:9' },
			{ parameters, items: [item as IDataObject] },
		);
		return { messages: wire.requests.flatMap(messagesIn), error };
	} finally {
		wire.release();
	}
}

async function sent(parameters: INodeParameters, item?: Fields): Promise<Message> {
	const { messages, error } = await send(parameters, item);
	if (error) throw error;
	expect(messages).toHaveLength(1);
	return messages[0] as Message;
}

const MAP_FIELDS = {
	resource: 'batch',
	operation: 'send',
	mode: 'mapFields',
	messageType: 'field',
	dataFrom: 'objectField',
	objectField: 'data',
};
const ITEMS_ARE_MESSAGES = { resource: 'batch', operation: 'send', mode: 'itemsAreMessages' };

describe.each(PAGES)('$page', ({ examples }) => {
	const cases = examples.map((example, index) => {
		const { type, event, name } = example;
		return {
			title: `${index + 1} ${type} ${String(event ?? name ?? '')}`,
			message: toSend(example),
		};
	});

	test.each(cases)('$title, by the form', async ({ message }) => {
		const arrived = await sent(asForm(message));
		expect(content(arrived, message)).toEqual(content(message, message));
	});

	test.each(cases)('$title, by Map Fields', async ({ message }) => {
		const { traits, properties: data, context: _, integrations: __, ...fields } = message;
		const { context, integrations } = asForm(message);
		const dataKey = DATA_KEYS[message.type];
		const arrived = await sent(
			{ ...MAP_FIELDS, context, integrations },
			{ ...fields, ...(dataKey && { data: traits ?? data ?? {} }) },
		);
		expect(content(arrived, message)).toEqual(content(message, message));
	});

	test.each(cases)('$title, as an item', async ({ message }) => {
		const arrived = await sent(ITEMS_ARE_MESSAGES, message);
		expect(content(arrived, message)).toEqual(content(message, message));
	});
});

test('all pages are there', () => {
	const count = PAGES.reduce((sum, { examples }) => sum + examples.length, 0);
	expect(count).toBeGreaterThanOrEqual(93);
});

describe('what the pages have wrong is refused', () => {
	const messages = wrongExamples.flatMap(({ message }) => (message ? [message as Message] : []));
	const texts = wrongExamples.flatMap(({ event, properties: json }) =>
		json ? [{ event, json }] : [],
	);

	test.each(messages)('timestamp $timestamp', async (message) => {
		for (const [parameters, item] of [
			[asForm(message), {}],
			[ITEMS_ARE_MESSAGES, message],
		] as const) {
			const { messages: arrived, error } = await send(parameters, item);
			expect(arrived).toEqual([]);
			expect(`${error?.message} ${error?.description}`).toMatch(/timestamp/i);
		}
	});

	test.each(texts)('$event', async ({ event = '', json }) => {
		const { messages: arrived, error } = await send({
			resource: 'track',
			operation: 'event',
			userId: 'user-1',
			event,
			specifyProperties: 'json',
			customPropertiesJson: json,
		});
		expect(arrived).toEqual([]);
		expect(`${error?.message} ${error?.description}`).toContain('Custom Properties');
	});

	test('the e-mail page calls the user user_id', async () => {
		const [email] = PAGES.filter(({ page }) => page === 'email');
		for (const example of email.examples) {
			const { messages: arrived, error } = await send(ITEMS_ARE_MESSAGES, example);
			expect(arrived).toEqual([]);
			expect(`${error?.message} ${error?.description}`).toMatch(/user/i);
		}
	});
});
