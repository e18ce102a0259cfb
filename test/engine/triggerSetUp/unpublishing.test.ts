import { deliver, payloads } from '../../stand-in/webhook-sender';
import { failure, own, papi, subscriptionsOf, trigger } from './support';

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
