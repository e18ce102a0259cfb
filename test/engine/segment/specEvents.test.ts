/** Track with an event of Segment's spec. */
import type { INodeParameters } from 'n8n-workflow';

import { runCaught } from './support';

/** What n8n's editor saves for rows that the user filled in. */
export const rows = (value: Record<string, unknown>) => ({
	mappingMode: 'defineBelow',
	value,
	matchingColumns: [],
	schema: [],
});
const AUTOMATIC = { mappingMode: 'autoMapInputData', value: null, schema: [] };

const fromSpec = (event: string, specProperties: object, others: object = {}): INodeParameters =>
	({
		resource: 'track',
		operation: 'event',
		eventFrom: 'spec',
		specEvent: { __rl: true, mode: 'list', value: event },
		userId: 'u-1',
		specProperties,
		...others,
	}) as unknown as INodeParameters;

async function sent(parameters: INodeParameters, ...items: object[]) {
	const run = await runCaught(parameters, { items: items.length > 0 ? (items as []) : [{}] });
	const bodies = run.requests.flatMap(({ body }) => (body.batch as object[] | undefined) ?? [body]);
	return { ...run, bodies };
}

it('sends what was filled in, each value in its type', async () => {
	const { bodies, error } = await sent(
		fromSpec(
			'Order Completed',
			rows({
				order_id: '={{ $json.number }}',
				total: '={{ $json.sum }}',
				currency: 'EUR',
				coupon: '',
				tax: null,
				products: '={{ $json.lines }}',
			}),
			{ event: 'left over', properties: { revenue: 1 } },
		),
		{ number: 471, sum: '27.50', lines: [{ product_id: 7, price: '9.5', own: true }] },
	);
	expect(error).toBeUndefined();
	expect(bodies).toEqual([
		expect.objectContaining({
			type: 'track',
			event: 'Order Completed',
			userId: 'u-1',
			properties: {
				order_id: '471',
				total: 27.5,
				currency: 'EUR',
				products: [{ product_id: '7', price: 9.5, own: true }],
			},
		}),
	]);
});

it('takes the fields of the input under whatever spelling with Map Automatically', async () => {
	const { bodies, error } = await sent(
		fromSpec('={{ $json.what }}', AUTOMATIC),
		{
			what: 'order completed',
			orderId: 'o-1',
			Revenue: 5,
			products: [{ productId: 'p-1', imageURL: 'https://example.com/p-1.png', Price: '2' }],
			internal: 'not of the spec',
		},
		{ what: 'Message Sent', conversation_id: 'c-1', message_id: 9, messageBody: 'Hello' },
	);
	expect(error).toBeUndefined();
	expect(bodies).toEqual([
		expect.objectContaining({
			event: 'Order Completed',
			properties: {
				order_id: 'o-1',
				revenue: 5,
				products: [{ product_id: 'p-1', image_url: 'https://example.com/p-1.png', price: 2 }],
			},
		}),
		expect.objectContaining({
			event: 'Message Sent',
			properties: { conversationId: 'c-1', messageId: '9', message_body: 'Hello' },
		}),
	]);
});
