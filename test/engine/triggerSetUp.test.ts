import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import express from 'express';

import { SegmentPublicApi } from '../../credentials/SegmentPublicApi.credentials';
import { forgetAll } from '../../nodes/SegmentTrigger/receive/memory';
import { SegmentTrigger } from '../../nodes/SegmentTrigger/SegmentTrigger.node';
import { createPublicApi, known, tokens } from '../stand-in/public-api';
import { deliver, payloads } from '../stand-in/webhook-sender';
import { startWebhook, type Webhook, type WebhookOptions } from '../support/webhook';

const papi = createPublicApi();
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

const AUTOMATIC = {
	setUp: 'automatic',
	source: { __rl: true, mode: 'list', value: known.sourceId },
};

async function trigger(
	parameters: WebhookOptions['parameters'] = {},
	options: Partial<WebhookOptions> = {},
): Promise<Webhook> {
	const webhook = await startWebhook({
		nodeType: new SegmentTrigger(),
		credentialTypes: [new SegmentPublicApi()],
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
const own = () => papi.state.destinations.filter(({ name }) => name?.startsWith('n8n: '));
const subscriptionsOf = (id: string) =>
	papi.state.subscriptions.filter(({ destinationId }) => destinationId === id);
const calls = () => papi.requests.map(({ method, path }) => `${method} ${path}`);
const changes = () => calls().filter((call) => !call.startsWith('GET'));

async function failure(
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

describe('manual set-up', () => {
	it('asks Segment for nothing', async () => {
		const webhook = await trigger({ setUp: 'manual' }, { credentials: {} });
		await webhook.activate();
		await webhook.deactivate();
		expect(papi.requests).toEqual([]);
	});
});

describe('publishing', () => {
	it('creates a destination with a generated secret and one subscription', async () => {
		const webhook = await trigger({ events: ['track'], filters: { eventNames: ['Order *'] } });
		await webhook.activate();

		const [destination, ...others] = own();
		expect(others).toEqual([]);
		expect(destination).toMatchObject({
			name: expect.stringMatching(/^n8n: Orders \[[0-9a-f]{10}\]$/),
			enabled: true,
			sourceId: known.sourceId,
			type: { id: known.webhooksMetadataId },
			settings: { sharedSecret: expect.stringMatching(/^[0-9a-f]{64}$/) },
		});
		expect(subscriptionsOf(destination.id)).toEqual([
			expect.objectContaining({
				actionId: known.webhooksActionId,
				enabled: true,
				trigger: 'type = "track" and match(event, "Order *")',
				settings: { url: webhook.url, method: 'POST', data: { '@path': '$.' } },
			}),
		]);
		expect(webhook.staticData.sharedSecret).toBe(destination.settings.sharedSecret);
	});

	it('makes a trigger that takes what the destination signs, and nothing else', async () => {
		const webhook = await trigger();
		await webhook.activate();
		const secret = String(own()[0].settings.sharedSecret);
		const send = { url: webhook.url, mode: 'actions' } as const;
		await deliver([payloads.track()], { ...send, secret });
		await deliver([payloads.page()], { ...send, secret: 'another' });
		await deliver([payloads.page()], send);
		expect(webhook.runs).toHaveLength(1);
	});

	it('uses its own destination again, and changes only what differs', async () => {
		const webhook = await trigger();
		await webhook.activate();
		const [{ id, settings }] = own();
		await webhook.deactivate();
		expect(own()).toMatchObject([{ id, enabled: false }]);

		papi.requests.length = 0;
		await webhook.activate();
		expect(own()).toMatchObject([{ id, enabled: true, settings }]);
		expect(subscriptionsOf(id)).toHaveLength(1);
		expect(changes()).toEqual([`PATCH /destinations/${id}`]);

		webhook.parameters = { ...webhook.parameters, events: ['identify'] };
		await webhook.activate('update');
		expect(subscriptionsOf(id)).toMatchObject([{ trigger: 'type = "identify"', enabled: true }]);
	});

	it('repairs what was changed or removed in Segment', async () => {
		const webhook = await trigger();
		await webhook.activate();
		const [destination] = own();
		destination.settings.sharedSecret = 'changed by hand';
		papi.state.subscriptions = [];
		await webhook.activate();
		expect(own()).toMatchObject([
			{ id: destination.id, settings: { sharedSecret: webhook.staticData.sharedSecret } },
		]);
		expect(subscriptionsOf(destination.id)).toHaveLength(1);
	});

	it('finds its destination after an answer got lost, instead of adding a second one', async () => {
		const webhook = await trigger();
		papi.fault({ method: 'POST', path: '/destinations', reset: 'after' });
		await failure(webhook.activate());
		await webhook.activate();
		expect(own()).toHaveLength(1);
	});

	it('finds it among many', async () => {
		const webhook = await trigger();
		await webhook.activate();
		const [destination] = own();
		const { destinations } = papi.state;
		const crowd = Array.from({ length: 450 }, (_, n) => ({
			...destination,
			id: `other-${n}`,
			name: `Webhook ${n}`,
		}));
		papi.state.destinations = [...crowd, ...destinations];
		await webhook.activate();
		expect(own()).toHaveLength(1);
	});

	it('leaves the destination of a copy in another n8n alone', async () => {
		const [here, there] = [
			await trigger(),
			await trigger({}, { publicUrl: 'https://staging.example.com' }),
		];
		await here.activate();
		await there.activate();
		expect(own()).toHaveLength(2);
		await there.deactivate();
		expect(own().map(({ enabled }) => enabled)).toEqual([true, false]);
	});

	it('keeps the destination, with a new secret, when the node is renamed', async () => {
		const webhook = await trigger();
		await webhook.activate();
		const [{ id, settings }] = own();
		const before = settings.sharedSecret;
		webhook.nodeName = 'Renamed';
		await webhook.activate('update');
		expect(own()).toMatchObject([
			{ id, settings: { sharedSecret: webhook.staticData.sharedSecret } },
		]);
		expect(webhook.staticData.sharedSecret).not.toBe(before);
	});
});

describe('a restart of n8n', () => {
	it('does not depend on Segment', async () => {
		const webhook = await trigger();
		await webhook.activate();
		papi.requests.length = 0;
		await webhook.activate('init');
		await webhook.activate('leadershipChange');
		expect(papi.requests).toEqual([]);
	});

	it('sets up what is missing or was changed meanwhile', async () => {
		const webhook = await trigger();
		await webhook.activate('init');
		expect(own()).toHaveLength(1);
		webhook.parameters = { ...webhook.parameters, events: ['page'] };
		await webhook.activate('init');
		expect(subscriptionsOf(own()[0].id)).toMatchObject([{ trigger: 'type = "page"' }]);
	});
});

describe('unpublishing', () => {
	it('deletes the destination when the user wants that', async () => {
		const webhook = await trigger({ options: { whenDeactivated: 'delete' } });
		await webhook.activate();
		await webhook.deactivate();
		expect(own()).toEqual([]);
		await webhook.activate();
		expect(own()).toHaveLength(1);
	});

	it('is content when the destination is gone already', async () => {
		const webhook = await trigger();
		await webhook.activate();
		papi.state.destinations = [];
		await webhook.deactivate();
		expect(webhook.staticData.registration).toBeUndefined();
	});

	it('says what to do when Segment does not answer', async () => {
		const webhook = await trigger();
		await webhook.activate();
		papi.fault({ method: 'PATCH', status: 500 });
		const { message } = await failure(webhook.deactivate());
		expect(message).toMatch(/HTTP 500.*Disable the destination in Segment by hand/);
		expect(message).toContain(webhook.url);
		expect(webhook.staticData.registration).toBeDefined();
	});
});

describe('listening for test events', () => {
	it('uses a destination of its own, which goes when that ends', async () => {
		const webhook = await trigger();
		await webhook.activate();
		const [production] = own();
		await webhook.listen();
		const test = own().find(({ id }) => id !== production.id);
		expect(subscriptionsOf(test?.id ?? '')).toMatchObject([{ settings: { url: webhook.testUrl } }]);

		const secret = String(test?.settings.sharedSecret);
		await deliver([payloads.track()], { url: webhook.testUrl, mode: 'actions', secret });
		expect(webhook.runs).toHaveLength(1);

		await webhook.stopListening();
		expect(own()).toEqual([production]);
		expect(production.enabled).toBe(true);
	});
});

describe('refusals', () => {
	const BY_HAND = /choose Manual in 'Set-Up'/;

	it('tells about the missing feature', async () => {
		papi.state.features.delete('Destination Subscriptions');
		const { message, description } = await failure((await trigger()).activate());
		expect(message).toMatch(/HTTP 403/);
		expect(message).toMatch(/Destination Subscriptions/);
		expect(message).toMatch(BY_HAND);
		expect(description).toMatch(/Webhooks \(Actions\).*\/webhook\//);
	});

	it.each([
		['restricted', tokens.restricted, /HTTP 403.*Workspace Owner/],
		['unknown', 'some-other-token', /HTTP 401.*Workspace Owner/],
	])('tells about a token that is %s', async (_what, token, text) => {
		const webhook = await trigger();
		webhook.credentials.segmentPublicApi = { ...webhook.credentials.segmentPublicApi, token };
		const { message, description } = await failure(webhook.activate());
		expect(message).toMatch(text);
		expect(message).toMatch(BY_HAND);
		expect(message + description).not.toContain(token);
		expect(own()).toEqual([]);
	});

	it('tells how long to wait after too many changes', async () => {
		papi.fault({
			method: 'POST',
			path: /subscriptions$/,
			status: 429,
			headers: { 'Retry-After': '42' },
		});
		const { message } = await failure((await trigger()).activate());
		expect(message).toMatch(/HTTP 429.*Try again in 42 seconds/);
		expect(message).toMatch(BY_HAND);
	});

	it('tells about a source that is not there', async () => {
		const source = { __rl: true, mode: 'id', value: 'nowhere' };
		const { message, description } = await failure((await trigger({ source })).activate());
		expect(message).toMatch(/HTTP 404.*Choose the source again/);
		expect(description).toMatch(/nowhere/);
	});

	it('tells when Segment cannot be reached', async () => {
		const webhook = await trigger();
		webhook.credentials.segmentPublicApi = {
			...webhook.credentials.segmentPublicApi,
			host: 'http://127.0.0.1:1',
		};
		expect((await failure(webhook.activate())).message).toMatch(/could not be reached.*Region/);
	});

	it('tells when Segment could not reach n8n', async () => {
		const webhook = await trigger();
		const { host: _host, ...credential } = webhook.credentials.segmentPublicApi;
		webhook.credentials.segmentPublicApi = { ...credential, region: 'us' };
		expect((await failure(webhook.activate())).message).toMatch(
			/Segment cannot reach this n8n, whose address is http:\/\/127.* WEBHOOK_URL/,
		);
	});

	it('tells when the filters let nothing through', async () => {
		const webhook = await trigger({ events: ['group'], filters: { eventNames: ['Signed Up'] } });
		expect((await failure(webhook.activate())).message).toMatch(
			/^No event can pass the filters: .* Add one of them to 'Trigger On'/,
		);
	});

	it('never shows the generated secret', async () => {
		const webhook = await trigger();
		await webhook.activate();
		const secret = String(webhook.staticData.sharedSecret);
		papi.fault({ method: 'PATCH', status: 500, body: { errors: [{ message: 'no' }] } });
		const { message, description } = await failure(webhook.activate());
		expect(message + description).not.toContain(secret);
	});
});

describe('the list of sources', () => {
	interface Listed {
		results: Array<{ name: string; value: string }>;
		paginationToken?: string;
	}

	it('shows names and gives ids', async () => {
		const webhook = await trigger();
		const { results } = (await webhook.listSearch('searchSources')) as Listed;
		expect(results).toHaveLength(papi.state.sources.length);
		expect(results).toContainEqual(
			expect.objectContaining({ name: 'Website Production', value: known.sourceId }),
		);
	});

	it('goes on with the next page', async () => {
		const webhook = await trigger();
		const [source] = papi.state.sources;
		papi.state.sources = Array.from({ length: 250 }, (_, n) => ({ ...source, id: `s${n}` }));
		const first = (await webhook.listSearch('searchSources')) as Listed;
		expect(first.results).toHaveLength(200);
		const cursor = first.paginationToken;
		const rest = (await webhook.listSearch('searchSources', undefined, cursor)) as Listed;
		expect(rest.results).toHaveLength(50);
		expect(rest.paginationToken).toBeUndefined();
	});

	it('finds by name, in any case', async () => {
		const webhook = await trigger();
		const { results } = (await webhook.listSearch('searchSources', 'WEBSITE prod')) as Listed;
		expect(results).toMatchObject([{ value: known.sourceId }]);
	});

	it('says what to do when it cannot be fetched', async () => {
		const webhook = await trigger();
		papi.fault({ status: 403 });
		const { message } = await failure(webhook.listSearch('searchSources'));
		expect(message).toMatch(/^The sources could not be listed\. Check the credential/);
	});
});
