/**
 * `npm run bench`: how long it takes to send the same user records to Segment, side by side: n8n's
 * built-in node, this package, Segment's own SDK, and plain HTTPS.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { known, tokens } from '../stand-in/public-api';
import type { StandIn } from '../stand-in/server';
import { takeSegmentsPlace } from '../support/segmentsPlace';
import { installN8n, nodeFirst } from '../support/n8n/install';
import {
	importCredentials,
	importWorkflows,
	n8nEnvironment,
	type N8nHome,
	type Workflow,
} from '../support/n8n/n8n';
import { buildPackage, installPackage, REPOSITORY } from '../support/n8n/package';
import { freePort, lastLines, startProcess, stopAllProcesses } from '../support/n8n/processes';
import { step } from '../support/n8n/steps';
import { drawChart } from './chart';
import { formatTable, replaceTable, type Row } from './table';
import {
	benchWorkflow,
	builtInTrack,
	CREDENTIAL,
	editFields,
	NODE_UNDER_TEST,
	ownBatch,
	ownBatchChecked,
	ownTrack,
	ownTrackComputed,
	PLAN_CREDENTIAL,
	planRules,
} from './workflows';

const USAGE = `Usage: npm run bench [-- --items N] [--latency MS] [--repeat N]

  --items N      records to send (default 10000)
  --latency MS   round-trip time to add to the network (default 0)
  --repeat N     runs of each way, the median counts (default 3)
  --only TEXT    only the ways whose name contains the text
  --save         also write docs/benchmark.json, docs/benchmark.svg and the table in docs/segment.md`;

const WRITE_KEY = 'BenchWriteKeyBenchWriteKeyBench1';

/** One request per item, one after the other: more of them would tell nothing new. */
const BUILT_IN_ITEMS = 500;

/** n8n takes the same time for every expression. */
const COMPUTED_ITEMS = 5_000;

/** Segment's servers never come from a rest: before each run the stand-in gets that many messages. */
const WARM_UP_ITEMS = 50_000;

interface Measurement {
	seconds: number;
	extraBytes: number;
}

interface Run extends Measurement {
	requests: number;
	bytes: number;
}

interface Way {
	name: string;
	/** How many records it gets; fewer than asked where it would take too long. */
	items: number;
	run(): Promise<Measurement>;
	/** n8n's Edit Fields sends nothing. */
	sendsNothing?: boolean;
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			items: { type: 'string', default: '10000' },
			latency: { type: 'string', default: '0' },
			repeat: { type: 'string', default: '3' },
			only: { type: 'string', default: '' },
			save: { type: 'boolean', default: false },
			help: { type: 'boolean', short: 'h' },
		},
	});
	if (values.help) return console.log(USAGE);
	const [items, latency, repeat] = [values.items, values.latency, values.repeat].map(Number);

	const bench = await prepare(latency);
	try {
		const ways = waysOf(bench, items).filter(({ name }) => name.includes(values.only));
		await step(
			'Importing the workflows',
			async () => await importWorkflows(bench.home, bench.workflows),
		);
		const runs = new Map<Way, Run[]>(ways.map((way) => [way, []]));
		// In rounds, so that a machine that grows slower or faster does so for all ways.
		for (let round = 1; round <= repeat; round++) {
			for (const way of ways) {
				const run = await step(
					`${round}/${repeat} ${way.name}, ${way.items.toLocaleString('en-US')} items`,
					async () => await measure(way, bench),
				);
				runs.get(way)?.push(run);
			}
		}
		const rows = [...runs].map(([way, ofWay]) => medianRow(way, ofWay, items));
		const result = {
			items,
			latencyMs: latency,
			repeat,
			n8n: bench.home.install.version,
			node: process.version,
			rows,
		};
		console.log(`\n${formatTable(result)}`);
		const folder = values.save ? join(REPOSITORY, 'docs') : bench.folder;
		const json = join(folder, 'benchmark.json');
		await writeFile(json, `${JSON.stringify(result, null, '\t')}\n`);
		await writeFile(join(folder, 'benchmark.svg'), drawChart(result));
		if (values.save) {
			const page = join(REPOSITORY, 'docs/segment.md');
			await writeFile(page, replaceTable(await readFile(page, 'utf8'), result));
			console.log(
				'\nSaved docs/benchmark.json, docs/benchmark.svg and the table in docs/segment.md',
			);
		}
	} finally {
		await bench.end();
	}
}

interface Bench {
	home: N8nHome;
	standIn: StandIn;
	folder: string;
	workflows: Workflow[];
	sdkHost: string;
	environment: NodeJS.ProcessEnv;
	end(): Promise<void>;
}

async function prepare(latency: number): Promise<Bench> {
	await step('Building the package', buildPackage);
	const install = await step(
		'Installing n8n',
		async (onProgress) => await installN8n('newest', { onProgress }),
	);
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-segment-bench-'));
	const segment = await takeSegmentsPlace(folder, {
		hosts: ['api.segment.io', 'api.segmentapis.com'],
		latencyMs: latency,
		writeKeys: [WRITE_KEY],
		keep: 0,
	});
	const home: N8nHome = { install, userFolder: join(folder, 'n8n'), env: segment.env };
	await step('Installing the package in n8n', async () => await installPackage(home.userFolder));
	await importCredentials(home, [
		{ ...CREDENTIAL, type: 'segmentApi', data: { writekey: WRITE_KEY } },
		{ ...PLAN_CREDENTIAL, type: 'segmentPublicApi', data: { token: tokens.owner } },
	]);
	return {
		home,
		standIn: segment.standIn,
		folder,
		workflows: [],
		sdkHost: segment.directUrl,
		environment: {
			...nodeFirst(install.node),
			NODE_EXTRA_CA_CERTS: segment.env.NODE_EXTRA_CA_CERTS,
		},
		async end() {
			await stopAllProcesses();
			await segment.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

function waysOf(bench: Bench, items: number): Way[] {
	const inN8n = (
		name: string,
		count: number,
		node: Parameters<typeof benchWorkflow>[2],
		sendsNothing = false,
	): Way => {
		const id = `Bench${bench.workflows.length}`;
		bench.workflows.push(benchWorkflow(id, count, node));
		return {
			name,
			items: count,
			sendsNothing,
			run: async () => await runWorkflow(bench, id, count),
		};
	};
	const outside = (name: string, way: 'sdk' | 'floor', size = 0): Way => ({
		name,
		items,
		run: async () => await runOutside(bench, way, items, size),
	});
	const computedItems = Math.min(items, COMPUTED_ITEMS);
	return [
		inN8n('Built-in Segment node: Track', Math.min(items, BUILT_IN_ITEMS), builtInTrack),
		inN8n('This package: Track, 3 dragged fields', items, ownTrack),
		inN8n('This package: Track, 3 computed expressions', computedItems, ownTrackComputed),
		inN8n('Edit Fields: the same 3 expressions', computedItems, editFields, true),
		inN8n('This package: Batch by field', items, ownBatch),
		inN8n(
			'This package: Batch, checked against a plan',
			items,
			ownBatchChecked(known.trackingPlanId),
		),
		outside('Segment SDK, batches of 15', 'sdk', 15),
		outside('Segment SDK, batches of 1,000', 'sdk', 1_000),
		outside('Plain HTTPS, full batches (floor)', 'floor'),
	];
}

async function measure(way: Way, bench: Bench): Promise<Run> {
	await runOutside(bench, 'floor', WARM_UP_ITEMS);
	const { standIn } = bench;
	standIn.reset();
	servePlan(standIn);
	const measurement = await way.run();
	const { accepted, requests, bytes } = standIn.counts;
	const expected = way.sendsNothing ? 0 : way.items;
	if (accepted !== expected) {
		throw new Error(`${way.name}: ${accepted} of ${expected} messages arrived`);
	}
	return { ...measurement, requests, bytes };
}

/** Gives the stand-in the tracking plan that one of the ways asks for. */
function servePlan({ publicApi }: StandIn): void {
	const at = new Date().toISOString();
	for (const plan of publicApi.state.trackingPlans) {
		if (plan.id !== known.trackingPlanId) continue;
		plan.rules = planRules().map((rule) => ({ ...rule, createdAt: at, updatedAt: at }));
	}
}

/** The run in the middle, scaled to all items. */
function medianRow(way: Way, runs: Run[], items: number): Row {
	runs.sort((a, b) => a.seconds - b.seconds);
	const median = runs[Math.floor(runs.length / 2)];
	const scale = items / way.items;
	return {
		name: way.name,
		measuredItems: way.items,
		seconds: median.seconds * scale,
		requests: Math.round(median.requests * scale),
		bytes: Math.round(median.bytes * scale),
		extraBytes: median.extraBytes,
	};
}

/** One run of a workflow in a fresh n8n; the time is what n8n reports for the node alone. */
async function runWorkflow(
	{ home, folder }: Bench,
	id: string,
	items: number,
): Promise<Measurement> {
	const { install, userFolder } = home;
	const logFile = join(folder, `${id}.log`);
	const n8n = startProcess(install.node, [install.bin, 'execute', `--id=${id}`, '--rawOutput'], {
		cwd: userFolder,
		env: {
			...n8nEnvironment(home),
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			...(items > PRINTED_ITEMS && debugLog(logFile)),
		},
	});
	const pid = await n8n.pid;
	if (pid === undefined) throw new Error(`n8n ended at once:\n${lastLines(n8n.output)}`);
	const memory = sampleMemory(pid);
	await n8n.exited;
	const samples = memory.stop();
	const { startTime, executionTime } =
		items > PRINTED_ITEMS ? loggedTimes(await readFile(logFile, 'utf8')) : readTimes(n8n.stdout);
	const during = samples.filter(
		({ time }) => time >= startTime && time <= startTime + executionTime + 5,
	);
	const before = samples.filter(({ time }) => time < startTime).at(-1)?.rss ?? 0;
	return {
		seconds: executionTime / 1_000,
		extraBytes: Math.max(0, ...during.map(({ rss }) => rss - before)),
	};
}

/** What `n8n execute` prints of a larger run is cut off; its log tells the times as well. */
const PRINTED_ITEMS = 20_000;

const debugLog = (file: string) => ({
	N8N_LOG_LEVEL: 'debug',
	N8N_LOG_FORMAT: 'json',
	N8N_LOG_OUTPUT: 'file',
	N8N_LOG_FILE_LOCATION: file,
});

/** Milliseconds, out of n8n's log. */
function loggedTimes(log: string): { startTime: number; executionTime: number } {
	const [startTime, end] = ['started', 'finished successfully'].map((what) => {
		const text = `Running node \\"${NODE_UNDER_TEST}\\" ${what}`;
		const line = log.split('\n').find((each) => each.includes(text));
		if (!line) throw new Error(`n8n's log has no line “${text}”`);
		const entry = JSON.parse(line) as { metadata: { timestamp: string } };
		return Date.parse(entry.metadata.timestamp);
	});
	return { startTime, executionTime: end - startTime };
}

/** Milliseconds, out of the record that `n8n execute` prints. */
function readTimes(output: string): { startTime: number; executionTime: number } {
	const record = output.slice(output.lastIndexOf(`"${NODE_UNDER_TEST}": [`));
	const [startTime, executionTime] = ['startTime', 'executionTime'].map((key) =>
		Number(new RegExp(`"${key}": (\\d+)`).exec(record)?.[1]),
	);
	const error = /"executionStatus": "error"/.test(record.slice(0, 2_000));
	if (error || Number.isNaN(executionTime))
		throw new Error(`The run failed: ${record.slice(0, 3_000)}`);
	return { startTime, executionTime };
}

/** Reads a process's memory every few milliseconds. */
function sampleMemory(pid: number) {
	const samples: Array<{ time: number; rss: number }> = [];
	const timer = setInterval(() => {
		void readFile(`/proc/${pid}/statm`, 'utf8').then(
			(text) => samples.push({ time: Date.now(), rss: Number(text.split(' ')[1]) * 4_096 }),
			() => undefined, // the process has ended, or this is not Linux
		);
	}, 10);
	return {
		stop() {
			clearInterval(timer);
			return samples;
		},
	};
}

async function runOutside(
	bench: Bench,
	way: 'sdk' | 'floor',
	items: number,
	size = 0,
): Promise<Measurement> {
	const script = join(__dirname, 'outside.ts');
	const args = [
		'--import',
		'tsx',
		script,
		way,
		bench.sdkHost,
		WRITE_KEY,
		String(items),
		String(size),
	];
	const child = startProcess(bench.home.install.node, args, {
		cwd: REPOSITORY,
		env: bench.environment,
	});
	const { code } = await child.exited;
	if (code !== 0) throw new Error(child.output.slice(-3_000));
	return JSON.parse(child.stdout.trim().split('\n').at(-1) ?? '') as Measurement;
}

main().catch(async (error: unknown) => {
	await stopAllProcesses();
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
