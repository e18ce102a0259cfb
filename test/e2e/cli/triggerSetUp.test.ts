/** `npm run test:trigger:setup`: Automatic of the Segment Trigger in real n8n's, over restarts. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import express from 'express';

import { installN8n, type N8nName } from '../../support/n8n/install';
import {
	importCredentials,
	importWorkflows,
	type N8nHome,
	type N8nServer,
	startN8n,
	type Workflow,
} from '../../support/n8n/n8n';
import { installPackage } from '../../support/n8n/package';
import { stopAllProcesses } from '../../support/n8n/processes';
import { createPublicApi, known, tokens } from '../../stand-in/public-api';
import { deliver, type Payload, payloads } from '../../stand-in/webhook-sender';
import { type Rest, signIn } from './owner';

const ID = 'TriggerAutomatic';
const PATH = '11111111-0000-4000-8000-000000000002';
const NAMES: N8nName[] = ['newest', 'oldest'];

for (const name of NAMES) {
	describe(`Automatic in the ${name} n8n`, () => {
		const papi = createPublicApi();
		const runs: Payload[] = [];
		let home: N8nHome;
		let n8n: N8nServer;
		let server: Server;
		let rest: Rest;

		const own = () => papi.state.destinations.filter((each) => each.name?.startsWith('n8n: '));
		const mappingsOf = (id: string) =>
			papi.state.subscriptions.filter(({ destinationId }) => destinationId === id);
		const calledUrls = () => own().flatMap(({ id }) => mappingsOf(id).map(urlIn));
		const urlIn = ({ settings }: { settings: Record<string, unknown> }) => String(settings.url);
		const local = (publicUrl: string) => `${n8n.url}${new URL(publicUrl).pathname}`;

		async function saved(): Promise<Workflow & { versionId: string }> {
			const answer = await rest('GET', `/rest/workflows/${ID}`);
			return ((await answer.json()) as { data: Workflow & { versionId: string } }).data;
		}

		/** n8n 2.41 publishes in the background. */
		async function change(active: boolean): Promise<void> {
			const { versionId } = await saved();
			if (name === 'oldest') {
				await rest('PATCH', `/rest/workflows/${ID}`, { active, versionId });
				return;
			}
			const what = active ? 'activate' : 'deactivate';
			await rest('POST', `/rest/workflows/${ID}/${what}`, { versionId });
			while ((await publicationStatus()) === 'in_progress') await delay(100);
		}

		async function publicationStatus(): Promise<string> {
			const answer = await rest('GET', `/rest/workflows/${ID}/publication-status`);
			return ((await answer.json()) as { data: { status: string } }).data.status;
		}

		async function listen(): Promise<void> {
			const answer = await rest('POST', `/rest/workflows/${ID}/run?partialExecutionVersion=2`, {
				workflowData: await saved(),
				triggerToStartFrom: { name: 'Segment Trigger' },
			});
			assert.deepEqual(await answer.json(), { data: { waitingForWebhook: true } });
		}

		async function until(isSo: () => boolean): Promise<void> {
			const deadline = Date.now() + 60_000;
			while (!isSo()) {
				assert.ok(Date.now() < deadline, 'it did not happen within a minute');
				await delay(100);
			}
		}

		/** What n8n does at its start goes on after its server has answered. */
		async function untilQuiet(): Promise<void> {
			for (let before = -1; before !== papi.requests.length; await delay(3_000)) {
				before = papi.requests.length;
			}
		}

		async function restart(webhookUrl: string): Promise<void> {
			await n8n.stop();
			home.env = { WEBHOOK_URL: webhookUrl };
			n8n = await startN8n(home);
		}

		before(async () => {
			const app = express();
			app.use('/public-api', papi.router);
			app.post('/collect', express.json(), (req, res) => {
				runs.push(req.body as Payload);
				res.json({});
			});
			server = app.listen(0, '127.0.0.1');
			await once(server, 'listening');
			const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
			home = {
				install: await installN8n(name),
				userFolder: await mkdtemp(join(tmpdir(), 'n8n-nodes-segment-set-up-')),
				env: { WEBHOOK_URL: 'https://first.example.com/' },
			};
			await installPackage(home.userFolder);
			await importCredentials(home, [
				{
					id: 'PublicApi0000001',
					name: 'Public API',
					type: 'segmentPublicApi',
					data: {
						region: 'custom',
						host: `${base}/public-api`,
						authType: 'token',
						token: tokens.owner,
					},
				},
			]);
			await importWorkflows(home, [workflow(`${base}/collect`)]);
			n8n = await startN8n(home);
			rest = await signIn(() => n8n);
		});

		after(async () => {
			await stopAllProcesses();
			server.close();
			server.closeAllConnections();
			await rm(home.userFolder, { recursive: true, force: true });
		});

		test('sets up one destination, whose events start runs', async () => {
			await change(true);
			const [destination, ...others] = own();
			assert.deepEqual(others, []);
			const [url] = calledUrls();
			assert.match(url, /^https:\/\/first\.example\.com\/webhook\//);
			const event = payloads.track();
			const secret = String(destination.settings.sharedSecret);
			await deliver([event], { url: local(url), mode: 'actions', secret });
			await until(() => runs.length > 0);
			assert.deepEqual(runs, [event]);
		});

		test('notices at its start that its address has changed', async () => {
			const [{ id }] = own();
			await restart('https://second.example.com/');
			await until(() => calledUrls().every((url) => url.startsWith('https://second.example.com/')));
			await untilQuiet();
			assert.deepEqual(
				own().map((one) => [one.id, one.enabled]),
				[[id, true]],
			);
			assert.equal(mappingsOf(id).length, 1);
		});

		test('changes nothing at a start without a change', async () => {
			papi.requests.length = 0;
			await restart('https://second.example.com/');
			await until(() => papi.requests.length > 0);
			await untilQuiet();
			assert.deepEqual(new Set(papi.requests.map(({ method }) => method)), new Set(['GET']));
		});

		test('listens with a destination for tests, which goes with the first event', async () => {
			runs.length = 0;
			await listen();
			const test = own().find((each) => each.name?.includes('(test)'));
			const [{ settings }] = mappingsOf(test?.id ?? '');
			const event = payloads.identify();
			const secret = String(test?.settings.sharedSecret);
			await deliver([event], { url: local(String(settings.url)), mode: 'actions', secret });
			await until(() => runs.length > 0);
			assert.deepEqual(runs, [event]);
			await until(() => own().length === 1);
		});

		test('removes at its start what it left behind when it was stopped while listening', async () => {
			await listen();
			assert.equal(own().length, 2);
			await restart('https://second.example.com/');
			await until(() => own().length === 1);
			assert.ok(!own()[0].name?.includes('(test)'));
		});

		test('knows its destination by its ID when people have renamed it', async () => {
			const [destination] = own();
			destination.name = 'n8n: our orders';
			await change(false);
			await change(true);
			assert.deepEqual(
				own().map((one) => [one.id, one.name, one.enabled]),
				[[destination.id, 'n8n: our orders', true]],
			);
		});
	});
}

/** Trigger → the collector of this test. */
function workflow(collector: string): Workflow {
	return {
		id: ID,
		name: 'Orders',
		nodes: [
			{
				id: 'trigger',
				name: 'Segment Trigger',
				type: 'n8n-nodes-segment.segmentTrigger',
				typeVersion: 2,
				position: [0, 0],
				webhookId: PATH,
				parameters: {
					setUp: 'automatic',
					source: { __rl: true, mode: 'list', value: known.sourceId },
				},
				credentials: { segmentPublicApi: { id: 'PublicApi0000001', name: 'Public API' } },
			},
			{
				id: 'collect',
				name: 'Collect',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				position: [200, 0],
				parameters: {
					method: 'POST',
					url: collector,
					sendBody: true,
					specifyBody: 'json',
					jsonBody: '={{ JSON.stringify($json) }}',
				},
			},
		],
		connections: { 'Segment Trigger': { main: [[{ node: 'Collect', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
		active: false,
	};
}
