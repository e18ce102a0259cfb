import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import express from 'express';
import { installN8n } from '../../support/n8n/install';
import {
	importCredentials,
	importWorkflows,
	type N8nHome,
	type N8nServer,
	runN8n,
	startN8n,
	type Workflow,
} from '../../support/n8n/n8n';
import { installPackage } from '../../support/n8n/package';
import { stopAllProcesses } from '../../support/n8n/processes';
import { createPublicApi, known, tokens } from '../../stand-in/public-api';
import { type StandIn, startStandIn } from '../../stand-in/server';
import { buildRequest, deliver, type Payload, payloads, sign } from '../../stand-in/webhook-sender';
import { startShakyProxy } from '../../support/shakyProxy';
import { type Slack, startSlack } from '../../support/slack';
import { findSecrets, searchFolder } from '../secretSearch';
import { type Rest, signIn } from './owner';
import { untilPublished } from './publication';
import { type Postgres, startPostgres } from './services';
import { exampleCredentials, readTriggerExamples, type TriggerExample } from './triggerExamples';
import { AUTOMATIC, MANUAL, workflow } from './triggerWorkflow';

const SECRET = 'a shared secret of some length';
const SECRETS = [SECRET, tokens.owner];

const BURST = 5_000;
const BATCH = 100;

/** Segment's own time-out. */
const TIMEOUT_MS = 5_000;

/** The trigger writes down what it knows twice a minute at most. */
const SAVED_AFTER_MS = 30_500;

describe('Segment Trigger in a real n8n', () => {
	const papi = createPublicApi();
	/** The events of each run, as the workflow's last node delivered them. */
	const runs: Payload[][] = [];
	/** No run of the workflow ends before. */
	let collectorOpen = Promise.resolve();
	/** The workspace that events are forwarded to. */
	let segment: StandIn;
	/** The database that people are erased from. */
	let customers: Postgres;
	let slack: Slack;
	let examples: Record<TriggerExample, Workflow>;
	let home: N8nHome;
	let n8n: N8nServer;
	let server: Server;
	let base: string;
	let rest: Rest;

	const idsOf = (events: Payload[]) => events.map(({ messageId }) => String(messageId)).sort();
	const url = (path = MANUAL.path) => `${n8n.url}/webhook/${path}/segment`;
	const post = async (body: string | Buffer<ArrayBuffer>, headers: Record<string, string> = {}) =>
		await fetch(url(), { method: 'POST', headers, body });

	async function untilCollected(count: number): Promise<void> {
		const enough = () => runs.flat().length >= count;
		while (!enough()) await once(server, 'collected', { signal: AbortSignal.timeout(120_000) });
	}

	before(async () => {
		const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-segment-trigger-'));
		const app = express();
		app.use('/public-api', papi.router);
		app.post('/collect', express.json({ limit: '50mb' }), async (req, res) => {
			await collectorOpen;
			runs.push(req.body as Payload[]);
			res.json({});
			server.emit('collected');
		});
		server = app.listen(0, '127.0.0.1');
		await once(server, 'listening');
		base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

		segment = await startStandIn();
		customers = await startPostgres(join(userFolder, 'postgres'));
		slack = await startSlack(userFolder);
		home = { install: await installN8n('newest'), userFolder, env: { ...slack.env } };
		await installPackage(userFolder);
		const publicApi = {
			region: 'custom',
			host: `${base}/public-api`,
			authType: 'token',
			token: tokens.owner,
		};
		await importCredentials(home, [
			{
				id: 'SharedSecret0001',
				name: 'Shared secret',
				type: 'segmentTriggerApi',
				data: { sharedSecret: SECRET },
			},
			{ id: 'PublicApi0000001', name: 'Public API', type: 'segmentPublicApi', data: publicApi },
			...exampleCredentials({ secret: SECRET, segment, customers }),
		]);
		const source = { __rl: true, mode: 'list', value: known.sourceId };
		await importWorkflows(home, [
			workflow(MANUAL, {}, `${base}/collect`),
			workflow(AUTOMATIC, { setUp: 'automatic', source }, `${base}/collect`),
		]);
		examples = await readTriggerExamples();
		await importWorkflows(home, Object.values(examples));
		for (const id of [MANUAL.id, ...Object.values(examples).map((example) => example.id)]) {
			await runN8n(home, ['publish:workflow', `--id=${id}`]);
		}
		n8n = await startN8n(home);
		rest = await signIn(() => n8n);
		await untilPublished(rest, MANUAL.id);
	});

	after(async () => {
		await stopAllProcesses();
		await segment.close();
		slack.close();
		server.close();
		server.closeAllConnections();
		await rm(home.userFolder, { recursive: true, force: true });
	});

	test('answers what is wrong with a request by the right status, and starts nothing', async () => {
		const json = { 'content-type': 'application/json' };
		const signed = (body: string) => ({ ...json, 'x-signature': sign(SECRET, body) });
		const event = JSON.stringify(payloads.track());
		const statuses = {
			get: (await fetch(url())).status,
			put: (await fetch(url(), { method: 'PUT', headers: signed(event), body: event })).status,
			unsigned: (await post(event, json)).status,
			forged: (await post(event, { ...json, 'x-signature': sign('other', event) })).status,
			tampered: (await post(event.replace('49.9', '0.1'), signed(event))).status,
			text: (await post(event, { 'content-type': 'text/plain' })).status,
			form: (await post('a=b', { 'content-type': 'application/x-www-form-urlencoded' })).status,
			multipart: (
				await fetch(url(), {
					method: 'POST',
					body: new URLSearchParams({ a: 'b' }).toString(),
					headers: { 'content-type': 'multipart/form-data; boundary=x' },
				})
			).status,
			malformed: (await post('{"type":', signed('{"type":'))).status,
			empty: (await post('', signed(''))).status,
			number: (await post('7', signed('7'))).status,
			notGzip: (await post(event, { ...signed(event), 'content-encoding': 'gzip' })).status,
			tooLarge: (await post(`"${'x'.repeat(17 * 1024 * 1024)}"`, json)).status,
		};
		assert.deepEqual(statuses, {
			get: 404,
			put: 404,
			unsigned: 401,
			forged: 401,
			tampered: 401,
			text: 415,
			form: 415,
			multipart: 400,
			malformed: 422,
			empty: 400,
			number: 400,
			notGzip: 500,
			tooLarge: 500,
		});
		assert.deepEqual(runs, []);
	});

	test('answers before the workflow has run', async () => {
		let open = () => {};
		collectorOpen = new Promise((resolve) => (open = resolve));
		const event = payloads.page();
		const report = await deliver([event], { url: url(), mode: 'actions', secret: SECRET });
		assert.deepEqual(runs, []);
		open();
		assert.equal(report.attempts[0].outcome, 200);
		assert.equal((JSON.parse(report.attempts[0].answer) as { started: number }).started, 1);
		await untilCollected(1);
		assert.deepEqual(runs, [[event]]);
	});

	test('takes a compressed body', async () => {
		runs.length = 0;
		const event = payloads.page();
		const { body, headers } = buildRequest([event], { mode: 'actions', secret: SECRET });
		await post(gzipSync(body), { ...headers, 'content-encoding': 'gzip' });
		await untilCollected(1);
		assert.deepEqual(runs, [[event]]);
	});

	test(`loses none of ${BURST} events and starts none twice, though their sender has to retry`, async () => {
		runs.length = 0;
		const shaky = await startShakyProxy(url());
		const events = Array.from({ length: BURST }, () => payloads.track());
		const started = performance.now();
		const report = await deliver(events, {
			url: shaky.url,
			mode: 'actionsBatch',
			secret: SECRET,
			batchSize: BATCH,
			timeoutMs: TIMEOUT_MS,
			maxAttempts: 50,
			concurrency: 8,
			pause: async () => {},
		});
		const seconds = (performance.now() - started) / 1000;
		await shaky.close();
		assert.deepEqual([report.discarded.length, report.givenUp.length], [0, 0]);
		await untilCollected(BURST);

		// everything once more, in other batches: a late re-delivery
		const again = await deliver([...events].reverse(), {
			url: url(),
			mode: 'actionsBatch',
			secret: SECRET,
			batchSize: 333,
		});
		const answers = again.attempts.map(({ answer }) => JSON.parse(answer) as { started: number });
		assert.deepEqual(new Set(answers.map((answer) => answer.started)), new Set([0]));
		assert.deepEqual(idsOf(runs.flat()), idsOf(events));

		const slowest = Math.max(...report.attempts.map(({ milliseconds }) => milliseconds));
		const outcomes = new Map<unknown, number>();
		for (const { outcome } of report.attempts) {
			outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
		}
		console.log(
			`${BURST} events in ${seconds.toFixed(1)} s; slowest answer ${slowest.toFixed(0)} ms;`,
			[...outcomes].map(([outcome, count]) => `${outcome}: ${count}`).join(', '),
		);
	});

	test('knows them still after n8n was started anew', async () => {
		// What came half a minute ago is saved; to save it takes a request
		await delay(SAVED_AFTER_MS);
		const events = runs.flat();
		await deliver([payloads.page()], { url: url(), mode: 'actions', secret: SECRET });
		await n8n.stop();
		n8n = await startN8n(home, { port: n8n.port });
		await untilPublished(rest, MANUAL.id);
		runs.length = 0;
		const fresh = payloads.track();
		const report = await deliver([...events.slice(0, 200), fresh], {
			url: url(),
			mode: 'actionsBatch',
			secret: SECRET,
		});
		assert.deepEqual(JSON.parse(report.attempts[0].answer), {
			received: 201,
			unverified: 0,
			filtered: 0,
			duplicates: 200,
			started: 1,
		});
		await untilCollected(1);
		assert.deepEqual(runs, [[fresh]]);
	});

	test('listens at the test URL', async () => {
		runs.length = 0;
		const { data } = (await (await rest('GET', `/rest/workflows/${MANUAL.id}`)).json()) as {
			data: Workflow;
		};
		const listening = await rest(
			'POST',
			`/rest/workflows/${MANUAL.id}/run?partialExecutionVersion=2`,
			{
				workflowData: data,
				triggerToStartFrom: { name: 'Segment Trigger' },
			},
		);
		assert.deepEqual(await listening.json(), { data: { waitingForWebhook: true } });
		const event = payloads.identify();
		const report = await deliver([event], {
			url: url().replace('/webhook/', '/webhook-test/'),
			mode: 'actions',
			secret: SECRET,
		});
		assert.equal(report.attempts[0].outcome, 200);
		await untilCollected(1);
		assert.deepEqual(runs, [[event]]);
	});

	test('sets up its destination when published, and disables it when unpublished', async () => {
		runs.length = 0;
		const own = () => papi.state.destinations.filter(({ name }) => name?.startsWith('n8n: '));
		const change = async (what: 'activate' | 'deactivate') => {
			const { data } = (await (await rest('GET', `/rest/workflows/${AUTOMATIC.id}`)).json()) as {
				data: { versionId: string };
			};
			const { versionId } = data;
			await rest('POST', `/rest/workflows/${AUTOMATIC.id}/${what}`, { versionId });
			return await untilPublished(rest, AUTOMATIC.id);
		};

		papi.state.features.delete('Destination Subscriptions');
		const refused = await change('activate');
		assert.equal(refused.status, 'failed');
		assert.match(String(refused.triggers[0].errorMessage), /HTTP 403.*choose Manual in 'Set-Up'/);
		assert.ok(own().every(({ enabled }) => !enabled));
		await change('deactivate');

		papi.state.features.add('Destination Subscriptions');
		assert.equal((await change('activate')).status, 'published');
		const [destination, ...others] = own();
		assert.equal(others.length, 0);
		assert.equal(destination.enabled, true);

		const event = payloads.audienceEnteredAsTrack();
		await deliver([event], {
			url: url(AUTOMATIC.path),
			mode: 'actions',
			secret: String(destination.settings.sharedSecret),
		});
		await untilCollected(1);
		assert.deepEqual(runs, [[event]]);

		const { id } = destination;
		const states = () => own().map((one) => [one.id, one.enabled]);
		await change('deactivate');
		assert.deepEqual(states(), [[id, false]]);
		await change('activate');
		assert.deepEqual(states(), [[id, true]]);
	});

	test('forwards events to another workspace, as its example does', async () => {
		const to = await exampleUrl('forward');
		const events = [payloads.identify(), payloads.track(), payloads.page(), payloads.group()];
		await deliver([...events, payloads.delete()], {
			url: to,
			mode: 'actionsBatch',
			secret: SECRET,
		});
		while (segment.received.length < events.length) await delay(100);
		assert.deepEqual(
			segment.received.map(({ message }) => [
				message.type,
				message.userId,
				message.originalTimestamp,
			]),
			events.map(({ type, userId, timestamp }) => [type, userId, timestamp]),
		);
		assert.deepEqual([segment.discarded, segment.requests.length], [[], 1]);
	});

	async function exampleUrl(name: TriggerExample): Promise<string> {
		const { id, nodes } = examples[name];
		await untilPublished(rest, id);
		return url(nodes.find(({ webhookId }) => webhookId)?.webhookId);
	}

	test('erases a person on request of the classic destination, as its example does', async () => {
		await customers.query('CREATE TABLE customers (user_id text)');
		await customers.query(`INSERT INTO customers VALUES ('user-97980cfea0067'), ('ada')`);
		await deliver([payloads.delete()], {
			url: await exampleUrl('erase'),
			mode: 'classic',
			secret: SECRET,
		});
		const left = async () => (await customers.query('SELECT user_id FROM customers')).flat();
		while ((await left()).length > 1) await delay(100);
		assert.deepEqual(await left(), ['ada']);
	});

	test('writes to a channel when somebody enters an audience, as its example does', async () => {
		await deliver(
			[payloads.audienceEnteredAsTrack(), payloads.audienceExitedAsTrack(), payloads.track()],
			{ url: await exampleUrl('chat'), mode: 'actions', secret: SECRET, concurrency: 1 },
		);
		while (slack.messages.length === 0) await delay(100);
		assert.deepEqual(slack.messages, [{ channel: '#sales', text: slack.messages[0].text }]);
		assert.match(slack.messages[0].text, /^ada@example.com entered the audience high_value/);
	});

	test('shows the shape of its output before any event came', async () => {
		const answer = await rest('GET', '/schemas/n8n-nodes-segment.segmentTrigger/1.json');
		const { properties } = (await answer.json()) as { properties: object };
		assert.ok('messageId' in properties);
	});

	test('writes no secret into its log', async () => {
		const log = await readFile(join(home.userFolder, 'n8n.log'), 'utf8');
		assert.match(log, /refused a request/);
		assert.deepEqual(findSecrets(log, SECRETS), []);
	});

	test('keeps the secrets of its credentials nowhere but there, encrypted', async () => {
		const { texts, leaks } = await searchFolder(home.userFolder, SECRETS);
		assert.ok(texts.some((text) => text.includes(MANUAL.path)));
		assert.deepEqual(leaks, []);
	});
});
