import { known } from '../../stand-in/public-api';
import { deliver, payloads } from '../../stand-in/webhook-sender';
import { changes, failure, own, papi, subscriptionsOf, trigger } from './support';

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
