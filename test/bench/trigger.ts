/**
 * `npm run bench:trigger`: how long Segment Trigger takes to receive what n8n's own Webhook node
 * receives too, in one n8n, one after the other in rounds. With --save the figures go into
 * docs/trigger.md.
 */
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { REPOSITORY } from '../support/n8n/package';
import { stopAllProcesses } from '../support/n8n/processes';
import { step } from '../support/n8n/steps';
import { SECRET, TriggerServer } from '../e2e/cli/triggerServer';
import { buildRequest, payloads, type Payload } from '../stand-in/webhook-sender';

const USAGE = `Usage: npm run bench:trigger [-- --repeat N] [--save]

  --repeat N     rounds, the median of the ratios counts (default 5)
  --save         also write the figures into docs/trigger.md`;

interface Load {
	name: string;
	/** At most so many times what n8n's Webhook node takes. */
	bar: number;
	requests: number;
	events: number;
	concurrency: number;
}

const LOADS: Load[] = [
	{ name: '500 single events, ten at once', bar: 1.15, requests: 500, events: 1, concurrency: 10 },
	{ name: '20 batches of 500 events', bar: 1.3, requests: 20, events: 500, concurrency: 1 },
];

/**
 * n8n 2 starts an interpreter for expressions for each request to a webhook, but for those of its
 * own Webhook node without expressions. The second way lets that node pay it too, which leaves what
 * the nodes themselves take.
 */
const WAYS: Array<{ name: string; env?: Record<string, string> }> = [
	{ name: 'as it is' },
	{
		name: 'without its shortcut for Webhook',
		env: { N8N_EXPRESSION_ENGINE_ALLOW_WEBHOOK_ISOLATE_SKIP: 'false' },
	},
];

const BEGIN = '<!-- figures: written by `npm run bench:trigger -- --save` -->';
const END = '<!-- /figures -->';

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			repeat: { type: 'string', default: '5' },
			save: { type: 'boolean', default: false },
			help: { type: 'boolean', short: 'h' },
		},
	});
	if (values.help) return console.log(USAGE);
	const rows: string[] = [];
	for (const way of WAYS) rows.push(...(await compare(way, Number(values.repeat))));
	const table = [
		'| n8n | Load | Segment Trigger | Webhook | Ratio | At most |',
		'| --- | --- | ---: | ---: | ---: | ---: |',
		...rows,
	].join('\n');
	console.log(`\n${table}`);
	if (values.save) await save(table);
}

/** The rows of one way to run n8n. */
async function compare({ name, env }: (typeof WAYS)[number], repeat: number): Promise<string[]> {
	const server = await step(
		`Starting n8n, ${name}`,
		async () => await TriggerServer.start({ name: 'newest', database: 'sqlite', env }),
	);
	const rows: string[] = [];
	try {
		const [trigger, webhook] = [server.urls[0], server.webhookUrls[0]];
		for (const load of LOADS) {
			await step(`${load.name}: warming up`, async () => {
				await measure(trigger, load, server);
				await measure(webhook, load, server);
			});
			const rounds: Array<[number, number]> = [];
			for (let round = 1; round <= repeat; round++) {
				await step(`${load.name}: round ${round} of ${repeat}`, async () => {
					// In turns, and each time the other one first
					const turns = round % 2 ? [trigger, webhook] : [webhook, trigger];
					const times = new Map<string, number>();
					for (const url of turns) times.set(url, await measure(url, load, server));
					rounds.push([times.get(trigger) ?? 0, times.get(webhook) ?? 0]);
				});
			}
			const ratio = median(rounds.map(([ours, theirs]) => ours / theirs));
			const [ours, theirs] = [0, 1].map((column) => median(rounds.map((one) => one[column])));
			rows.push(
				`| ${name} | ${load.name} | ${ours.toFixed(2)} s | ${theirs.toFixed(2)} s | ${ratio.toFixed(2)} | ${load.bar} |`,
			);
		}
	} finally {
		await server.end();
	}
	return rows;
}

/** Seconds until each request is answered; the runs themselves end before the next measurement. */
async function measure(url: string, load: Load, server: TriggerServer): Promise<number> {
	const requests = Array.from({ length: load.requests }, () =>
		buildRequest(
			Array.from({ length: load.events }, (): Payload => ({
				...payloads.track(),
				messageId: `load-${randomUUID()}`,
			})),
			{ mode: load.events > 1 ? 'actionsBatch' : 'actions', secret: SECRET },
		),
	);
	const started = performance.now();
	const work = async () => {
		for (let request = requests.pop(); request; request = requests.pop()) {
			const answer = await fetch(url, { method: 'POST', ...request });
			if (answer.status !== 200) throw new Error(`n8n answered ${answer.status}`);
			await answer.arrayBuffer();
		}
	};
	await Promise.all(Array.from({ length: load.concurrency }, work));
	const seconds = (performance.now() - started) / 1000;
	await server.untilIdle();
	return seconds;
}

function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)];
}

async function save(table: string): Promise<void> {
	const file = join(REPOSITORY, 'docs/trigger.md');
	const page = await readFile(file, 'utf8');
	const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
	if (begin < 0 || end < begin) throw new Error(`docs/trigger.md lacks ${BEGIN} and ${END}`);
	await writeFile(file, `${page.slice(0, begin)}${BEGIN}\n\n${table}\n\n${page.slice(end)}`);
}

main()
	.catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	})
	.finally(stopAllProcesses);
