/** Segment Trigger with Automatic set-up, and the Public API of the stand-in that it sets up. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import express from 'express';

import { SegmentPublicApi } from '../../../credentials/SegmentPublicApi.credentials';
import { SegmentTriggerApi } from '../../../credentials/SegmentTriggerApi.credentials';
import { forgetAll } from '../../../nodes/SegmentTrigger/receive/memory';
import { SegmentTrigger } from '../../../nodes/SegmentTrigger/SegmentTrigger.node';
import { createPublicApi, known, tokens } from '../../stand-in/public-api';
import { startWebhook, type Webhook, type WebhookOptions } from '../../support/webhook';

export const papi = createPublicApi();
let server: Server;
let host: string;
const open: Webhook[] = [];

beforeAll(async () => {
	server = express().use('/public-api', papi.router).listen(0, '127.0.0.1');
	await once(server, 'listening');
	host = `http://127.0.0.1:${(server.address() as AddressInfo).port}/public-api`;
});

afterAll(async () => {
	server.close();
	server.closeAllConnections();
	await once(server, 'close');
});

beforeEach(() => {
	papi.reset();
	forgetAll();
});

afterEach(async () => await Promise.all(open.splice(0).map(async (each) => await each.close())));

export const AUTOMATIC = {
	setUp: 'automatic',
	source: { __rl: true, mode: 'list', value: known.sourceId },
};

export async function trigger(
	parameters: WebhookOptions['parameters'] = {},
	options: Partial<WebhookOptions> = {},
): Promise<Webhook> {
	const webhook = await startWebhook({
		nodeType: new SegmentTrigger(),
		credentialTypes: [new SegmentPublicApi(), new SegmentTriggerApi()],
		credentials: {
			segmentPublicApi: { region: 'custom', host, authType: 'token', token: tokens.owner },
		},
		parameters: { ...AUTOMATIC, ...parameters },
		...options,
	});
	open.push(webhook);
	return webhook;
}

/** Webhooks (Actions) destinations in the workspace; none is seeded on a source of its own. */
export const own = () => papi.state.destinations.filter(({ name }) => name?.startsWith('n8n: '));
export const subscriptionsOf = (id: string) =>
	papi.state.subscriptions.filter(({ destinationId }) => destinationId === id);
export const calls = () => papi.requests.map(({ method, path }) => `${method} ${path}`);
export const changes = () => calls().filter((call) => !call.startsWith('GET'));

export async function failure(
	action: Promise<unknown>,
): Promise<{ message: string; description: string }> {
	const error: unknown = await action.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	if (!(error instanceof Error)) throw new Error('it did not fail');
	const { message, description } = error as Error & { description?: string };
	return { message, description: description ?? '' };
}
