import { demoCredentials, readExamples } from '../../support/n8n/demo';

/** Nodes that reach nothing but n8n itself, or the stand-in. */
const AT_HOME = [
	/^n8n-nodes-segment\./,
	/^n8n-nodes-base\.(code|compareDatasets|convertToFile|dataTable|extractFromFile|filter|formTrigger|if|manualTrigger)$/,
	/^n8n-nodes-base\.(scheduleTrigger|set|stickyNote|stopAndError|wait|webhook)$/,
];
const WITH_WEBHOOK = [
	'n8n-nodes-base.formTrigger',
	'n8n-nodes-base.webhook',
	'n8n-nodes-segment.segmentTrigger',
];

let examples: Awaited<ReturnType<typeof readExamples>>;

beforeAll(async () => (examples = await readExamples()));

const eachNode = () =>
	Object.entries(examples).flatMap(([file, { nodes }]) => nodes.map((node) => ({ file, node })));

it('have IDs of their own', () => {
	const ids = Object.values(examples).map(({ id }) => id);
	expect(ids.length).toBeGreaterThan(10);
	expect(new Set(ids).size).toBe(ids.length);
});

it('have a note each', () => {
	for (const [file, { nodes }] of Object.entries(examples)) {
		const notes = nodes.filter(({ type }) => type.endsWith('.stickyNote'));
		expect([file, notes.length]).toEqual([file, 1]);
	}
});

it('reach no other service until somebody enables it, which the note says', () => {
	for (const { file, node } of eachNode()) {
		if (AT_HOME.some((kind) => kind.test(node.type))) continue;
		expect([file, node.name, node.disabled]).toEqual([file, node.name, true]);
		const note = examples[file].nodes.find(({ type }) => type.endsWith('.stickyNote'));
		expect(note?.parameters.content).toContain(`**${node.name}**`);
	}
});

it('have an address wherever something is to arrive', () => {
	for (const { file, node } of eachNode()) {
		if (!WITH_WEBHOOK.includes(node.type)) continue;
		expect([file, node.webhookId]).toEqual([file, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
	}
});

it('name credentials that npm start brings', () => {
	const brought = demoCredentials({ url: 'http://127.0.0.1' });
	const known = brought.map(({ id, name, type }) => [type, { id, name }]);
	for (const { node } of eachNode()) {
		if (node.disabled) continue;
		for (const used of Object.entries(node.credentials ?? {})) expect(known).toContainEqual(used);
	}
});
