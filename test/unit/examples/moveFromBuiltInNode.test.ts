import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { moveFromBuiltInNode } from '../../../examples/move-from-built-in-node';
import { movingWorkflow } from '../../support/movingWorkflow';

const EXAMPLE = join(__dirname, '../../../examples/move-from-built-in-node.json');

const builtIn = (parameters: object, more: object = {}) => ({
	id: 'a',
	name: 'Segment',
	type: 'n8n-nodes-base.segment',
	typeVersion: 1,
	position: [0, 0],
	credentials: { segmentApi: { id: '1', name: 'Segment account' } },
	parameters,
	...more,
});

function moveNode(parameters: object, more?: object) {
	const { workflow, notes } = moveFromBuiltInNode({ nodes: [builtIn(parameters, more)] });
	const [node] = (workflow as { nodes: Array<ReturnType<typeof builtIn>> }).nodes;
	return { node, parameters: node.parameters, notes };
}

const contextOf = (contextUi: object) => {
	const { parameters, notes } = moveNode({ userId: 'u', context: { contextUi } });
	return { ...parameters, notes };
};

const integrationsOf = (integrationsUi: object) => {
	const { parameters, notes } = moveNode({ userId: 'u', integrations: { integrationsUi } });
	return { ...parameters, notes };
};

test('the workflow in examples holds this very function (made by test/support/movingWorkflow.ts)', () => {
	expect(JSON.parse(readFileSync(EXAMPLE, 'utf8'))).toEqual(movingWorkflow());
});

test('everything else in the workflow stays as it is', () => {
	const other = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} };
	const saved = { id: 'w', nodes: [other], connections: { Start: {} }, settings: { a: 1 } };
	expect(moveFromBuiltInNode(saved)).toEqual({ notes: [], workflow: saved });
});

test('a node keeps its name, place, credential and settings', () => {
	const settings = { retryOnFail: true, onError: 'continueRegularOutput', disabled: true };
	const { node } = moveNode({ userId: 'u' }, settings);
	expect(node).toEqual(
		builtIn(
			{ resource: 'identify', operation: 'create', userId: 'u' },
			{ ...settings, type: 'n8n-nodes-segment.segment' },
		),
	);
});

test('a tool stays a tool with its description', () => {
	const { node } = moveNode(
		{ userId: 'u', descriptionType: 'manual', toolDescription: 'Tells who somebody is' },
		{ type: 'n8n-nodes-base.segmentTool' },
	);
	expect(node.type).toBe('n8n-nodes-segment.segmentTool');
	expect(node.parameters).toMatchObject({
		descriptionType: 'manual',
		toolDescription: 'Tells who somebody is',
	});
});

test('a list of workflows is moved as a whole', () => {
	const { workflow } = moveFromBuiltInNode([{ nodes: [builtIn({})] }, { nodes: [] }]);
	expect(workflow).toMatchObject([{ nodes: [{ type: 'n8n-nodes-segment.segment' }] }, {}]);
});

test.each([[{}], ['text'], [null], [{ nodes: 'none' }]])(
	'refuses %j, which is no workflow',
	(saved) => {
		expect(() => moveFromBuiltInNode(saved)).toThrow('This is no workflow');
	},
);

test.each([
	[{}, 'identify', 'create'],
	[{ resource: 'group' }, 'group', 'add'],
	[{ resource: 'track' }, 'track', 'event'],
	[{ resource: 'track', operation: 'page' }, 'track', 'page'],
])(
	'writes out what n8n does not save because it is the default: %j',
	(saved, resource, operation) => {
		expect(moveNode(saved).parameters).toEqual({ resource, operation });
	},
);

test('only the fields of the operation move', () => {
	const saved = { userId: 'u', groupId: 'g', event: 'e', name: 'n' };
	expect(moveNode({ ...saved, resource: 'track', operation: 'page' }).parameters).toEqual({
		resource: 'track',
		operation: 'page',
		userId: 'u',
		name: 'n',
	});
	expect(moveNode({ ...saved, resource: 'group' }).parameters).toEqual({
		resource: 'group',
		operation: 'add',
		userId: 'u',
		groupId: 'g',
	});
});

test('traits and properties become rows that leave values in their own type', () => {
	const rows = [
		{ key: 'plan', value: 'premium' },
		{ key: 'seats', value: '={{ $json.seats }}' },
	];
	const assignments = [
		{ id: 'moved-1', name: 'plan', value: 'premium', type: 'string' },
		{ id: 'moved-2', name: 'seats', value: '={{ $json.seats }}' },
	];
	expect(moveNode({ userId: 'u', traits: { traitsUi: rows } }).parameters).toMatchObject({
		customTraits: { assignments },
	});
	expect(
		moveNode({ resource: 'track', userId: 'u', properties: { propertiesUi: rows } }).parameters,
	).toMatchObject({ customProperties: { assignments } });
});

test.each(['a.b', '={{ $json.key }}'])('the name %s nests nothing', (key) => {
	const { parameters } = moveNode({ userId: 'u', traits: { traitsUi: [{ key, value: '1' }] } });
	expect(parameters).toMatchObject({ options: { nestDottedNames: false } });
});

test('a row without a key is left out with a note', () => {
	const { parameters, notes } = moveNode({ userId: 'u', traits: { traitsUi: [{ value: '1' }] } });
	expect(parameters).not.toHaveProperty('customTraits');
	expect(notes).toEqual(['Node “Segment”: a trait or property without a key was left out.']);
});

test('what must be filled in is noted', () => {
	expect(moveNode({ resource: 'track', event: '' }).notes).toEqual([
		'Node “Segment”: it has no User ID. The built-in node made up a new user for every item; now fill in User ID or Anonymous ID.',
		'Node “Segment”: it has no Event. Fill it in.',
	]);
});

test('context moves field by field', () => {
	const { notes, ...parameters } = contextOf({
		active: true,
		ip: '203.0.113.7',
		locate: 'de-DE',
		timezone: 'Europe/Berlin',
		app: { appUi: { name: 'Shop', version: '1', build: '' } },
		campaign: { campaignUi: { name: 'Spring', source: 's', medium: 'm', term: 't', content: 'c' } },
		device: { deviceUi: { id: 'd', name: 'maguro' } },
	});
	expect(parameters).toMatchObject({
		context: {
			active: true,
			ip: '203.0.113.7',
			locale: 'de-DE',
			timezone: 'Europe/Berlin',
			app: { name: 'Shop', version: '1' },
			campaign: { name: 'Spring', source: 's', medium: 'm', term: 't', content: 'c' },
			device: { id: 'd', name: 'maguro' },
		},
	});
	expect(notes).toEqual([]);
});

test('an active that was never sent is not sent now', () => {
	expect(contextOf({ active: false })).not.toHaveProperty('context');
	expect(contextOf({ active: '={{ $json.a }}' })).toHaveProperty(
		'context.active',
		'={{ $json.a }}',
	);
});

test.each([
	['https://example.com/a', { page: { url: 'https://example.com/a' } }],
	['/academy/', { page: { path: '/academy/' } }],
	['Academy', { page: { title: 'Academy' } }],
	['=https://example.com/{{ $json.p }}', { page: { url: '=https://example.com/{{ $json.p }}' } }],
	['={{ $json.page }}', { additionalContext: '={{ { page: $json.page } }}' }],
])('the page %s finds its place, with a note', (page, context) => {
	const moved = contextOf({ page });
	expect(moved).toMatchObject({ context });
	expect(moved.notes).toHaveLength(1);
});

test.each([
	[{}, { all: true }, 0],
	[{ all: true, salesforce: false }, { all: true }, 0],
	[
		{ all: false, salesforce: true },
		{ all: false, destinations: { destination: [{ name: 'Salesforce', mode: 'on' }] } },
		1,
	],
	[
		{ salesforce: '={{ $json.crm }}' },
		{
			all: true,
			destinations: {
				destination: [{ name: 'Salesforce', mode: '={{ $json.crm }}' }],
			},
		},
		0,
	],
])('the integrations %j become Destinations', (saved, integrations, notes) => {
	const moved = integrationsOf(saved);
	expect(moved).toMatchObject({ integrations });
	expect(moved.notes).toHaveLength(notes);
});

describe('npm run migrate', () => {
	const SCRIPT = join(__dirname, '../../../examples/move-from-built-in-node.js');
	const saved = JSON.stringify({ nodes: [builtIn({ userId: 'Zoë' })] });
	const migrate = (bytes: Buffer | string) =>
		spawnSync(process.execPath, [SCRIPT], { input: bytes, encoding: 'utf8' });

	it.each([
		['UTF-8', Buffer.from(saved)],
		['UTF-8 with a mark', Buffer.from(`\uFEFF${saved}`)],
		['UTF-16', Buffer.from(`\uFEFF${saved}`, 'utf16le')],
		['UTF-16, big-endian', Buffer.from(`\uFEFF${saved}`, 'utf16le').swap16()],
		['a workflow inside of an object', `{"workflow":${saved}}`],
	])('reads %s', (_what, bytes) => {
		const { status, stdout } = migrate(bytes);
		expect(status).toBe(0);
		expect(stdout).toContain('"type": "n8n-nodes-segment.segment"');
		expect(stdout).toContain('"userId": "Zoë"');
	});

	it.each(['', 'no JSON', '{}', '[1]'])('says in one line what is wrong with %j', (text) => {
		const { status, stderr } = migrate(text);
		expect(status).toBe(1);
		expect(stderr.trim().split('\n')).toHaveLength(1);
		expect(stderr).toContain('This is no');
	});
});
