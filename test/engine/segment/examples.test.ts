/** The Segment node of examples, with the data that reaches it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { LIBRARY } from '../../../nodes/Segment/message/library';
import { runCaught } from './support';

interface Example {
	nodes: Array<{ type: string; parameters: INodeParameters }>;
	pinData?: Record<string, Array<{ json: IDataObject }>>;
}

const read = (file: string) =>
	JSON.parse(readFileSync(join(__dirname, '../../../examples', file), 'utf8')) as Example;

async function run({ nodes }: Example, items: IDataObject[]) {
	const node = nodes.find(({ type }) => type === 'n8n-nodes-segment.segment');
	const { requests, error, json } = await runCaught(node?.parameters ?? {}, {
		items: items as never,
	});
	expect(error).toBeUndefined();
	return { bodies: requests.map(({ body }) => body), json };
}

const ANY = expect.any(String) as string;

it('track-web-form.json sends the visitor’s IDs and nothing else of the cookies', async () => {
	const example = read('track-web-form.json');
	const [{ json }] = example.pinData?.Form ?? [];
	const { bodies } = await run(example, [json]);
	expect(bodies).toEqual([
		{
			type: 'track',
			event: 'Newsletter Subscribed',
			anonymousId: '507f191e-810c-4729-de86-0ea4157a1a2b',
			properties: {
				form: 'footer',
				email: 'ada@example.com',
				fbp: 'fb.1.1767344400000.1116446470',
			},
			context: {
				library: LIBRARY,
				ip: '192.0.2.7',
				userAgent: ANY,
				page: {
					url: 'https://www.example.com/blog/?ttclid=E.C.P.1',
					referrer: 'https://www.example.com/',
				},
				externalIds: [
					{ id: 'nl-4711', type: 'newsletter_id', collection: 'users', encoding: 'none' },
				],
			},
			integrations: {
				'TikTok Conversions': { ttclid: 'E.C.P.1' },
				'Reddit Conversions Api': { uuid: '1767344400000.8f1d2c30' },
			},
			messageId: ANY,
			sentAt: ANY,
		},
	]);
});

it('import-orders-csv.json sends each order at the time when it happened', async () => {
	const row = { order: 'A-1001', customer: 'usr_1001', total: 39.95, currency: 'EUR' };
	const { bodies, json } = await run(read('import-orders-csv.json'), [
		{ ...row, ordered_at: '2021-03-04T09:15:00Z', ip: '192.0.2.7', utm_source: 'newsletter' },
		{ ...row, ordered_at: '2026-01-31T21:30:00Z', ip: '', utm_source: '' },
	]);
	const message = {
		type: 'track',
		event: 'Order Completed',
		userId: 'usr_1001',
		properties: { order_id: 'A-1001', revenue: 39.95, currency: 'EUR' },
		messageId: ANY,
	};
	expect(bodies).toEqual([
		{
			batch: [
				{
					...message,
					timestamp: '2021-03-04T09:15:00.000Z',
					context: { library: LIBRARY, ip: '192.0.2.7', campaign: { source: 'newsletter' } },
				},
				{ ...message, timestamp: '2026-01-31T21:30:00.000Z', context: { library: LIBRARY } },
			],
			sentAt: ANY,
		},
	]);
	expect(json).toEqual([expect.objectContaining({ sent: 2, failed: 0 })]);
});
