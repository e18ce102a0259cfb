/** Every value in every field of the Segment node that is read once for a run: Options, and Batch. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { FEEDS, judge, report, type Feed, type Mismatch, type Outcome } from './cell';
import { brief, isSame } from './compare';
import { fieldsOf, isShown, withPath, type Field } from './fields';
import { verdict, type Verdict } from './rule';
import { segmentKind } from './segmentKinds';
import { comparable, errorOf, runAllItems, segment, tidy, type SegmentRun } from './segmentRun';

jest.setTimeout(120_000);

const TRACK: INodeParameters = {
	resource: 'track',
	operation: 'event',
	userId: 'ada',
	event: 'Order Completed',
};
const REPLAY: INodeParameters = { resource: 'batch', operation: 'send', mode: 'itemsAreMessages' };
const MAP: INodeParameters = {
	resource: 'batch',
	operation: 'send',
	mode: 'mapFields',
	messageType: 'track',
	dataFrom: 'chosenFields',
};

type Use = { value: unknown } | 'absent';

/** How one field shows in what is sent. */
interface Probe {
	parameters: INodeParameters;
	items: (use: Use) => IDataObject[];
	/** What is seen of a run. */
	see: (run: SegmentRun) => unknown;
	/** What is to be seen with a value, or without one. */
	expect: (use: Use) => unknown;
	verdict?: (value: unknown) => Verdict;
}

const message = { type: 'track', userId: 'ada', event: 'Order Completed' };

function bodyOf({ messages }: SegmentRun): unknown {
	return messages.map((sent) => tidy(comparable(sent, { library: false, messageId: false })));
}

const twoItems = () => [{}, {}];
const isOn = (use: Use, byDefault: boolean) => (use === 'absent' ? byDefault : use.value === true);

const PROBES: Record<string, Probe> = {
	'options.dryRun': {
		parameters: TRACK,
		items: twoItems,
		see: ({ requests, result }) =>
			requests.length > 0 ? 'sent' : brief(result.json).includes('"dryRun"') ? 'dry' : 'nothing',
		// the option's default is on: whoever adds it wants a dry run
		expect: (use) => (isOn(use, true) ? 'dry' : 'sent'),
	},
	'options.delivery': {
		parameters: TRACK,
		items: twoItems,
		see: ({ requests }) => requests.map(({ url }) => url),
		expect: (use) =>
			use !== 'absent' && use.value === 'single' ? ['/v1/track', '/v1/track'] : ['/v1/batch'],
	},
	'options.includeInputFields': {
		parameters: TRACK,
		items: () => [{ plan: 'pro' }],
		see: ({ requests, result }) =>
			requests.length > 0 ? brief(result.json).includes('"plan"') : 'nothing',
		// the option's default is on: whoever adds it wants the fields
		expect: (use) => isOn(use, true),
	},
	'options.messageIdMode': {
		parameters: { ...TRACK, additionalFields: { messageId: '' } },
		items: twoItems,
		see: ({ messages, result }) => {
			if (messages.length === 0)
				return /Message ID\b/.test(errorOf(result, 0) ?? '') ? 'custom' : '';
			return messages[0].messageId === messages[1].messageId ? 'fromContent' : 'perExecution';
		},
		expect: (use) => (use === 'absent' ? 'perExecution' : use.value),
	},
	'options.messagesPerSecond': {
		parameters: TRACK,
		items: twoItems,
		see: ({ requests }) => requests.length,
		expect: (use) => (use !== 'absent' && use.value === 1 ? 2 : 1),
	},
	'options.nestDottedNames': {
		parameters: {
			...TRACK,
			customProperties: {
				assignments: [{ id: '1', name: 'a.b', type: 'string', value: 'x' }],
			},
		},
		items: () => [{}],
		see: bodyOf,
		expect: (use) => [
			{ ...message, properties: isOn(use, true) ? { a: { b: 'x' } } : { 'a.b': 'x' } },
		],
	},
	keepMessageIds: {
		parameters: REPLAY,
		items: () => [{ ...message, messageId: 'old-1' }],
		see: ({ messages }) => messages.map(({ messageId }) => messageId === 'old-1'),
		expect: (use) => [isOn(use, true)],
	},
	eventName: {
		parameters: MAP,
		items: () => [{ userId: 'ada', event: 'Own' }],
		see: bodyOf,
		expect: (use) => [{ ...message, event: use === 'absent' ? 'Own' : use.value }],
	},
	typeField: fieldProbe('type', 'type', 'track', { ...MAP, messageType: 'field' }),
	userIdField: fieldProbe('userId', 'userId', 'ada', MAP),
	objectField: fieldProbe(
		'properties',
		'properties',
		{ plan: 'pro' },
		{
			...MAP,
			dataFrom: 'objectField',
		},
	),
	'chosenFields.field.from': {
		parameters: { ...MAP, chosenFields: { field: [{ to: 'tier' }] } },
		items: (use) => [
			{ userId: 'ada', event: 'Order Completed', ...(use !== 'absent' && at(use.value, 'pro')) },
		],
		see: bodyOf,
		expect: () => [{ ...message, properties: { tier: 'pro' } }],
	},
	'chosenFields.field.to': {
		parameters: { ...MAP, chosenFields: { field: [{ from: 'plan' }] } },
		items: () => [{ userId: 'ada', event: 'Order Completed', plan: 'pro' }],
		see: bodyOf,
		expect: (use) => [{ ...message, properties: at(use === 'absent' ? 'plan' : use.value, 'pro') }],
	},
	'fieldNames.context': {
		parameters: MAP,
		items: (use) => [
			{
				userId: 'ada',
				event: 'Order Completed',
				...(use !== 'absent' && at(use.value, { locale: 'de' })),
			},
		],
		see: bodyOf,
		expect: (use) => [{ ...message, ...(use !== 'absent' && { context: { locale: 'de' } }) }],
	},
	'fieldNames.contextFields.field.from': rowProbe('contextFields', 'from', () => ({
		locale: 'found',
	})),
	'fieldNames.contextFields.field.to': rowProbe('contextFields', 'to', (use) =>
		at(use === 'absent' ? 'locale' : use.value, 'found'),
	),
	'fieldNames.externalIds.externalId.from': rowProbe('externalIds', 'from', () => phoneWith({})),
	'fieldNames.externalIds.externalId.type': rowProbe('externalIds', 'type', changed('type')),
	'fieldNames.externalIds.externalId.collection': rowProbe(
		'externalIds',
		'collection',
		changed('collection'),
	),
	'fieldNames.externalIds.externalId.encoding': rowProbe(
		'externalIds',
		'encoding',
		changed('encoding'),
	),
	...Object.fromEntries(
		(
			[
				['anonymousId', 'track'],
				['category', 'page'],
				['event', 'track'],
				['groupId', 'group'],
				['messageId', 'track'],
				['name', 'page'],
				['previousId', 'alias'],
				['timestamp', 'track'],
			] as const
		).map(([name, messageType]) => {
			const value = name === 'timestamp' ? '2026-01-31T09:30:00.000Z' : 'found';
			return [`fieldNames.${name}`, fieldProbe(name, name, value, { ...MAP, messageType })];
		}),
	),
};

/** A row of Other Fields: a field of the item named `source` that goes into the context. */
function rowProbe(
	list: 'contextFields' | 'externalIds',
	part: string,
	seeContext: (use: Use) => IDataObject,
): Probe {
	const rows =
		list === 'contextFields'
			? { field: [{ from: 'source', to: 'locale' }] }
			: { externalId: [{ from: 'source', type: 'phone' }] };
	return {
		parameters: { ...MAP, fieldNames: { [list]: rows } } as INodeParameters,
		items: (use) => [
			{
				userId: 'ada',
				event: 'Order Completed',
				...at(part === 'from' && use !== 'absent' ? use.value : 'source', 'found'),
			},
		],
		see: bodyOf,
		expect: (use) => [{ ...message, context: seeContext(use) }],
	};
}

function phoneWith(change: IDataObject): IDataObject {
	return {
		externalIds: [{ id: 'found', type: 'phone', collection: 'users', encoding: 'none', ...change }],
	};
}

function changed(part: string): (use: Use) => IDataObject {
	return (use) => phoneWith(use === 'absent' ? {} : ({ [part]: use.value } as IDataObject));
}

/** An object with a value under a name, in which a dot leads into an object. */
function at(name: unknown, value: unknown): IDataObject {
	const parts = String(name).split('.');
	return withPath({}, parts.includes('') ? [String(name)] : parts, value) as IDataObject;
}

/** A field of the item that the run names: there under that name, or under its usual one. */
function fieldProbe(
	usual: string,
	into: string,
	value: unknown,
	parameters: INodeParameters,
): Probe {
	const { messageType } = parameters;
	const others: IDataObject = {
		...(usual !== 'userId' && { userId: 'ada' }),
		...(usual === 'userId' && { anonymousId: 'anon' }),
		...(['track', 'field'].includes(String(messageType)) && { event: 'Order Completed' }),
	};
	delete others[usual];
	const type = messageType === 'field' ? 'track' : messageType;
	return {
		parameters,
		items: (use) => [{ ...others, ...at(use === 'absent' ? usual : use.value, value) }],
		see: ({ messages }) =>
			messages.map((sent) => comparable(sent, { library: false, messageId: into === 'messageId' })),
		expect: () => [{ type, ...others, [into]: value }],
	};
}

/** What no request shows: that a value is taken, or refused. */
const UNSEEN: Probe = {
	parameters: TRACK,
	items: twoItems,
	see: ({ requests }) => requests.length,
	expect: () => 1,
};
const UNSEEN_FIELDS = [
	'options.allowUnplanned',
	'options.concurrentRequests',
	'options.maxRetries',
	'options.trackingPlan',
];

const fields = fieldsOf(segment.description).filter(
	({ top, id }) =>
		top.name === 'options' ||
		([REPLAY, MAP, { ...MAP, messageType: 'field' }, { ...MAP, dataFrom: 'objectField' }].some(
			(values) => isShown(top, values),
		) &&
			!/^(context|integrations|additionalFields)\b/.test(id)),
);

test.each(fields.map((field) => [field.id, field] as const))('%s', async (id, field) => {
	const kind = segmentKind(field);
	const probe = PROBES[id] ?? (UNSEEN_FIELDS.includes(id) ? UNSEEN : undefined);
	if (!kind || !probe) throw new Error(`Say in once.test.ts how ${id} shows in what is sent`);
	const mismatches: Mismatch[] = [];
	for (const feed of FEEDS) {
		for (const [index, value] of feed.values.entries()) {
			const given = value.make();
			const rule = probe.verdict?.(given) ?? verdict(kind, given);
			const mismatch = judge({
				field: id,
				kind: kind.is,
				labels: field.inRow ? field.labels : field.labels.slice(-1),
				value,
				verdict: rule,
				outcome: await outcomeOf(field, probe, feed, index, rule),
				matches: (sent, use) => isSame(probe.expect(use), sent),
			});
			if (mismatch) mismatches.push(mismatch);
		}
	}
	expect(report(mismatches)).toBe('');
});

async function outcomeOf(
	{ path, inRow, definition }: Field,
	probe: Probe,
	{ expression, items }: Feed,
	index: number,
	rule: Verdict,
): Promise<Outcome> {
	const rowPath = inRow ? [...path.slice(0, -1), '0', definition.name] : path;
	const parameters = withPath(probe.parameters, rowPath, expression) as INodeParameters;
	const use = rule.use ? { value: rule.use[0] } : 'absent';
	// the value comes with the first item, from which a run reads what holds for all of it
	const runItems = probe.items(use).map((item) => ({ ...items[index], ...item }));
	const run = await runAllItems(parameters, runItems);
	const seen = probe.see(run);
	const error = errorOf(run.result, 0);
	if (error !== undefined && seen !== 'custom') {
		return { error, ...(run.requests.length > 0 && { sent: seen }) };
	}
	return { sent: seen };
}
