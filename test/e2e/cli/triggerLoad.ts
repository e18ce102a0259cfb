/**
 * Segment Trigger under load: every event that was answered 200 became one item, counted at the
 * end of its run, whatever happens to n8n's database, to n8n, and to the answers.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { type Attempt, deliver, type Payload, payloads } from '../../stand-in/webhook-sender';
import { startShakyProxy } from '../../support/shakyProxy';
import { SECRET, TriggerServer, type TriggerServerOptions } from './triggerServer';

export interface LoadOptions extends TriggerServerOptions {
	/** Single events of each load. */
	events: number;
	/** How many requests are under way at the same time. */
	concurrency?: number[];
	/** Leave out what takes longest: the end of n8n, and locks. */
	isShort?: boolean;
}

/** How many milliseconds another process keeps the database to itself, time after time. */
const LOCKS_MS = [2_000, 4_000, 3_000];
const PAUSE_MS = 300;

const makeEvents = (count: number): Payload[] =>
	Array.from({ length: count }, () => ({
		...payloads.track(),
		messageId: `load-${randomUUID()}`,
	}));

export function testTriggerUnderLoad(options: LoadOptions): void {
	const { name, database, events: count, concurrency = [25, 40], webhookProcesses } = options;
	const mode = webhookProcesses ? `queue mode, ${webhookProcesses} webhook processes, ` : '';
	describe(`Segment Trigger under load: n8n ${name}, ${mode}${database}`, () => {
		let server: TriggerServer;
		before(async () => {
			server = await TriggerServer.start({ ...options, counts: true });
		});
		after(async () => await server?.end());

		/** Sends single events as Segment does, each process its own part, and counts. */
		async function load(
			label: string,
			{
				urls = server.urls,
				width = concurrency[0],
				events = makeEvents(count),
				during = nothing,
			} = {},
		) {
			const started = performance.now();
			const share = Math.ceil(events.length / urls.length);
			let sent = 0;
			const disturbance = during(() => sent);
			const reports = await Promise.all(
				urls.map(
					async (url, index) =>
						await deliver(events.slice(index * share, (index + 1) * share), {
							url,
							mode: 'actions',
							secret: SECRET,
							concurrency: Math.ceil(width / urls.length),
							maxAttempts: 200,
							pause: async () => await delay(PAUSE_MS),
							tamper: (request) => {
								sent++;
								return request;
							},
						}),
				),
			);
			await disturbance;
			const seconds = (performance.now() - started) / 1000;
			const attempts = reports.flatMap((report) => report.attempts);
			console.log(`  ${label}: ${seconds.toFixed(1)} s; ${summary(attempts)}`);
			const byN8n = new Set(attempts.filter(isByN8n).flatMap(({ events }) => events.map(idOf)));
			const delivered = reports.flatMap((report) => report.delivered).map(idOf);
			return {
				confirmed: delivered.filter((id) => !byN8n.has(id)),
				discarded: [
					...reports.flatMap((report) => report.discarded).map(idOf),
					...delivered.filter((id) => byN8n.has(id)),
				],
				givenUp: reports.flatMap(({ givenUp }) => givenUp).map(idOf),
				attempts,
			};
		}

		/** Each confirmed event in exactly one run, after a kill in at least one. */
		async function countItems(confirmed: string[], { atLeast = false } = {}): Promise<void> {
			await server.untilIdle();
			const taken = await server.taken(atLeast);
			const times = (id: string) => taken.get(id) ?? 0;
			const lost = confirmed.filter((id) => times(id) === 0).length;
			const repeated = confirmed.filter((id) => times(id) > 1).length;
			if (atLeast)
				console.log(`    lost: ${lost}, started again: ${repeated};`, await server.runs());
			assert.deepEqual({ lost, repeated: atLeast ? 0 : repeated }, { lost: 0, repeated: 0 });
		}

		for (const width of concurrency) {
			test(`${count} single events, ${width} at once`, async () => {
				const { confirmed, givenUp, discarded } = await load(`${width} at once`, { width });
				assert.deepEqual([confirmed.length, givenUp, discarded], [count, [], []]);
				await countItems(confirmed);
				assert.equal((await server.runs()).error ?? 0, 0);
			});
		}

		// Two processes know of each other's events only what has been saved, so each gets its own
		if (!webhookProcesses) {
			test('a sender that gets no answer, or an error, time after time', async () => {
				const shaky = await startShakyProxy(server.urls[0]);
				const { confirmed, givenUp } = await load('shaky', { urls: [shaky.url] });
				await shaky.close();
				assert.deepEqual([confirmed.length, givenUp], [count, []]);
				await countItems(confirmed);
			});
		}

		test('everything once more starts nothing', async () => {
			const events = makeEvents(Math.ceil(count / 4));
			await load('first', { events });
			const { confirmed, attempts } = await load('again', { events });
			const answers = attempts.map(({ answer }) => JSON.parse(answer) as { started: number });
			assert.deepEqual(new Set(answers.map(({ started }) => started)), new Set([0]));
			await countItems(confirmed);
		});

		test('the database locked by another process for seconds at a time', async () => {
			const locks = options.isShort ? LOCKS_MS.slice(0, 1) : LOCKS_MS;
			const during = async () => {
				for (const milliseconds of locks) {
					await delay(500);
					await server.lockDatabase(milliseconds);
				}
			};
			const { confirmed, givenUp } = await load('locked', { during });
			assert.deepEqual([confirmed.length, givenUp], [count, []]);
			await countItems(confirmed);
		});

		test('a change published, unpublished and published again meanwhile', async () => {
			const during = async () => {
				await server.publishChange();
				await server.unpublish();
				await delay(500);
				await server.publish();
			};
			const { confirmed, discarded, givenUp, attempts } = await load('published', { during });
			// What is refused by 404 is nobody's any more, but it is not confirmed either
			assert.deepEqual([confirmed.length + discarded.length, givenUp], [count, []]);
			const outcomes = new Set(attempts.map(({ outcome }) => outcome));
			assert.ok(outcomes.has(200));
			await countItems(confirmed);
		});

		test('kill -9 and restart in the middle', async () => {
			const during = async (sent: () => number) => {
				while (sent() < count / 2) await delay(50);
				await server.killAndRestart();
			};
			const { confirmed, discarded, givenUp } = await load('killed', { during });
			// From its start until it has published its workflows, n8n answers 404, and first even 200
			assert.deepEqual([confirmed.length + discarded.length, givenUp], [count, []]);
			assert.notDeepEqual(confirmed, []);
			await countItems(confirmed, { atLeast: true });
		});
	});
}

/** What disturbs a load; it can see how many requests were sent so far. */
type Disturbance = (sent: () => number) => Promise<void>;

const nothing: Disturbance = async () => {};

/** Before its database is ready, n8n answers every request with a 200 of its own. */
const isByN8n = ({ outcome, answer }: Attempt): boolean =>
	outcome === 200 && answer.startsWith('n8n is starting up');

const idOf = ({ messageId }: Payload): string => String(messageId);

function summary(attempts: Attempt[]): string {
	const outcomes = new Map<unknown, number>();
	for (const { outcome } of attempts) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
	const slowest = Math.max(...attempts.map(({ milliseconds }) => milliseconds));
	const counts = [...outcomes].map(([outcome, number]) => `${outcome}: ${number}`);
	return `${counts.join(', ')}; slowest answer ${slowest.toFixed(0)} ms`;
}
