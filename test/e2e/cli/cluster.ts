import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { installN8n, type N8nName } from '../../support/n8n/install';
import {
	importCredentials,
	importWorkflows,
	runN8n,
	startN8n,
	type N8nHome,
	type N8nServer,
	type Workflow,
} from '../../support/n8n/n8n';
import { buildPackage, installPackage } from '../../support/n8n/package';
import { stopAllProcesses } from '../../support/n8n/processes';
import { startStandIn, type StandIn } from '../../stand-in/server';
import { signIn, type Rest } from './owner';
import { startPostgres, startRedis, type Postgres, type Redis } from './services';
import { CREDENTIAL, WRITE_KEY } from './setup';

/** n8n in queue mode: a main process and two workers on Redis and PostgreSQL. */
export interface Cluster {
	standIn: StandIn;
	redis: Redis;
	postgres: Postgres;
	main: N8nServer;
	workers: N8nServer[];
	/** The user folders of main and workers. */
	userFolders: string[];
	/** Does what *Retry* in the list of executions does, and waits for the end of it. */
	retry(executionId: string): Promise<void>;
	end(): Promise<void>;
}

/** Each process has a user folder of its own, as if each had a machine of its own. */
export async function startCluster(name: N8nName, workflows: Workflow[]): Promise<Cluster> {
	const install = await installN8n(name);
	await buildPackage();
	const folder = await mkdtemp(join(tmpdir(), `n8n-nodes-segment-queue-${name}-`));
	const redis = await startRedis(join(folder, 'redis'));
	const postgres = await startPostgres(join(folder, 'postgres'));
	const standIn = await startStandIn({ writeKeys: [WRITE_KEY] });
	const env = {
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: 'n8n',
		DB_POSTGRESDB_POOL_SIZE: '4',
		DB_POSTGRESDB_CONNECTION_TIMEOUT: '120000',
		EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
		// Of each worker: n8n evaluates expressions on the one thread that also keeps its job locks
		N8N_CONCURRENCY_PRODUCTION_LIMIT: '2',
		// A dead worker is noticed after this long, by default after a minute and a half
		QUEUE_WORKER_LOCK_DURATION: '30000',
		QUEUE_WORKER_LOCK_RENEW_TIME: '5000',
		QUEUE_WORKER_STALLED_INTERVAL: '5000',
	};
	const homes = ['main', 'worker-1', 'worker-2'].map((process): N8nHome => ({
		install,
		userFolder: join(folder, process),
		env,
	}));
	for (const { userFolder } of homes) await installPackage(userFolder);
	const [mainHome, ...workerHomes] = homes;
	await importCredentials(mainHome, [
		{
			...CREDENTIAL,
			type: 'segmentApi',
			data: { writekey: WRITE_KEY, region: 'custom', host: standIn.url },
		},
	]);
	await importWorkflows(mainHome, workflows);
	for (const { id } of workflows) {
		await runN8n(
			mainHome,
			name === 'oldest'
				? ['update:workflow', `--id=${id}`, '--active=true']
				: ['publish:workflow', `--id=${id}`],
		);
	}
	const main = await startN8n(mainHome);
	const rest = await signIn(() => main);
	const workers = await Promise.all(
		workerHomes.map(async (home) => await startN8n(home, { command: 'worker' })),
	);
	return {
		...{ standIn, redis, postgres, main, workers },
		userFolders: homes.map(({ userFolder }) => userFolder),
		retry: async (executionId) => await retry(rest, executionId),
		async end() {
			await stopAllProcesses();
			await standIn.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

async function retry(rest: Rest, executionId: string): Promise<void> {
	const answer = await rest('POST', `/rest/executions/${executionId}/retry`, {
		loadWorkflow: false,
	});
	if (!answer.ok) throw new Error(`n8n did not retry (${answer.status}): ${await answer.text()}`);
}

/** The executions that this worker has started so far, out of its log. */
export async function startedBy({ logFile }: N8nServer): Promise<string[]> {
	const log = await readFile(logFile, 'utf8');
	return [...log.matchAll(/Worker started execution (\d+)/g)].map(([, id]) => id);
}
