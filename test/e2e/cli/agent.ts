import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import type { INode, IRun } from 'n8n-workflow';

import {
	executeWorkflow,
	importCredentials,
	outputItems,
	type Workflow,
} from '../../support/n8n/n8n';
import type { ReceivedMessage } from '../../stand-in/tracking-api/state';
import type { ChatMessage, ChatModel, Turn } from './chatModel';
import { CREDENTIAL, type Setup } from './setup';
import { mainTo, makeNode, makeWorkflow, START } from './workflows';

/** The last version that runs its tools itself, and the first that lets n8n's engine run them. */
const AGENT_VERSIONS = [2.2, 3];

const OPENAI = { id: 'OpenAiCredential', name: 'OpenAI account' };
const LANGCHAIN = '@n8n/n8n-nodes-langchain';

/** Manual Trigger → AI Agent, with a chat model and the Segment node as its tool. */
export const agentWorkflows = (): Workflow[] =>
	AGENT_VERSIONS.map((typeVersion) => {
		const nodes: INode[] = [
			makeNode(START, 'n8n-nodes-base.manualTrigger', {}),
			makeNode(
				'Agent',
				`${LANGCHAIN}.agent`,
				{ promptType: 'define', text: 'Record what our customers did.', options: {} },
				{ typeVersion },
			),
			makeNode(
				'Model',
				`${LANGCHAIN}.lmChatOpenAi`,
				{ model: { __rl: true, mode: 'list', value: 'gpt-4.1-mini' }, options: {} },
				{ typeVersion: 1.2, credentials: { openAiApi: OPENAI } },
			),
			makeNode(
				'Track event',
				'n8n-nodes-segment.segmentTool',
				{
					resource: 'track',
					operation: 'event',
					userId: fromAi('User_ID', 'string'),
					event: fromAi('Event', 'string'),
					properties: { revenue: fromAi('Revenue', 'number') },
				},
				{ credentials: { segmentApi: CREDENTIAL } },
			),
		];
		return makeWorkflow(workflowId(typeVersion), nodes, {
			[START]: mainTo('Agent'),
			Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
			'Track event': { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		});
	});

const workflowId = (version: number) => `Agent${version}`;

/** What n8n's ✨ button writes into a field. */
const fromAi = (name: string, type: string) =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${name}', \`\`, '${type}') }}`;

const call = (userId: string, event: string, revenue: number) => ({
	User_ID: userId,
	Event: event,
	Revenue: revenue,
});

const SCRIPT: Turn[] = [
	[call('usr_1', 'Order Completed', 39.95)],
	[call('', 'Order Refunded', -5)],
	[call('usr_2', 'Plan Upgraded', 100), call('usr_3', 'Plan Upgraded', 200)],
	'I recorded three events.',
];

export function testAgent(setup: () => Setup, chatModel: () => ChatModel): void {
	before(async () => {
		await importCredentials(setup().home, [
			{ ...OPENAI, type: 'openAiApi', data: { apiKey: 'none', url: chatModel().url } },
		]);
	});

	for (const version of AGENT_VERSIONS) {
		test(`AI Agent ${version}: what the model chooses arrives, and its mistakes come back to it`, async () => {
			const { home, standIn } = setup();
			const model = chatModel();
			standIn.reset();
			model.requests.length = 0;
			model.script = SCRIPT;
			const run = await executeWorkflow(home, workflowId(version));
			assert.equal(run.data.resultData.error, undefined);
			assert.equal(answerOf(run), 'I recorded three events.');

			// The values that the model chose, of two calls in one turn both
			assert.deepEqual(standIn.received.map(essence).sort(byUser), [
				{
					type: 'track',
					userId: 'usr_1',
					event: 'Order Completed',
					properties: { revenue: 39.95 },
				},
				{ type: 'track', userId: 'usr_2', event: 'Plan Upgraded', properties: { revenue: 100 } },
				{ type: 'track', userId: 'usr_3', event: 'Plan Upgraded', properties: { revenue: 200 } },
			]);
			assert.deepEqual(standIn.discarded, []);
			assert.deepEqual(standIn.duplicates, []);

			const conversation = model.requests.at(-1)?.messages ?? [];
			const [first, second, ...others] = conversation.filter(({ role }) => role === 'tool');
			assert.equal(others.length, 2);
			assert.match(textOf(first), /"success":\s*true/);
			assert.match(textOf(second), /User ID and Anonymous ID are both empty/);
			assert.match(textOf(second), /Fill in one of them/);
		});
	}
}

const textOf = ({ content }: ChatMessage): string =>
	typeof content === 'string' ? content : JSON.stringify(content);

const answerOf = (run: IRun) => outputItems(run, 'Agent')[0]?.json.output;

const essence = ({ sent }: ReceivedMessage) => {
	const { type, userId, event, properties } = sent as Record<string, unknown>;
	return { type, userId, event, properties };
};

const byUser = (a: { userId: unknown }, b: { userId: unknown }) =>
	String(a.userId).localeCompare(String(b.userId));
