import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';

import type { INode, INodeParameters } from 'n8n-workflow';

import { executeWorkflow, outputItems, type Workflow } from '../../support/n8n/n8n';
import { REPOSITORY } from '../../support/n8n/package';
import { run } from '../../support/n8n/processes';
import type { MessageRecord } from '../../stand-in/tracking-api/state';
import { movingWorkflow } from '../../support/movingWorkflow';
import { CREDENTIAL, type Setup } from './setup';
import { BUILT_IN, itemsNode, mainTo, makeNode, makeWorkflow, START } from './workflows';

/** The inputs of both: the second ID is a number, the third is missing. */
const ITEMS = [
	{
		id: 'usr_1',
		seats: 12,
		trial: false,
		tags: ['a', 'b'],
		company: { id: 'acct_19' },
		empty: '',
		active: true,
		crm: true,
	},
	{ id: 42, seats: 0, trial: true, tags: [], company: {}, empty: '', active: false, crm: false },
	{ seats: 1, trial: true, tags: ['c'], company: {}, empty: '', active: true, crm: true },
];
const ITEMS_WITH_ID = 2;

type Fields = Record<string, unknown>;

/** Every field that the built-in node has. */
const ROWS = [
	{ key: 'typed', value: '39.95' },
	{ key: 'seats', value: '={{ $json.seats }}' },
	{ key: 'trial', value: '={{ $json.trial }}' },
	{ key: 'tags', value: '={{ $json.tags }}' },
	{ key: 'owner.company', value: '={{ $json.company }}' },
	{ key: 'unknown', value: '={{ $json.unknown }}' },
	{ key: 'empty', value: '={{ $json.empty }}' },
];
const SURROUNDINGS = {
	context: {
		contextUi: {
			active: '={{ $json.active }}',
			ip: '203.0.113.7',
			locate: 'de-DE',
			page: 'https://example.com/academy/',
			timezone: 'Europe/Berlin',
			app: { appUi: { name: 'Shop', version: '2.1', build: '77' } },
			campaign: {
				campaignUi: { name: 'Spring', source: 'news', medium: 'email', term: 't', content: 'c' },
			},
			device: {
				deviceUi: {
					id: 'd1',
					manufacturer: 'Apple',
					model: 'iPhone7,2',
					name: 'maguro',
					type: 'ios',
					version: '17',
				},
			},
		},
	},
	integrations: { integrationsUi: { all: true, salesforce: '={{ $json.crm }}' } },
};
const TRAITS = { traits: { traitsUi: ROWS }, ...SURROUNDINGS };
const PROPERTIES = { properties: { propertiesUi: ROWS }, ...SURROUNDINGS };
const USER = { userId: '={{ $json.id }}' };

const OPERATIONS: Record<string, INodeParameters> = {
	Group: { resource: 'group', operation: 'add', ...USER, groupId: 'acct_19', ...TRAITS },
	// Its default resource: n8n does not save it
	Identify: { ...USER, ...TRAITS },
	Event: { resource: 'track', ...USER, event: 'Order Completed', ...PROPERTIES },
	Page: { resource: 'track', operation: 'page', ...USER, name: 'Pricing', ...PROPERTIES },
	'Event without more': { resource: 'track', ...USER, event: 'Bare' },
};

const BEFORE: Workflow = sideBySide(
	'BuiltInNodes',
	Object.entries(OPERATIONS).map(([name, parameters]) =>
		makeNode(name, BUILT_IN, parameters, {
			credentials: { segmentApi: CREDENTIAL },
			onError: 'continueRegularOutput',
		}),
	),
);

function sideBySide(id: string, nodes: INode[]): Workflow {
	const names = nodes.map(({ name }) => name);
	return makeWorkflow(
		id,
		[makeNode(START, 'n8n-nodes-base.manualTrigger', {}), itemsNode(ITEMS), ...nodes],
		{ [START]: mainTo('Items'), Items: mainTo(...names) },
	);
}

/** The workflow after `npm run migrate`, and the one that does the same inside n8n. */
export async function sideBySideWorkflows(folder: string): Promise<Workflow[]> {
	const file = join(folder, 'built-in.json');
	await writeFile(file, JSON.stringify(BEFORE));
	const moved = await run('npm', ['run', '--silent', 'migrate', '--', file], { cwd: REPOSITORY });
	return [
		BEFORE,
		{ ...(JSON.parse(moved) as Workflow), id: 'MovedNodes' },
		movingWorkflow(BEFORE) as unknown as Workflow,
	];
}

interface Difference {
	/** Where in the message; `*` stands for any name. */
	path: string;
	builtIn: unknown;
	ours: unknown;
	/** Only in these operations. */
	in?: string[];
	because: string;
}

const NOTHING = undefined;
const EVERY_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/;

/** All that differs between the two nodes' messages. Every other field is the same. */
const DIFFERENCES: Difference[] = [
	{
		path: 'messageId',
		builtIn: NOTHING,
		ours: EVERY_ID,
		because: 'Segment drops a repeated message only when it carries an ID',
	},
	{
		path: 'type',
		builtIn: NOTHING,
		ours: /^(group|identify|track|page)$/,
		because: 'messages of several items travel in one batch, where each must say what it is',
	},
	{
		path: 'context.library.name',
		builtIn: NOTHING,
		ours: 'n8n-nodes-segment',
		because: 'Segment shows which software sent a message',
	},
	{
		path: 'context.library.version',
		builtIn: NOTHING,
		ours: /^\d+\.\d+\.\d+/,
		because: 'Segment shows which software sent a message',
	},
	{
		path: 'userId',
		builtIn: 42,
		ours: '42',
		because: 'an ID is a text in the spec, and destinations compare it as one',
	},
	{
		path: 'context.locate',
		builtIn: 'de-DE',
		ours: NOTHING,
		because: 'the spec knows no context.locate',
	},
	{
		path: 'context.locale',
		builtIn: NOTHING,
		ours: 'de-DE',
		because: 'the language goes into context.locale',
	},
	{
		path: 'context.page',
		builtIn: 'https://example.com/academy/',
		ours: NOTHING,
		because: 'the spec wants an object there, not a text',
	},
	{
		path: 'context.page.url',
		builtIn: NOTHING,
		ours: 'https://example.com/academy/',
		because: 'an address is the url of that object',
	},
	{
		path: 'context.device.name',
		builtIn: NOTHING,
		ours: 'maguro',
		because: 'the built-in node has this field and does not send it',
	},
	{
		path: 'context.active',
		builtIn: NOTHING,
		ours: false,
		because: 'the built-in node drops false, the one value that the spec has this field for',
	},
	{
		path: 'integrations.all',
		builtIn: true,
		ours: NOTHING,
		because: 'names of destinations are case sensitive, and it is All',
	},
	{
		path: 'integrations.All',
		builtIn: NOTHING,
		ours: true,
		because: 'names of destinations are case sensitive, and it is All',
	},
	{
		path: 'integrations.salesforce',
		builtIn: true,
		ours: NOTHING,
		because: 'names of destinations are case sensitive, and it is Salesforce',
	},
	{
		path: 'integrations.Salesforce',
		builtIn: NOTHING,
		ours: true,
		because: 'names of destinations are case sensitive, and it is Salesforce',
	},
	{
		path: 'integrations.Salesforce',
		builtIn: NOTHING,
		ours: false,
		because: 'the built-in node drops false, so that it can turn no destination off',
	},
	{
		path: 'traits.empty',
		in: ['group', 'identify'],
		builtIn: '',
		ours: NOTHING,
		because: 'an empty text would overwrite a good trait',
	},
	{
		path: 'properties.empty',
		in: ['Order Completed', 'page'],
		builtIn: '',
		ours: NOTHING,
		because: 'an empty text would overwrite a good property',
	},
	{
		path: 'traits.company',
		in: ['group'],
		builtIn: {},
		ours: NOTHING,
		because: 'nobody filled it in, and an empty object clears what a destination has',
	},
	{
		path: 'traits.address',
		in: ['group'],
		builtIn: {},
		ours: NOTHING,
		because: 'nobody filled it in, and an empty object clears what a destination has',
	},
	{
		path: 'traits',
		in: ['Order Completed', 'Bare', 'page'],
		builtIn: {},
		ours: NOTHING,
		because: 'the spec has no traits in these calls',
	},
	...['properties', 'integrations', 'context.app', 'context.campaign', 'context.device'].map(
		(path): Difference => ({
			path,
			in: ['Bare'],
			builtIn: {},
			ours: NOTHING,
			because: 'nobody filled it in',
		}),
	),
];

export function testSideBySide(setup: () => Setup): void {
	let builtIn: Map<string, Sent[]>;
	let ours: Map<string, Sent[]>;

	before(async () => {
		const { home, standIn } = setup();
		standIn.reset();
		const first = await executeWorkflow(home, 'BuiltInNodes');
		assert.equal(first.data.resultData.error, undefined);
		builtIn = byCall([...standIn.received, ...standIn.discarded]);
		// Segment drops messages whose ID is no text
		assert.deepEqual(
			standIn.discarded.map(({ code, sent }) => [code, (sent as Fields).userId]),
			Object.keys(OPERATIONS).map(() => ['id_not_string', 42]),
		);
		// One request for each item
		assert.equal(standIn.requests.length, Object.keys(OPERATIONS).length * ITEMS.length);
	});

	test('a workflow moved by the script sends the same messages, but for what was wrong', async () => {
		const { home, standIn } = setup();
		standIn.reset();
		const second = await executeWorkflow(home, 'MovedNodes');
		assert.equal(second.data.resultData.error, undefined);
		ours = byCall(standIn.received);
		assert.deepEqual(standIn.discarded, []);
		// One request for all items of a node
		assert.equal(standIn.requests.length, Object.keys(OPERATIONS).length);

		const used = new Set<Difference>();
		assert.deepEqual([...ours.keys()].sort(), [...builtIn.keys()].sort());
		for (const [call, messages] of ours) {
			const theirs = (builtIn.get(call) ?? []).filter(({ sent }) => sent.userId);
			assert.equal(messages.length, ITEMS_WITH_ID, call);
			assert.equal(theirs.length, ITEMS_WITH_ID, call);
			messages.forEach(({ sent }, item) => {
				for (const found of differences(theirs[item].sent, sent)) {
					const listed = DIFFERENCES.find((difference) => explains(difference, call, found));
					assert.ok(listed, `not listed: ${call}, item ${item}: ${JSON.stringify(found)}`);
					used.add(listed);
				}
			});
		}
		const unused = DIFFERENCES.filter((difference) => !used.has(difference));
		assert.deepEqual(unused, [], 'listed, but not so');

		for (const name of Object.keys(OPERATIONS)) {
			const outputs = outputItems(second, name).map(({ json }) => json);
			assert.equal(outputs.length, ITEMS.length, name);
			assert.match(String(outputs[2].error), /User ID|Anonymous ID/, name);
		}
	});

	test('an item without an ID: the built-in node invents users, this one says so', () => {
		const invented = [...builtIn.values()]
			.flat()
			.filter(({ sent }) => !sent.userId)
			.map(({ sent }) => sent.anonymousId);
		assert.equal(new Set(invented).size, Object.keys(OPERATIONS).length);
		const sent = [...ours.values()].flat();
		assert.ok(sent.every(({ sent: { userId, anonymousId } }) => userId && !anonymousId));
	});

	test('the workflow that moves workflows inside n8n gives what the script gives', async () => {
		const { home } = setup();
		const run = await executeWorkflow(home, 'SegmentExample03');
		assert.equal(run.data.resultData.error, undefined);
		const [{ json }] = outputItems(run, 'Move to Twilio Segment');
		const [, moved] = await sideBySideWorkflows(home.userFolder);
		assert.deepEqual((json.workflow as unknown as Workflow).nodes, moved.nodes);
		assert.deepEqual(json.notes, [
			...['Group', 'Identify', 'Event', 'Page'].map(
				(name) => `Node “${name}”: Context → Page was a text and is Page → url now.`,
			),
		]);
	});
}

interface Sent {
	number: number;
	sent: Fields;
}

/** The messages of each call in the order of their items; two nodes track, so the event tells. */
function byCall(records: MessageRecord[]): Map<string, Sent[]> {
	const calls = new Map<string, Sent[]>();
	for (const { number, type, sent } of records.sort((a, b) => a.number - b.number)) {
		const call = String((sent as Fields).event ?? type);
		calls.set(call, [...(calls.get(call) ?? []), { number, sent: sent as Fields }]);
	}
	return calls;
}

type Found = Pick<Difference, 'path' | 'builtIn' | 'ours'>;

/** Leaf by leaf; an empty object is a leaf. */
function differences(builtIn: unknown, ours: unknown): Found[] {
	const [theirs, own] = [leaves(builtIn), leaves(ours)];
	return [...new Set([...theirs.keys(), ...own.keys()])]
		.map((path) => ({ path, builtIn: theirs.get(path), ours: own.get(path) }))
		.filter((found) => JSON.stringify(found.builtIn) !== JSON.stringify(found.ours));
}

function leaves(value: unknown, path = '', into = new Map<string, unknown>()) {
	const isBranch = typeof value === 'object' && value !== null && !Array.isArray(value);
	const entries = isBranch ? Object.entries(value) : [];
	if (entries.length === 0) return into.set(path, value);
	for (const [key, entry] of entries) leaves(entry, path ? `${path}.${key}` : key, into);
	return into;
}

function explains(difference: Difference, call: string, { path, builtIn, ours }: Found): boolean {
	if (difference.path !== path || !(difference.in ?? [call]).includes(call)) return false;
	return isExpected(difference.builtIn, builtIn) && isExpected(difference.ours, ours);
}

function isExpected(expected: unknown, value: unknown): boolean {
	if (expected instanceof RegExp) return typeof value === 'string' && expected.test(value);
	return JSON.stringify(expected) === JSON.stringify(value);
}
