import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import type { INodeParameters } from 'n8n-workflow';

import type { N8nName } from '../../support/n8n/install';
import type { Workflow } from '../../support/n8n/n8n';
import { findSecrets, searchFolder } from '../secretSearch';
import { startCluster, startedBy, type Cluster } from './cluster';
import { WRITE_KEY } from './setup';
import { mainTo, makeNode, makeWorkflow, segmentNode } from './workflows';

const EXECUTIONS = 20;
const ITEMS = 1_000;

const DEADLINE_MS = 4 * 60_000;
const INTERVAL_MS = 250;
/** Longer than anything here takes: the answer that a killed worker waits for never comes. */
const NEVER_MS = DEADLINE_MS;

const ENDED = ['success', 'error', 'crashed'];

const PER_EXECUTION = 'PerExecution';
const FROM_CONTENT = 'FromContent';
const WITHOUT_RETRIES = 'WithoutRetries';

/** Webhook → Code (a thousand orders) → Segment; the path of the webhook is the workflow's id. */
const ordersWorkflow = (id: string, options: INodeParameters): Workflow =>
	makeWorkflow(
		id,
		[
			makeNode(
				'Webhook',
				'n8n-nodes-base.webhook',
				{ httpMethod: 'POST', path: id, responseMode: 'onReceived', options: {} },
				{ typeVersion: 2, webhookId: id },
			),
			makeNode(
				'Orders',
				'n8n-nodes-base.code',
				{
					jsCode: `const { name } = $input.first().json.body;
return Array.from({ length: ${ITEMS} }, (_, index) => ({ json: { order: name + '-' + index } }));`,
				},
				{ typeVersion: 2 },
			),
			segmentNode('Segment', {
				resource: 'track',
				operation: 'event',
				userId: '={{ $json.order }}',
				event: 'Order Completed',
				options,
			}),
		],
		{ Webhook: mainTo('Orders'), Orders: mainTo('Segment') },
	);

/** Queue mode of the n8n of this name: nothing lost, nothing counted twice, whatever dies. */
export function testQueueMode(name: N8nName): void {
	describe(`queue mode, ${name}`, () => {
		let cluster: Cluster;

		before(async () => {
			cluster = await startCluster(name, [
				ordersWorkflow(PER_EXECUTION, {}),
				ordersWorkflow(FROM_CONTENT, { messageIdMode: 'fromContent' }),
				ordersWorkflow(WITHOUT_RETRIES, { maxRetries: 0 }),
			]);
		});
		after(async () => await cluster?.end());

		test('20 executions of 1,000 items, shared by two workers, arrive once', async () => {
			const { standIn, workers } = cluster;
			standIn.reset();
			await trigger(cluster, PER_EXECUTION, EXECUTIONS);
			await until(async () => (await idsOf(PER_EXECUTION, ...ENDED)).length === EXECUTIONS);
			assert.equal((await idsOf(PER_EXECUTION, 'success')).length, EXECUTIONS);
			assert.deepEqual(outcome(), { accepted: EXECUTIONS * ITEMS, duplicates: 0, discarded: 0 });
			for (const worker of workers) assert.notDeepEqual(await startedBy(worker), []);
		});

		test('Retry of an execution that failed halfway counts nothing twice', async () => {
			const { standIn, retry } = cluster;
			standIn.reset();
			standIn.faults.add({ status: 503, accept: true });
			await trigger(cluster, WITHOUT_RETRIES, 1);
			await until(async () => (await idsOf(WITHOUT_RETRIES, 'error')).length === 1);
			const [failed] = await idsOf(WITHOUT_RETRIES, 'error');
			await retry(failed);
			await until(async () => (await idsOf(WITHOUT_RETRIES, 'success')).length === 1);
			assert.deepEqual(outcome(), { accepted: ITEMS, duplicates: ITEMS, discarded: 0 });
		});

		/**
		 * n8n 1 runs the executions of a dead worker again by itself. n8n 2 marks them as failed and
		 * keeps nothing of them, so whoever started them has to start them again.
		 */
		const runsAgain = name === 'oldest';
		const workflow = runsAgain ? PER_EXECUTION : FROM_CONTENT;

		test(`a worker is killed: ${runsAgain ? 'what n8n runs again' : 'with IDs From Content, what is started again'} counts once`, async () => {
			const { standIn, workers } = cluster;
			standIn.reset();
			const before = (await idsOf(workflow, ...ENDED)).length;
			const ended = async () => (await idsOf(workflow, ...ENDED)).length - before;
			// Its messages are taken, and the worker that sent them dies while it waits for the answer
			standIn.faults.add({ delayMs: NEVER_MS });
			const names = await trigger(cluster, workflow, EXECUTIONS);
			await until(() => Promise.resolve(standIn.requests.length > 0));
			const victim = await findWorker(workers, await executionOf(standIn.requests[0].body));
			process.kill(victim.pid, 'SIGKILL');
			await victim.exited;

			await until(async () => (await ended()) === EXECUTIONS);
			const failed = await idsOf(workflow, 'error', 'crashed');
			if (runsAgain) {
				assert.deepEqual(failed, []);
			} else {
				assert.notDeepEqual(failed, []);
				await triggerAll(cluster, workflow, names);
				await until(async () => (await ended()) === 2 * EXECUTIONS);
				assert.deepEqual(await idsOf(workflow, 'error', 'crashed'), failed);
			}
			assert.ok(standIn.counts.duplicates >= ITEMS, 'what was taken before the end came again');
			const { accepted, discarded } = outcome();
			assert.deepEqual({ accepted, discarded }, { accepted: EXECUTIONS * ITEMS, discarded: 0 });
		});

		test('the write key is nowhere but in the encrypted credential', async () => {
			const { redis, postgres, userFolders } = cluster;
			const database = await postgres.dump();
			assert.ok(database.includes('Order Completed'), 'the dump holds the executions');
			const kept = [database, await redis.dump()].flatMap((text) => findSecrets(text, [WRITE_KEY]));
			for (const folder of userFolders) {
				kept.push(...(await searchFolder(folder, [WRITE_KEY])).leaks);
			}
			assert.deepEqual(kept, []);
		});

		function outcome() {
			const { accepted, duplicates, discarded } = cluster.standIn.counts;
			return { accepted, duplicates, discarded };
		}

		/** The executions of a workflow that have one of these statuses. */
		async function idsOf(workflowId: string, ...statuses: string[]): Promise<string[]> {
			const list = statuses.map((status) => `'${status}'`).join();
			const rows = await cluster.postgres.query(
				`SELECT id FROM execution_entity WHERE "workflowId" = '${workflowId}' AND status IN (${list}) ORDER BY id`,
			);
			return rows.map(([id]) => id);
		}

		/** The execution that sent a batch: the name that started it is in its data. */
		async function executionOf(body: unknown): Promise<string> {
			const [{ userId }] = (body as { batch: Array<{ userId: string }> }).batch;
			const start = userId.replace(/-\d+$/, '');
			const [[id]] = await cluster.postgres.query(
				`SELECT "executionId" FROM execution_data WHERE data LIKE '%"${start}"%'`,
			);
			return id;
		}
	});
}

/** Starts that many executions, each with orders of its own, and gives what tells them apart. */
async function trigger(cluster: Cluster, workflowId: string, count: number): Promise<string[]> {
	const names = Array.from({ length: count }, () => randomUUID());
	await triggerAll(cluster, workflowId, names);
	return names;
}

async function triggerAll({ main }: Cluster, workflowId: string, names: string[]): Promise<void> {
	const answers = await Promise.all(
		names.map(
			async (name) =>
				await fetch(`${main.url}/webhook/${workflowId}`, {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ name }),
				}),
		),
	);
	for (const answer of answers) assert.equal(answer.status, 200, await answer.text());
}

async function findWorker(workers: Cluster['workers'], executionId: string) {
	for (const worker of workers) {
		if ((await startedBy(worker)).includes(executionId)) return worker;
	}
	throw new Error(`No worker has started execution ${executionId}`);
}

/** Waits for what can be seen from outside. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
	const deadline = Date.now() + DEADLINE_MS;
	while (!(await isSo())) {
		if (Date.now() > deadline) throw new Error('It did not happen in time');
		await delay(INTERVAL_MS);
	}
}
