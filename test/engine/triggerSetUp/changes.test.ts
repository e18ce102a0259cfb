import { known, tokens } from '../../stand-in/public-api';
import { deliver, payloads } from '../../stand-in/webhook-sender';
import { AUTOMATIC, calls, changes, failure, own, papi, subscriptionsOf, trigger } from './support';

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
