import { tokens } from '../../stand-in/public-api';
import { deliver, payloads } from '../../stand-in/webhook-sender';
import { changes, failure, own, papi, subscriptionsOf, trigger } from './support';

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
		expect(description).toContain('“…” of … is too weak');
		expect(message + description).not.toContain(SECRET);
		expect(message + description).not.toContain(tokens.owner);
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
