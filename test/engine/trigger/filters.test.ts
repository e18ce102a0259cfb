import { type Payload, payloads } from '../../stand-in/webhook-sender';
import { items, send, useWebhook, webhook } from './support';

useWebhook();

describe('filters', () => {
	it('confirms what is filtered out, and starts with the rest', async () => {
		webhook.parameters = { events: ['audienceEntered'], filters: { keys: ['vip*'] } };
		const wanted = payloads.audienceEnteredAsIdentify('vips');
		const events = [payloads.track(), payloads.audienceEnteredAsTrack('others'), wanted];
		expect((await send(events)).body).toMatchObject({ filtered: 2, started: 1 });
		expect(await send(payloads.audienceExitedAsTrack('vips'))).toMatchObject({
			status: 200,
			body: { filtered: 1, started: 0 },
		});
		expect(items()).toEqual([[wanted]]);
	});

	it('filters by event name', async () => {
		webhook.parameters = { events: ['track'], filters: { eventNames: ['Order *', ' '] } };
		const wanted = payloads.track();
		await send([{ ...payloads.track(), event: 'Signed Up' }, wanted]);
		expect(items()).toEqual([[wanted]]);
	});
});

describe('Only When Membership Changed', () => {
	const entered = (more: Payload = {}) => ({ ...payloads.audienceEnteredAsIdentify(), ...more });
	const exited = (more: Payload = {}) => ({ ...payloads.audienceExitedAsIdentify(), ...more });

	beforeEach(() => {
		webhook.parameters = { filters: { changesOnly: true } };
	});

	it('drops what says of a person and a key what was said last', async () => {
		const started = [];
		for (const event of [
			entered(),
			entered(),
			payloads.audienceEnteredAsTrack(),
			exited(),
			exited(),
			entered(),
			entered({ userId: 'somebody else' }),
			payloads.audienceEnteredAsIdentify('another_audience'),
			payloads.accountAudienceEntered(),
			payloads.accountAudienceEntered(),
			payloads.track(),
			payloads.computedTraitAsIdentify(),
		]) {
			started.push((await send(event)).body.started);
		}
		expect(started).toEqual([1, 0, 0, 1, 0, 1, 1, 1, 1, 0, 1, 1]);
	});

	it('follows the order within a batch', async () => {
		const answer = await send([entered(), entered(), exited(), entered()]);
		expect(answer.body).toMatchObject({ filtered: 1, started: 3 });
	});

	it('remembers a change only when n8n has taken it', async () => {
		webhook.beforeTaking = () => {
			throw new Error('not taken');
		};
		await send(entered());
		webhook.beforeTaking = () => {};
		expect((await send(entered())).body).toMatchObject({ started: 1 });
	});

	it('remembers no more than the user allows', async () => {
		webhook.parameters = { filters: { changesOnly: true }, options: { rememberEvents: 2 } };
		for (const userId of ['a', 'b', 'c']) await send(entered({ userId }));
		expect((await send(entered({ userId: 'c' }))).body).toMatchObject({ started: 0 });
		expect((await send(entered({ userId: 'a' }))).body).toMatchObject({ started: 1 });
	});
});
