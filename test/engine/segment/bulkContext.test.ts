import type { INodeParameters } from 'n8n-workflow';

import { LIBRARY } from '../../../nodes/Segment/message/library';
import { runCaught } from './support';

const BULK = { resource: 'batch', operation: 'send', messageType: 'track', eventName: 'Tested' };
const ITEMS = [{ userId: 'u-1', plan: 'pro' }, { userId: 'u-2' }];
const SENT_AT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string;
const ID = expect.any(String) as string;

const bulk = async (parameters: INodeParameters = {}, items: object[] = ITEMS) =>
	await runCaught({ ...BULK, ...parameters }, { items: items as never });

const message = (userId: string, more: object = {}) => ({
	type: 'track',
	userId,
	event: 'Tested',
	...more,
	messageId: ID,
});

describe('what the context of all messages of a bulk run has in common', () => {
	it('is in a batch once when it is only the library', async () => {
		const { requests } = await bulk();
		expect(requests.map(({ body }) => body)).toEqual([
			{
				batch: [message('u-1', { properties: { plan: 'pro' } }), message('u-2')],
				context: { library: LIBRARY },
				sentAt: SENT_AT,
			},
		]);
	});

	it('is in a message that travels alone', async () => {
		const { requests } = await bulk({}, [ITEMS[1]]);
		expect(requests.map(({ body }) => body)).toEqual([
			{ ...message('u-2'), context: { library: LIBRARY }, sentAt: SENT_AT },
		]);
	});

	it('is in each message when the user chose some of it', async () => {
		const { requests } = await bulk({ context: { locale: 'de-AT' } });
		const context = { library: LIBRARY, locale: 'de-AT' };
		expect(requests.map(({ body }) => body)).toEqual([
			{
				batch: [
					message('u-1', { properties: { plan: 'pro' }, context }),
					message('u-2', { context }),
				],
				sentAt: SENT_AT,
			},
		]);
	});

	it('is not put beside items that already are messages', async () => {
		const items = ITEMS.map(({ userId }) => ({ type: 'identify', userId, messageId: 'm' }));
		const { requests } = await bulk({ mode: 'itemsAreMessages' }, items);
		expect(requests.map(({ body }) => body)).toEqual([{ batch: items, sentAt: SENT_AT }]);
	});

	it('is shown by a Dry Run', async () => {
		const { json, requests } = await bulk({ options: { dryRun: true } });
		expect(requests).toEqual([]);
		expect(json[1]).toMatchObject({
			message: message('u-2'),
			request: { number: 1, messages: 2, context: { library: LIBRARY } },
		});
	});

	it('counts for the size of a message, which must also fit in alone', async () => {
		const sizeOf = async (length: number) => {
			const { requests, error } = await bulk({}, [{ userId: 'u-1', text: 'x'.repeat(length) }]);
			return error ? 'refused' : Buffer.byteLength(JSON.stringify(requests[0].body));
		};
		const small = (await sizeOf(1)) as number;
		expect(await sizeOf(1 + 32_768 - small)).toBe(32_768);
		expect(await sizeOf(2 + 32_768 - small)).toBe('refused');
	});
});
