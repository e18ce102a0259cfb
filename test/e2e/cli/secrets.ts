import assert from 'node:assert/strict';
import { test } from 'node:test';

import { executeWorkflow, outputItems, runN8n, type Workflow } from '../../support/n8n/n8n';
import { findSecrets, searchFolder } from '../secretSearch';
import { WRITE_KEY, type Setup } from './setup';
import { tokenSecrets } from './tokens';
import { chain, segmentNode, START } from './workflows';

const EVENT = { resource: 'track', operation: 'event', userId: 'usr_1', event: 'Canary Sang' };
const CONTINUE = { onError: 'continueRegularOutput' } as const;

/** Three ways to fail; the errors are saved with the execution. */
export const failingWorkflow: Workflow = chain('Failing', [
	segmentNode('Wrong key', EVENT, CONTINUE),
	segmentNode('Broken connection', { ...EVENT, options: { maxRetries: 0 } }, CONTINUE),
	segmentNode('Refused', EVENT),
]);

export function testSecrets(setup: () => Setup): void {
	test('errors tell what happened, and not the key', async () => {
		const { home, standIn } = setup();
		standIn.reset();
		standIn.faults.add({ status: 401 });
		standIn.faults.add({ reset: 'before' });
		standIn.faults.add({ status: 400 });
		const run = await executeWorkflow(home, 'Failing');
		assert.match(String(outputItems(run, 'Wrong key')[0].json.error), /write key/i);
		assert.ok(outputItems(run, 'Broken connection')[0].json.error);
		assert.equal(run.status, 'error');
		assert.deepEqual(findSecrets(JSON.stringify(run), [WRITE_KEY]), []);
	});

	test('errors of the other nodes tell what happened, and no token', async () => {
		const { home, standIn } = setup();
		standIn.reset();
		standIn.faults.add({ path: '/profile-api', status: 401 });
		standIn.publicApi.fault({ status: 403, times: 2 });
		const run = await executeWorkflow(home, 'Tokens');
		const outcomes = Object.keys(run.data.resultData.runData)
			.filter((name) => name !== START)
			.map((name) => [name, 'error' in outputItems(run, name)[0].json ? 'Refused' : 'Accepted']);
		assert.equal(outcomes.length, 6);
		for (const [name, outcome] of outcomes) assert.equal(name.split(':')[0], outcome, name);
		const secrets = tokenSecrets(standIn);
		assert.ok(secrets.length >= 5, 'a token of each kind was sent');
		assert.deepEqual(findSecrets(JSON.stringify(run), secrets), []);
		const { texts, leaks } = await searchFolder(home.userFolder, secrets);
		assert.ok(texts.some((text) => text.includes('Refused: profile')));
		assert.deepEqual(leaks, []);
	});

	test('the key is nowhere in what n8n keeps but in the credential, and there encrypted', async () => {
		const { home } = setup();
		const exported = await runN8n(home, ['export:credentials', '--all', '--decrypted']);
		assert.ok(exported.includes(WRITE_KEY), 'the credential is there');
		const { texts, leaks } = await searchFolder(home.userFolder, [WRITE_KEY], [exported]);
		// What was searched holds the executions, or the search would prove nothing
		assert.ok(texts.some((text) => text.includes('Canary Sang')));
		assert.deepEqual(leaks, []);
	});
}
