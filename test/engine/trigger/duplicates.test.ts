import { forgetAll, remembered } from '../../../nodes/SegmentTrigger/receive/memory';
import { buildRequest, deliver, payloads } from '../../stand-in/webhook-sender';
import { startShakyProxy } from '../../support/shakyProxy';
import { items, jump, post, SECRET, send, useWebhook, webhook } from './support';

useWebhook();

const HOUR = 3_600_000;

describe('duplicates', () => {
	it('drops what was delivered before, alone or in another batch', async () => {
		const [a, b, c] = [payloads.track(), payloads.page(), payloads.delete()];
		await send([a, b, a]);
		await send(a);
		expect((await send([b, c])).body).toMatchObject({ duplicates: 1, started: 1 });
		expect((await send([c, b, a])).body).toMatchObject({ duplicates: 3, started: 0 });
		expect(items()).toEqual([[a, b], [c]]);
	});

	it('knows them after a restart, as far as they were saved', async () => {
		const event = payloads.track();
		await send(event);
		await send(payloads.page());
		forgetAll();
		expect((await send(event)).body).toMatchObject({ duplicates: 1, started: 0 });
		expect(items()).toHaveLength(2);
	});

	it('takes in what another process has saved', async () => {
		const [a, b] = [payloads.track(), payloads.page()];
		await send(a);
		await send(b);
		forgetAll();
		await send(payloads.identify());
		jump(31_000);
		await send(payloads.identify());
		forgetAll();
		expect((await send([a, b])).body).toMatchObject({ duplicates: 1, started: 1 });
	});

	it('writes static data twice a minute at most, whatever comes', async () => {
		let saved = '{}';
		let writings = 0;
		webhook.beforeSave = () => {
			const now = JSON.stringify(webhook.staticData);
			if (now !== saved) writings++;
			saved = now;
		};
		for (let count = 0; count < 30; count++) await send(payloads.track());
		expect(writings).toBe(1);
		jump(31_000);
		for (let count = 0; count < 30; count++) await send(payloads.track());
		expect(writings).toBe(2);
	});

	it('forgets the triggers that nobody calls any more', async () => {
		await send(payloads.track());
		expect(remembered()).toBe(1);
		jump(26 * HOUR);
		webhook.nodeId = '0b3b8f6e-0000-4000-8000-00000000000f';
		await send(payloads.track());
		expect(remembered()).toBe(1);
	});

	it('lets the same event of another mapping pass on request', async () => {
		const event = payloads.track();
		const other = { ...event, properties: { only: 'this' } };
		await send(event);
		expect((await send(other)).body).toMatchObject({ duplicates: 1 });
		webhook.parameters = { options: { otherMappings: true } };
		for (const [one, started] of [
			[event, 1],
			[other, 1],
			[other, 0],
			[event, 0],
		] as const) {
			expect((await send(one)).body).toMatchObject({ started });
		}
	});

	it('lets them pass when the user wants that, and at the test URL', async () => {
		const event = payloads.track();
		const { headers, body } = buildRequest([event], { mode: 'actions', secret: SECRET });
		await post(body, headers, webhook.testUrl);
		await post(body, headers, webhook.testUrl);
		webhook.parameters = { options: { dropDuplicates: false } };
		await send(event);
		await send(event);
		expect(items()).toHaveLength(4);
		expect(webhook.staticData).toEqual({});
	});

	it('keeps no more than the user allows', async () => {
		webhook.parameters = { options: { rememberEvents: 50 } };
		for (let round = 0; round < 3; round++) {
			await send(Array.from({ length: 40 }, () => payloads.track()));
			jump(31_000);
		}
		await send(payloads.track());
		const saved = Object.values(webhook.staticData.seenEvents as Record<string, string>);
		expect(saved.join('')).toHaveLength(50 * 12);
	});

	it('loses nothing and starts nothing twice when a sender has to try again and again', async () => {
		const proxy = await startShakyProxy(webhook.url);
		const events = Array.from({ length: 300 }, () => payloads.track());
		const report = await deliver(events, {
			url: proxy.url,
			mode: 'actionsBatch',
			secret: SECRET,
			batchSize: 20,
			maxAttempts: 100,
			pause: async () => {},
		});
		await proxy.close();
		expect(report).toMatchObject({ givenUp: [], discarded: [] });
		expect(new Set(report.attempts.map(({ outcome }) => outcome))).toEqual(
			new Set([200, 503, 'network']),
		);
		const started = items().flatMap((run) => run.map(({ messageId }) => messageId));
		expect(started.sort()).toEqual(events.map(({ messageId }) => messageId).sort());
	});
});
