import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import express from 'express';

import { SegmentPublicApi } from '../../credentials/SegmentPublicApi.credentials';
import { SegmentTriggerApi } from '../../credentials/SegmentTriggerApi.credentials';
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
	it('changes nothing, and does not depend on Segment', async () => {
		const webhook = await trigger();
		await webhook.activate();
		papi.requests.length = 0;
		await webhook.activate('init');
		await webhook.activate('leadershipChange');
		expect(changes()).toEqual([]);

		papi.fault({ status: 500, times: 10 });
		await webhook.activate('init');
		await webhook.activate('leadershipChange');
		expect(webhook.staticData.registration).toBeDefined();
	});

	it("mends the mapping's address when n8n has another one", async () => {
		const webhook = await trigger();
		await webhook.activate();
		const [{ id, name }] = own();
		const secret = webhook.staticData.sharedSecret;
		webhook.publicUrl = 'https://moved.example.com';
		await webhook.activate('init');
		expect(webhook.url).toMatch(/^https:\/\/moved/);
		expect(own()).toMatchObject([{ id, enabled: true, settings: { sharedSecret: secret } }]);
		expect(subscriptionsOf(id)).toMatchObject([{ settings: { url: webhook.url } }]);

		// the mark of its name leads to it too, should the notes get lost
		expect(own()[0].name).not.toBe(name);
		webhook.nodeName = 'Renamed';
		await webhook.activate('update');
		expect(own()).toMatchObject([{ id }]);
	});

	it('says what is wrong when the address cannot be mended', async () => {
		const webhook = await trigger();
		await webhook.activate();
		webhook.publicUrl = 'https://moved.example.com';
		papi.fault({ method: 'PATCH', path: /subscriptions/, status: 503 });
		expect((await failure(webhook.activate('init'))).message).toMatch(/HTTP 503/);
		await webhook.activate('init');
		expect(subscriptionsOf(own()[0].id)).toMatchObject([{ settings: { url: webhook.url } }]);
	});

	it('removes the destination for tests of an n8n that was stopped while it listened', async () => {
		const webhook = await trigger();
		await webhook.activate();
		const [production] = own();
		await webhook.listen();
		expect(own()).toHaveLength(2);
		await webhook.activate('leadershipChange');
		expect(own()).toHaveLength(2);
		await webhook.activate('init');
		expect(own()).toEqual([production]);
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

describe('unpublishing by the ID', () => {
	it('disables the destination whatever people call it, and publishing enables it again', async () => {
		const webhook = await trigger();
		await webhook.activate();
		const [destination] = own();
		destination.name = 'Our orders';
		await webhook.deactivate();
		expect(destination.enabled).toBe(false);
		expect(own()).toEqual([]);
		await webhook.activate();
		expect(own()).toEqual([]);
		expect(destination).toMatchObject({ name: 'Our orders', enabled: true });
	});

	it('says which destination goes on when the credential leads to another workspace', async () => {
		const webhook = await trigger();
		await webhook.activate();
		const [{ id, name }] = own();
		papi.state.workspace.id = 'another';
		const [destination] = papi.state.destinations.splice(papi.state.destinations.indexOf(own()[0]));
		const { message } = await failure(webhook.deactivate());
		expect(message).toContain(`“${name}” (ID ${id})`);
		expect(destination.enabled).toBe(true);
	});
});

describe('a change of where the events come from', () => {
	const otherSource = () => papi.state.sources[1].id;
	const fromOther = () => ({
		...AUTOMATIC,
		source: { __rl: true, mode: 'id', value: otherSource() },
	});

	it.each(['disable', 'delete'] as const)('lets the old destination go: %s', async (how) => {
		const webhook = await trigger({ options: { whenDeactivated: how } });
		await webhook.activate();
		const [old] = own();
		webhook.parameters = { ...webhook.parameters, ...fromOther() };
		await webhook.activate('update');

		const enabled = own().filter((each) => each.enabled);
		expect(enabled).toMatchObject([{ sourceId: otherSource() }]);
		expect(own()).toHaveLength(how === 'disable' ? 2 : 1);
		expect(enabled[0].settings.sharedSecret).not.toBe(old.settings.sharedSecret);
		await deliver([payloads.track()], {
			url: webhook.url,
			mode: 'actions',
			secret: String(old.settings.sharedSecret),
		});
		expect(webhook.runs).toEqual([]);
	});

	it('is content when somebody has deleted the old destination', async () => {
		const webhook = await trigger();
		await webhook.activate();
		papi.state.destinations = [];
		webhook.parameters = { ...webhook.parameters, ...fromOther() };
		await webhook.activate('update');
		expect(own()).toMatchObject([{ sourceId: otherSource() }]);
	});

	it('asks nothing of the old one that was disabled when it was unpublished', async () => {
		const webhook = await trigger();
		await webhook.activate();
		const [{ id }] = own();
		await webhook.deactivate();
		papi.requests.length = 0;
		webhook.parameters = { ...webhook.parameters, ...fromOther() };
		await webhook.activate();
		expect(calls().some((call) => call.includes(id))).toBe(false);
	});

	describe('to another workspace', () => {
		async function moved() {
			const webhook = await trigger();
			await webhook.activate();
			const [old] = papi.state.destinations.splice(papi.state.destinations.indexOf(own()[0]));
			papi.state.workspace.id = 'another';
			return { webhook, old };
		}

		it('names the destination that it cannot reach, and sets up nothing', async () => {
			const { webhook, old } = await moved();
			const { message, description } = await failure(webhook.activate('update'));
			expect(message).toContain(`“${old.name}” (ID ${old.id}) of the source ${known.sourceId}`);
			expect(message).toMatch(/Disable it in Segment by hand/);
			expect(message + description).not.toContain(String(webhook.staticData.sharedSecret));
			expect(message + description).not.toContain(tokens.owner);
			expect(own()).toEqual([]);
		});

		it('goes on without it when the user says so, and refuses what it sends', async () => {
			const { webhook, old } = await moved();
			webhook.parameters = { ...webhook.parameters, options: { oldDestination: 'publish' } };
			await webhook.activate('update');
			expect(own()).toHaveLength(1);
			const send = { url: webhook.url, mode: 'actions' } as const;
			await deliver([payloads.track()], { ...send, secret: String(old.settings.sharedSecret) });
			expect(webhook.runs).toEqual([]);
			await deliver([payloads.track()], {
				...send,
				secret: String(own()[0].settings.sharedSecret),
			});
			expect(webhook.runs).toHaveLength(1);
		});
	});

	it('leaves the destination of the workflow alone that it is a copy of', async () => {
		const webhook = await trigger();
		await webhook.activate();
		const [original] = own();
		const { sharedSecret } = original.settings;
		webhook.workflowId = 'workflow-2';
		webhook.publicUrl = 'https://staging.example.com';
		await webhook.activate('init');
		expect(original).toMatchObject({ enabled: true, settings: { sharedSecret } });
		expect(own()).toHaveLength(2);
		expect(own()[1].settings.sharedSecret).not.toBe(sharedSecret);
	});
});

describe('repairing the mapping', () => {
	async function drifted(
		change: (mapping: { settings: Record<string, unknown>; [field: string]: unknown }) => void,
	) {
		const webhook = await trigger();
		await webhook.activate();
		const [mapping] = subscriptionsOf(own()[0].id);
		change(mapping as never);
		papi.requests.length = 0;
		await webhook.activate();
		return { webhook, mapping: subscriptionsOf(own()[0].id)[0], id: mapping.id };
	}

	it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
		['address', { url: 'https://elsewhere.example.com' }, {}],
		['method', { method: 'PUT' }, {}],
		['data', { data: { '@path': '$.properties' } }, {}],
		['batching', { enable_batching: true }, { enable_batching: false }],
		['headers', { headers: { 'X-Signature': 'mine' } }, { headers: {} }],
	])('brings back the %s', async (_setting, changed, repaired) => {
		const { webhook, mapping, id } = await drifted(({ settings }) =>
			Object.assign(settings, changed),
		);
		expect(mapping).toMatchObject({ id });
		expect(mapping.settings).toEqual({
			url: webhook.url,
			method: 'POST',
			data: { '@path': '$.' },
			...repaired,
		});
	});

	it.each([
		['trigger', { trigger: 'type = "page"' }],
		['switch', { enabled: false }],
	])('brings back the %s', async (_what, changed) => {
		const { mapping } = await drifted((each) => Object.assign(each, changed));
		expect(mapping).toMatchObject({ enabled: true, trigger: expect.stringContaining('"track"') });
	});

	it('leaves settings alone that it does not need', async () => {
		const { mapping } = await drifted(({ settings }) =>
			Object.assign(settings, { batch_size: 7, enable_batching: false, headers: {} }),
		);
		expect(mapping.settings).toMatchObject({ batch_size: 7 });
		expect(changes().filter((call) => call.includes('subscriptions'))).toEqual([]);
	});
});

describe('two at once', () => {
	it('publish one destination', async () => {
		const webhook = await trigger();
		await Promise.all([webhook.activate(), webhook.activate()]);
		expect(own()).toHaveLength(1);
		expect(subscriptionsOf(own()[0].id)).toHaveLength(1);
		const secret = String(own()[0].settings.sharedSecret);
		await deliver([payloads.track()], { url: webhook.url, mode: 'actions', secret });
		expect(webhook.runs).toHaveLength(1);
	});

	it('do not stop each other by a failure', async () => {
		const webhook = await trigger();
		papi.fault({ method: 'GET', path: '/', status: 500 });
		const outcomes = await Promise.allSettled([webhook.activate(), webhook.activate()]);
		expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
		expect(own()).toHaveLength(1);
	});
});

describe('a secret of a credential', () => {
	const SECRET = 'kept in a credential';

	async function withCredential(sharedSecret = SECRET) {
		const webhook = await trigger({ secretFrom: 'credential' });
		webhook.credentials.segmentTriggerApi = { sharedSecret };
		return webhook;
	}

	it('is given to Segment, verifies what comes, and is kept nowhere else', async () => {
		const webhook = await withCredential();
		await webhook.activate();
		expect(own()).toMatchObject([{ settings: { sharedSecret: SECRET } }]);
		expect(JSON.stringify(webhook.staticData)).not.toContain(SECRET);
		await deliver([payloads.track()], { url: webhook.url, mode: 'actions', secret: SECRET });
		await deliver([payloads.page()], { url: webhook.url, mode: 'actions', secret: 'another' });
		expect(webhook.runs).toHaveLength(1);
		papi.requests.length = 0;
		await webhook.activate('init');
		expect(changes()).toEqual([]);
	});

	it('takes the place of a generated one, which is forgotten', async () => {
		const webhook = await trigger();
		await webhook.activate();
		webhook.parameters = { ...webhook.parameters, secretFrom: 'credential' };
		webhook.credentials.segmentTriggerApi = { sharedSecret: SECRET };
		await webhook.activate('update');
		expect(own()).toMatchObject([{ settings: { sharedSecret: SECRET } }]);
		expect(webhook.staticData.sharedSecret).toBeUndefined();
	});

	it('has to be there', async () => {
		const { message } = await failure((await withCredential('')).activate());
		expect(message).toMatch(/^The Shared Secret in the credential .* is empty/);
		expect(own()).toEqual([]);
	});

	it('does not show up in an error, even when Segment repeats it', async () => {
		const webhook = await withCredential();
		const errors = [{ type: 'x', message: `“${SECRET}” of ${tokens.owner} is too weak` }];
		papi.fault({ method: 'POST', status: 422, body: { errors } });
		const { message, description } = await failure(webhook.activate());
		expect(description).toContain('“•••” of ••• is too weak');
		expect(message + description).not.toContain(SECRET);
		expect(message + description).not.toContain(tokens.owner);
	});
});

describe('Delete', () => {
	it('is refused alone: Segment would never call', async () => {
		const { message } = await failure((await trigger({ events: ['delete'] })).activate());
		expect(message).toMatch(/^Segment sends deletion requests only to its classic Webhooks/);
		expect(message).toMatch(/choose Manual in 'Set-Up'/i);
		expect(own()).toEqual([]);
	});

	it('is let be beside other events', async () => {
		await (await trigger({ events: ['delete', 'identify'] })).activate();
		expect(own()).toHaveLength(1);
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

	it('marks that destination from its first moment, and removes what is left of the last time', async () => {
		const webhook = await trigger();
		await webhook.listen();
		const [left] = own();
		expect(left.name).toMatch(/^n8n: Orders \(test\) \[[0-9a-f]{10}\]$/);
		// n8n was stopped: nothing is known of it any more
		webhook.forgetTest();
		await webhook.listen();
		expect(own()).toHaveLength(1);
		expect(own()[0].id).not.toBe(left.id);
		await webhook.stopListening();
		expect(own()).toEqual([]);
	});

	it('leaves nothing behind when Segment allows no more changes', async () => {
		const webhook = await trigger();
		papi.fault({ method: 'POST', path: /subscriptions$/, status: 429 });
		expect((await failure(webhook.listen())).message).toMatch(/HTTP 429/);
		expect(own()).toEqual([]);
	});

	it('deletes what it could not delete then when n8n gives up listening', async () => {
		const webhook = await trigger();
		papi.fault({ method: 'POST', path: /subscriptions$/, status: 429 });
		papi.fault({ method: 'DELETE', status: 500 });
		await failure(webhook.listen());
		expect(own()).toHaveLength(1);
		await webhook.stopListening();
		expect(own()).toEqual([]);
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

	it.each([
		['an answer without the list', { data: {} }],
		['a list beside errors', { data: { destinations: [] }, errors: [{ message: 'no' }] }],
		['a sign-in page', '<html>Sign in</html>'],
		['an echo of the request', { headers: { authorization: `Bearer ${tokens.owner}` } }],
	])('adds no second destination because of %s', async (_what, body) => {
		const webhook = await trigger();
		await webhook.activate();
		await webhook.deactivate();
		papi.requests.length = 0;

		papi.fault({ path: /connected-destinations$/, status: 200, body });
		const { message, description } = await failure(webhook.activate());
		expect(message).toMatch(/Segment/);
		expect(message + description).not.toContain(tokens.owner);
		expect(changes()).toEqual([]);
		expect(own()).toHaveLength(1);
	});

	it.each(['<html>Sign in</html>', { error: 'unauthorized' }, undefined])(
		'does not take %j for the word that the destination is on again',
		async (body) => {
			const webhook = await trigger();
			await webhook.activate();
			await webhook.deactivate();
			papi.fault({ method: 'PATCH', path: /^\/destinations\/[^/]+$/, status: 200, body });
			const { message } = await failure(webhook.activate());
			expect(message).toMatch(/Segment/);
		},
	);

	it('follows no redirect with the token', async () => {
		const seen: string[] = [];
		const thief = express()
			.use((req, res) => {
				seen.push(String(req.headers.authorization));
				res.json({ data: {} });
			})
			.listen(0, '127.0.0.1');
		await once(thief, 'listening');
		const location = `http://127.0.0.1:${(thief.address() as AddressInfo).port}/`;
		for (const status of [301, 302, 307, 308]) {
			papi.fault({ status, headers: { location } });
			const { message } = await failure((await trigger()).activate());
			expect(message).toMatch(new RegExp(`HTTP ${status}`));
		}
		thief.close();
		expect(seen).toEqual([]);
	});

	it('tells when Segment cannot be reached', async () => {
		const webhook = await trigger();
		webhook.credentials.segmentPublicApi = {
			...webhook.credentials.segmentPublicApi,
			host: 'http://127.0.0.1:1',
		};
		expect((await failure(webhook.activate())).message).toMatch(/could not be reached.*Region/);
	});

	it('tells what is wrong with the credential', async () => {
		const webhook = await trigger();
		webhook.credentials.segmentPublicApi = {
			...webhook.credentials.segmentPublicApi,
			host: 'nowhere',
		};
		expect((await failure(webhook.activate())).message).toMatch(
			/^The credential's Host “nowhere” is not a web address\. Use the form/,
		);
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
		expect(message).toMatch(/token is not allowed/);
	});
});
