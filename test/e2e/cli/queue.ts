import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import type { INodeParameters } from 'n8n-workflow';

import type { N8nName } from '../../n8n/install';
import type { Workflow } from '../../n8n/n8n';
import { startCluster, startedBy, type Cluster } from './cluster';
import { findSecrets, searchFolder } from './secrets';
import { mainTo, makeNode, makeWorkflow, segmentNode } from './workflows';

const EXECUTIONS = 20;
const ITEMS = 1_000;

const DEADLINE_MS = 10 * 60_000;
const INTERVAL_MS = 250;
/** Longer than anything here takes: the answer that a killed worker waits for never comes. */
const NEVER_MS = DEADLINE_MS;

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
			await until(async () => (await idsOf(PER_EXECUTION, 'success')).length === EXECUTIONS);
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

		/** n8n 1 runs the executions of a dead worker again by itself; n8n 2 leaves that to people. */
		const runsAgain = name === 'oldest';
		const workflow = runsAgain ? PER_EXECUTION : FROM_CONTENT;

		test(`a worker is killed: ${runsAgain ? 'what n8n runs again' : 'with IDs From Content, what people retry'} counts once`, async () => {
			const { standIn, workers, retry } = cluster;
			standIn.reset();
			const succeededBefore = (await idsOf(workflow, 'success')).length;
			const succeeded = async () => (await idsOf(workflow, 'success')).length - succeededBefore;
			// Its messages are taken, and the worker that sent them dies while it waits for the answer
			standIn.faults.add({ delayMs: NEVER_MS });
			await trigger(cluster, workflow, EXECUTIONS);
			await until(() => Promise.resolve(standIn.requests.length > 0));
			const held = await executionOf(standIn.requests[0].body);
			const victim = await findWorker(workers, held);
			process.kill(victim.pid, 'SIGKILL');
			await victim.exited;

			if (!runsAgain) {
				await until(
					async () => (await idsOf(workflow, 'success', 'error', 'crashed')).length === EXECUTIONS,
				);
				const crashed = await idsOf(workflow, 'error', 'crashed');
				assert.ok(crashed.includes(held));
				for (const id of crashed) await retry(id);
			}
			await until(async () => (await succeeded()) === EXECUTIONS);
			assert.ok(standIn.counts.duplicates >= ITEMS, 'what was sent before the end was sent again');
			const { accepted, discarded } = outcome();
			assert.deepEqual({ accepted, discarded }, { accepted: EXECUTIONS * ITEMS, discarded: 0 });
		});

		test('the write key is nowhere but in the encrypted credential', async () => {
			const { redis, postgres, userFolders } = cluster;
			const database = await postgres.dump();
			assert.ok(database.includes('Order Completed'), 'the dump holds the executions');
			const kept = [database, await redis.dump()].flatMap((text) => findSecrets(text));
			for (const folder of userFolders) {
				kept.push(...(await searchFolder(folder, { except: [] })).leaks);
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

async function trigger({ main }: Cluster, workflowId: string, count: number): Promise<void> {
	const answers = await Promise.all(
		Array.from({ length: count }, async (_, index) => {
			return await fetch(`${main.url}/webhook/${workflowId}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ name: `${workflowId}-${process.hrtime.bigint()}-${index}` }),
			});
		}),
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
