import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import type { ICredentialDataDecryptedObject, INode, INodeExecutionData, IRun } from 'n8n-workflow';

import { nodeFirst, type N8nInstall } from './install';
import { CommandFailed, freePort, lastLines, run, startProcess } from './processes';

/** An n8n with the folder in which it keeps its data, as one person has it. */
export interface N8nHome {
	install: N8nInstall;
	/** Holds `.n8n` (database, encryption key, community packages) and the server's `n8n.log`. */
	userFolder: string;
	/** Settings of its own, on top of those that `n8nEnvironment` makes. */
	env?: Record<string, string>;
}

/** A credential to import; one with the same id is replaced. */
export interface Credential {
	id: string;
	name: string;
	type: string;
	data: ICredentialDataDecryptedObject;
}

/** A saved workflow, as n8n's editor downloads it; one with the same id is replaced. */
export interface Workflow {
	id: string;
	name: string;
	nodes: INode[];
	[setting: string]: unknown;
}

export interface ServerOptions {
	/** `worker` and `webhook` are the other processes of queue mode; default: `start`. */
	command?: 'start' | 'worker' | 'webhook';
	/** Taken when it is free, else another one is; default: any free one. */
	port?: number;
}

export interface N8nServer {
	/** `http://localhost:PORT`: the editor, or the health check of a worker. */
	url: string;
	port: number;
	/** Number of n8n's process, for those who measure it. */
	pid: number;
	logFile: string;
	/** Settles when n8n has ended, whoever ended it. */
	exited: Promise<{ code: number }>;
	stop(): Promise<void>;
}

export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

const READY_TIMEOUT_MS = 120_000;
const READY_INTERVAL_MS = 200;

/** Settings of an n8n that the user of this machine runs for himself must not reach ours. */
const FOREIGN_SETTING =
	/^(N8N_|DB_|EXECUTIONS_|QUEUE_|CREDENTIALS_|GENERIC_|NODE_FUNCTION_|WEBHOOK_URL$|VUE_APP_|NODE_ENV$|NODE_OPTIONS$|NODE_PATH$)/;

/** The environment of all processes of this n8n: on loopback only, silent towards the outside. */
export function n8nEnvironment({ install, userFolder, env }: N8nHome): NodeJS.ProcessEnv {
	const own = Object.entries(process.env).filter(([name]) => !FOREIGN_SETTING.test(name));
	return {
		...nodeFirst(install.node, Object.fromEntries(own)),
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		// it asks n8n's servers for a list; n8n 1.x does not know it and would not start
		...(install.name === 'newest' && { N8N_DISABLED_MODULES: 'mcp-registry' }),
		NO_PROXY: [process.env.NO_PROXY ?? process.env.no_proxy, 'localhost,127.0.0.1']
			.filter(Boolean)
			.join(','),
		...env,
	};
}

/**
 * Runs one command of n8n's command line, for example `['list:workflow']`; no server of this home
 * may be running.
 *
 * @returns what it printed
 * @throws CommandFailed when it ends with another code than 0
 */
export async function runN8n(home: N8nHome, args: string[]): Promise<string> {
	await mkdir(home.userFolder, { recursive: true });
	return await run(home.install.node, [home.install.bin, ...args], {
		// n8n reads a .env file of the folder that it runs in
		cwd: home.userFolder,
		env: { N8N_RUNNERS_BROKER_PORT: String(await freePort()), ...n8nEnvironment(home) },
	});
}

/** Imports credentials with n8n's command line, which encrypts them. */
export async function importCredentials(home: N8nHome, credentials: Credential[]): Promise<void> {
	await importFile(home, 'import:credentials', credentials);
}

/** Imports workflows with n8n's command line; they are not active afterwards. */
export async function importWorkflows(home: N8nHome, workflows: Workflow[]): Promise<void> {
	await importFile(home, 'import:workflow', workflows);
}

async function importFile(home: N8nHome, command: string, entries: unknown[]): Promise<void> {
	await mkdir(home.userFolder, { recursive: true });
	const file = join(home.userFolder, `${command.replace(':', '-')}.json`);
	await writeFile(file, JSON.stringify(entries), { mode: 0o600 });
	try {
		await runN8n(home, [command, `--input=${file}`]);
	} finally {
		await rm(file, { force: true });
	}
}

/**
 * Runs a saved workflow with `n8n execute`.
 *
 * @returns n8n's own record of the run; a run that failed has the status `error`
 * @throws CommandFailed when n8n could not run it at all
 */
export async function executeWorkflow(home: N8nHome, workflowId: string): Promise<IRun> {
	try {
		return parseRun(await runN8n(home, ['execute', `--id=${workflowId}`, '--rawOutput']));
	} catch (error) {
		if (!(error instanceof CommandFailed) || !RUN_RECORD.test(error.output)) throw error;
		return parseRun(error.output);
	}
}

/** The record is the one indented JSON object between n8n's own lines. */
const RUN_RECORD = /^\{$[^]*?^\}$/m;

function parseRun(output: string): IRun {
	const [record] = RUN_RECORD.exec(output) ?? [];
	if (record === undefined) {
		throw new Error(`n8n printed no record of the run:\n${lastLines(output)}`);
	}
	return JSON.parse(record) as IRun;
}

/** What a node of the run gave to its outputs, all runs and outputs in a row. */
export function outputItems({ data }: IRun, nodeName: string): INodeExecutionData[] {
	const runs = data.resultData.runData[nodeName] ?? [];
	return runs.flatMap(({ data: outputs }) => (outputs?.main ?? []).flatMap((items) => items ?? []));
}

/**
 * Starts n8n and waits until it answers.
 *
 * @throws Error with the end of its log when it ends before or does not get ready
 */
export async function startN8n(
	home: N8nHome,
	{ command = 'start', port: wantedPort }: ServerOptions = {},
): Promise<N8nServer> {
	const { install, userFolder } = home;
	const port = await freePort(wantedPort);
	const logFile = join(userFolder, 'n8n.log');
	await mkdir(userFolder, { recursive: true });
	const n8n = startProcess(install.node, [install.bin, command], {
		cwd: userFolder,
		env: {
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			...(command === 'worker'
				? { QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: String(port) }
				: { N8N_PORT: String(port), N8N_EDITOR_BASE_URL: `http://localhost:${port}` }),
			...n8nEnvironment(home),
		},
		logFile,
	});
	const url = `http://localhost:${port}`;
	let ended = false;
	void n8n.exited.then(() => (ended = true));
	const didNotStart = () =>
		new Error(`n8n did not start. The end of its log:\n${lastLines(n8n.output)}`);
	const paths = command === 'start' ? ['/healthz/readiness', '/rest/settings'] : ['/healthz'];
	const deadline = Date.now() + READY_TIMEOUT_MS;
	while (!(await allAnswer(port, paths))) {
		if (ended || Date.now() > deadline) {
			await n8n.stop();
			throw didNotStart();
		}
		await delay(READY_INTERVAL_MS);
	}
	const pid = await n8n.pid;
	if (pid === undefined) throw didNotStart();
	return { url, port, pid, logFile, exited: n8n.exited, stop: () => n8n.stop() };
}

async function allAnswer(port: number, paths: string[]): Promise<boolean> {
	const answers = await Promise.allSettled(
		paths.map(
			async (path) =>
				await fetch(`http://127.0.0.1:${port}${path}`, {
					signal: AbortSignal.timeout(READY_INTERVAL_MS * 10),
				}),
		),
	);
	return answers.every((answer) => answer.status === 'fulfilled' && answer.value.ok);
}

/**
 * Sets up the owner of a fresh n8n, as its first page does.
 *
 * @returns false when it has an owner already
 */
export async function createOwner({ port }: N8nServer, owner: Owner): Promise<boolean> {
	const answer = await fetch(`http://127.0.0.1:${port}/rest/owner/setup`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(owner),
	});
	if (answer.ok) return true;
	const text = await answer.text();
	if (answer.status === 400 && text.includes('already setup')) return false;
	throw new Error(`n8n did not accept the owner (${answer.status}): ${text}`);
}
