import { tmpdir } from 'node:os';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';

import type { N8nName } from '../../support/n8n/install';
import { importCredentials, importWorkflows } from '../../support/n8n/n8n';
import { agentWorkflows, testAgent } from './agent';
import { startChatModel, type ChatModel } from './chatModel';
import { exampleWorkflows, testExamples } from './examples';
import { setUp, type Setup } from './setup';
import { sideBySideWorkflows, testSideBySide } from './sideBySide';
import { failingWorkflow, testSecrets } from './secrets';
import { tokenCredentials, tokenSettings, tokensWorkflow } from './tokens';
import { testWholeWorkspace, wholeWorkspaceWorkflow } from './wholeWorkspace';

/** Everything that n8n's command line can show, in the n8n of this name. */
export function testCommandLine(name: N8nName): void {
	describe(`n8n's command line, ${name}`, () => {
		let setup: Setup;
		let chatModel: ChatModel;

		before(async () => {
			setup = await setUp(name, tokenSettings);
			await importCredentials(setup.home, tokenCredentials(setup.standIn));
			chatModel = await startChatModel();
			const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-segment-'));
			await importWorkflows(setup.home, [
				...(await exampleWorkflows()),
				...(await sideBySideWorkflows(folder)),
				...agentWorkflows(),
				failingWorkflow,
				tokensWorkflow,
				wholeWorkspaceWorkflow,
			]);
			await rm(folder, { recursive: true });
		});
		after(async () => {
			await chatModel?.close();
			await setup?.end();
		});

		describe('the examples', () => testExamples(() => setup));
		describe('beside the built-in node', () => testSideBySide(() => setup));
		describe('as a tool of an agent', () =>
			testAgent(
				() => setup,
				() => chatModel,
			));
		describe('secrets', () => testSecrets(() => setup));
		describe('a whole workspace', () => testWholeWorkspace(() => setup));
	});
}
