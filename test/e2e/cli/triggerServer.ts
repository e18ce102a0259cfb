/** A real n8n with a published Segment Trigger, which tells which events became items of its runs. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { installN8n, type N8nName } from '../../support/n8n/install';
import {
	importCredentials,
	importWorkflows,
	type N8nHome,
	type N8nServer,
	runN8n,
	startN8n,
	type Workflow,
} from '../../support/n8n/n8n';
import { buildPackage, installPackage } from '../../support/n8n/package';
import { run } from '../../support/n8n/processes';
import { queryDatabase } from './database';
import { type Rest, signIn } from './owner';
import { type Postgres, startPostgres, startRedis } from './services';
import { type Collector, startCollector } from './collector';
import { mainTo, makeNode, makeWorkflow } from './workflows';

export const SECRET = 'a shared secret of some length';

export interface TriggerServerOptions {
	name: N8nName;
	database: 'sqlite' | 'postgres';
	/** In queue mode: a main process, a worker, and so many processes that take webhooks. */
	webhookProcesses?: number;
	/** Whether the last node of Segment Trigger's workflow tells which event it got. */
	counts?: boolean;
	env?: Record<string, string>;
}

const TRIGGER = { id: 'TriggerUnderLoad', path: '11111111-0000-4000-8000-0000000000a1' };
const WEBHOOK = { id: 'WebhookToCompare', path: '11111111-0000-4000-8000-0000000000a2' };
const READY_MS = 60_000;
/** n8n needs less for a run that does nothing, also on a busy machine. */
const SETTLED_MS = 12_000;

/** n8n's own Webhook node in the same place is what Segment Trigger is measured by. */
const workflows = (collector?: Collector): Workflow[] => {
	const end = makeNode('End', 'n8n-nodes-base.noOp', {});
	const tell =
		collector &&
		makeNode(
			'End',
			'n8n-nodes-base.httpRequest',
			{ url: `=${collector.url}/{{ $json.messageId }}` },
			{ typeVersion: 4.2 },
		);
	const trigger = makeNode(
		'Segment Trigger',
		'n8n-nodes-segment.segmentTrigger',
		{},
		{
			typeVersion: 2,
			webhookId: TRIGGER.path,
			credentials: { segmentTriggerApi: { id: 'SharedSecret0001', name: 'Shared secret' } },
		},
	);
	const webhook = makeNode(
		'Webhook',
		'n8n-nodes-base.webhook',
		{ httpMethod: 'POST', path: WEBHOOK.path, responseMode: 'onReceived', options: {} },
		{ typeVersion: 2, webhookId: WEBHOOK.path },
	);
	return [
		makeWorkflow(TRIGGER.id, [trigger, tell ?? end], { 'Segment Trigger': mainTo('End') }),
		makeWorkflow(WEBHOOK.id, [webhook, end], { Webhook: mainTo('End') }),
	];
};

export class TriggerServer {
	private servers: N8nServer[] = [];
	private rest!: Rest;

	private constructor(
		private readonly options: TriggerServerOptions,
		private readonly folder: string,
		private readonly homes: N8nHome[],
		private readonly postgres: Postgres | undefined,
		private readonly collector: Collector | undefined,
	) {}

	static async start(options: TriggerServerOptions): Promise<TriggerServer> {
		const { name, database, webhookProcesses = 0 } = options;
		const install = await installN8n(name);
		await buildPackage();
		const folder = await mkdtemp(join(tmpdir(), `n8n-nodes-segment-${name}-`));
		const postgres =
			database === 'postgres' ? await startPostgres(join(folder, 'postgres')) : undefined;
		const redis = webhookProcesses > 0 ? await startRedis(join(folder, 'redis')) : undefined;
		const env = {
			N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
			EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
			...(postgres && {
				DB_TYPE: 'postgresdb',
				DB_POSTGRESDB_HOST: '127.0.0.1',
				DB_POSTGRESDB_PORT: String(postgres.port),
				DB_POSTGRESDB_DATABASE: 'postgres',
				DB_POSTGRESDB_USER: 'n8n',
			}),
			...(redis && {
				EXECUTIONS_MODE: 'queue',
				QUEUE_BULL_REDIS_HOST: '127.0.0.1',
				QUEUE_BULL_REDIS_PORT: String(redis.port),
			}),
			...options.env,
		};
		const processes = ['main', ...(redis ? ['worker'] : [])];
		for (let count = 0; count < webhookProcesses; count++) processes.push(`webhook-${count}`);
		const homes = processes.map((process): N8nHome => ({
			install,
			userFolder: join(folder, process),
			env,
		}));
		for (const { userFolder } of homes) await installPackage(userFolder);
		const [main] = homes;
		await importCredentials(main, [
			{
				id: 'SharedSecret0001',
				name: 'Shared secret',
				type: 'segmentTriggerApi',
				data: { sharedSecret: SECRET },
			},
		]);
		const collector = options.counts ? await startCollector() : undefined;
		await importWorkflows(main, workflows(collector));
		for (const { id } of workflows()) {
			await runN8n(
				main,
				name === 'oldest'
					? ['update:workflow', `--id=${id}`, '--active=true']
					: ['publish:workflow', `--id=${id}`],
			);
		}
		const server = new TriggerServer(options, folder, homes, postgres, collector);
		await server.begin();
		return server;
	}

	/** The processes that take webhooks. */
	private get receivers(): N8nServer[] {
		return this.options.webhookProcesses ? this.servers.slice(2) : this.servers;
	}

	/** The addresses of Segment Trigger, one for each process that takes webhooks. */
	get urls(): string[] {
		return this.receivers.map(({ url }) => `${url}/webhook/${TRIGGER.path}/segment`);
	}

	/** The addresses of n8n's Webhook node. */
	get webhookUrls(): string[] {
		return this.receivers.map(({ url }) => `${url}/webhook/${WEBHOOK.path}`);
	}

	private async begin(ports: number[] = []): Promise<void> {
		const [main, ...others] = this.homes;
		this.servers = [await startN8n(main, { port: ports[0] })];
		const started = others.map(async (home, index) =>
			startN8n(home, { command: index === 0 ? 'worker' : 'webhook', port: ports[index + 1] }),
		);
		this.servers.push(...(await Promise.all(started)));
		this.rest = await signIn(() => this.servers[0]);
		await this.untilPublished(true);
	}

	/** `kill -9` of every process, and their start on the same ports. */
	async killAndRestart(): Promise<void> {
		const ports = this.servers.map(({ port }) => port);
		for (const { pid } of this.servers) process.kill(pid, 'SIGKILL');
		await Promise.all(this.servers.map(async ({ exited }) => await exited));
		await this.begin(ports);
	}

	/** A stop as systemd and Docker do it, and a start on the same ports. */
	async restart(): Promise<void> {
		const ports = this.servers.map(({ port }) => port);
		await Promise.all(this.servers.map(async (server) => await server.stop()));
		await this.begin(ports);
	}

	private async workflow(): Promise<Workflow & { versionId: string }> {
		const answer = await this.rest('GET', `/rest/workflows/${TRIGGER.id}`);
		return ((await answer.json()) as { data: Workflow & { versionId: string } }).data;
	}

	/** Saves the workflow with another position of a node, and publishes that. */
	async publishChange(): Promise<void> {
		const { nodes, versionId, ...rest } = await this.workflow();
		const moved = nodes.map((node) => ({
			...node,
			position: [node.position[0], Date.now() % 999],
		}));
		const { name, connections, settings } = rest;
		await this.rest('PATCH', `/rest/workflows/${TRIGGER.id}`, {
			...{ name, connections, settings, nodes: moved, versionId },
		});
		await this.publish();
	}

	async publish(): Promise<void> {
		const { versionId } = await this.workflow();
		const answer = await this.rest('POST', `/rest/workflows/${TRIGGER.id}/activate`, { versionId });
		if (!answer.ok) throw new Error(`n8n did not publish: ${await answer.text()}`);
		await this.untilPublished(true);
	}

	async unpublish(): Promise<void> {
		const answer = await this.rest('POST', `/rest/workflows/${TRIGGER.id}/deactivate`, {});
		if (!answer.ok) throw new Error(`n8n did not unpublish: ${await answer.text()}`);
	}

	/** n8n publishes in the background: a webhook that is there answers an unsigned request by 401. */
	private async untilPublished(wanted: boolean): Promise<void> {
		const deadline = Date.now() + READY_MS;
		for (const url of this.urls) {
			for (;;) {
				const answer = await fetch(url, {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: '{}',
				}).catch(() => undefined);
				if ((answer?.status === 401) === wanted) break;
				if (Date.now() > deadline) throw new Error(`n8n answers ${answer?.status} at ${url}`);
				await delay(100);
			}
		}
	}

	/** Nobody else can write to the database for this time. */
	async lockDatabase(milliseconds: number): Promise<void> {
		if (this.postgres) {
			await this.postgres.query(
				`BEGIN; LOCK TABLE execution_entity IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(${milliseconds / 1000}); COMMIT`,
			);
			return;
		}
		const [{ install, userFolder }] = this.homes;
		const program = `
			const { Database } = require('sqlite3');
			const [file, milliseconds] = process.argv.slice(1);
			const database = new Database(file);
			database.configure('busyTimeout', 20000);
			database.exec('BEGIN IMMEDIATE', (error) => {
				if (error) throw error;
				setTimeout(() => database.exec('COMMIT', () => database.close()), Number(milliseconds));
			});`;
		const file = join(userFolder, '.n8n/database.sqlite');
		await run(install.node, ['-e', program, '--', file, String(milliseconds)], {
			cwd: install.folder,
		});
	}

	/**
	 * How many items each message ID became, by what reached the last node. n8n's records of runs are
	 * no proof while its database fails: n8n 1 has all its queries on one connection, so what one of
	 * them rolls back takes the records of others along, whose runs go on.
	 *
	 * @param isKilled counts what n8n has recorded as well: a kill ends runs before their last node
	 */
	async taken(isKilled = false): Promise<Map<string, number>> {
		const counts = new Map(this.collector?.counts);
		for (const data of isKilled ? await this.recorded() : []) {
			for (const id of data.match(/load-[0-9a-f-]{36}/g) ?? []) {
				if (!counts.has(id)) counts.set(id, 1);
			}
		}
		return counts;
	}

	/** The data of all runs. */
	private async recorded(): Promise<string[]> {
		const sql = 'SELECT data FROM execution_data';
		if (this.postgres) return (await this.postgres.query(sql)).map(([data]) => data ?? '');
		return (await queryDatabase<{ data: string }>(this.homes[0], sql)).map(({ data }) => data);
	}

	/** How many runs ended how. */
	async runs(): Promise<Record<string, number>> {
		const sql = 'SELECT status, COUNT(*) AS number FROM execution_entity GROUP BY status';
		const rows = this.postgres
			? (await this.postgres.query(sql)).map(([status, number]) => ({ status, number }))
			: await queryDatabase<{ status: string; number: number }>(this.homes[0], sql);
		return Object.fromEntries(rows.map(({ status, number }) => [status, Number(number)]));
	}

	/** Until no run is under way and nothing changes, or nothing changes for long. */
	async untilIdle(): Promise<void> {
		let last = '';
		let unchangedSince = Date.now();
		for (;;) {
			const runs = await this.runs();
			const isIdle = (runs.new ?? 0) + (runs.running ?? 0) === 0;
			const now = JSON.stringify([runs, this.collector?.counts.size]);
			if (now !== last) unchangedSince = Date.now();
			if (Date.now() > unchangedSince + (isIdle ? 0 : SETTLED_MS)) return;
			last = now;
			await delay(500);
		}
	}

	get logFiles(): string[] {
		return this.servers.map(({ logFile }) => logFile);
	}

	/** Ends n8n; what it ran on ends with this process. */
	async end(): Promise<void> {
		await Promise.all(this.servers.map(async (server) => await server.stop()));
		await this.collector?.close();
		await rm(this.folder, { recursive: true, force: true });
	}
}
