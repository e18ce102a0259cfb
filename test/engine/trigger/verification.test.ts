import { buildRequest, payloads } from '../../stand-in/webhook-sender';
import { TestCredentials } from '../../support/credentials';
import { items, jump, post, SECRET, send, useWebhook, webhook } from './support';

useWebhook();

describe('verification', () => {
	it.each([
		['a missing header', {}, /X-Signature is missing/],
		['another secret', { secret: 'not ours' }, /does not fit the body/],
		['a header of the mapping', { headers: { 'X-Signature': 'abc' } }, /does not fit the body/],
	])('refuses %s', async (_what, options, message) => {
		const answer = await send(payloads.track(), { secret: undefined, ...options });
		expect(answer.status).toBe(401);
		expect(answer.body.message).toMatch(message);
		expect(JSON.stringify(answer)).not.toContain(SECRET);
		expect(items()).toEqual([]);
	});

	it('lets anyone in when the user chose so', async () => {
		webhook.parameters = { verifySignature: false };
		webhook.credentials = {};
		expect((await send(payloads.track(), { secret: undefined })).status).toBe(200);
		expect(items()).toHaveLength(1);
	});

	it('answers 503, after which Segment tries again, while the secret is empty', async () => {
		webhook.credentials = { segmentTriggerApi: { sharedSecret: '' } };
		expect((await send(payloads.track(), { secret: '' })).status).toBe(503);
		expect(items()).toEqual([]);
	});

	const batch = () => [payloads.track(), payloads.page(), payloads.identify()];

	it('by default takes all events of a batch whose first one is signed', async () => {
		const events = batch();
		await send(events);
		expect(items()).toEqual([events]);
	});

	it('takes only what is signed when the user wants that', async () => {
		webhook.parameters = { options: { batches: 'verified' } };
		const [first, second] = [batch(), batch()];
		expect((await send(first)).body).toMatchObject({ received: 3, unverified: 2, started: 1 });
		expect((await send(second, { signing: 'wholeBody' })).body).toMatchObject({ started: 3 });
		expect(items()).toEqual([[first[0]], second]);
	});

	it('refuses batches when the user wants that', async () => {
		webhook.parameters = { options: { batches: 'none' } };
		expect((await send(batch())).status).toBe(400);
		expect((await send(payloads.track())).status).toBe(200);
		expect(items()).toHaveLength(1);
	});

	it.each(['verified', 'none', 'all'])(
		'hands on the event and not what stands around it, with Batches %s',
		async (batches) => {
			webhook.parameters = { options: { batches, dropDuplicates: false } };
			const event = payloads.track();
			const forged = { type: 'delete', userId: 'victim', timestamp: '2026-03-04T10:00:00.000Z' };
			const { headers } = buildRequest([event], { mode: 'actions', secret: SECRET });
			for (const body of [
				[{ json: event, ...forged }],
				[{ ...forged, json: event }],
				[{ json: event, x: 1 }],
				[{ json: [event], ...forged }],
				{ json: event, ...forged },
			]) {
				expect((await post(JSON.stringify(body), headers)).status).toBe(401);
			}
			expect(items()).toEqual([]);
			for (const body of [[{ json: event }], { json: event }]) {
				expect((await post(JSON.stringify(body), headers)).status).toBe(200);
			}
			expect(items()).toEqual([[event], [event]]);
		},
	);

	it('starts nothing for a replayed event with forged ones behind it', async () => {
		webhook.parameters = { options: { batches: 'verified' } };
		const event = payloads.track();
		await send(event);
		const forged = { ...payloads.track(), event: 'Forged' };
		const { headers } = buildRequest([event], { mode: 'actions', secret: SECRET });
		const answer = await post(JSON.stringify([event, forged, forged]), headers);
		expect(answer.body).toMatchObject({ received: 3, unverified: 2, duplicates: 1, started: 0 });
		expect(items()).toEqual([[event]]);
	});
});

describe('the secret of the credential', () => {
	const decrypted = () => jest.spyOn(TestCredentials.prototype, 'getDecrypted');
	const by = (secret: string) => async () => (await send(payloads.track(), { secret })).status;
	const [byOld, byNew, byNobody] = [by(SECRET), by('the new secret'), by('a forgery')];
	const replace = () =>
		(webhook.credentials = { segmentTriggerApi: { sharedSecret: 'the new secret' } });

	it('is decrypted once in half a minute, and not for each event', async () => {
		const reads = decrypted();
		for (let count = 0; count < 5; count++) expect(await byOld()).toBe(200);
		expect(reads).toHaveBeenCalledTimes(1);
		jump(30_000);
		expect(await byOld()).toBe(200);
		expect(reads).toHaveBeenCalledTimes(2);
	});

	it('is read again before a request is refused, so that a new one counts at once', async () => {
		expect(await byOld()).toBe(200);
		replace();
		expect(await byNew()).toBe(200);
		expect(await byOld()).toBe(401);
	});

	it('is taken for half a minute after it was replaced, and no longer', async () => {
		expect(await byOld()).toBe(200);
		replace();
		expect(await byOld()).toBe(200);
		jump(30_000);
		expect(await byOld()).toBe(401);
	});

	it('is never kept from a request that it does not fit', async () => {
		const reads = decrypted();
		for (let count = 0; count < 3; count++) expect(await byNobody()).toBe(401);
		expect(reads).toHaveBeenCalledTimes(3);
	});

	it('is not kept while somebody tries the trigger out', async () => {
		const reads = decrypted();
		const event = payloads.track();
		const { headers, body } = buildRequest([event], { mode: 'actions', secret: SECRET });
		for (let count = 0; count < 3; count++) {
			expect((await post(body, headers, webhook.testUrl)).status).toBe(200);
		}
		expect(reads).toHaveBeenCalledTimes(3);
	});

	it('of one trigger is not that of another', async () => {
		expect(await byOld()).toBe(200);
		webhook.nodeId = 'another node';
		replace();
		expect(await byOld()).toBe(401);
	});
});
