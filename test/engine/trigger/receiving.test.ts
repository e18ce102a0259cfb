import { gzipSync } from 'node:zlib';
import { buildRequest, payloads, sign } from '../../stand-in/webhook-sender';
import { items, post, SECRET, send, useWebhook, webhook } from './support';

useWebhook();

describe('receiving', () => {
	it('starts with one event', async () => {
		const event = payloads.track();
		expect(await send(event)).toEqual({
			status: 200,
			body: { received: 1, unverified: 0, filtered: 0, duplicates: 0, started: 1 },
		});
		expect(items()).toEqual([[event]]);
	});

	it('starts one run with one item for each event of a batch', async () => {
		const events = Object.values(payloads).map((make) => make());
		expect((await send(events)).body).toMatchObject({
			received: events.length,
			started: events.length,
		});
		expect(items()).toEqual([events]);
	});

	it('unwraps the batches of Extensible Webhook', async () => {
		const events = [payloads.track(), payloads.page()];
		await send(events, { mode: 'extensibleBatch' });
		expect(items()).toEqual([events]);
	});

	it('takes a compressed body', async () => {
		const event = payloads.page();
		const { headers, body } = buildRequest([event], { mode: 'actions', secret: SECRET });
		await post(gzipSync(body), { ...headers, 'Content-Encoding': 'gzip' });
		expect(items()).toEqual([[event]]);
	});

	it('confirms an empty batch and starts nothing', async () => {
		const headers = { 'Content-Type': 'application/json', 'X-Signature': sign(SECRET, '[]') };
		expect(await post('[]', headers)).toMatchObject({
			status: 200,
			body: { received: 0, started: 0 },
		});
		expect(items()).toEqual([]);
	});

	it('adds the headers on request that are known to hold no secret', async () => {
		webhook.parameters = { options: { includeHeaders: true } };
		const event = payloads.track();
		const headers = {
			'X-Request-Id': 'r-1',
			'X-Team': 'secret?',
			'X-Api-Key': 'top-secret',
			'X-Auth-Token': 'top-secret',
			Authorization: 'Bearer top-secret',
			Cookie: 'a=secret',
		};
		await send(event, { headers });
		const [[{ headers: received, ...rest }]] = items();
		expect(rest).toEqual(event);
		expect(received).toMatchObject({ 'x-request-id': 'r-1', 'user-agent': 'Segment (Actions)' });
		expect(JSON.stringify(received)).not.toMatch(/secret|x-signature/i);
	});

	it('takes the good ones of a batch with an empty element, and counts the rest', async () => {
		const event = payloads.track();
		const body = JSON.stringify([event, null]);
		const headers = {
			'Content-Type': 'application/json',
			'X-Signature': sign(SECRET, JSON.stringify(event)),
		};
		expect((await post(body, headers)).body).toEqual({
			received: 2,
			unverified: 0,
			unreadable: 1,
			filtered: 0,
			duplicates: 0,
			started: 1,
		});
		expect(items()).toEqual([[event]]);
	});

	it('verifies Webhook Audiences with extras, alone and in batches', async () => {
		const events = [payloads.audienceEnteredAsTrack(), payloads.audienceExitedAsTrack()];
		const extras = { team: 'crm' };
		await send(events, { mode: 'audiences', extras });
		await send(payloads.audienceEnteredAsIdentify(), { mode: 'audience', extras });
		expect(items().map((run) => run.map(({ team }) => team))).toEqual([['crm', 'crm'], ['crm']]);
	});

	it('answers a batch of forms by 415', async () => {
		const answer = await send([payloads.track(), payloads.page()], { mode: 'formBatch' });
		expect(answer.status).toBe(415);
		expect(items()).toEqual([]);
	});

	it.each([
		['text/plain', '{}', 415],
		['application/x-www-form-urlencoded', 'type=track', 415],
		['application/json', '', 400],
		['application/json', '{"type":', 400],
		['application/json', '"track"', 400],
		['application/json', '[1]', 400],
	])('answers %s with %j by %d', async (contentType, body, status) => {
		const headers = { 'Content-Type': contentType, 'X-Signature': sign(SECRET, body) };
		const answer = await post(body, headers);
		expect(answer.status).toBe(status);
		expect(answer.body.message).toEqual(expect.any(String));
		expect(items()).toEqual([]);
	});
});
