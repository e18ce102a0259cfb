/** `npm start`: the package in a real n8n, delivering to a stand-in for Segment. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';

import { lock } from 'proper-lockfile';

import { startStandIn, type StandIn } from '../../stand-in/server';
import { demoTriggers, DOCUMENTED_EXAMPLE, importDemo } from './demo';
import { runInEngine } from './firstResult';
import { installN8n, isInstalled } from './install';
import { createOwner, executeWorkflow, startN8n, type N8nHome } from './n8n';
import { buildPackage, installPackage, linkN8nWorkflow, REPOSITORY } from './package';
import { CommandFailed, freePort, stopAllProcesses } from './processes';
import { step } from './steps';

const USAGE = `Usage: npm start [-- --quick | --once]

Sends the documented example through n8n's engine to a stand-in for Segment, and shows what Segment
would have received. Then builds the package, brings a real n8n with it and the examples, and stays
up. No Segment account is needed.

  --quick  ends after the first part
  --once   runs the example in a fresh n8n, prints the result, and exits: 0 when Segment's
           stand-in received the message, else 1
  --help   this text

n8n itself (3 GB) is installed once, into a cache folder; N8N_SEGMENT_CACHE names another one.`;

const KEPT_USER_FOLDER = join(REPOSITORY, '.n8n-user');
/** Reachable from this machine only, so that everybody may know it. */
const DEMO_OWNER = {
	email: 'demo@example.com',
	password: 'Segment-demo-1',
	firstName: 'Demo',
	lastName: 'Owner',
};
const N8N_PORT = 5678;
const STAND_IN_PORT = 4010;

async function main(): Promise<void> {
	const { once, quick, help } = parseArgs({
		options: {
			once: { type: 'boolean' },
			quick: { type: 'boolean' },
			help: { type: 'boolean', short: 'h' },
		},
	}).values;
	if (help) return console.log(USAGE);
	if (process.platform === 'win32') {
		throw new Error('npm start runs on Linux and macOS; on Windows, use it inside WSL.');
	}
	if (once) await runOnce();
	else if (quick) await showFirstResult(await openStandIn(0));
	else await runAndStay();
}

async function runOnce(): Promise<void> {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-segment-'));
	cleanUps.push(async () => await rm(userFolder, { recursive: true, force: true }));
	const standIn = await openStandIn(0);
	await step('Building the package', buildPackage);
	const home = await prepare(userFolder, standIn);
	await runDocumentedExample(home, standIn);
}

async function openStandIn(port: number): Promise<StandIn> {
	const standIn = await startStandIn({ port: await freePort(port) });
	cleanUps.push(async () => await standIn.close());
	return standIn;
}

/** What Segment receives, before the real n8n is there. */
async function showFirstResult(standIn: StandIn): Promise<void> {
	const started = Date.now();
	await step(
		"Running the documented example in n8n's engine",
		async () => await runInEngine(standIn),
	);
	showReceived(standIn);
	console.log(`That took ${Math.round((Date.now() - started) / 1000)} s.`);
}

async function runAndStay(): Promise<void> {
	await claimUserFolder();
	const standIn = await openStandIn(STAND_IN_PORT);
	await showFirstResult(standIn);
	const next = 'Next comes the real n8n with its editor and all examples';
	console.log(
		(await isInstalled('newest'))
			? `${next}: half a minute to two minutes.\n`
			: `${next}. It is installed once (3 GB), which takes three to ten minutes.\n`,
	);
	await step('Building the package', buildPackage);
	const home = await prepare(KEPT_USER_FOLDER, standIn);
	const n8n = await step(`Starting n8n ${home.install.version}`, async () => {
		const server = await startN8n(home, { port: N8N_PORT });
		await createOwner(server, DEMO_OWNER);
		standIn.webhookSender.triggers.push(...(await demoTriggers(server.url)));
		return server;
	});
	for (const [name, wanted, port] of [
		['n8n', N8N_PORT, n8n.port],
		['the stand-in', STAND_IN_PORT, standIn.port],
	] as const) {
		if (port !== wanted) console.log(`  Port ${wanted} is taken, so ${name} uses ${port}.`);
	}
	console.log(`
Open these two side by side:

  n8n             ${n8n.url}
                  log in as ${DEMO_OWNER.email} with the password ${DEMO_OWNER.password};
                  the examples are under ${n8n.url}/home/workflows
  Segment's side  ${standIn.url}
                  a stand-in that shows each message as it arrives

Your workflows are kept in ${relative(process.cwd(), KEPT_USER_FOLDER)}; the examples are put back as they were at each start.
Ctrl-C ends everything.`);
	const { code } = await n8n.exited;
	if (!ending) throw new Error(`n8n ended by itself with code ${code}; its log: ${n8n.logFile}`);
}

async function claimUserFolder(): Promise<void> {
	try {
		await lock(KEPT_USER_FOLDER, { realpath: false });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
		throw new Error('npm start is running in this folder already.');
	}
}

/** Everything up to a user folder with the package, the examples and their credentials in it. */
async function prepare(userFolder: string, standIn: StandIn): Promise<N8nHome> {
	const install = await step(
		'Making n8n ready',
		async (onProgress) => await installN8n('newest', { onProgress }),
	);
	const home = { install, userFolder };
	await step('Installing the package in n8n', async () => {
		await installPackage(userFolder);
		// the kept folder lies in this repository, which has an n8n-workflow of its own
		await linkN8nWorkflow(home);
	});
	await step('Importing the examples and their credentials', async () => {
		await importDemo(home, standIn);
	});
	return home;
}

async function runDocumentedExample(home: N8nHome, standIn: StandIn): Promise<void> {
	const run = await step(
		'Running the workflow "Track an event in Segment"',
		async () => await executeWorkflow(home, DOCUMENTED_EXAMPLE),
	);
	const { error } = run.data.resultData;
	if (error) {
		throw new Error(`The workflow failed: ${[error.message, error.description].join('\n')}`);
	}
	showReceived(standIn);
}

function showReceived({ received, discarded }: StandIn): void {
	if (received.length === 0) {
		const refused = discarded.map(({ code, reason }) => `\n  ${code}: ${reason}`);
		throw new Error(`The workflow ran, but Segment received no message.${refused.join('')}`);
	}
	console.log('\nSegment received:');
	for (const { message } of received) console.log(JSON.stringify(message, null, 2));
	console.log();
}

/** What is undone at the end, however it comes. */
const cleanUps: Array<() => Promise<void>> = [];
let ending = false;

async function end(exitCode: number): Promise<never> {
	ending = true;
	await stopAllProcesses();
	await Promise.allSettled(cleanUps.map(async (cleanUp) => await cleanUp()));
	process.exit(exitCode);
}

for (const [signal, number] of [
	['SIGINT', 2],
	['SIGTERM', 15],
	['SIGHUP', 1],
] as const) {
	// npm passes on what the terminal has sent already, so that a signal may come twice
	process.on(signal, () => {
		if (ending) return;
		console.log('\nStopping ...');
		void end(128 + number);
	});
}

main().then(
	async () => {
		if (!ending) await end(0);
	},
	async (error: unknown) => {
		if (ending) return;
		console.error(`\n\n${describe(error)}`);
		await end(1);
	},
);

function describe(error: unknown): string {
	if (error instanceof CommandFailed) return error.message;
	return error instanceof Error ? error.message : String(error);
}
