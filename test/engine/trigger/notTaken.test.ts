import { setTimeout as delay } from 'node:timers/promises';
import { forgetAll } from '../../../nodes/SegmentTrigger/receive/memory';
import { buildRequest, payloads } from '../../stand-in/webhook-sender';
import { items, SECRET, send, useWebhook, webhook } from './support';

useWebhook();

describe('what n8n has not taken', () => {
	const fail = () => {
		throw new Error('SQLITE_BUSY: database is locked');
	};

	it('is answered with an error and starts the workflow the next time', async () => {
		const event = payloads.track();
		webhook.beforeTaking = fail;
		expect((await send(event)).status).toBe(500);
		expect((await send([event, payloads.page()])).status).toBe(500);
		webhook.beforeTaking = () => {};
		expect((await send(event)).body).toMatchObject({ duplicates: 0, started: 1 });
		expect((await send(event)).body).toMatchObject({ duplicates: 1, started: 0 });
		expect(items()).toEqual([[event]]);
	});

	it('does not count as seen after a restart either', async () => {
		const event = payloads.track();
		await send(payloads.page());
		webhook.beforeTaking = fail;
		await send(event);
		webhook.beforeTaking = () => {};
		await send(payloads.page());
		forgetAll();
		expect((await send(event)).body).toMatchObject({ started: 1 });
	});

	/** Holds n8n where it registers a run until it is told how that ends. */
	function hold() {
		let settle = (_isTaken: boolean) => {};
		const fate = new Promise<boolean>((resolve) => (settle = resolve));
		const reached = new Promise<void>((resolve) => {
			webhook.beforeTaking = async () => {
				resolve();
				if (!(await fate)) throw new Error('not taken');
			};
		});
		return { reached, settle };
	}

	/** Until the node has been given that many requests, which takes a busy machine a while. */
	async function arrived(count: number): Promise<void> {
		while (webhook.requests < count) await delay(5);
	}

	it.each([
		[true, 200, { duplicates: 1, started: 0 }],
		[false, 503, { message: expect.stringContaining('did not take') as string }],
	])(
		'a repetition meanwhile is answered with the fate of the first: taken %p',
		async (isTaken, status, body) => {
			const event = payloads.track();
			const { reached, settle } = hold();
			const first = send(event);
			await reached;
			const again = [send(event), send([payloads.page(), event])];
			await arrived(3);
			const early = await Promise.race([...again, delay(50, 'waiting')]);
			expect(early).toBe('waiting');
			webhook.beforeTaking = () => {};
			settle(isTaken);
			expect((await first).status).toBe(isTaken ? 200 : 500);
			const [alone, inBatch] = await Promise.all(again);
			expect(alone).toMatchObject({ status, body });
			expect(inBatch.status).toBe(status);
			if (!isTaken) expect((await send(event)).body).toMatchObject({ started: 1 });
			expect(
				items()
					.flat()
					.filter(({ messageId }) => messageId === event.messageId),
			).toHaveLength(1);
		},
	);

	it('two batches that share events the wrong way round wait for each other once', async () => {
		const [a, b] = [payloads.track(), payloads.page()];
		const { reached, settle } = hold();
		const requests = [send([a, b])];
		await reached;
		requests.push(send([b, a]), send([b]), send([a, payloads.identify()]));
		settle(true);
		const answers = await Promise.all(requests);
		expect(answers.map(({ body }) => body.started)).toEqual([2, 0, 0, 1]);
	});

	it.each([true, false])(
		'is told from what is taken (%p) when Segment has hung up meanwhile',
		async (isTaken) => {
			const event = payloads.track();
			const { reached, settle } = hold();
			const { headers, body } = buildRequest([event], { mode: 'actions', secret: SECRET });
			const hangUp = new AbortController();
			const first = fetch(webhook.url, {
				...{ method: 'POST', headers, body, signal: hangUp.signal },
			});
			await reached;
			hangUp.abort();
			await expect(first).rejects.toThrow();
			const again = send(event);
			await arrived(2);
			await delay(50);
			settle(isTaken);
			expect((await again).status).toBe(isTaken ? 200 : 503);
			webhook.beforeTaking = () => {};
			expect((await send(event)).body).toMatchObject({ started: isTaken ? 0 : 1 });
			expect(items()).toEqual([[event]]);
		},
	);
});
