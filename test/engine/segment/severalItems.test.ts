import type { IDataObject } from 'n8n-workflow';

import { ADDED, row, runCaught, theRequest, trackBody } from './support';

const { context, messageId, sentAt } = ADDED;
const { library } = context;

describe('several items', () => {
	it('go as one batch in their order, each with its own outcome', async () => {
		const run = await runCaught(
			{
				resource: 'identify',
				operation: 'create',
				userId: '={{ $json.id }}',
				email: '={{ $json.email }}',
			},
			{
				items: [
					{ id: 1, email: 'a@example.com' },
					{ id: 2, email: '' },
					{ id: 3, email: null },
				],
			},
		);
		const { url, body } = theRequest(run);
		expect(url).toBe('https://api.segment.io/v1/batch');
		expect(body).toEqual({
			batch: [
				{ type: 'identify', userId: '1', traits: { email: 'a@example.com' }, context, messageId },
				{ type: 'identify', userId: '2', context, messageId },
				{ type: 'identify', userId: '3', traits: { email: null }, context, messageId },
			],
			sentAt,
		});
		const ids = (body.batch as IDataObject[]).map((message) => message.messageId);
		expect(new Set(ids).size).toBe(3);
		expect(run.outputs).toEqual([
			ids.map((id, item) => ({
				json: { success: true, messageId: id, type: 'identify', request: 1, attempts: 1 },
				pairedItem: { item },
			})),
		]);
	});

	it('keep their message ids when the run is repeated, and get others in the next execution', async () => {
		const send = async (executionId: string) =>
			(await trackBody({}, { executionId, items: [{ a: 1 }] })).messageId;
		expect(await send('7')).toBe(await send('7'));
		expect(await send('7')).not.toBe(await send('8'));
	});

	it('take traits, context, time and destinations each from its own item', async () => {
		const { batch } = await trackBody(
			{
				userId: '={{ $json.id }}',
				event: '={{ $json.name }}',
				properties: { revenue: '={{ $json.total }}' },
				customProperties: { assignments: [row('coupon', '={{ $json.coupon }}', 'string')] },
				context: { ip: '={{ $json.ip }}' },
				integrations: { all: '={{ $json.everywhere }}' },
				additionalFields: { timestamp: '={{ $json.at }}' },
			},
			{
				items: [
					{
						id: 1,
						name: 'A',
						total: '9.5',
						coupon: 'X',
						ip: '203.0.113.7',
						everywhere: true,
						at: 1_769_851_800,
					},
					{ id: 2, name: 'B', total: 0, ip: null, everywhere: false, at: '2026-01-31' },
				],
			},
		);
		expect(batch).toEqual([
			{
				type: 'track',
				userId: '1',
				event: 'A',
				properties: { revenue: 9.5, coupon: 'X' },
				context: { library, ip: '203.0.113.7' },
				integrations: { All: true },
				timestamp: '2026-01-31T09:30:00.000Z',
				messageId,
			},
			{
				type: 'track',
				userId: '2',
				event: 'B',
				properties: { revenue: 0 },
				context,
				integrations: { All: false },
				timestamp: '2026-01-31T00:00:00.000Z',
				messageId,
			},
		]);
	});
});
